"""The embedded store against bare SQLite, and spliced bodies against parsed ones."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import closing
from pathlib import Path

import orjson

from cairn_sync.document import Document, to_json_bytes
from cairn_sync.store import Store
from cairn_sync.stores.sqlite import SqliteDatabases, SqliteStore
from cairn_sync.stores.sqlite.connection import connect_reader, connect_writer
from tests.benchmarks.documents import directory
from tests.benchmarks.figure import Figure, Side, docs_a_second, side_by_side

__all__ = ["store_figures"]

BATCH = 500  # documents of one `bulk_docs`
ROUNDS = 20
LOAD = 5_000  # services of a directory
BARE_FEED = """
    SELECT doc_id, number, tree, body FROM document JOIN leaf ON leaf_id = winner_leaf
    ORDER BY number"""


def store_figures(folder: Path) -> list[Figure]:
    return asyncio.run(_measure(folder))


async def _measure(folder: Path) -> list[Figure]:
    # In one event loop: each one that ends takes its worker threads along.
    databases = SqliteDatabases(folder / "databases")
    written, served = await databases.create("written"), await databases.create("served")
    assert isinstance(served, SqliteStore)
    await served.bulk_docs(directory(LOAD))
    figures = [
        await _write(written, folder),
        await _read(served),
        await _print([document async for document in _pull(served)]),
    ]
    await databases.close()
    return figures


async def _write(store: Store, folder: Path) -> Figure:
    batches = [directory(BATCH, seed=number) for number in range(ROUNDS)]
    path = folder / "bare.sqlite3"
    path.touch()
    with closing(connect_writer(path)) as bare:
        bare.execute("CREATE TABLE document (doc_id TEXT PRIMARY KEY, body BLOB NOT NULL)")

        def insert(number: int) -> None:
            bare.execute("BEGIN IMMEDIATE")
            rows = [(document.doc_id, document.body) for document in batches[number]]
            bare.executemany("INSERT INTO document VALUES (?, ?)", rows)
            bare.execute("COMMIT")

        taken = await side_by_side(ROUNDS, lambda number: store.bulk_docs(batches[number]), insert)
    labels = ("SqliteStore.bulk_docs", "bare SQLite, same pragmas")
    return docs_a_second("write 500 × 1.2 KB", BATCH, labels, taken, at_least=0.15)


async def _read(store: SqliteStore) -> Figure:
    """A replica's first pull: the whole feed, trees and bodies."""

    async def read(_: int) -> None:
        assert len([document async for document in _pull(store)]) == LOAD

    with closing(connect_reader(store.path)) as bare:

        def select(_: int) -> None:
            bare.execute(BARE_FEED).fetchall()

        ours, other = await side_by_side(8, read, select)
    return Figure(
        f"read {LOAD:,} changes with bodies",
        Side("SqliteStore.changes", ours, "s"),
        Side("bare SELECT of the same rows", other, "s"),
        ours / other,
        at_most=10,
    )


async def _print(documents: Sequence[Document]) -> Figure:
    def spliced(_: int) -> None:
        for document in documents:
            to_json_bytes(document, revisions=True)

    def parsed(_: int) -> None:
        for document in documents:
            start, ids = document.revision.generation, [rev.signature for rev in document.path]
            fields = {
                "_id": document.doc_id,
                "_rev": str(document.revision),
                "_revisions": {"start": start, "ids": ids},
            }
            orjson.dumps(fields | orjson.loads(document.body))

    ours, other = await side_by_side(8, spliced, parsed)
    return Figure(
        f"print {LOAD:,} documents",
        Side("bodies spliced in", ours, "s"),
        Side("bodies parsed and dumped", other, "s"),
        ours / other,
        at_most=0.8,
    )


async def _pull(store: Store) -> AsyncIterator[Document]:
    since = "0"
    while (batch := await store.changes(since, include_docs=True)).changes:
        for change in batch.changes:
            for document in change.documents:
                yield document
        since = batch.last_sequence
