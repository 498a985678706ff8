from __future__ import annotations

import anyio
import pytest

from cairn_server.directory.models import check_document
from cairn_server.directory.publishing.public_directory import PublicDirectory
from cairn_server.shared_space.check import PROGRAM_ID
from cairn_sync.document import Document, new_edit
from cairn_sync.errors import UnavailableError
from cairn_sync.store import Batch, Store
from cairn_sync.stores.memory import MemoryDatabases, MemoryStore
from tests.server.directory.publishing.entries import service

pytestmark = pytest.mark.anyio

NAME = "directory-prairie"


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


class Watched(MemoryStore):
    """Counts the questions, and fails those that it is told to."""

    asked = 0
    fails_at = 0

    async def changes(
        self,
        since: str = "0",
        *,
        limit: int = 500,
        include_docs: bool = False,
        descending: bool = False,
    ) -> Batch:
        self.asked += 1
        if self.asked == self.fails_at:
            raise UnavailableError("no route to host")
        return await super().changes(
            since, limit=limit, include_docs=include_docs, descending=descending
        )


class One(MemoryDatabases):
    """A roof over a single store."""

    def __init__(self, store: Store) -> None:
        super().__init__()
        self.store = store

    async def open(self, name: str) -> Store:
        return self.store


def services(count: int, **more: object) -> list[Document]:
    return [
        new_edit(f"service:0b000000-0000-4000-8000-{n:012}", service(name=f"Line {n}", **more))
        for n in range(count)
    ]


def watch(store: MemoryStore, clock: Clock) -> PublicDirectory:
    return PublicDirectory(One(store), NAME, check_document, clock=clock)


async def test_it_holds_every_public_entry_however_many_batches_they_take() -> None:
    store = Watched(NAME)
    await store.bulk_docs(services(120))

    model = await watch(store, Clock()).look()

    assert len(model.services) == 120
    assert store.asked == 3


async def test_the_store_is_asked_again_only_after_a_while() -> None:
    store, clock = Watched(NAME), Clock()
    directory = watch(store, clock)
    await directory.look()
    await store.bulk_docs(services(1))

    assert len((await directory.look()).services) == 0
    clock.now = 0.5
    assert len((await directory.look()).services) == 1
    assert store.asked == 2


async def test_many_who_ask_at_once_are_answered_from_one_reading() -> None:
    store = Watched(NAME)
    await store.bulk_docs(services(40))
    directory = watch(store, Clock())
    seen = []

    async def ask() -> None:
        seen.append(len((await directory.look()).services))

    async with anyio.create_task_group() as tasks:
        for _ in range(20):
            tasks.start_soon(ask)

    assert seen == [40] * 20
    assert store.asked == 1


@pytest.mark.parametrize("fails_at", [1, 2, 3])
async def test_a_reading_that_broke_off_goes_on(fails_at: int) -> None:
    store = Watched(NAME)
    store.fails_at = fails_at
    await store.bulk_docs(services(120))
    directory = watch(store, Clock())

    with pytest.raises(UnavailableError):
        await directory.look()

    assert len((await directory.look()).services) == 120


async def test_who_cannot_know_what_is_public_still_shows_nothing() -> None:
    store, clock = Watched(NAME), Clock()
    await store.bulk_docs(services(1))
    directory = watch(store, clock)
    await directory.look()
    store.fails_at, clock.now = 2, 1.0

    with pytest.raises(UnavailableError):
        await directory.look()

    assert len((await directory.look()).services) == 1


async def test_after_a_restore_only_what_the_store_holds_is_shown() -> None:
    clock = Clock()
    databases = One(Watched(NAME))
    await databases.store.bulk_docs(services(3))
    directory = PublicDirectory(databases, NAME, check_document, clock=clock)
    await directory.look()

    databases.store = Watched(NAME)  # another life of it, with another epoch
    await databases.store.bulk_docs(services(1))
    clock.now = 1.0

    assert len((await directory.look()).services) == 1


async def test_hours_are_told_with_the_collaboratives_own_zone_once_it_is_known() -> None:
    clock, databases = Clock(), MemoryDatabases()
    store, commons = await databases.create(NAME), await databases.create("commons-prairie")
    hours = [{"freq": "WEEKLY", "byday": "MO", "opens_at": "09:00", "closes_at": "17:00"}]
    await store.bulk_docs(services(1, schedules=hours))
    directory = PublicDirectory(databases, NAME, check_document, clock=clock)
    [before] = (await directory.look()).services.values()

    program = {"type": "program", "schema": 1, "time_zone": "America/Denver"}
    await commons.bulk_docs([new_edit(PROGRAM_ID, program)])
    clock.now = 1.0
    [after] = (await directory.look()).services.values()

    assert b"timezone" not in before.parts
    assert b'"timezone":-7' in after.parts
