from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from cairn_server.body import check_body
from cairn_server.directory.gate import directory_gate
from cairn_server.erasing.store import ErasingDatabases, guarded
from cairn_server.history.file import FILE_NAME, Kept
from cairn_server.history.source import Door, Source, writing
from cairn_server.merger import settle
from cairn_server.merging import DIRECTORY_RULES
from cairn_sync.document import Document, new_edit
from cairn_sync.merge import record_edit
from cairn_sync.store import Store
from cairn_sync.stores.memory import MemoryDatabases
from cairn_sync.stores.sqlite import SqliteDatabases
from tests.server.conftest import DIRECTORY, SERVICE, SUGGESTION, service

pytestmark = pytest.mark.anyio

ELENA = "9a000000-0000-4000-8000-00000000000b"
LUZ = "9a000000-0000-4000-8000-00000000000c"
PHONE = Source(Door.PHONE, by=ELENA)


@pytest.fixture(params=["memory", "sqlite"])
async def databases(
    request: pytest.FixtureRequest, tmp_path: Path
) -> AsyncIterator[ErasingDatabases]:
    bare = MemoryDatabases() if request.param == "memory" else SqliteDatabases(tmp_path)
    opened = guarded(bare, tmp_path)
    await opened.create(DIRECTORY)
    yield opened
    await opened.close()


@pytest.fixture
async def store(databases: ErasingDatabases) -> Store:
    return await databases.open(DIRECTORY)


async def write(
    store: Store, document: Document, source: Source = PHONE, *, fails: bool = False
) -> Document:
    with writing(source):
        [outcome] = await store.bulk_docs([document], gate=directory_gate("prairie"))
    assert (outcome.error is not None) is fails
    return document


async def change(store: Store, source: Source = PHONE, **fields: Any) -> Document:
    """Change the service as the door would: `source.by` says so in the books, too."""
    [winner, *_] = await store.leaves(SERVICE)
    before = winner.parsed_body()
    after = {name: value for name, value in {**before, **fields}.items() if value is not None}
    told = record_edit(
        before,
        after,
        DIRECTORY_RULES,
        by=source.by,
        at="2026-11-20T18:30:00Z",
        parent=str(winner.revision),
    )
    return await write(store, new_edit(SERVICE, told, parent=winner.path), source)


def versions(databases: ErasingDatabases, doc_id: str = SERVICE) -> list[Kept]:
    """Return every version, the oldest first."""
    return databases.history.page(DIRECTORY, doc_id, before=2**62, limit=1000)[::-1]


def body(databases: ErasingDatabases, number: int) -> dict[str, Any] | None:
    return databases.history.body(DIRECTORY, SERVICE, number)


async def test_every_change_of_one_field_is_kept_with_who_when_and_how(
    databases: ErasingDatabases, store: Store
) -> None:
    await write(store, new_edit(SERVICE, service()))
    await change(store, alert="Closed this Friday")
    await change(store, Source(Door.COUCHDB, by=LUZ), alert="Closed until spring")

    found = versions(databases)

    assert [(one.number, one.door, one.people, one.fields) for one in found] == [
        (1, "phone", [ELENA], []),
        (2, "phone", [ELENA], ["alert"]),
        (3, "couchdb", [LUZ], ["alert"]),
    ]
    assert [one.base for one in found] == [None, 1, 2]
    told = [body(databases, number) for number in (1, 2, 3)]
    assert [one and one.get("alert") for one in told] == [
        None,
        "Closed this Friday",
        "Closed until spring",
    ]
    assert not any("edits" in (one or {}) for one in told)


async def test_what_was_there_before_the_record_began_is_its_first_version(
    databases: ErasingDatabases, store: Store
) -> None:
    bare = await databases.bare.open(DIRECTORY)
    await bare.bulk_docs([new_edit(SERVICE, service(alert="Ring twice"))])

    await change(store, alert="Ring once")

    assert [(one.door, one.people) for one in versions(databases)] == [
        ("found", []),
        ("phone", [ELENA]),
    ]
    assert body(databases, 1) == service(alert="Ring twice")


async def test_what_was_written_past_the_record_is_found_at_the_next_change(
    databases: ErasingDatabases, store: Store
) -> None:
    first = await write(store, new_edit(SERVICE, service()))
    bare = await databases.bare.open(DIRECTORY)
    lost = new_edit(SERVICE, service(alert="Written, then killed"), parent=first.path)
    await bare.bulk_docs([lost])

    await change(store, name="Night Line")

    assert [one.door for one in versions(databases)] == ["phone", "found", "phone"]
    assert body(databases, 2) == service(alert="Written, then killed")


async def test_an_import_is_named(databases: ErasingDatabases, store: Store) -> None:
    await write(
        store, new_edit(SERVICE, service()), Source(Door.IMPORT, by=ELENA, name="county-list")
    )

    [one] = versions(databases)

    assert (one.door, one.source, one.people) == ("import", "county-list", [ELENA])


async def test_a_removal_is_a_version_and_so_is_what_comes_after(
    databases: ErasingDatabases, store: Store
) -> None:
    first = await write(store, new_edit(SERVICE, service()))
    end = await write(store, new_edit(SERVICE, {}, parent=first.path, deleted=True))
    await write(store, new_edit(SERVICE, service(), parent=end.path))

    assert [one.state for one in versions(databases)] == ["kept", "removed", "kept"]


async def test_changes_apart_and_what_they_are_joined_to_are_all_kept(
    databases: ErasingDatabases, store: Store
) -> None:
    first = await write(store, new_edit(SERVICE, service()))
    for member, fields in ((ELENA, {"alert": "Ring twice"}), (LUZ, {"url": "https://a.example"})):
        told = record_edit(
            first.parsed_body(),
            service(**fields),
            DIRECTORY_RULES,
            by=member,
            at="2026-11-20T18:30:00Z",
            parent=str(first.revision),
        )
        apart = new_edit(SERVICE, told, parent=first.path)
        await write(store, apart, Source(Door.PHONE, by=member))
    await settle(store, [SERVICE], check_body)

    *_, one, other, joined = versions(databases)
    assert (one.people, one.base, other.people, other.base) == ([ELENA], 1, [LUZ], 1)
    assert joined.door == "merge"
    assert len(versions(databases)) == 4  # the end of a branch is none
    now = body(databases, joined.number) or {}
    assert (now["alert"], now["url"]) == ("Ring twice", "https://a.example")
    assert joined.people == [LUZ] if joined.fields == ["url"] else [ELENA]


async def test_what_is_refused_or_reported_leaves_nothing(
    databases: ErasingDatabases, store: Store, tmp_path: Path
) -> None:
    await write(store, new_edit(SERVICE, service(status="17 Hidden Lane")), fails=True)
    report = {
        "type": "suggestion",
        "schema": 1,
        "about": SERVICE,
        "what": "other",
        "note": "Ask for Rosalind",
        "member": "00000000-0000-0000-0000-000000000000",
        "made_at": "2026-11-20T18:30:00Z",
        "state": "waiting",
    }
    await write(store, new_edit(SUGGESTION, report))

    assert not (tmp_path / FILE_NAME).exists()


async def test_what_came_from_elsewhere_and_is_not_fit_is_not_kept(
    databases: ErasingDatabases, store: Store
) -> None:
    unfit = new_edit(SERVICE, {"type": "service", "schema": 1, "name": 7})
    with writing(Source(Door.UPSTREAM)):
        await store.bulk_docs([unfit])
    fit = new_edit(SERVICE, service(), parent=unfit.path)

    await write(store, fit)

    assert [(one.number, one.door) for one in versions(databases)] == [(1, "phone")]


async def test_a_revision_that_comes_again_is_one_version(
    databases: ErasingDatabases, store: Store
) -> None:
    made = await write(store, new_edit(SERVICE, service()))
    await store.bulk_docs([made])
    await change(store)  # says nothing new

    [one] = versions(databases)
    assert one.revision == str((await store.leaves(SERVICE))[0].revision)


async def test_only_so_many_versions_of_an_entry_are_kept(
    databases: ErasingDatabases, store: Store
) -> None:
    await write(store, new_edit(SERVICE, service()))
    databases.history.most = 3
    for turn in range(4):
        await change(store, alert=f"Room {turn}")

    assert [one.number for one in versions(databases)] == [3, 4, 5]


async def test_versions_of_long_ago_go(databases: ErasingDatabases, store: Store) -> None:
    await write(store, new_edit(SERVICE, service()))

    databases.history.prune(datetime(2020, 1, 1, tzinfo=UTC))
    assert len(versions(databases)) == 1
    databases.history.prune(datetime(2120, 1, 1, tzinfo=UTC))

    assert versions(databases) == []


async def test_what_an_editor_erases_for_good_is_in_no_version_and_in_no_file(
    databases: ErasingDatabases, store: Store, tmp_path: Path
) -> None:
    await write(store, new_edit(SERVICE, service(alert="Ask for Rosalind")))
    await change(store, alert="Ask at the desk")
    [winner] = await store.leaves(SERVICE)
    now = winner.parsed_body()
    del now["edits"]["alert"]["was"]  # as a phone writes it

    await write(store, new_edit(SERVICE, now, parent=winner.path))

    first, second = versions(databases)
    assert (first.forgotten, second.forgotten) == (["alert"], [])
    assert "alert" not in (body(databases, 1) or {})
    assert (body(databases, 2) or {})["alert"] == "Ask at the desk"
    assert "Rosalind" not in _everything(tmp_path, FILE_NAME)


async def test_one_version_can_be_erased_for_good(
    databases: ErasingDatabases, store: Store, tmp_path: Path
) -> None:
    await write(store, new_edit(SERVICE, service(alert="Ask for Rosalind")))
    await change(store, alert="Ask at the desk")

    assert databases.history.erase(DIRECTORY, SERVICE, 1)
    assert databases.history.tidy()

    assert [one.state for one in versions(databases)] == ["erased", "kept"]
    assert body(databases, 1) is None
    assert "Rosalind" not in _everything(tmp_path, FILE_NAME)
    assert not databases.history.erase(DIRECTORY, SERVICE, 1)


def _everything(folder: Path, name: str) -> str:
    files = sorted(folder.glob(f"{name}*"))
    assert files
    return "".join(path.read_bytes().decode("utf-8", "replace") for path in files)
