"""A write acknowledged is on disk: the process is killed, and everything is there."""

from __future__ import annotations

import random
import sqlite3
import subprocess
import sys
from collections import Counter
from contextlib import closing, suppress
from pathlib import Path

import pytest

from cairn_sync import Store
from cairn_sync.stores.sqlite import SqliteDatabases
from tests.sync.stores.sqlite.keeps_writing import BATCH

pytestmark = pytest.mark.anyio

PROGRAM = Path(__file__).parent / "keeps_writing.py"
ROUNDS = 6


async def test_whatever_was_acknowledged_survives_being_killed(tmp_path: Path) -> None:
    databases = SqliteDatabases(tmp_path)
    await databases.create("directory-demo")
    await databases.close()
    acknowledged: set[str] = set()

    for seed in range(ROUNDS):
        acknowledged |= write_until_killed(tmp_path, chance=random.Random(seed))

        databases = SqliteDatabases(tmp_path)
        store = await databases.open("directory-demo")
        written = await count_by_batch(store)
        info = await store.info()
        await databases.close()
        assert acknowledged <= set(written)
        assert set(written.values()) == {BATCH}  # each batch whole, or not at all
        assert info.doc_count == sum(written.values())
        with closing(sqlite3.connect(tmp_path / "directory-demo.sqlite3")) as connection:
            assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


def write_until_killed(folder: Path, *, chance: random.Random) -> set[str]:
    """Return the batches that the process acknowledged before its end."""
    command = [sys.executable, str(PROGRAM), str(folder), "directory-demo", "4"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        seen = {process.stdout.readline() for _ in range(chance.randint(1, 60))}
        with suppress(subprocess.TimeoutExpired):
            process.wait(timeout=chance.uniform(0, 0.05))
        process.kill()
        # A line cut short by the kill was not acknowledged to anybody.
        seen |= {line for line in process.stdout if line.endswith("\n")}
    return {line.strip() for line in seen}


async def count_by_batch(store: Store) -> Counter[str]:
    changes = (await store.changes(limit=1_000_000)).changes
    return Counter(change.doc_id.partition(":")[0] for change in changes)
