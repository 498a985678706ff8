from __future__ import annotations

from pathlib import Path

import anyio
import pytest

from cairn_sync import Document, Revision
from cairn_sync.stores.sqlite import SqliteDatabases
from cairn_sync.stores.sqlite.open_files import OpenFiles
from cairn_sync.stores.sqlite.rows import read_place

pytestmark = pytest.mark.anyio


async def make_databases(folder: Path, count: int) -> list[Path]:
    databases = SqliteDatabases(folder)
    for n in range(count):
        await databases.create(f"vault-{n}")
    await databases.close()
    return [folder / f"vault-{n}.sqlite3" for n in range(count)]


def databases_in(folder: Path) -> list[Path]:
    return list(folder.glob("vault-*"))


async def read(files: OpenFiles, path: Path) -> None:
    async with files.use(path) as file:
        await file.read(read_place)


async def test_the_longest_unused_file_is_closed_first(tmp_path: Path) -> None:
    first, second, third = await make_databases(tmp_path, 3)
    files = OpenFiles(limit=2)

    for path in (first, second, first, third):
        await read(files, path)

    assert [files.is_open(path) for path in (first, second, third)] == [True, False, True]
    await files.close()
    assert all(path.suffix == ".sqlite3" for path in databases_in(tmp_path))


async def test_a_file_in_use_is_not_closed_however_many_there_are(tmp_path: Path) -> None:
    first, *others = await make_databases(tmp_path, 4)
    files = OpenFiles(limit=1)

    async with files.use(first) as file:
        for path in others:
            await read(files, path)
        place = await file.read(read_place)

    assert place.last_number == 0
    assert sum(files.is_open(path) for path in (first, *others)) == 1
    await files.close()


async def test_more_databases_than_may_be_open_all_work_at_once(tmp_path: Path) -> None:
    databases = SqliteDatabases(tmp_path, open_limit=2)
    stores = [await databases.create(f"vault-{n}") for n in range(8)]

    async def work(number: int) -> None:
        for n in range(10):
            document = Document(f"record:{number}-{n}", (Revision(1, "a"),), False, b"{}")
            await stores[number].bulk_docs([document])
            assert len((await stores[number].changes()).changes) == n + 1

    async with anyio.create_task_group() as tasks:
        for number in range(8):
            tasks.start_soon(work, number)

    assert [(await store.info()).doc_count for store in stores] == [10] * 8
    await databases.close()


async def test_waiting_goes_on_when_the_file_is_closed(tmp_path: Path) -> None:
    databases = SqliteDatabases(tmp_path, open_limit=0)
    store = await databases.create("vault-0")
    woken = []

    async def wait() -> None:
        woken.append(await store.wait_for_change("now", timeout_seconds=60))

    with anyio.fail_after(10):
        async with anyio.create_task_group() as tasks:
            tasks.start_soon(wait)
            await anyio.wait_all_tasks_blocked()
            await store.bulk_docs([Document("record:1", (Revision(1, "a"),), False, b"{}")])

    assert woken == [True]
    await databases.close()
