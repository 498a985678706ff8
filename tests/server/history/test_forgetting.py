"""A place that becomes confidential goes from the record too, wherever the server is killed."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from cairn_server.body import check_body
from cairn_server.directory.checking.check import check_deployment, clean
from cairn_server.directory.checking.finding import Matter
from cairn_server.erasing.eraser import Eraser
from cairn_server.erasing.hiding import Hiding
from cairn_server.erasing.ledger import Ledger, Stage
from cairn_server.erasing.marking import Markings
from cairn_server.erasing.store import ErasingDatabases, guarded
from cairn_server.history.file import FILE_NAME, History
from cairn_server.history.source import Door, Source
from cairn_server.history.version import Step
from cairn_sync.document import new_edit
from cairn_sync.store import Store
from cairn_sync.stores.sqlite import SqliteDatabases
from tests.server.erasing.shelter import (
    DIRECTORY,
    HOUSE,
    LISTED,
    OTHER,
    SERVICE,
    edit,
    fill,
    holding,
    mark,
)

pytestmark = pytest.mark.anyio


@pytest.fixture
async def databases(tmp_path: Path) -> AsyncIterator[ErasingDatabases]:
    opened = guarded(SqliteDatabases(tmp_path), tmp_path)
    await fill(await opened.create(DIRECTORY))
    yield opened
    await opened.close()


@pytest.fixture
async def store(databases: ErasingDatabases) -> Store:
    return await databases.open(DIRECTORY)


def states(databases: ErasingDatabases, doc_id: str) -> list[str]:
    found = databases.history.page(DIRECTORY, doc_id, before=2**62, limit=100)
    return [one.state for one in found[::-1]]


async def test_before_it_is_marked_the_record_tells_of_it(
    databases: ErasingDatabases, tmp_path: Path
) -> None:
    assert FILE_NAME in "".join(holding(tmp_path))
    assert states(databases, HOUSE) == ["kept", "kept"]


async def test_a_marked_place_goes_and_so_does_every_version_that_tells_of_it(
    databases: ErasingDatabases, store: Store, tmp_path: Path
) -> None:
    await edit(store, OTHER, {"description": "Help with papers."})
    await mark(store)

    assert await Eraser(databases, check_body).finish()

    assert holding(tmp_path) == []
    assert states(databases, HOUSE) == []
    assert set(states(databases, SERVICE)) == {"erased"}
    assert states(databases, OTHER) == ["erased", "erased", "kept"]
    found = check_deployment(tmp_path, today=date(2026, 11, 20))
    assert {one.matter for one in found} == {Matter.DUE}


async def test_an_address_that_only_an_old_version_tells_is_looked_for_elsewhere(
    databases: ErasingDatabases, store: Store, tmp_path: Path
) -> None:
    await edit(store, OTHER, {"description": "Also at 22 Juniper Row, round the back."})
    [address] = LISTED["addresses"]
    await edit(store, HOUSE, {"addresses": [{**address, "address_1": "22 Juniper Row"}]})
    await edit(store, HOUSE, {"addresses": [address]})
    await edit(store, OTHER, {"description": "Help with papers."})
    await mark(store)

    # Killed at once: what the process knew is lost.
    again = ErasingDatabases(databases.bare, Ledger(tmp_path), Markings())
    assert await Eraser(again, check_body).finish()

    assert b"Juniper" not in (tmp_path / FILE_NAME).read_bytes()
    assert states(databases, OTHER)[-1] == "kept"


class Killed(BaseException):
    """The process ends here."""


class Mortal(History):
    """A record whose server is killed at one step of it."""

    left = 0
    is_after = False

    def _count(self) -> None:
        if self.left == 0:
            raise Killed
        self.left -= 1

    @contextmanager
    def changing(self, *, is_durable: bool = True) -> Iterator[sqlite3.Connection]:
        if not self.is_after:
            self._count()
        with super().changing(is_durable=is_durable) as connection:
            yield connection
        if self.is_after:
            self._count()

    def tidy(self) -> bool:
        if not self.is_after:
            self._count()
        is_done = super().tidy()
        if self.is_after:
            self._count()
        return is_done


@pytest.mark.parametrize("after", [False, True], ids=["before it", "after it"])
@pytest.mark.parametrize("steps", range(4))
async def test_a_server_that_is_killed_at_any_step_leaves_nothing_in_the_end(
    databases: ErasingDatabases, store: Store, tmp_path: Path, steps: int, after: bool
) -> None:
    await mark(store)
    bare = await databases.bare.open(DIRECTORY)
    mortal = Mortal(databases.ledger)
    mortal.left, mortal.is_after = steps, after
    hiding = Hiding(bare, databases.ledger, databases.markings, HOUSE, check_body, history=mortal)
    with pytest.raises(Killed):
        await hiding.run()
    assert databases.ledger.under_way()

    again = ErasingDatabases(databases.bare, Ledger(tmp_path), Markings())
    assert await Eraser(again, check_body).finish()

    assert [one for one in holding(tmp_path) if one.startswith("history")] == []
    assert states(databases, HOUSE) == []


async def test_while_somebody_reads_in_the_record_the_erasure_is_not_done(
    databases: ErasingDatabases, store: Store, tmp_path: Path
) -> None:
    await mark(store)
    reader = sqlite3.connect(tmp_path / FILE_NAME)
    reader.execute("BEGIN")
    reader.execute("SELECT COUNT(*) FROM version").fetchall()

    assert not await Eraser(databases, check_body).finish()
    assert [one.stage for one in databases.ledger.under_way()] == [Stage.PURGED]
    reader.close()
    assert await Eraser(databases, check_body).finish()

    assert holding(tmp_path) == []


async def test_what_is_written_down_late_is_not_kept(
    databases: ErasingDatabases, store: Store
) -> None:
    late = Step((), (await store.leaves(HOUSE))[0], Source(Door.PHONE))
    await mark(store)
    await Eraser(databases, check_body).finish()

    databases.history.record(DIRECTORY, [late])
    databases.history.catch_up(DIRECTORY, late.new)

    assert states(databases, HOUSE) == []


async def test_a_record_that_is_put_back_from_a_copy_is_erased_from_again(
    databases: ErasingDatabases, store: Store, tmp_path: Path
) -> None:
    copy = tmp_path / "copy"
    databases.history.close()
    shutil.copy(tmp_path / FILE_NAME, copy)
    await mark(store)
    await Eraser(databases, check_body).finish()
    databases.history.close()  # as when a server is stopped
    shutil.copy(copy, tmp_path / FILE_NAME)
    copy.unlink()
    found = check_deployment(tmp_path, today=date(2026, 11, 20))
    assert (HOUSE, FILE_NAME) in {
        (one.subject, one.file) for one in found if one.matter is Matter.WHEREABOUTS
    }

    eraser = Eraser(databases, check_body)
    await eraser.look_for_returned()
    assert await eraser.finish()

    assert holding(tmp_path) == []


async def test_the_check_looks_for_addresses_in_the_record_and_names_the_entry(
    databases: ErasingDatabases, store: Store, tmp_path: Path
) -> None:
    await mark(store)

    found = check_deployment(tmp_path, today=date(2026, 11, 20))

    told = {(one.subject, one.file) for one in found if one.matter is Matter.WHEREABOUTS}
    assert {(HOUSE, FILE_NAME), (OTHER, FILE_NAME)} <= told
    assert "Larkspur" not in repr(found)
    assert clean(tmp_path) == []


AREA = {"address_type": "physical", "city": "Millbrook"}


@pytest.mark.parametrize(
    ("field", "less"),
    [
        pytest.param("addresses", {"addresses": [AREA]}, id="a street"),
        pytest.param("latitude", {"latitude": None, "longitude": None}, id="a position"),
        pytest.param("transportation", {"transportation": None}, id="the way there"),
    ],
)
async def test_whereabouts_that_are_taken_away_are_in_no_earlier_version(
    databases: ErasingDatabases, store: Store, field: str, less: dict[str, Any]
) -> None:
    await edit(store, HOUSE, {"url": "https://harbor.example.org"})
    [winner] = await store.leaves(HOUSE)
    body = {k: v for k, v in {**winner.parsed_body(), **less}.items() if v is not None}
    del body["edits"]

    await store.bulk_docs([new_edit(HOUSE, body, parent=winner.path)])

    found = databases.history.page(DIRECTORY, HOUSE, before=2**62, limit=100)
    assert [one.forgotten for one in found] == [[], [field], [field], [field]]
    told = [databases.history.body(DIRECTORY, HOUSE, one.number) or {} for one in found]
    assert [one.get(field) for one in told] == [less.get(field), None, None, None]
    assert all(one.get("longitude") is None for one in told if "latitude" in less)


async def test_a_street_that_is_corrected_is_kept_as_it_was(
    databases: ErasingDatabases, store: Store
) -> None:
    [address] = LISTED["addresses"]

    await edit(store, HOUSE, {"addresses": [{**address, "address_1": "1716 Larkspur Lane"}]})

    old = databases.history.body(DIRECTORY, HOUSE, 1) or {}
    assert old["addresses"] == [address]
