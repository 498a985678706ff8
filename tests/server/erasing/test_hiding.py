"""One erasure from its beginning to its end, and cut off at every step in between."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path
from typing import Any, cast

import pytest

from cairn_server.body import check_body
from cairn_server.erasing.eraser import Eraser
from cairn_server.erasing.fact import ERASED, successor_of
from cairn_server.erasing.hiding import Hiding
from cairn_server.erasing.ledger import Ledger, Stage
from cairn_server.erasing.marking import Markings
from cairn_server.erasing.store import ErasingDatabases, guarded
from cairn_sync.document import new_edit
from cairn_sync.errors import ForbiddenError, UnavailableError
from cairn_sync.store import Store
from cairn_sync.stores.memory import MemoryDatabases
from cairn_sync.stores.sqlite import SqliteDatabases
from tests.server.erasing.shelter import (
    DIRECTORY,
    HIDDEN,
    HOUSE,
    LISTED,
    OTHER,
    REPORT,
    SECRETS,
    SERVICE,
    edit,
    erasure_of,
    fill,
    holding,
    mark,
    rows,
)

pytestmark = pytest.mark.anyio

ANEW = successor_of(HOUSE)


@pytest.fixture(params=["memory", "sqlite"])
async def databases(
    request: pytest.FixtureRequest, tmp_path: Path
) -> AsyncIterator[ErasingDatabases]:
    bare = MemoryDatabases() if request.param == "memory" else SqliteDatabases(tmp_path)
    opened = guarded(bare, tmp_path)
    await fill(await opened.create(DIRECTORY))
    yield opened
    await opened.close()


@pytest.fixture
async def store(databases: ErasingDatabases) -> Store:
    return await databases.open(DIRECTORY)


async def body_of(store: Store, doc_id: str) -> dict[str, Any]:
    [winner, *_] = await store.leaves(doc_id)
    return winner.parsed_body()


async def everything(store: Store) -> str:
    """Return all that the store says of any document, and of imports."""
    batch = await store.changes(include_docs=True)
    told = [leaf.body for change in batch.changes for leaf in change.documents]
    told += [repr(await store.read_local(one)).encode() for one in await store.local_ids()]
    return b"".join(told).decode()


async def holds_all(store: Store, databases: ErasingDatabases) -> None:
    """Hold what must be so once an erasure is done, however it came about."""
    told = await everything(store)
    assert [one for one in SECRETS if one.lower() in told.lower()] == []
    assert await store.leaves(HOUSE) == [erasure_of(HOUSE)]
    assert (await body_of(store, SERVICE))["service_at_locations"] == [
        {"location_id": ANEW.partition(":")[2]}
    ]
    report = await body_of(store, REPORT)
    assert report["about"] == ANEW
    assert report["note"] == "The bell at (address left out) is broken"
    assert (await body_of(store, OTHER))["description"] == "Ask at (address left out)."
    kept = await store.read_local("import-county-location")
    assert kept == {"fingerprints": {HOUSE: {}, OTHER: {"name": "1"}}}
    assert databases.ledger.under_way() == []


async def test_a_place_that_is_marked_is_entered_anew_and_its_past_is_gone(
    databases: ErasingDatabases, store: Store, tmp_path: Path
) -> None:
    await mark(store)

    assert await Eraser(databases, check_body).finish()

    await holds_all(store, databases)
    anew = await store.leaves(ANEW)
    assert [leaf.parsed_body() for leaf in anew] == [HIDDEN]
    assert len(anew[0].path) == 1
    assert holding(tmp_path) == []
    assert rows(tmp_path) == [(None, Stage.WIPED)]


async def test_before_it_is_marked_the_search_finds_it(
    databases: ErasingDatabases, store: Store, tmp_path: Path
) -> None:
    told = await everything(store)

    assert [one for one in SECRETS if one.lower() not in told.lower()] == []
    if isinstance(databases.bare, SqliteDatabases):
        assert f"{DIRECTORY}.sqlite3-wal" in holding(tmp_path)


async def test_an_entry_that_the_app_has_made_anew_is_left_as_it_is(
    databases: ErasingDatabases, store: Store
) -> None:
    body = {**HIDDEN, "name": "Harbor"}
    await store.bulk_docs([new_edit(ANEW, body)])
    ended = {"type": "location", "schema": 1, "confidential": True}
    [old] = await store.leaves(HOUSE)
    await store.bulk_docs([new_edit(HOUSE, ended, parent=old.path, deleted=True)])

    await Eraser(databases, check_body).finish()

    await holds_all(store, databases)
    assert await body_of(store, ANEW) == body


async def test_without_a_new_entry_links_to_the_old_one_end(
    databases: ErasingDatabases, store: Store
) -> None:
    ended = {"type": "location", "schema": 1, "confidential": True}
    [old] = await store.leaves(HOUSE)
    await store.bulk_docs([new_edit(HOUSE, ended, parent=old.path, deleted=True)])

    await Eraser(databases, check_body).finish()

    assert "service_at_locations" not in await body_of(store, SERVICE)
    assert await store.leaves(HOUSE) == [erasure_of(HOUSE)]


async def test_a_fact_that_comes_without_its_body_erases_as_well(
    databases: ErasingDatabases, store: Store, tmp_path: Path
) -> None:
    await store.bulk_docs([replace(erasure_of(HOUSE), body=b"{}")])

    assert await Eraser(databases, check_body).finish()

    assert await store.leaves(HOUSE) == [erasure_of(HOUSE)]
    assert holding(tmp_path) == []


async def test_nothing_gets_in_again(databases: ErasingDatabases, store: Store) -> None:
    marked = await mark(store)
    await Eraser(databases, check_body).finish()

    outcomes = await store.bulk_docs(
        [new_edit(HOUSE, LISTED), marked, new_edit(HOUSE, HIDDEN), erasure_of(HOUSE)]
    )

    errors = [outcome.error for outcome in outcomes]
    assert [str(error) for error in errors[:3]] == [ERASED] * 3
    assert all(isinstance(error, ForbiddenError) for error in errors[:3])
    assert errors[3] is None
    assert await store.leaves(HOUSE) == [erasure_of(HOUSE)]


async def test_the_new_entry_can_be_edited_and_is_not_erased_again(
    databases: ErasingDatabases, store: Store
) -> None:
    await mark(store)
    await Eraser(databases, check_body).finish()

    await edit(store, ANEW, {"phones": [{"number": "555-0199"}]})
    await Eraser(databases, check_body).finish()

    assert (await body_of(store, ANEW))["phones"] == [{"number": "555-0199"}]


async def test_a_write_that_failed_erases_nothing(
    databases: ErasingDatabases, store: Store
) -> None:
    databases.ledger.suspect(DIRECTORY, HOUSE)  # and then the server was killed

    assert await Eraser(databases, check_body).finish()

    assert (await body_of(store, HOUSE))["latitude"] == LISTED["latitude"]
    assert databases.ledger.count() == 0


class Killed(BaseException):
    """The process ended here."""


class Mortal:
    """A store whose process dies before the nth call that changes something."""

    def __init__(self, store: Store, calls: int, *, after: bool) -> None:
        self._store, self._calls, self._after = store, calls, after
        self.name = store.name

    def __getattr__(self, name: str) -> Any:
        method = getattr(self._store, name)
        if name not in ("bulk_docs", "purge", "write_local"):
            return method

        async def call(*args: Any, **named: Any) -> Any:
            self._calls -= 1
            if self._calls < 0 and not self._after:
                raise Killed
            result = await method(*args, **named)
            if self._calls < 0:
                raise Killed
            return result

        return call


@pytest.mark.parametrize("after", [False, True], ids=["before it", "after it"])
@pytest.mark.parametrize("calls", range(6))
async def test_a_server_that_is_killed_at_any_step_goes_on_where_it_was(
    databases: ErasingDatabases, store: Store, tmp_path: Path, calls: int, after: bool
) -> None:
    await mark(store)
    bare = await databases.bare.open(DIRECTORY)
    mortal = cast(Store, Mortal(bare, calls, after=after))
    with pytest.raises(Killed):
        await Hiding(mortal, databases.ledger, databases.markings, HOUSE, check_body).run()

    again = ErasingDatabases(databases.bare, Ledger(tmp_path), databases.markings)
    assert await Eraser(again, check_body).finish()

    await holds_all(store, again)


async def test_a_server_that_forgot_the_address_goes_by_what_leads_to_the_place(
    databases: ErasingDatabases, store: Store, tmp_path: Path
) -> None:
    await mark(store)

    again = ErasingDatabases(databases.bare, Ledger(tmp_path), Markings())
    await Eraser(again, check_body).finish()

    told = [await body_of(store, doc_id) for doc_id in (ANEW, SERVICE, REPORT)]
    assert [one for one in SECRETS if one.lower() in repr(told).lower()] == []


async def test_what_a_restored_copy_brings_back_is_erased_again(
    databases: ErasingDatabases, store: Store, tmp_path: Path
) -> None:
    await mark(store)
    await Eraser(databases, check_body).finish()
    bare = await databases.bare.open(DIRECTORY)
    await bare.purge([HOUSE])
    await bare.bulk_docs([new_edit(HOUSE, LISTED)])

    eraser = Eraser(databases, check_body)
    await eraser.look_for_returned()
    assert await eraser.finish()

    await holds_all(store, databases)
    assert holding(tmp_path) == []


async def test_a_file_that_is_being_read_is_wiped_later(tmp_path: Path) -> None:
    class Read:
        def __init__(self, store: Store) -> None:
            self._store = store
            self.name = store.name
            self.is_read = True

        async def purge(self, doc_ids: list[str]) -> bool:
            return await self._store.purge(doc_ids) and not self.is_read

        def __getattr__(self, name: str) -> Any:
            return getattr(self._store, name)

    databases = guarded(MemoryDatabases(), tmp_path)
    store = await databases.create(DIRECTORY)
    await fill(store)
    await mark(store)
    read = Read(await databases.bare.open(DIRECTORY))
    hiding = Hiding(cast(Store, read), databases.ledger, databases.markings, HOUSE, check_body)

    assert not await hiding.run()
    assert [one.stage for one in databases.ledger.under_way()] == [Stage.PURGED]
    read.is_read = False
    assert await hiding.run()
    assert [one.stage for one in databases.ledger.under_way()] == [Stage.WIPED]


async def test_a_store_that_cannot_write_now_is_tried_again(
    databases: ErasingDatabases, store: Store
) -> None:
    class Full:
        name = DIRECTORY

        def __getattr__(self, name: str) -> Any:
            return getattr(store, name)

        async def bulk_docs(self, *args: Any, **named: Any) -> Any:
            raise UnavailableError("the disk is full")

    await mark(store)
    full = cast(Store, Full())

    with pytest.raises(UnavailableError):
        await Hiding(full, databases.ledger, databases.markings, HOUSE, check_body).run()
    assert await Eraser(databases, check_body).finish()

    await holds_all(store, databases)
