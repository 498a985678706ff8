from __future__ import annotations

import tempfile
from collections.abc import Awaitable, Callable, Mapping
from functools import partial
from typing import Any

import pytest

from cairn_server.access import Member
from cairn_server.directory.bringing.desk import ImportDesk
from cairn_sync.errors import UnavailableError
from cairn_sync.stores.memory import MemoryStore

pytestmark = pytest.mark.anyio

ELENA = Member("elena-1", "elena", "Elena", frozenset({"editor"}), "demo")
LIST = b"""\
Agencia,Servicio,Telefono
Casa Sol,Linea de ayuda,701-555-0137
Casa Sol,Comida,701-555-0138
"""


class LosesItsLine(MemoryStore):
    """Takes documents; while `is_cut`, it is out of reach when they are to be remembered."""

    is_cut = False

    async def write_local(self, local_id: str, body: Mapping[str, Any] | None) -> None:
        if self.is_cut:
            raise UnavailableError("no route to host")
        await super().write_local(local_id, body)


class OneByOne:
    """A task group that begins its tasks when it is told to, and waits for them."""

    def __init__(self) -> None:
        self.waiting: list[Callable[[], Awaitable[None]]] = []

    def start_soon(self, task: Callable[..., Awaitable[None]], *given: object) -> None:
        self.waiting.append(partial(task, *given))

    async def finish(self) -> None:
        while self.waiting:
            await self.waiting.pop(0)()


async def test_an_import_that_fails_midway_can_be_taken_back() -> None:
    store, tasks = LosesItsLine("directory-demo"), OneByOne()
    desk = ImportDesk(store, tasks)  # type: ignore[arg-type]  # all that a desk uses of one
    data = tempfile.TemporaryFile()
    data.write(LIST)
    data.seek(0)
    job = desk.open(ELENA.member_id, "lista.csv", data)
    await tasks.finish()
    job.choice.source = "casa-sol"
    desk.check(job, job.choice, ELENA)
    await tasks.finish()
    store.is_cut = True

    desk.apply(job, ELENA)
    await tasks.finish()

    assert (job.state, job.reason) == (
        "applied",
        "The directory did not answer. Please try again. Only a part of the list was written.",
    )
    assert (await store.info()).doc_count > 0
    store.is_cut = False
    desk.undo(job, ELENA)
    await tasks.finish()
    assert (await store.info()).doc_count == 0
