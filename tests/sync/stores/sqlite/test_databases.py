from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import anyio
import pytest

from cairn_sync import (
    Document,
    ExistsError,
    NotFoundError,
    Revision,
    StoreError,
    UnavailableError,
)
from cairn_sync.stores.sqlite import SqliteDatabases
from cairn_sync.stores.sqlite.databases import file_name

pytestmark = pytest.mark.anyio


def service(doc_id: str = "service:harbor-house", body: bytes = b"{}") -> Document:
    return Document(doc_id, (Revision(1, "a"),), False, body)


def entries(folder: Path) -> list[str]:
    return sorted(entry.name for entry in folder.iterdir())


@pytest.mark.parametrize(
    ("name", "file"),
    [("directory-demo", "directory-demo.sqlite3"), ("a/b_$()+-", "a.b_$()+-.sqlite3")],
)
def test_a_name_becomes_a_file_name_and_back(name: str, file: str) -> None:
    assert file_name(name) == file


async def test_everything_is_there_after_closing_and_opening(tmp_path: Path) -> None:
    first = SqliteDatabases(tmp_path / "data")
    store = await first.create("records/2026")
    await store.bulk_docs([service()])
    await store.write_local("checkpoint", {"n": 1})
    info = await store.info()
    await first.close()

    second = SqliteDatabases(tmp_path / "data")
    reopened = await second.open("records/2026")

    assert second.uuid == first.uuid
    assert await second.names() == ["records/2026"]
    assert (await reopened.info()).last_sequence == info.last_sequence
    assert (await reopened.info()).uuid == info.uuid
    assert await reopened.leaves("service:harbor-house") == [service()]
    assert await reopened.read_local("checkpoint") == {"n": 1}
    await second.close()


async def test_nothing_but_the_file_is_left_after_closing(tmp_path: Path) -> None:
    databases = SqliteDatabases(tmp_path)
    store = await databases.create("directory-demo")
    await store.bulk_docs([service()])

    await databases.close()

    assert entries(tmp_path) == [".lock", "directory-demo.sqlite3", "uuid"]


async def test_deleting_leaves_nothing_behind(tmp_path: Path) -> None:
    databases = SqliteDatabases(tmp_path)
    store = await databases.create("directory-demo")
    await store.bulk_docs([service()])

    await databases.delete("directory-demo")

    assert entries(tmp_path) == [".lock", "uuid"]
    with pytest.raises(NotFoundError):
        await store.info()
    with pytest.raises(NotFoundError):
        await store.bulk_docs([service()])
    await databases.close()


async def test_deleting_ends_the_waiting(tmp_path: Path) -> None:
    databases = SqliteDatabases(tmp_path)
    store = await databases.create("directory-demo")
    ended = []

    async def wait() -> None:
        with pytest.raises(NotFoundError):
            await store.wait_for_change("now", timeout_seconds=60)
        ended.append(True)

    with anyio.fail_after(10):
        async with anyio.create_task_group() as tasks:
            tasks.start_soon(wait)
            await anyio.wait_all_tasks_blocked()
            await databases.delete("directory-demo")

    assert ended == [True]
    await databases.close()


async def test_a_database_deleted_elsewhere_is_not_written_to(tmp_path: Path) -> None:
    here, there = SqliteDatabases(tmp_path), SqliteDatabases(tmp_path)
    store = await here.create("directory-demo")
    await store.bulk_docs([service()])

    await there.delete("directory-demo")
    with pytest.raises(NotFoundError):
        await store.bulk_docs([service("service:lost")])
    with pytest.raises(NotFoundError):
        await store.leaves("service:harbor-house")

    made_anew = await there.create("directory-demo")
    await store.bulk_docs([service("service:kept")])  # the same name: the new database
    assert [doc.doc_id for doc in await made_anew.all_docs()] == ["service:kept"]
    for databases in (here, there):
        await databases.close()


async def test_a_log_left_by_a_deletion_cut_short_is_not_played_into_a_new_database(
    tmp_path: Path,
) -> None:
    databases = SqliteDatabases(tmp_path)
    store = await databases.create("directory-demo")
    await store.bulk_docs([service()])
    log = (tmp_path / "directory-demo.sqlite3-wal").read_bytes()
    await databases.delete("directory-demo")
    (tmp_path / "directory-demo.sqlite3-wal").write_bytes(log)

    made_anew = await databases.create("directory-demo")

    assert await made_anew.all_docs() == []
    await databases.close()


async def test_a_database_made_twice_at_once_is_made_once(tmp_path: Path) -> None:
    databases = SqliteDatabases(tmp_path)
    refused = []

    async def create() -> None:
        try:
            await databases.create("directory-demo")
        except ExistsError:
            refused.append(True)

    async with anyio.create_task_group() as tasks:
        for _ in range(5):
            tasks.start_soon(create)

    assert len(refused) == 4
    assert await databases.names() == ["directory-demo"]
    assert entries(tmp_path) == [".lock", "directory-demo.sqlite3", "uuid"]
    await databases.close()


async def test_other_files_in_the_folder_are_no_databases(tmp_path: Path) -> None:
    for name in ("Notes.sqlite3", "directory.txt", ".hidden.sqlite3"):
        (tmp_path / name).touch()
    databases = SqliteDatabases(tmp_path)

    assert await databases.names() == []
    await databases.close()


async def test_a_damaged_file_is_named_and_harms_no_other(tmp_path: Path) -> None:
    (tmp_path / "directory-demo.sqlite3").write_bytes(b"this is no database" * 500)
    databases = SqliteDatabases(tmp_path)
    damaged = await databases.open("directory-demo")
    sound = await databases.create("commons-demo")

    with pytest.raises(StoreError, match=r"directory-demo\.sqlite3 is damaged"):
        await damaged.info()
    with pytest.raises(StoreError, match=r"directory-demo\.sqlite3 is damaged"):
        await damaged.bulk_docs([service()])
    await sound.bulk_docs([service()])
    await databases.close()


async def test_a_file_of_a_newer_version_is_named_and_left_alone(tmp_path: Path) -> None:
    databases = SqliteDatabases(tmp_path)
    store = await databases.create("directory-demo")
    await databases.close()
    file = tmp_path / "directory-demo.sqlite3"
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("PRAGMA user_version = 99")

    databases = SqliteDatabases(tmp_path)
    store = await databases.open("directory-demo")

    with pytest.raises(StoreError, match=r"directory-demo\.sqlite3 .* newer Cairn \(schema 99"):
        await store.info()
    await databases.close()


async def test_after_closing_nothing_is_opened_again(tmp_path: Path) -> None:
    databases = SqliteDatabases(tmp_path)
    store = await databases.create("directory-demo")
    await databases.close()

    with pytest.raises(UnavailableError):
        await store.bulk_docs([service()])


async def test_a_full_disk_refuses_the_write_and_leaves_the_database_usable(
    tmp_path: Path,
) -> None:
    databases = SqliteDatabases(tmp_path)
    store = await databases.create("directory-demo")
    await store.bulk_docs([service()])
    async with databases._files.use(tmp_path / "directory-demo.sqlite3") as file:
        await file.write(lambda connection: connection.execute("PRAGMA max_page_count = 20"))

        with pytest.raises(UnavailableError, match="full"):
            await store.bulk_docs([service("service:big", b'"%s"' % (b"x" * 200_000))])

    assert [doc.doc_id for doc in await store.all_docs()] == ["service:harbor-house"]
    (outcome,) = await store.bulk_docs([service("service:small")])
    assert outcome.error is None
    await databases.close()


async def test_what_was_erased_is_no_longer_in_the_file(tmp_path: Path) -> None:
    databases = SqliteDatabases(tmp_path)
    store = await databases.create("directory-demo")
    await store.bulk_docs([service(body=b'{"note":"seen by nobody again"}')])

    tombstone = Document("service:harbor-house", (Revision(2, "b"), Revision(1, "a")), True, b"{}")
    await store.bulk_docs([tombstone])
    await databases.close()

    assert b"seen by nobody" not in (tmp_path / "directory-demo.sqlite3").read_bytes()
