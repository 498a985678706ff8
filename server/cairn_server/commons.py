"""Who may write which document of the shared space: the commons' part of `access`.

Rule 1: pure, as `access` is, which asks these rules of every write to a commons database.
Rule 2: what a document must look like is not decided here; `shared_space` says it.
Rule 3: who a document says wrote it is who wrote it.

Coordinators write what the whole collaborative works by. Any member starts a group
worksheet and fills in their own sheet of it, and nobody fills in another's.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from cairn_server.principal import Member
from cairn_sync.document import Document

__all__ = ["SHARED_TYPES", "refuse_shared"]

# Type -> what the member is told who may not write it.
COORDINATORS_ONLY = {
    "program": "Only coordinators may change what stands under Our program.",
    "worksheet": "Only coordinators may publish or withdraw a worksheet.",
    "worksheet_draft": "Only coordinators may write worksheets.",
    "survey": "Only coordinators may start or end a survey.",
}
SHARED_TYPES = frozenset(COORDINATORS_ONLY) | {"group_worksheet", "group_sheet"}

SIGNED_BY = {  # the field that says who wrote this version
    "program": "updated_by",
    "worksheet": "published_by",
    "worksheet_draft": "updated_by",
    "survey": "started_by",
}
TOMBSTONE_FIELDS = frozenset({"type", "schema"})

Bodies = Sequence[Mapping[str, Any]]


def refuse_shared(
    member: Member, old: Sequence[Document], new: Document, body: Mapping[str, Any]
) -> str | None:
    """Return None when `member` may write `new` to the shared space, else why not.

    `old` is every leaf of the document, the live ones first; none: it was never here.
    """
    kind = new.doc_id.partition(":")[0]
    if kind not in SHARED_TYPES:
        return f"The shared space holds no documents of type {kind!r}."
    live = [leaf.parsed_body() for leaf in old if not leaf.deleted]
    if new.deleted:
        return _refuse_removal(member, kind, live, was_here=bool(old), body=body)
    if kind == "group_worksheet":
        return _refuse_group_worksheet(member, live, body, was_here=bool(old))
    if kind == "group_sheet":
        return _refuse_group_sheet(member, live, body)
    if not _coordinates(member):
        return COORDINATORS_ONLY[kind]
    field = SIGNED_BY[kind]
    if not _is_kept(field, live, body) and body.get(field) not in (None, member.member_id):
        return "A change must be made in your own name."
    return None


def _refuse_removal(
    member: Member, kind: str, live: Bodies, *, was_here: bool, body: Mapping[str, Any]
) -> str | None:
    if not body.keys() <= TOMBSTONE_FIELDS:
        return "What is removed must leave nothing of it behind."
    if _coordinates(member):
        return None
    if kind in COORDINATORS_ONLY:
        return COORDINATORS_ONLY[kind]
    if not was_here:
        return "There is nothing here to remove."
    owner = "started_by" if kind == "group_worksheet" else "member"
    if all(earlier.get(owner) == member.member_id for earlier in live):
        return None
    if kind == "group_worksheet":
        return "Only who started a group worksheet, or a coordinator, may remove it."
    return "Only coordinators may remove what somebody else filled in."


def _refuse_group_worksheet(
    member: Member, live: Bodies, body: Mapping[str, Any], *, was_here: bool
) -> str | None:
    if not live:
        if was_here and _coordinates(member):
            return None  # who may remove it may bring it back
        if body.get("started_by") != member.member_id:
            return "A group worksheet must be started in your own name."
        return None
    for field in ("template", "started_by", "started_on"):
        if not _is_kept(field, live, body):
            return "A group worksheet keeps its form, and the day and the person that started it."
    if _coordinates(member) or body.get("started_by") == member.member_id:
        return None
    return "Only who started a group worksheet, or a coordinator, may change it."


def _refuse_group_sheet(member: Member, live: Bodies, body: Mapping[str, Any]) -> str | None:
    if any(earlier.get("member") != member.member_id for earlier in live):
        return "Only the person whose answers these are may change them."
    if body.get("member") != member.member_id:
        return "Answers must be given in your own name."
    for field in ("worksheet", "template"):
        if live and not _is_kept(field, live, body):
            return "Answers stay with the group worksheet that they were given in."
    return None


def _coordinates(member: Member) -> bool:
    return "coordinator" in member.roles


def _is_kept(field: str, live: Bodies, body: Mapping[str, Any]) -> bool:
    """Tell whether a live version says the same: two of them may have come together."""
    return any(earlier.get(field) == body.get(field) for earlier in live)
