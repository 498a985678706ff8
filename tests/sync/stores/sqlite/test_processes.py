"""Several processes on one folder: the command line beside a running server."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from pathlib import Path

import anyio
import pytest

from cairn_sync import Document, Revision
from cairn_sync.stores.sqlite import SqliteDatabases
from tests.sync.stores.sqlite.keeps_writing import BATCH

pytestmark = pytest.mark.anyio

PROGRAM = Path(__file__).parent / "keeps_writing.py"


def service(doc_id: str) -> Document:
    return Document(doc_id, (Revision(1, "a"),), False, b"{}")


def start_writing(folder: Path) -> subprocess.Popen[str]:
    command = [sys.executable, str(PROGRAM), str(folder), "directory-demo", "1"]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def stop(process: subprocess.Popen[str]) -> set[str]:
    """Return the rest of what it acknowledged."""
    process.kill()
    with process:
        assert process.stdout is not None
        return {line.strip() for line in process.stdout if line.endswith("\n")}


async def test_two_processes_and_this_one_write_to_one_database(tmp_path: Path) -> None:
    databases = SqliteDatabases(tmp_path)
    store = await databases.create("directory-demo")
    processes = [start_writing(tmp_path) for _ in range(2)]
    acknowledged = set()

    for process in processes:  # both have begun before this one joins in
        assert process.stdout is not None
        acknowledged.add(process.stdout.readline().strip())
    for n in range(50):
        (outcome,) = await store.bulk_docs([service(f"here-{n}:0")])
        assert outcome.error is None
    for process in processes:
        acknowledged |= stop(process)

    changes = (await store.changes(limit=1_000_000)).changes
    written = Counter(change.doc_id.partition(":")[0] for change in changes)
    assert len({change.sequence for change in changes}) == len(changes)
    assert {batch: written[batch] for batch in acknowledged} == dict.fromkeys(acknowledged, BATCH)
    assert sum(batch.startswith("here-") for batch in written) == 50
    assert (await store.info()).doc_count == len(changes)
    await databases.close()


async def test_waiting_hears_of_another_processs_write(tmp_path: Path) -> None:
    databases = SqliteDatabases(tmp_path)
    store = await databases.create("directory-demo")

    with anyio.fail_after(30):
        process = start_writing(tmp_path)
        try:
            assert await store.wait_for_change("now", timeout_seconds=30)
        finally:
            stop(process)
    await databases.close()


# What another process does is here another `SqliteDatabases`: nothing is shared but files.


async def test_an_idle_look_sees_what_another_process_wrote(tmp_path: Path) -> None:
    here, there = SqliteDatabases(tmp_path, open_limit=0), SqliteDatabases(tmp_path)
    store = await here.create("directory-demo")
    other = await there.open("directory-demo")

    for n in range(20):
        before = (await store.info()).last_sequence
        await other.bulk_docs([service(f"service:{n}")])
        assert [c.doc_id for c in (await store.changes(before)).changes] == [f"service:{n}"]

    await there.close()
    assert (await store.info()).doc_count == 20
    await here.close()


async def test_both_processes_see_one_set_of_databases_and_one_roof(tmp_path: Path) -> None:
    here, there = SqliteDatabases(tmp_path), SqliteDatabases(tmp_path)

    await here.create("directory-demo")

    assert await there.names() == ["directory-demo"]
    assert there.uuid == here.uuid
    for databases in (here, there):
        await databases.close()
