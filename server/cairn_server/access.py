"""Who may do what: the one rule that every write passes, whichever door it came by.

Rule 1: `authorize` is pure. It reads no clock, disk or socket, so that the same edit gets
the same answer from the exchange, the CouchDB protocol and the command line.
Rule 2: a refusal is a sentence for the person who made the edit.
Rule 3: the address of a confidential place is refused to everybody, the upstream included.

What a document must look like is not decided here: `check` says it, and is handed in,
because the directory's models build on these rules and not the other way. Who may write
what in the shared space is decided in `commons`.
"""

from __future__ import annotations

import enum
import re
from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any

from cairn_server.answers import refuse_dropped_answer
from cairn_server.commons import SHARED_TYPES, refuse_shared
from cairn_server.drafts import refuse_unbooked_draft
from cairn_server.erasing.fact import UNVOUCHED, may_be_fact
from cairn_server.merging import next_writes
from cairn_server.principal import Member, Merger, Principal, Subscriber, Upstream
from cairn_server.whereabouts import OPENED_UP, is_marked, refuse_reopening, refuse_whereabouts
from cairn_sync.document import Document
from cairn_sync.merge import EDITS
from cairn_sync.store import Gate

__all__ = [
    "MAX_ENTRY_BYTES",
    "Access",
    "BodyCheck",
    "Member",
    "Merger",
    "Principal",
    "Subscriber",
    "Upstream",
    "authorize",
    "databases_of",
    "gate_for",
    "is_at_home",
    "replicated_databases",
]

MAX_GENERATION_LEAP = 1000  # a revision further ahead than this was not made by editing
MAX_GENERATION = 10**9  # whoever sends it; far above, nobody could edit the document any more
MAX_BRANCHES = 100  # of one document; each is read at every write, and sent to every phone
MAX_ENTRY_BYTES = 256 * 1024  # of one body: half a minute of EDGE even when compressed
MAX_SUGGESTION_BYTES = 8 * 1024  # the note and the answer, at 500 letters each, and the rest
TOMBSTONE_BYTES = 200  # of one that holds no more than it must

DIRECTORY_TYPES = frozenset("organization service location taxonomy taxonomy_term".split())
NETWORK_TYPES = frozenset("organization service location origin".split())
ABOUT_ENTRIES = frozenset({"suggestion", "note"})
ANSWER_FIELDS = frozenset({"state", "answer", "answered_by", "answered_at"})
TOMBSTONE_FIELDS = frozenset({"type", "schema", "confidential", "vouched", "by", "at"})
DOC_ID = re.compile(r"([a-z][a-z_-]*):[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")

BodyCheck = Callable[[str, Mapping[str, Any]], str | None]
"""(document ID, body) -> None for a document that its database may hold, else why not."""


class Access(enum.StrEnum):
    """What a member may do in one database."""

    READ = "read"
    SUGGEST = "suggest"  # read, and add what every member may: suggestions, their own sheets
    WRITE = "write"


def replicated_databases(collaborative: str) -> tuple[str, str]:
    """Return the databases that leave this server; ``accounts`` is never one."""
    return f"directory-{collaborative}", f"commons-{collaborative}"


def databases_of(member: Member, networks: Collection[str] = ()) -> dict[str, Access]:
    """Return every database the member may hold, and how; `networks` are those of others."""
    directory, commons = replicated_databases(member.collaborative)
    return {
        directory: Access.WRITE if "editor" in member.roles else Access.SUGGEST,
        commons: Access.WRITE if "coordinator" in member.roles else Access.SUGGEST,
        **dict.fromkeys(networks, Access.READ),
    }


def is_at_home(database: str, doc_id: str) -> bool:
    """Tell whether documents of this ID's type belong into this database."""
    kind = doc_id.partition(":")[0]
    if database.startswith("commons-"):
        return kind in SHARED_TYPES
    if database.startswith("network-"):
        return kind in NETWORK_TYPES
    return kind in DIRECTORY_TYPES or kind in ABOUT_ENTRIES


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

    `old` is every leaf of the document, the live ones first; none: it was never here.
    """
    if database not in _writable(principal):
        return f"There is no database {database!r} that you may write to."
    body = new.parsed_body()
    if refusal := _refuse_confidential(database, old, new, body, check):
        return refusal
    if new.revision.generation > MAX_GENERATION:
        return "This change claims more earlier edits than there can have been."
    if isinstance(principal, Upstream):
        return _refuse_unvouched_end(old, new, body)  # the rest is kept as it came
    if isinstance(principal, Merger):
        return _refuse_unmerged(principal, old, new, check)
    live = [leaf for leaf in old if not leaf.deleted]
    if isinstance(principal, Subscriber):
        return (
            _refuse_size(new)
            or _refuse_type(live, new, body)
            or _refuse_stranger(database, new)
            or _refuse_body(new, body, check)
        )
    return (
        _refuse_path(old, new)
        or _refuse_books_from_before(live, new, body)
        or _refuse_size(new)
        or _refuse_type(live, new, body)
        or _refuse_member(principal, database, old, new, body)
        or refuse_reopening(old, new, body)
        or refuse_unbooked_draft(live, new, body)
        or refuse_dropped_answer(live, new, body)
        or _refuse_body(new, body, check)
    )


def _writable(principal: Principal) -> tuple[str, ...]:
    """Return the databases that there are to write to, for anybody of this kind."""
    if isinstance(principal, Subscriber):
        return (principal.database,) if principal.database.startswith("network-") else ()
    return replicated_databases(principal.collaborative)


def _refuse_confidential(
    database: str,
    old: Sequence[Document],
    new: Document,
    body: Mapping[str, Any],
    check: BodyCheck,
) -> str | None:
    """Refuse what tells of a confidential place more than the directory allows."""
    if refusal := refuse_whereabouts(old, new, body):
        return refusal
    if not database.startswith(("directory-", "network-")):
        return None
    if is_marked(body):
        if body.get("type", "location") != "location":
            return "Only a place can be confidential."
        return _refuse_body(new, body, check)
    if any(is_marked(leaf.parsed_body()) for leaf in old):
        # The mark may go, but what such a place must not hold may not come, under any name.
        if _refuse_body(new, {**body, "confidential": True}, check):
            return OPENED_UP
    return None


def _refuse_unvouched_end(
    old: Sequence[Document], new: Document, body: Mapping[str, Any]
) -> str | None:
    """Refuse an end from elsewhere by which an entry's past would be erased.

    Another server that erases says so in a fact, which the store holds against its keys.
    """
    if not new.deleted or not is_marked(body) or may_be_fact(new):
        return None
    listed = [leaf for leaf in old if not leaf.deleted and not is_marked(leaf.parsed_body())]
    return UNVOUCHED if listed else None


def _refuse_stranger(database: str, new: Document) -> str | None:
    if not is_at_home(database, new.doc_id):
        return "A network holds entries, and nothing that is written about them."
    return None


def _refuse_unmerged(
    merger: Merger, old: Sequence[Document], new: Document, check: BodyCheck
) -> str | None:
    """Refuse all but the one merge of what is here now, and the ends that it brings."""
    live = [leaf for leaf in old if not leaf.deleted]
    ended = [leaf for leaf in merger.leaves if leaf.deleted]
    if new not in next_writes([*live, *ended], check):
        return "The entry was changed meanwhile."
    return None


def _refuse_books_from_before(
    live: Sequence[Document], new: Document, body: Mapping[str, Any]
) -> str | None:
    """Refuse to mark a place and keep its record of changes, whose dots name what it said."""
    if EDITS in body and is_marked(body):
        extended = [leaf for leaf in live if leaf.revision in new.path]
        if any(not is_marked(leaf.parsed_body()) for leaf in extended):
            return "To make a place confidential, leave out its record of changes."
    return None


def _refuse_path(old: Sequence[Document], new: Document) -> str | None:
    newest = max((leaf.revision.generation for leaf in old), default=0)
    if new.revision.generation > newest + MAX_GENERATION_LEAP:
        return "This change claims more earlier edits than there can have been."
    known = {revision for leaf in old for revision in leaf.path}
    if old and new.path[-1].generation > 1 and known.isdisjoint(new.path):
        return "This change does not follow from any version of the entry known here."
    if len(old) >= MAX_BRANCHES and not any(leaf.revision in new.path for leaf in old):
        return "This entry has too many versions apart. Choose among them first."
    return None


def _refuse_size(new: Document) -> str | None:
    if len(new.body) > MAX_ENTRY_BYTES:
        return "This entry is too long to be sent to phones."
    if new.doc_id.startswith("suggestion:") and len(new.body) > MAX_SUGGESTION_BYTES:
        return "This report is too long."
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
    if database.startswith("commons-"):
        return refuse_shared(member, old, new, body)
    kind = new.doc_id.partition(":")[0]
    live = [leaf for leaf in old if not leaf.deleted]
    if kind == "suggestion":
        return _refuse_suggestion(member, live, new, body)
    if kind == "note":
        return _refuse_note(member, live, new, body)
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


def _refuse_note(
    member: Member, old: Sequence[Document], new: Document, body: Mapping[str, Any]
) -> str | None:
    if "editor" not in member.roles:
        return "Only directory editors may write notes about entries of others."
    if new.deleted:
        return None
    if old:
        return "A note stays as it was written. Write a new one, and remove this one."
    if body.get("member") != member.member_id:
        return "A note must be written in your own name."
    return None


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

    def answer(suggestion: Mapping[str, Any]) -> dict[str, Any]:
        return {k: v for k, v in suggestion.items() if k in ANSWER_FIELDS}

    if not any(reported(body) == reported(earlier) for earlier in bodies):
        return "An editor may answer a report, but not change what it says."
    # Who answered stands under the answer: it may not be kept under another one.
    if not any(answer(body) == answer(earlier) for earlier in bodies):
        if body.get("answered_by") not in (None, member.member_id):
            return "An answer must be given in your own name."
    return None


def _refuse_body(new: Document, body: Mapping[str, Any], check: BodyCheck) -> str | None:
    # What a tombstone still holds is kept and replicated like anything else.
    if new.deleted and len(new.body) <= TOMBSTONE_BYTES and body.keys() <= TOMBSTONE_FIELDS:
        return None
    return check(new.doc_id, body)
