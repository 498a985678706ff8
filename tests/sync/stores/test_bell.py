from __future__ import annotations

import asyncio

import anyio
import anyio.to_thread
import pytest

from cairn_sync.stores.bell import Bell

pytestmark = pytest.mark.anyio


async def test_a_ring_wakes_everyone_who_listens_from_whatever_thread() -> None:
    bell = Bell()

    with anyio.fail_after(10), bell.listen() as one, bell.listen() as other:
        await anyio.to_thread.run_sync(bell.ring)
        await one.wait()
        await other.wait()


async def test_a_ring_before_listening_is_not_heard() -> None:
    bell = Bell()
    bell.ring()

    with bell.listen() as heard:
        await anyio.lowlevel.checkpoint()
        assert not heard.is_set()


def test_a_listener_whose_loop_has_ended_is_passed_over() -> None:
    bell = Bell()
    loop = asyncio.new_event_loop()

    async def listen() -> None:
        bell.listen().__enter__()

    loop.run_until_complete(listen())
    loop.close()

    bell.ring()
