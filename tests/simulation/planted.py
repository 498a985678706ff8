"""Bugs to be caught, one class each: what an engine would be that broke one of its rules."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any, cast

import orjson

from cairn_server.access import BodyCheck
from cairn_server.exchange import Exchange
from cairn_sync.document import Document, new_edit
from cairn_sync.errors import UnavailableError
from cairn_sync.store import Change, DatabaseInfo, Outcome, Store
from tests.simulation.disk import Key, Own
from tests.simulation.outbox import Entry, Outgoing, Stored
from tests.simulation.phone import Phone
from tests.simulation.world import Parts

__all__ = ["PLANTED"]


class CursorFirst(Phone):
    """Writes the cursor down before the documents that it covers."""

    async def _commit_changes(
        self, own: Own, changes: Sequence[tuple[str, Sequence[Stored]]], cursor: str
    ) -> None:
        await self._write_cursor(own, cursor)
        await self._write_documents(changes)


class ForgetsWhatItSends(Phone):
    """Takes an edit out of the outbox when it leaves, not when it is answered."""

    async def _mark_sent(self, own: Own, skip: set[Any]) -> list[Outgoing]:
        outgoing = await super()._mark_sent(own, skip)
        for one in outgoing:
            del own.outbox[one.database, one.doc_id]
        return outgoing


class ForgetsBeforeItKnows(Phone):
    """Empties the outbox before the accepted edit is among the documents."""

    async def _commit_accepted(
        self, own: Own, database: str, accepted: Sequence[tuple[str, str]]
    ) -> list[Document]:
        await self._rest()
        for doc_id, _ in accepted:
            own.outbox.pop((database, doc_id), None)
        return []


class FoldsWhatWasSent(Phone):
    """Puts a new edit in the place of one that may have left the phone."""

    def _with_unsent(self, entry: Entry | None, edit: Document) -> Entry:
        return Entry((), edit)


class DocumentsFirst(Phone):
    """Reads the documents before the outbox, and misses an edit that moves over between."""

    async def _read(self, own: Own, key: Key) -> tuple[Entry | None, Stored | None]:
        await self._rest()
        stored = self.shared.documents.get(key)
        await self._rest()
        return own.outbox.get(key), stored


class TakesEveryAnswerAsNews(Phone):
    """Lays an accepted edit beside the winner, be its branch ended since or not."""

    def _is_too_early(self, database: str, edit: Document) -> bool:
        return False


class IgnoresEnds(Exchange):
    """Tells a phone nothing of a document whose only live leaf it has just sent."""

    def _show(self, database: str, change: Change) -> bytes | None:
        live = [branch for branch in change.branches if not branch.deleted]
        alone = replace(change, branches=tuple(live or change.branches[:1]))
        return super()._show(database, alone)


class AcceptsUnseen(Exchange):
    """Says ``accepted`` for every edit, whatever the store said of it."""

    async def _commit(self, database: str, documents: list[Document]) -> None:
        await super()._commit(database, documents)
        self._outcomes[-1] = self._outcomes[-1].replace(b'"refused"', b'"declined"')
        accepted = [[document.doc_id, str(document.revision)] for document in documents]
        self._outcomes.append(_line({"database": database, "accepted": accepted}))


class ClaimsToHaveSeen(Phone):
    """Begins an edit with what the server has sent since, not with what was on the screen."""

    def _begin(
        self, entry: Entry | None, stored: Stored | None, seen_body: Mapping[str, Any] | None
    ) -> Mapping[str, Any] | None:
        begun = super()._begin(entry, stored, seen_body)
        return stored.winner.parsed_body() if stored and begun is seen_body else begun


class ForgetsToMerge(Exchange):
    """Leaves what it wrote beside another change as it is."""

    async def _merge(self, store: Store, doc_ids: Sequence[str]) -> None:
        pass


async def merges_nothing(store: Store, since: str, check: BodyCheck) -> str:
    """Leave what came by other doors as it is."""
    return since


async def ends_before_it_merges(store: Store, since: str, check: BodyCheck) -> str:
    """End the losing leaves, as if the winner said everything already."""
    batch = await store.changes(since, limit=1000)
    for change in batch.changes:
        losing = [leaf for leaf in (await store.leaves(change.doc_id))[1:] if not leaf.deleted]
        ends = [new_edit(leaf.doc_id, {}, parent=leaf.path, deleted=True) for leaf in losing]
        await store.bulk_docs(ends)
    return batch.last_sequence


class SwallowsFailures:
    """A target that calls a write done when its line broke."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def __getattr__(self, name: str) -> Any:
        return getattr(self._store, name)

    async def bulk_docs(self, documents: Sequence[Document], **named: Any) -> list[Outcome]:
        try:
            return await self._store.bulk_docs(documents, **named)
        except UnavailableError:
            return [Outcome(document.doc_id, document.revision) for document in documents]


class HidesItsRestore:
    """A target that never tells that it was put back to a backup."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._info: DatabaseInfo | None = None

    def __getattr__(self, name: str) -> Any:
        return getattr(self._store, name)

    async def info(self) -> DatabaseInfo:
        self._info = self._info or await self._store.info()
        return self._info


def _line(fields: dict[str, Any]) -> bytes:
    return orjson.dumps(fields, option=orjson.OPT_APPEND_NEWLINE)


PHONES = [
    CursorFirst,
    ForgetsWhatItSends,
    ForgetsBeforeItKnows,
    FoldsWhatWasSent,
    DocumentsFirst,
    ClaimsToHaveSeen,
    TakesEveryAnswerAsNews,
]
EXCHANGES = [IgnoresEnds, AcceptsUnseen]

PLANTED: dict[str, Parts] = {
    "ends_before_it_merges": Parts(settle_changes=ends_before_it_merges),
    "NobodyMerges": Parts(exchange=ForgetsToMerge, settle_changes=merges_nothing),
    **{phone.__name__: Parts(phone=phone) for phone in PHONES},
    **{exchange.__name__: Parts(exchange=exchange) for exchange in EXCHANGES},
    **{
        target.__name__: Parts(wrap_target=cast(Callable[[Store], Store], target))
        for target in (SwallowsFailures, HidesItsRestore)
    },
}
