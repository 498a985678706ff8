"""What a purge leaves in the files: nothing, as soon as nobody reads."""

from __future__ import annotations

import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing
from pathlib import Path

import pytest

from cairn_sync.stores.sqlite import SqliteDatabases
from tests.sync.stores.contract.sample import SHELTER, document, write

pytestmark = pytest.mark.anyio

STREET = b"1714 Larkspur Lane"
BODY = b'{"address":"%s"}' % STREET


@pytest.fixture
async def databases(tmp_path: Path) -> AsyncIterator[SqliteDatabases]:
    opened = SqliteDatabases(tmp_path)
    yield opened
    await opened.close()


def holding(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if STREET in path.read_bytes())


async def test_no_file_holds_what_was_purged(databases: SqliteDatabases, tmp_path: Path) -> None:
    store = await databases.create("directory-demo")
    # Among enough others that pages are split, and rows moved from one to another.
    for n in range(300):
        await write(store, document("1-a", f"service:{n * 7919 % 300:03}", body=b'{"n":"%d"}' % n))
        if n % 30 == 0:
            await write(store, document(f"{n + 1}-a", SHELTER, body=BODY))
    assert holding(tmp_path)

    assert await store.purge([SHELTER])

    assert holding(tmp_path) == []


async def test_a_purge_under_a_reader_says_that_it_is_not_done(
    databases: SqliteDatabases, tmp_path: Path
) -> None:
    store = await databases.create("directory-demo")
    await write(store, document("1-a", body=BODY))
    with closing(sqlite3.connect(tmp_path / "directory-demo.sqlite3")) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT COUNT(*) FROM document").fetchone()

        assert not await store.purge([SHELTER])
        assert await store.leaves(SHELTER) == []

    assert await store.purge([])
    assert holding(tmp_path) == []
