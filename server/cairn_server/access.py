"""Who may do what: the one rule that every write passes, whichever door it came by.

Rule 1: `authorize` is pure. It reads no clock, disk or socket, so that the same edit gets
the same answer from the exchange, the CouchDB protocol and the command line.
Rule 2: a refusal is a sentence for the person who made the edit.
Rule 3: the address of a confidential place is refused to everybody, the upstream included.

What a directory document must look like is not decided here: `check` says it, and is
handed in, because the directory's models build on these rules and not the other way.
"""

from __future__ import annotations

import enum
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from cairn_sync.document import Document
from cairn_sync.store import Gate

__all__ = [
    "Access",
    "BodyCheck",
    "Member",
    "Principal",
    "Upstream",
    "authorize",
    "databases_of",
    "gate_for",
    "names_confidential_address",
    "replicated_databases",
]

MAX_GENERATION_LEAP = 1000  # a revision further ahead than this was not made by editing

DIRECTORY_TYPES = frozenset({"organization", "service", "location"})
ANSWER_FIELDS = frozenset({"state", "answer", "answered_by", "answered_at"})
DOC_ID = re.compile(r"([a-z][a-z_-]*):[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
# What leads to a door. A region, a city and a telephone number do not.
ADDRESS_FIELDS = frozenset(
    {"address_1", "address_2", "postal_code", "latitude", "longitude", "transportation", "url"}
)

BodyCheck = Callable[[str, Mapping[str, Any]], str | None]
"""(document ID, body) -> None for a document that the directory may hold, else why not."""


class Access(enum.StrEnum):
    """What a member may do in one database."""

    READ = "read"
    SUGGEST = "suggest"  # read, and add suggestions
    WRITE = "write"


@dataclass(frozen=True, slots=True)
class Member:
    """A person who signed in."""

    member_id: str  # the UUID, without "member:"
    name: str  # as typed to sign in
    display_name: str
    roles: frozenset[str]  # of "advocate", "editor", "coordinator"
    collaborative: str
    language: str | None = None  # None: as the phone prefers


@dataclass(frozen=True, slots=True)
class Upstream:
    """The CouchDB that this server replicates with: a principal of its own."""

    collaborative: str


Principal = Member | Upstream


def replicated_databases(collaborative: str) -> tuple[str, str]:
    """Return the databases that leave this server; ``accounts`` is never one."""
    return f"directory-{collaborative}", f"commons-{collaborative}"


def databases_of(member: Member) -> dict[str, Access]:
    """Return every database the member may hold, and how."""
    directory, commons = replicated_databases(member.collaborative)
    return {
        directory: Access.WRITE if "editor" in member.roles else Access.SUGGEST,
        commons: Access.WRITE if "coordinator" in member.roles else Access.READ,
    }


def gate_for(principal: Principal, database: str, check: BodyCheck) -> Gate:
    """Return the rule that a store asks inside each write to `database`."""
    return lambda old, new: authorize(principal, database, old, new, check=check)


def authorize(
    principal: Principal,
    database: str,
    old: Sequence[Document],
    new: Document,
    *,
    check: BodyCheck,
) -> str | None:
    """Return None when `principal` may put `new` into `database`, else why not.

    `old` is every live leaf of the document; none: it does not exist, or was deleted.
    """
    if database not in replicated_databases(principal.collaborative):
        return f"There is no database {database!r} that you may write to."
    body = new.parsed_body()
    if refusal := _refuse_confidential_address(old, new, body):
        return refusal
    if isinstance(principal, Upstream):
        # Kept as it came, but for confidential places: those only as the directory allows.
        return _refuse_body(database, new, body, check) if body.get("confidential") else None
    return (
        _refuse_path(old, new)
        or _refuse_type(old, new, body)
        or _refuse_member(principal, database, old, new, body)
        or _refuse_body(database, new, body, check)
    )


def names_confidential_address(body: Mapping[str, Any]) -> bool:
    """Tell whether a document is marked confidential and still leads to a door."""
    return bool(body.get("confidential")) and (bool(body.get("description")) or _leads(body))


def _leads(value: Any) -> bool:
    """Tell whether any address field is filled, at any depth: upstream bodies have any shape."""
    unread = [value]
    while unread:
        part = unread.pop()
        if isinstance(part, Mapping):
            if any(part.get(field) not in (None, "", [], {}) for field in ADDRESS_FIELDS):
                return True
            unread.extend(part.values())
        elif isinstance(part, list):
            unread.extend(part)
    return False


def _refuse_confidential_address(
    old: Sequence[Document], new: Document, body: Mapping[str, Any]
) -> str | None:
    # Tombstones too: they may carry a body, and it would be kept.
    if names_confidential_address(body):
        return (
            "This place is confidential: leave out its address, map position, "
            "description and how to get there."
        )
    if _leads(body) and any(leaf.parsed_body().get("confidential") for leaf in old):
        return "This place is confidential. To list an address, make a new entry."
    return None


def _refuse_path(old: Sequence[Document], new: Document) -> str | None:
    newest = max((leaf.revision.generation for leaf in old), default=0)
    if new.revision.generation > newest + MAX_GENERATION_LEAP:
        return "This change claims more earlier edits than there can have been."
    known = {revision for leaf in old for revision in leaf.path}
    if old and new.path[-1].generation > 1 and known.isdisjoint(new.path):
        return "This change does not follow from any version of the entry known here."
    return None


def _refuse_type(old: Sequence[Document], new: Document, body: Mapping[str, Any]) -> str | None:
    form = DOC_ID.fullmatch(new.doc_id)
    if form is None:
        return "An ID must be the document's type, a colon and a UUID."
    if new.deleted:
        return None
    if body.get("type") != form[1]:
        return "A document's type must be the one that its ID names, and can never change."
    if any(leaf.parsed_body().get("type") != form[1] for leaf in old):
        return "A document's type can never change."
    if type(body.get("schema")) is not int:
        return "A document must name its schema, a whole number."
    return None


def _refuse_member(
    member: Member,
    database: str,
    old: Sequence[Document],
    new: Document,
    body: Mapping[str, Any],
) -> str | None:
    kind = new.doc_id.partition(":")[0]
    if databases_of(member)[database] is Access.READ:
        return "Only coordinators may change the shared space for now."
    if database.startswith("commons-"):
        return None
    if kind == "suggestion":
        return _refuse_suggestion(member, old, new, body)
    if kind not in DIRECTORY_TYPES:
        return f"The directory holds no documents of type {kind!r}."
    if "editor" not in member.roles:
        return "Only directory editors may change the directory. You can report what is wrong."
    return None


def _refuse_suggestion(
    member: Member, old: Sequence[Document], new: Document, body: Mapping[str, Any]
) -> str | None:
    bodies = [leaf.parsed_body() for leaf in old]
    if not old:
        if new.deleted:
            return "There is no report here to take back."
        return _refuse_own_suggestion(member, body)
    is_own = all(_is_waiting_of(member, earlier) for earlier in bodies)
    if is_own and (new.deleted or _refuse_own_suggestion(member, body) is None):
        return None
    if "editor" in member.roles:
        return None if new.deleted else _refuse_answer(member, bodies, body)
    if any(earlier.get("member") != member.member_id for earlier in bodies):
        return "This report was made by somebody else."
    if not is_own:
        return "This report was answered already and can no longer be changed."
    return _refuse_own_suggestion(member, body)


def _is_waiting_of(member: Member, body: Mapping[str, Any]) -> bool:
    return body.get("member") == member.member_id and body.get("state") == "waiting"


def _refuse_own_suggestion(member: Member, body: Mapping[str, Any]) -> str | None:
    if body.get("member") != member.member_id:
        return "A report must be made in your own name."
    if body.get("state") != "waiting" or any(body.get(f) for f in ANSWER_FIELDS - {"state"}):
        return "Only directory editors may answer a report."
    return None


def _refuse_answer(
    member: Member, bodies: Sequence[Mapping[str, Any]], body: Mapping[str, Any]
) -> str | None:
    def reported(suggestion: Mapping[str, Any]) -> dict[str, Any]:
        return {k: v for k, v in suggestion.items() if k not in ANSWER_FIELDS}

    if not any(reported(body) == reported(earlier) for earlier in bodies):
        return "An editor may answer a report, but not change what it says."
    signed = body.get("answered_by")
    if signed not in (None, member.member_id, *(earlier.get("answered_by") for earlier in bodies)):
        return "An answer must be given in your own name."
    return None


def _refuse_body(
    database: str, new: Document, body: Mapping[str, Any], check: BodyCheck
) -> str | None:
    # A tombstone may hold next to nothing; but what it holds of a confidential place counts.
    if not database.startswith("directory-") or (new.deleted and not body.get("confidential")):
        return None
    return check(new.doc_id, body)
