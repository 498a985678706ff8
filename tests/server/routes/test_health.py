from __future__ import annotations

from cairn_server.accounts.account import ACCOUNTS
from cairn_sync.errors import UnavailableError
from cairn_sync.stores.memory import MemoryStore
from tests.server.conftest import Cairn


class FullDisk(MemoryStore):
    """Reads, but no longer writes."""

    async def write_local(self, local_id: str, body: object) -> None:
        raise UnavailableError("the disk is full")


def test_a_server_that_answers_is_alive(cairn: Cairn) -> None:
    assert cairn.client.get("/healthz").json() == {"status": "ok"}


def test_a_server_that_can_write_is_ready(cairn: Cairn) -> None:
    answer = cairn.client.get("/readyz")

    assert answer.status_code == 200
    assert answer.json() == {"status": "ok", "store": "writable"}


def test_a_server_that_cannot_write_is_alive_but_not_ready(cairn: Cairn) -> None:
    cairn.databases._stores[ACCOUNTS] = FullDisk(ACCOUNTS)  # type: ignore[attr-defined]  # memory's

    assert cairn.client.get("/readyz").status_code == 503
    assert cairn.client.get("/healthz").status_code == 200
