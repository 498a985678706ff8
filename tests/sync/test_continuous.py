from __future__ import annotations

from datetime import UTC, datetime, timedelta

import anyio
import anyio.lowlevel
import pytest

from cairn_sync.continuous import ReplicationState, replicate_continuously
from cairn_sync.errors import ForbiddenError, UnavailableError
from cairn_sync.retry import Backoff
from cairn_sync.store import DatabaseInfo
from cairn_sync.stores.memory import MemoryStore
from tests.sync.documents import dump, service

pytestmark = pytest.mark.anyio

CASA, LEGAL = "service:casa-luz", "service:legal-aid"
MONDAY = datetime(2026, 12, 7, 8, 0, tzinfo=UTC)


class World:
    """A clock that runs only while somebody waits, and the time the uplink is back."""

    def __init__(self, *, up_again: datetime = MONDAY) -> None:
        self.at = MONDAY
        self.up_again = up_again
        self.waits: list[float] = []

    def now(self) -> datetime:
        return self.at

    async def sleep(self, seconds: float) -> None:
        self.waits.append(seconds)
        self.at += timedelta(seconds=seconds)
        await anyio.lowlevel.checkpoint()


class Remote(MemoryStore):
    """A store that can be reached once the world's uplink is back."""

    def __init__(self, world: World) -> None:
        super().__init__("remote")
        self.world = world

    async def info(self) -> DatabaseInfo:
        if self.world.now() < self.world.up_again:
            raise UnavailableError("no route to host")
        return await super().info()


async def watch(
    source: MemoryStore, target: MemoryStore, world: World, *, good_rounds: int
) -> list[ReplicationState]:
    """Replicate until `good_rounds` went well; return every state that was told."""
    told: list[ReplicationState] = []
    with anyio.CancelScope() as scope:

        def on_state(state: ReplicationState) -> None:
            told.append(state)
            if sum(one.last_error is None for one in told) == good_rounds:
                scope.cancel()

        await replicate_continuously(
            source,
            target,
            backoff=Backoff(cap_seconds=600),
            on_state=on_state,
            now=world.now,
            sleep=world.sleep,
            jitter=lambda: 1.0,
        )
    return told


async def test_three_days_without_an_uplink_are_waited_out() -> None:
    world = World(up_again=MONDAY + timedelta(days=3))
    source, target = MemoryStore("hub"), Remote(world)
    await source.bulk_docs([service(CASA, "1-a")])

    told = await watch(source, target, world, good_rounds=1)

    assert await dump(target) == await dump(source)
    assert max(world.waits) == 600
    assert len(world.waits) < 500
    assert told[-2].failures == len(world.waits)
    assert told[-2].last_error == "no route to host"
    assert told[-1].failures == 0


async def test_the_last_success_is_remembered_while_the_peer_is_away() -> None:
    class GoesAway(MemoryStore):
        async def wait_for_change(self, since: str, *, timeout_seconds: float) -> bool:
            await anyio.lowlevel.checkpoint()
            world.up_again = world.at + timedelta(hours=1)
            return True

    world = World()

    told = await watch(GoesAway("hub"), Remote(world), world, good_rounds=2)

    away = [state for state in told if state.last_error is not None]
    assert {state.last_success_at for state in away} == {MONDAY}
    assert told[-1].last_success_at == world.at


async def test_a_change_is_passed_on_as_soon_as_it_comes() -> None:
    world = World()
    source, target = MemoryStore("hub"), Remote(world)

    async def edit() -> None:
        await source.bulk_docs([service(LEGAL, "1-a")])

    async with anyio.create_task_group() as tasks:
        arrived = anyio.Event()

        def on_state(state: ReplicationState) -> None:
            assert state.summary is not None
            if state.summary.docs_written:
                arrived.set()
            else:
                tasks.start_soon(edit)

        async def replicate() -> None:
            await replicate_continuously(source, target, on_state=on_state, now=world.now)

        tasks.start_soon(replicate)
        await arrived.wait()
        tasks.cancel_scope.cancel()

    assert list(await dump(target)) == [LEGAL]


async def test_what_waiting_cannot_mend_is_told_and_raised() -> None:
    class Closed(MemoryStore):
        async def info(self) -> DatabaseInfo:
            raise ForbiddenError("Name or password is incorrect.")

    world = World()
    told: list[ReplicationState] = []

    with pytest.raises(ForbiddenError):
        await replicate_continuously(
            Closed("hub"), MemoryStore("replica"), on_state=told.append, sleep=world.sleep
        )

    assert [state.last_error for state in told] == ["Name or password is incorrect."]
    assert world.waits == []
