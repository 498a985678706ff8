"""From drafts to edits: what each row changes in the directory as it stands."""

from __future__ import annotations

import enum
from collections.abc import Container, Mapping
from dataclasses import dataclass
from typing import Any

from cairn_server.directory.importing.draft import Draft, leave_out_invalid
from cairn_server.directory.importing.finding import Result
from cairn_server.directory.importing.hand_edit import (
    UNDONE,
    Fingerprints,
    fingerprints,
    merge_import,
)
from cairn_server.directory.said import said
from cairn_server.merging import DIRECTORY_RULES
from cairn_server.whereabouts import is_marked
from cairn_sync.document import Document, new_edit
from cairn_sync.merge import record_edit

__all__ = ["Planned", "Verdict", "plan_draft", "with_books"]


class Verdict(enum.Enum):
    """What a row does to its document."""

    ADDED = "added"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class Planned:
    """One row, decided."""

    draft: Draft
    doc_id: str
    verdict: Verdict
    edit: Document | None = None  # None: nothing to write
    fingerprints: Fingerprints | None = None  # to remember; None: as before


def plan_draft(
    draft: Draft,
    doc_id: str,
    *,
    now: Document | None,
    last: Mapping[str, str] | None,
    unseen: Container[str],
    at: str | None = None,
    brought_by: str = "",
    as_draft: bool = False,
) -> Planned:
    """Decide about one draft, adding findings to it.

    `now` is the document as stored, were it a tombstone; `last` what the last import wrote
    (None: it never did); `unseen` the fields that stand in a file not given. `at` is when a
    service that is written says it changed last, unless the source says so, and the day on which
    `brought_by` brought it, unless it says so already. `as_draft` makes what is added a draft.
    """
    if not draft.is_rejected:
        leave_out_invalid(draft, None)
    if draft.is_rejected:
        return Planned(draft, doc_id, Verdict.REJECTED)
    prints = fingerprints(draft.body)
    prints |= {name: mark for name, mark in (last or {}).items() if name in unseen}
    if now is None and last is not None:
        draft.note(Result.KEPT, said("it was erased from the directory since: it stays out"))
        return Planned(draft, doc_id, Verdict.UNCHANGED)
    if now is None or (now.deleted and UNDONE in (last or {})):
        body = _stamped(draft, draft.body, at, brought_by)
        if as_draft and draft.kind in STATED:
            body |= {"state": "draft"}
        edit = new_edit(doc_id, body, parent=now.path if now else ())
        return Planned(draft, doc_id, Verdict.ADDED, edit, prints)
    if now.deleted:
        draft.note(Result.KEPT, said("an editor deleted it from the directory: it stays deleted"))
        return Planned(draft, doc_id, Verdict.UNCHANGED)

    before = now.parsed_body()
    merged = merge_import(before, draft.body, last or {}, unseen=unseen)
    if merged.kept:
        draft.note(
            Result.KEPT,
            said("an editor's own value stays for {fields}", fields=", ".join(merged.kept)),
            fix=said("Correct the source, or the entry, until both agree."),
        )
    if merged.stripped:
        draft.note(
            Result.CONFIDENTIAL,
            said(
                "an editor marked the place confidential; taken out: {fields}",
                fields=", ".join(merged.stripped),
            ),
        )
    if merged.body == before:
        same = prints == last
        return Planned(draft, doc_id, Verdict.UNCHANGED, None, None if same else prints)
    body = _stamped(draft, merged.body, at, brought_by)
    edit = new_edit(doc_id, with_books(before, body, str(now.revision)), parent=now.path)
    return Planned(draft, doc_id, Verdict.CHANGED, edit, prints)


STATED = frozenset({"organization", "service", "location"})  # what can be a draft


def _stamped(draft: Draft, body: dict[str, Any], at: str | None, by: str) -> dict[str, Any]:
    if at is None or draft.kind != "service":
        return body
    if by and not draft.adopted:  # what a row only fills in was written here
        body = {"brought": {"list": by, "on": at[:10]}} | body
    return body if "last_modified" in draft.body else body | {"last_modified": at}


def with_books(before: Mapping[str, Any], body: dict[str, Any], parent: str) -> dict[str, Any]:
    """Note what the import overwrote, so that an editor's change made meanwhile merges with it."""
    if is_marked(body) and not is_marked(before):
        return body
    return record_edit(before, body, DIRECTORY_RULES, by=None, at=None, parent=parent)
