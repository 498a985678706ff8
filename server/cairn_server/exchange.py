"""The phone's one round trip, as lines in and lines out. No HTTP here.

The request is taken in first, whole or cut; what has come is committed batch by batch as it
comes. Then the answer streams. Three rules hold everywhere:

Rule 1: a line says ``accepted`` only for what is durable.
Rule 2: every line is complete in itself, and a ``cursor`` line covers all lines before it,
so a phone may lose the connection anywhere and go on from its last cursor.
Rule 3: the answer is made from the changes feed and what was accepted here, and never waits
for the one to show the other: a clustered store may lag behind.
Rule 4: who is not an editor gets an end in place of a draft (`drafts`). The phone says which
drafts its copy holds, because several people may share it, and is told at the end.
"""

from __future__ import annotations

import logging
from collections.abc import AsyncIterable, AsyncIterator, Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import orjson

from cairn_server.access import (
    MAX_ENTRY_BYTES,
    Access,
    BodyCheck,
    Member,
    databases_of,
    gate_for,
    is_at_home,
)
from cairn_server.cursor import print_cursor, read_cursor
from cairn_server.drafts import end_of_draft, is_draft, reads_drafts, withheld
from cairn_server.erasing.fact import Facts
from cairn_server.history.source import Door, Source, writing
from cairn_server.merger import settle
from cairn_server.whereabouts import without_whereabouts
from cairn_sync.document import Document, parse_document, to_json_bytes
from cairn_sync.errors import MalformedError, NotFoundError, SyncError
from cairn_sync.revision import Revision
from cairn_sync.store import Change, Databases, Store

__all__ = ["PROTOCOL", "Exchange", "OtherMemberError", "UnknownProtocolError"]

PROTOCOL = 1
BATCH_BYTES = 64 * 1024  # of one `changes` line before compression: some 10 s of EDGE
START = "0"  # the sequence before the first change
NO_DRAFTS, SOME_DRAFTS, ALL_DRAFTS = "none", "some", "all"
HOLDINGS = frozenset({NO_DRAFTS, SOME_DRAFTS, ALL_DRAFTS})  # what a phone may say of its copy
ROWS = 200  # of the changes feed at a time

logger = logging.getLogger(__name__)


class UnknownProtocolError(Exception):
    """The phone speaks another version of the exchange, or its first line is not one."""


class OtherMemberError(Exception):
    """The first line names another member than the one who is signed in."""


@dataclass(frozen=True, slots=True)
class Edit:
    """One line of the request that holds an edit."""

    database: str
    document: Document


@dataclass(slots=True)
class Exchange:
    """One round trip of one member."""

    databases: Databases
    member: Member
    check: BodyCheck  # what a document must look like
    networks: Sequence[str] = ()  # databases that hold others' directories
    ended: Sequence[str] = ()  # and those that held one
    key: bytes = b""  # of what stands for a draft
    facts: Facts | None = None  # the erasures that this server states

    _wants_changes: bool = True
    _takes_networks: bool = False  # an older app would take their entries for our own
    _is_bare: bool = False  # the phone holds nothing yet
    _drafts: str = ""  # how many of the drafts the phone's copy holds; "": it does not say
    _since: dict[str, str] = field(default_factory=dict)  # by database
    _lines_read: int = 0
    _outcomes: list[bytes] = field(default_factory=list)  # answer lines, in order of commits
    _erased: list[str] = field(default_factory=list)  # IDs in the `changes` line to come
    # By database and document ID: revisions that need not be told to who has just sent them.
    _accepted: dict[tuple[str, str], set[Revision]] = field(default_factory=dict)

    # -- Up: the request's lines ----------------------------------------------

    async def take(self, batches: AsyncIterable[Sequence[bytes]]) -> None:
        """Commit every edit in `batches` of complete lines, each batch as it comes.

        Raises:
            UnknownProtocolError: the first line is not this protocol's; nothing was written.
            OtherMemberError: the edits are another member's; nothing was written.
            UnavailableError: a store is out of reach; what was committed stays.
        """
        async for lines in batches:
            edits = [edit for line in lines if (edit := self._read_line(line))]
            for database in dict.fromkeys(edit.database for edit in edits):
                await self._commit(
                    database, [edit.document for edit in edits if edit.database == database]
                )
        if not self._lines_read:
            raise UnknownProtocolError("the first line must name the protocol")

    def _read_line(self, line: bytes) -> Edit | None:
        self._lines_read += 1
        if self._lines_read == 1:
            self._take_first_line(_read_first_line(line))
            return None
        if not line.strip():
            return None
        try:
            parsed = orjson.loads(line)
            if not isinstance(parsed, dict) or not isinstance(parsed.get("database"), str):
                raise MalformedError("a line must be an object with a database and an edit")
            return Edit(parsed["database"], parse_document(parsed.get("edit")))
        except (SyncError, orjson.JSONDecodeError) as exc:
            self._outcomes.append(
                _print({"refused": [{"line": self._lines_read, "reason": _sentence(exc)}]})
            )
            return None

    def _take_first_line(self, first: dict[str, Any]) -> None:
        if first.get("member", self.member.member_id) != self.member.member_id:
            raise OtherMemberError("These changes belong to another person than the one signed in.")
        self._since = read_cursor(first.get("cursor"))
        self._wants_changes = first.get("send_only") is not True
        self._takes_networks = first.get("networks") is True
        self._drafts = drafts if (drafts := first.get("drafts")) in HOLDINGS else ""
        self._is_bare = not first.get("cursor") and self._drafts in ("", NO_DRAFTS)

    async def _commit(self, database: str, documents: list[Document]) -> None:
        try:
            store = await self._open(database)
        except NotFoundError:
            reason = "There is no such database, or it is not yours."
            refused = [_refusal(document, reason) for document in documents]
            self._outcomes.append(_print({"database": database, "refused": refused}))
            return
        gate = gate_for(self.member, database, self.check)
        with writing(Source(Door.PHONE, by=self.member.member_id)):
            outcomes = await store.bulk_docs(documents, gate=gate)
        accepted, refused = [], []
        for document, outcome in zip(documents, outcomes, strict=True):
            if outcome.error is None:
                accepted.append([document.doc_id, str(document.revision)])
                key = database, document.doc_id
                self._accepted.setdefault(key, set()).add(document.revision)
            else:
                refused.append(_refusal(document, _sentence(outcome.error)))
        line: dict[str, Any] = {"database": database}
        line |= {"accepted": accepted} if accepted else {}
        line |= {"refused": refused} if refused else {}
        self._outcomes.append(_print(line))
        await self._merge(store, [doc_id for doc_id, _ in accepted])

    async def _merge(self, store: Store, doc_ids: Sequence[str]) -> None:
        """Merge what this wrote beside others' changes, so that the same answer tells of it."""
        try:
            await settle(store, doc_ids, self.check)
        except SyncError as exc:
            logger.warning("merging in %s waits: %s", store.name, exc)

    def _databases(self) -> dict[str, Access]:
        return databases_of(self.member, self.networks if self._takes_networks else ())

    async def _open(self, database: str) -> Store:
        if database not in self._databases():
            raise NotFoundError(f"no database {database!r}")
        return await self.databases.open(database)

    # -- Down: the answer's lines ---------------------------------------------

    async def answer(self) -> AsyncIterator[bytes]:
        """Yield the answer, each line with its newline. Call after `take`."""
        stores = await self._open_all()
        yield await self._name_databases(stores)
        if removed := self._removed():
            yield _print({"removed": removed})
        for line in self._outcomes:
            yield line
        done: dict[str, Any] = {"done": True}
        if self._wants_changes:
            async for line in self._news(stores):
                yield line
            if self._drafts:
                done["drafts"] = reads_drafts(self.member)
        yield _print(done)

    async def _open_all(self) -> list[Store]:
        """Return every store that is the member's; a network may end at this very moment."""
        stores = []
        for name in self._databases():
            try:
                stores.append(await self._open(name))
            except NotFoundError:
                if name not in self.networks:
                    raise
        return stores

    def _removed(self) -> list[str]:
        """Return what the phone must drop: absence alone never means that."""
        if not self._takes_networks or not self._wants_changes:
            return []
        # One whose place is not known may hold any of them.
        return [name for name in self.ended if not self._since or name in self._since]

    async def _news(self, stores: Sequence[Store]) -> AsyncIterator[bytes]:
        """Yield what the phone lacks, and the cursors that cover it."""
        # A database that is the member's no longer is left out of the cursor, so one who
        # gains it again gets it from the start.
        sequences = {s.name: self._since[s.name] for s in stores if s.name in self._since}
        printed = ""
        for store in stores:
            if store.name in sequences and self._holds_others_drafts(store.name):
                async for changes, _ in self._changes(store, START, drafts_only=True):
                    if changes:
                        yield _changes_line(store.name, changes)
                        yield _print({"cursor": print_cursor(sequences)})
            async for changes, sequence in self._changes(store, sequences.get(store.name, START)):
                if changes:
                    yield _changes_line(store.name, changes, self._erased)
                    self._erased = []
                    printed = print_cursor(sequences | {store.name: sequence})
                    yield _print({"cursor": printed})
                sequences[store.name] = sequence
        if print_cursor(sequences) != printed:
            yield _print({"cursor": print_cursor(sequences)})

    async def _name_databases(self, stores: Iterable[Store]) -> bytes:
        roles = self._databases()
        named = {
            store.name: {"role": roles[store.name], "epoch": (await store.info()).epoch}
            for store in stores
        }
        return _print({"databases": named})

    def _holds_others_drafts(self, database: str) -> bool:
        """Tell whether the phone's copy has drafts too few or too many for who speaks now.

        Roles change, and a phone that several people use has one copy for all of them.
        """
        wanted = ALL_DRAFTS if reads_drafts(self.member) else NO_DRAFTS
        return database.startswith("directory-") and self._drafts not in ("", wanted)

    async def _changes(
        self, store: Store, since: str, *, drafts_only: bool = False
    ) -> AsyncIterator[tuple[list[bytes], str]]:
        """Yield documents for one line and the sequence that they bring the phone up to."""
        while True:
            try:
                batch = await store.changes(since, limit=ROWS, include_docs=True)
            except MalformedError:
                if since == START:
                    raise
                # No store of ours printed that: the phone gets everything, and is not stuck.
                since = START
                continue
            documents: list[bytes] = []
            size = 0
            for change in batch.changes:
                if drafts_only and not is_draft(change.documents):
                    continue
                shown = self._show(store.name, change)
                if shown is not None:
                    documents.append(shown)
                    size += len(shown)
                if size >= BATCH_BYTES:
                    yield documents, change.sequence
                    documents, size = [], 0
            since = batch.last_sequence
            yield documents, since
            if not batch.changes or not batch.pending:
                return

    def _show(self, database: str, change: Change) -> bytes | None:
        """Return the document as this phone gets it; None: it has it, or may not see it."""
        if self.facts is not None and self.facts.has_fact(change.doc_id, change.branches):
            # Whatever stands beside it is about to be purged. Phones purge what they hold.
            self._erased.append(change.doc_id)
            return to_json_bytes(
                replace(self.facts.erasure_of(change.doc_id), body=b"{}"), revisions=True
            )
        winner, *others = change.documents
        echo = self._accepted.get((database, change.doc_id), set())
        # Only of an unbranched document can the phone know all by itself: it may still show
        # a branch that somebody has ended.
        if winner.revision in echo and len(change.branches) == 1:
            return None
        if not reads_drafts(self.member) and is_draft(change.documents):
            ends = withheld(change.documents, self.key)
            if self._is_bare or (not ends and self._drafts == NO_DRAFTS):
                return None
            # One that was never listed has no end, but a copy that others use may hold it.
            winner = ends[0] if ends else end_of_draft(winner, self.key)
        if winner.deleted:
            # Whatever the upstream left in a tombstone, phones need only know that it is one.
            return to_json_bytes(replace(winner, body=b"{}"), revisions=True)
        if others:
            winner, *others = without_whereabouts(change.documents)
        if not self._is_fit_to_show(database, winner):
            return None
        conflicts = self._list_conflicts(database, others)
        if not conflicts:
            return to_json_bytes(winner, revisions=True)
        bodies = b",".join(conflicts)
        return to_json_bytes(winner, revisions=True, extra={"_conflicts": b"[%s]" % bodies})

    def _list_conflicts(self, database: str, others: Sequence[Document]) -> list[bytes]:
        """Return the losing live leaves that are fit, the highest first, as far as they go."""
        shown: list[bytes] = []
        room = MAX_ENTRY_BYTES
        for other in others:
            if self._is_fit_to_show(database, other):
                printed = to_json_bytes(other, revisions=True)
                room -= len(printed)
                if room < 0:
                    break
                shown.append(printed)
        return shown

    def _is_fit_to_show(self, database: str, document: Document) -> bool:
        """Tell whether phones can rely on the document's shape.

        What came from the upstream is kept as it came, fit or not. Whoever widens what is
        fit raises `cursor.HIDING_RULE`, so that phones are sent what they were not shown.
        """
        if document.doc_id.startswith("_"):
            return False  # design documents mean nothing to a phone
        if len(document.body) > MAX_ENTRY_BYTES:
            logger.debug("too long for phones: %r in %s", document.doc_id, database)
            return False  # cut before its end each time, it would keep all else from arriving
        if not is_at_home(database, document.doc_id) or self.check(
            document.doc_id, document.parsed_body()
        ):
            logger.debug("hidden from phones: %r in %s", document.doc_id, database)
            return False
        return True


def _read_first_line(line: bytes) -> dict[str, Any]:
    try:
        parsed = orjson.loads(line)
    except orjson.JSONDecodeError:
        parsed = None
    if not isinstance(parsed, dict) or type(parsed.get("protocol")) is not int:
        raise UnknownProtocolError("the first line must name the protocol")
    if parsed["protocol"] != PROTOCOL:
        raise UnknownProtocolError(f"this server speaks protocol {PROTOCOL}")
    return parsed


def _print(line: dict[str, Any]) -> bytes:
    return orjson.dumps(line, option=orjson.OPT_APPEND_NEWLINE)


def _changes_line(database: str, documents: list[bytes], erased: Sequence[str] = ()) -> bytes:
    more = b',"erased":%s' % orjson.dumps(list(erased)) if erased else b""
    listed = b",".join(documents)
    return b'{"database":%s,"changes":[%s]%s}\n' % (orjson.dumps(database), listed, more)


def _refusal(document: Document, reason: str) -> dict[str, str]:
    return {"id": document.doc_id, "rev": str(document.revision), "reason": reason}


def _sentence(exc: Exception) -> str:
    return "The line is not JSON." if isinstance(exc, orjson.JSONDecodeError) else str(exc)
