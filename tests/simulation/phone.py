"""A phone, as ``pwa/src`` has it: the same writes in the same order, one rest before each.

    here                        there
    Shared, Own (disk.py)       data/schema.ts    cairn-shared-…, cairn-member-…
    Phone.save                  data/database.ts  saveEdit, swapEntry
    Phone._mark_sent            data/commit.ts    markSent
    Phone._commit_accepted      data/commit.ts    commitAccepted
    Phone._commit_outlasted     data/commit.ts    commitOutlasted
    Phone._commit_refused       data/commit.ts    commitRefused
    Phone._commit_changes       data/commit.ts    commitChanges
    Phone.cursor                data/commit.ts    readCursor
    Phone.exchange              sync/others.ts    sendOthers, after
                                sync/exchange.ts  exchange, exchangeAll, oneRequest, readAnswer
    Phone._adapt                sync/exchange.ts  adaptRequestBytes

One IndexedDB transaction is what stands between two rests. A crash ends every actor of the
phone and leaves `shared` and `own`, its disk. Not modelled: the lease that stands in for Web
Locks, databases that a member no longer holds, a full disk.
"""

from __future__ import annotations

from collections.abc import AsyncGenerator, Awaitable, Callable, Collection, Mapping, Sequence
from contextlib import aclosing
from dataclasses import replace
from typing import Any, Protocol

import orjson

from cairn_server.access import Member
from cairn_sync.document import Document, new_edit, parse_document
from cairn_sync.revision import Revision
from tests.simulation.books import base_for_edit, is_folding, is_merged, with_books
from tests.simulation.disk import Key, Own, Saved, Shared
from tests.simulation.outbox import (
    Entry,
    Outgoing,
    Refused,
    Shown,
    Stored,
    accept,
    choose_outgoing,
    has_moved_on,
    is_beside,
    is_changed_since,
    parent_for_edit,
    receive,
    show,
    without_answered,
)

__all__ = ["OfflineError", "Phone", "Wire"]

LEAST_REQUEST_BYTES = 200  # scaled down as FIRST_REQUEST_BYTES is
MOST_REQUEST_BYTES = 1400


class OfflineError(Exception):
    """Nobody answered."""


class Wire(Protocol):
    """The line to the server."""

    def post(self, member: Member, body: bytes) -> AsyncGenerator[bytes]:
        """Yield the answer's complete lines; ends early when it is cut.

        Raises:
            OfflineError: there is no answer. The server may have done what it was asked.
        """


class Phone:
    """One phone, used by one person at a time."""

    def __init__(
        self,
        name: str,
        members: Sequence[Member],
        *,
        rest: Callable[[], Awaitable[None]],
        on_saved: Callable[[Saved], None],
    ) -> None:
        self.name = name
        self.members = {member.name: member for member in members}
        self.user = members[0].name
        self.shared = Shared(f"{name} 1")
        self.own = {member.name: Own() for member in members}
        self.exchanging = False  # the Web Lock
        self._rest = rest
        self._on_saved = on_saved

    def restart(self) -> None:
        """Come back after a crash: the disk is as it was, what was in memory is gone."""
        self.exchanging = False

    def lose_documents(self) -> None:
        """Open after the browser threw the shared copy away."""
        self.shared = Shared(f"{self.name} {int(self.shared.mark.split()[-1]) + 1}")

    # -- Reading and saving ---------------------------------------------------

    def look(self, key: Key) -> Shown | None:
        return show(self.shared.documents.get(key), self.own[self.user].outbox.get(key))

    async def save(
        self,
        key: Key,
        body: Mapping[str, Any],
        *,
        deleted: bool = False,
        seen: Revision | None = None,
        seen_body: Mapping[str, Any] | None = None,
        at: str = "",
        decided: Collection[str] = (),
    ) -> str:
        member, own = self.user, self.own[self.user]
        database, doc_id = key
        while True:
            entry, stored = await self._read(own, key)
            if seen and is_changed_since(entry, stored, seen):
                return "changed elsewhere"  # its author is asked to look again
            parent = parent_for_edit(entry, stored, seen)
            if deleted and seen and has_moved_on(entry, stored, parent, seen):
                return "changed elsewhere"
            begun = base = self._begin(entry, stored, seen_body)
            if is_merged(database, doc_id) and not deleted:
                body, base = with_books(
                    body,
                    begun,
                    stored,
                    parent=parent,
                    seen=seen,
                    seen_body=seen_body,
                    by=member,
                    at=at,
                    decided=decided,
                )
            edit = new_edit(doc_id, body, parent=parent, deleted=deleted)
            await self._rest()
            if self._unchanged(entry, own.outbox.get(key)):
                folded = entry.unsent if entry else None
                is_decided = bool(decided)
                if entry and is_folding(entry, stored):
                    base, is_decided = entry.base, is_decided or entry.is_decided
                unsent = self._with_unsent(entry, edit)
                own.outbox[key] = replace(unsent, base=base, is_decided=is_decided)
                began = entry.base if entry else None
                saved = Saved(self.name, member, database, edit, seen, folded, seen_body, began)
                self._on_saved(saved)
                return str(edit.revision)

    async def _read(self, own: Own, key: Key) -> tuple[Entry | None, Stored | None]:
        await self._rest()
        entry = own.outbox.get(key)
        await self._rest()
        return entry, self.shared.documents.get(key)

    def _unchanged(self, before: Entry | None, now: Entry | None) -> bool:
        def brief(entry: Entry | None) -> list[Revision | None]:
            sent = entry.sent[-1:] if entry else ()
            unsent = entry.unsent if entry else None
            return [unsent.revision if unsent else None, *(edit.revision for edit in sent)]

        return brief(before) == brief(now)

    def _begin(
        self, entry: Entry | None, stored: Stored | None, seen_body: Mapping[str, Any] | None
    ) -> Mapping[str, Any] | None:
        return base_for_edit(entry, stored, seen_body)

    def _with_unsent(self, entry: Entry | None, edit: Document) -> Entry:
        return Entry(entry.sent if entry else (), edit)

    # -- The exchange ---------------------------------------------------------

    async def exchange(self, wire: Wire) -> str:
        """Send and receive until nothing is left to send; return how it ended.

        Then send, for the others who use this phone, what they left waiting.
        """
        user = self.user
        outcome = await self._take_turn(self.members[user], wire)
        for member in self.members.values():
            if outcome == "done" and member.name != user and self.own[member.name].outbox:
                outcome = await self._take_turn(member, wire, send_only=True)
        return outcome

    async def _take_turn(self, member: Member, wire: Wire, *, send_only: bool = False) -> str:
        if self.exchanging:
            return "busy"
        self.exchanging = True
        try:
            return await self._exchange_all(member, wire, send_only=send_only)
        finally:
            self.exchanging = False

    async def _exchange_all(self, member: Member, wire: Wire, *, send_only: bool) -> str:
        own = self.own[member.name]
        carried: set[Revision] = set()
        first = True
        while True:
            outgoing = await self._mark_sent(own, carried)
            if (send_only or not first) and not outgoing:
                return "done"
            first = False
            answered: set[Revision] = set()
            outcome = await self._one_request(member, wire, outgoing, answered, send_only=send_only)
            await self._adapt(own, outgoing, answered)
            if outcome != "done":
                return outcome
            carried |= {one.revision for one in outgoing}

    async def _one_request(
        self,
        member: Member,
        wire: Wire,
        outgoing: Sequence[Outgoing],
        answered: set[Revision],
        *,
        send_only: bool,
    ) -> str:
        await self._rest()
        asked = {"send_only": True} if send_only else {"cursor": self.cursor(member.name)}
        header = orjson.dumps({"protocol": 1, **asked})
        body = b"\n".join([header, *(one.line.rstrip(b"\n") for one in outgoing), b""])
        try:
            return await self._read_answer(self.own[member.name], wire.post(member, body), answered)
        except OfflineError:
            return "offline"

    async def _read_answer(
        self, own: Own, lines: AsyncGenerator[bytes], answered: set[Revision]
    ) -> str:
        early: list[tuple[str, list[Document]]] = []
        changes: list[tuple[str, list[Stored]]] = []
        async with aclosing(lines):
            async for text in lines:
                line = orjson.loads(text)
                if "error" in line:
                    return "failed"
                if line.get("accepted"):
                    beside = await self._commit_accepted(own, line["database"], line["accepted"])
                    early.append((line["database"], beside))
                    answered |= {Revision.parse(rev) for _, rev in line["accepted"]}
                if line.get("refused"):
                    await self._commit_refused(own, line["database"], line["refused"])
                    answered |= {Revision.parse(row["rev"]) for row in line["refused"]}
                if "changes" in line:
                    documents = [_received(fields) for fields in line["changes"]]
                    changes.append((line["database"], documents))
                if "cursor" in line:
                    await self._commit_changes(own, changes, line["cursor"])
                    changes = []
                if "done" in line:
                    for database, edits in early:
                        await self._commit_outlasted(own, database, edits)
                    return "done"
        return "cut"

    async def _adapt(self, own: Own, outgoing: Sequence[Outgoing], answered: set[Revision]) -> None:
        if not outgoing:
            return
        await self._rest()
        if all(one.revision in answered for one in outgoing):
            own.request_bytes = min(own.request_bytes * 2, MOST_REQUEST_BYTES)
        else:
            own.request_bytes = max(own.request_bytes // 2, LEAST_REQUEST_BYTES)

    # -- What it writes down --------------------------------------------------

    def cursor(self, member: str) -> str:
        own = self.own[member]
        return own.cursor if own.cursor_mark == self.shared.mark else self.shared.cursor

    async def _mark_sent(self, own: Own, skip: set[Revision]) -> list[Outgoing]:
        await self._rest()
        entries = {
            key: entry
            for key, entry in sorted(own.outbox.items())
            if entry.top.revision not in skip
        }
        chosen = choose_outgoing(
            [(database, entry) for (database, _), entry in entries.items()], own.request_bytes
        )
        for outgoing, entry in chosen:
            own.outbox[outgoing.database, outgoing.doc_id] = entry.as_sent()
        return [outgoing for outgoing, _ in chosen]

    async def _commit_accepted(
        self, own: Own, database: str, accepted: Sequence[tuple[str, str]]
    ) -> list[Document]:
        await self._rest()
        edits = [
            edit
            for doc_id, rev in accepted
            if (entry := own.outbox.get((database, doc_id)))
            for edit in entry.sent
            if str(edit.revision) == rev
        ]
        await self._rest()
        beside = [edit for edit in edits if self._is_too_early(database, edit)]
        placed = [edit for edit in edits if edit not in beside]
        await self._rest()
        for edit in placed:
            key = (database, edit.doc_id)
            self.shared.documents[key] = accept(self.shared.documents.get(key), edit)
        await self._commit_outlasted(own, database, placed)
        return beside

    def _is_too_early(self, database: str, edit: Document) -> bool:
        return is_beside(self.shared.documents.get((database, edit.doc_id)), edit)

    async def _commit_outlasted(self, own: Own, database: str, edits: Sequence[Document]) -> None:
        await self._rest()
        for edit in edits:
            key = (database, edit.doc_id)
            if entry := own.outbox.pop(key, None):
                rest = without_answered(entry, edit.revision)
                own.outbox |= {key: rest} if rest else {}

    async def _commit_refused(
        self, own: Own, database: str, refusals: Sequence[Mapping[str, str]]
    ) -> None:
        await self._rest()
        for row in refusals:
            key, revision = (database, row["id"]), Revision.parse(row["rev"])
            entry = own.outbox.get(key)
            if entry and any(edit.revision == revision for edit in entry.sent):
                edits = (*entry.sent, entry.unsent) if entry.unsent else entry.sent
                own.refused[(*key, revision)] = Refused(row["reason"], edits)
                del own.outbox[key]

    async def _commit_changes(
        self, own: Own, changes: Sequence[tuple[str, Sequence[Stored]]], cursor: str
    ) -> None:
        await self._write_documents(changes)
        await self._write_cursor(own, cursor)

    async def _write_documents(self, changes: Sequence[tuple[str, Sequence[Stored]]]) -> None:
        for database, documents in changes:
            await self._rest()
            for document in documents:
                key = (database, document.winner.doc_id)
                self.shared.documents[key] = receive(self.shared.documents.get(key), document)

    async def _write_cursor(self, own: Own, cursor: str) -> None:
        await self._rest()
        self.shared.cursor, mark = cursor, self.shared.mark
        await self._rest()
        own.cursor, own.cursor_mark = cursor, mark


def _received(fields: dict[str, Any]) -> Stored:
    conflicts = tuple(parse_document(other) for other in fields.pop("_conflicts", ()))
    return Stored(parse_document(fields), conflicts)
