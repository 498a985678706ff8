"""Waiting for a change: woken by the event, not by looking."""

from __future__ import annotations

import anyio
import pytest

from cairn_sync.store import Store
from tests.sync.stores.contract.sample import document, write

pytestmark = pytest.mark.anyio


async def test_waiting_ends_at_once_when_there_is_a_change(store: Store) -> None:
    await write(store, document("1-a"))

    assert await store.wait_for_change("0", timeout_seconds=0)


async def test_waiting_ends_at_the_timeout_without_a_change(store: Store) -> None:
    await write(store, document("1-a"))
    since = (await store.info()).last_sequence

    assert not await store.wait_for_change(since, timeout_seconds=0.01)


@pytest.mark.parametrize("since", ["now", "0"])
async def test_a_change_wakes_everyone_who_waits(store: Store, since: str) -> None:
    woken = []

    async def wait() -> None:
        woken.append(await store.wait_for_change(since, timeout_seconds=60))

    with anyio.fail_after(10):
        async with anyio.create_task_group() as tasks:
            for _ in range(5):
                tasks.start_soon(wait)
            await anyio.wait_all_tasks_blocked()
            await write(store, document("1-a"))

    assert woken == [True] * 5


async def test_what_changes_nothing_wakes_nobody(store: Store) -> None:
    await write(store, document("1-a"))
    since = (await store.info()).last_sequence

    async with anyio.create_task_group() as tasks:
        tasks.start_soon(write, store, document("1-a"))
        tasks.start_soon(store.write_local, "checkpoint", {"n": 1})
        assert not await store.wait_for_change(since, timeout_seconds=0.1)
