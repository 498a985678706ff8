"""The phone's pure rules, as ``pwa/src/data`` has them. Change them there and here together.

here                    there
Entry, Refused          outbox.ts  OutboxEntry, RefusedEdit
show                    outbox.ts  showDocument, isOvertaken
parent_for_edit         outbox.ts  parentForEdit
without_answered        outbox.ts  withoutAnswered
choose_outgoing         outbox.ts  chooseOutgoing, toOutgoing
Stored, receive, accept document.ts  StoredDocument, receiveDocument, acceptEdit
is_beside               document.ts  isBeside
with_leaf               revtree.ts   addLeaf, winningLeaf
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import orjson

from cairn_sync.document import Document, to_json_bytes
from cairn_sync.revision import Revision

__all__ = [
    "Entry",
    "Outgoing",
    "Path",
    "Refused",
    "Shown",
    "Stored",
    "accept",
    "choose_outgoing",
    "has_moved_on",
    "is_beside",
    "is_changed_since",
    "is_overtaken",
    "parent_for_edit",
    "receive",
    "show",
    "with_leaf",
    "without_answered",
]

Path = tuple[Revision, ...]


@dataclass(frozen=True, slots=True)
class Stored:
    """What the server is known to hold of one document."""

    winner: Document
    conflicts: tuple[Document, ...] = ()  # the live leaves that do not win


@dataclass(frozen=True, slots=True)
class Entry:
    """A member's edits of one document that no server has answered."""

    sent: tuple[Document, ...] = ()  # oldest first
    unsent: Document | None = None
    base: Mapping[str, Any] | None = None  # what the author of `unsent` began with
    is_decided: bool = False

    @property
    def top(self) -> Document:
        return self.unsent or self.sent[-1]

    def as_sent(self) -> Entry:
        return Entry((*self.sent, self.unsent)) if self.unsent else self


@dataclass(frozen=True, slots=True)
class Refused:
    """Edits the server said no to."""

    reason: str
    edits: tuple[Document, ...]  # oldest first


@dataclass(frozen=True, slots=True)
class Shown:
    """A document as a screen shows it."""

    revision: Revision
    body: bytes
    waiting: bool


@dataclass(frozen=True, slots=True)
class Outgoing:
    """One line of a request."""

    database: str
    revision: Revision
    doc_id: str
    line: bytes


def show(stored: Stored | None, entry: Entry | None) -> Shown | None:
    """Lay the overlay over what the server holds; None: there is nothing to show."""
    waiting = entry is not None and not is_overtaken(entry, stored)
    source = entry.top if entry and waiting else stored.winner if stored else None
    if source is None or source.deleted:
        return None
    return Shown(source.revision, source.body, waiting)


def is_overtaken(entry: Entry, stored: Stored | None) -> bool:
    return stored is not None and entry.top.revision in stored.winner.path


def has_moved_on(entry: Entry | None, stored: Stored | None, parent: Path, seen: Revision) -> bool:
    """Tell whether the branch that was seen has ended, so that an edit must stand on another."""
    if stored is None or (entry is not None and not is_overtaken(entry, stored)):
        return False
    return parent == stored.winner.path and stored.winner.revision != seen


def is_changed_since(entry: Entry | None, stored: Stored | None, seen: Revision) -> bool:
    """Tell whether the member has changed the document since `seen` was shown."""
    return entry is not None and not is_overtaken(entry, stored) and entry.top.revision != seen


def parent_for_edit(entry: Entry | None, stored: Stored | None, seen: Revision | None) -> Path:
    """Return the path a new edit stands on; ``()`` for the document's first."""
    if entry and not is_overtaken(entry, stored):
        return entry.unsent.path[1:] if entry.unsent else entry.top.path
    if stored is None:
        return ()
    for leaf in (stored.winner, *stored.conflicts):
        if seen in leaf.path:
            return leaf.path[leaf.path.index(seen) :]
    return stored.winner.path


def without_answered(entry: Entry, revision: Revision) -> Entry | None:
    """Return what is left once `revision` is answered."""
    answered = [edit.revision for edit in entry.sent]
    rest = entry.sent[answered.index(revision) + 1 :] if revision in answered else entry.sent
    return replace(entry, sent=rest) if rest or entry.unsent else None


def choose_outgoing(
    entries: Sequence[tuple[str, Entry]], max_bytes: int
) -> list[tuple[Outgoing, Entry]]:
    """Choose what a request carries: the smallest first, `max_bytes` at most, but always one."""
    lines = [(_outgoing(database, entry.top), entry) for database, entry in entries]
    lines.sort(key=lambda pair: len(pair[0].line))
    chosen: list[tuple[Outgoing, Entry]] = []
    size = 0
    for outgoing, entry in lines:
        size += len(outgoing.line)
        if chosen and size > max_bytes:
            break
        chosen.append((outgoing, entry))
    return chosen


def _outgoing(database: str, edit: Document) -> Outgoing:
    doc = to_json_bytes(edit, revisions=True)
    line = b'{"database":%s,"edit":%s}\n' % (orjson.dumps(database), doc)
    return Outgoing(database, edit.revision, edit.doc_id, line)


def receive(stored: Stored | None, received: Stored) -> Stored:
    """Return the state after the server said: this is the winner, these are its conflicts."""
    revision = received.winner.revision
    if stored and stored.winner.revision != revision and revision in stored.winner.path:
        return stored
    return received


def accept(stored: Stored | None, edit: Document) -> Stored:
    """Return the state after the server accepted `edit`, which is not beside what is here."""
    leaves = [stored.winner, *stored.conflicts] if stored else []
    return with_leaf(leaves, edit)


def is_beside(stored: Stored | None, edit: Document) -> bool:
    """Tell whether neither stands on the other, so that only the changes can place the edit."""
    return (
        stored is not None
        and edit.revision not in stored.winner.path
        and stored.winner.revision not in edit.path
    )


def with_leaf(leaves: Sequence[Document], leaf: Document) -> Stored:
    """Return the leaves once `leaf` is known too, and which of them wins."""
    if not any(leaf.revision in known.path for known in leaves):
        leaves = [*(known for known in leaves if known.revision not in leaf.path), leaf]
    winner = max(leaves, key=lambda known: (not known.deleted, known.revision))
    conflicts = tuple(known for known in leaves if known is not winner and not known.deleted)
    return Stored(winner, conflicts)
