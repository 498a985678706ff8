"""The turnstile: many actors, one of which moves at a time, in an order that a seed decides.

An actor is a task that calls `rest` wherever the world may go on without it: before every
write, every line of an answer, every call of a store. There it stays until it is let on, or
is stopped for good as by a crash. What stands between two rests is atomic.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

__all__ = ["Actor", "Stopped", "Turnstile"]


class Stopped(BaseException):
    """Ends an actor where it rests. No code under test may catch it."""


class Actor:
    """One task at the turnstile."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.rested = asyncio.Event()
        self.turn: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self.task: asyncio.Task[None]

    def __repr__(self) -> str:
        return f"Actor({self.name!r})"


class Turnstile:
    """Lets one actor on at a time."""

    def __init__(self) -> None:
        self._actors: dict[asyncio.Task[Any], Actor] = {}

    @property
    def resting(self) -> list[Actor]:
        """Return every actor that has not ended, the longest there first."""
        return list(self._actors.values())

    def enter(self, name: str, work: Callable[[], Awaitable[None]]) -> Actor:
        """Make an actor that does `work`; it rests before its first step."""
        actor = Actor(name)
        actor.task = asyncio.create_task(self._play(actor, work))
        self._actors[actor.task] = actor
        return actor

    async def rest(self) -> None:
        """Let the world go on. Without effect outside an actor: then nothing else moves."""
        task = asyncio.current_task()
        actor = self._actors.get(task) if task is not None else None
        if actor is None:
            return
        actor.turn = asyncio.get_running_loop().create_future()
        actor.rested.set()
        await actor.turn

    async def let_on(self, actor: Actor, *, stopped: bool = False) -> None:
        """Move the actor to its next rest or its end; raise what it raised."""
        actor.rested.clear()
        if stopped:
            actor.turn.set_exception(Stopped())
        else:
            actor.turn.set_result(None)
        await actor.rested.wait()
        if actor.task not in self._actors:
            await actor.task

    async def _play(self, actor: Actor, work: Callable[[], Awaitable[None]]) -> None:
        try:
            await actor.turn
            await work()
        except Stopped:
            pass
        finally:
            del self._actors[actor.task]
            actor.rested.set()
