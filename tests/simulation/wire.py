"""The line between a phone and its hub, and all that may befall what it carries."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import aclosing
from random import Random

from cairn_server.access import Member
from cairn_sync.errors import SyncError
from tests.simulation.hub import Hub, KilledError
from tests.simulation.phone import OfflineError

__all__ = ["BadWire", "GoodWire"]


class GoodWire:
    """Carries everything."""

    def __init__(self, hub: Hub) -> None:
        self._hub = hub

    async def post(self, member: Member, body: bytes) -> AsyncGenerator[bytes]:
        async with aclosing(self._hub.serve(member, [body.splitlines()], whole=True)) as lines:
            async for line in lines:
                yield line


class BadWire:
    """Cuts requests and answers at any byte, loses answers, sends requests twice."""

    def __init__(self, hub: Hub, dice: Random, rest: Callable[[], Awaitable[None]]) -> None:
        self._hub = hub
        self._dice = dice
        self._rest = rest

    async def post(self, member: Member, body: bytes) -> AsyncGenerator[bytes]:
        if self._dice.random() < 0.05:
            raise OfflineError
        if self._dice.random() < 0.1:
            await self._deliver_quietly(member, self._cut(body))
            raise OfflineError
        if self._dice.random() < 0.1:  # something on the way tries twice
            await self._deliver_quietly(member, body)
        # Bytes after the last newline that gets through are worth nothing to the phone.
        heard = self._dice.randrange(10) if self._dice.random() < 0.2 else None
        answer = self._hub.serve(member, self._batches(body), whole=True)
        async with aclosing(answer) as lines:
            try:
                async for line in lines:
                    if heard == 0:
                        return
                    heard = heard - 1 if heard is not None else None
                    yield line
                    await self._rest()
            except (KilledError, SyncError):
                return

    def _cut(self, body: bytes) -> bytes:
        """Cut between two lines or within one, at a place that no line's length sways."""
        lines = body.splitlines(keepends=True)
        place = self._dice.randrange(len(lines))
        kept = self._dice.random()
        return b"".join(lines[:place]) + lines[place][: int(len(lines[place]) * kept)]

    def _batches(self, body: bytes) -> list[list[bytes]]:
        """Split the complete lines into what arrives at once."""
        lines = body.split(b"\n")[:-1]
        batches: list[list[bytes]] = []
        while lines:
            count = self._dice.randint(1, len(lines))
            batches.append(lines[:count])
            lines = lines[count:]
        return batches

    async def _deliver_quietly(self, member: Member, body: bytes) -> None:
        """Let the hub do what it is asked, and nobody hear of it."""
        batches = self._batches(body)
        if not batches:
            return
        whole = body.endswith(b"\n")
        try:
            async with aclosing(self._hub.serve(member, batches, whole=whole)) as lines:
                async for _ in lines:
                    pass
        except (KilledError, SyncError):
            pass
