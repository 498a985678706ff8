"""A subscriber in memory, and another directory that says what a test tells it to say."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx2
import orjson
import pytest

from cairn_server.deployment import Deployment, create_databases, open_deployment
from cairn_server.network.desk import NetworkDesk
from cairn_server.network.register import Register
from cairn_server.network.subscription import Subscription
from cairn_server.settings import Settings
from cairn_sync.document import Document
from cairn_sync.store import Databases
from cairn_sync.stores.memory import MemoryDatabases
from tests.server.conftest import Clock

URL = "https://hills.example.org/hsds"
NIGHT_LINE = "6f1c2d3e-0001-4a5b-8c6d-000000000001"
HALL = "6f1c2d3e-0002-4a5b-8c6d-000000000002"
HILLS = "6f1c2d3e-0004-4a5b-8c6d-000000000004"

Handler = Callable[[httpx2.Request], httpx2.Response]


def listed(number: str = NIGHT_LINE, **changes: Any) -> dict[str, Any]:
    """Return a service as an HSDS API tells it."""
    service = {
        "id": number,
        "name": "Bent River Night Line",
        "status": "active",
        "phones": [{"id": "p1", "number": "701-555-0140"}],
        "organization_id": HILLS,
        "organization": {"id": HILLS, "name": "Hills Together", "description": "Help."},
    }
    return service | changes


def hall(**changes: Any) -> dict[str, Any]:
    """Return a place with a street, as an HSDS API tells it."""
    address = {
        "id": "a1",
        "address_1": "12 Mill Road",
        "city": "Bent River",
        "state_province": "ND",
        "postal_code": "58001",
        "country": "US",
        "address_type": "physical",
    }
    place = {"id": HALL, "location_type": "physical", "name": "Town hall", "addresses": [address]}
    return place | changes


def at(place: dict[str, Any], **service: Any) -> dict[str, Any]:
    """Return a service that is offered at a place."""
    return listed(**service) | {"service_at_locations": [{"id": "s1", "location": place}]}


def many(count: int) -> list[dict[str, Any]]:
    return [
        listed(f"6f1c2d3e-0001-4a5b-8c6d-{n:012d}", name=f"Line {n}") for n in range(1, count + 1)
    ]


@dataclass
class Source:
    """Another directory: answers what `services` holds, unless a test puts in an answer."""

    services: list[dict[str, Any]] = field(default_factory=lambda: [listed()])
    answer: Handler | None = None
    asked: list[httpx2.URL] = field(default_factory=list)

    def __call__(self, request: httpx2.Request) -> httpx2.Response:
        self.asked.append(request.url)
        if self.answer is not None:
            return self.answer(request)
        if not request.url.path.endswith("/services"):
            return httpx2.Response(404)
        lines = b"\n".join(map(orjson.dumps, self.services))
        return httpx2.Response(200, headers={"Content-Type": "application/x-ndjson"}, content=lines)


@dataclass
class Subscriber:
    """A deployment that subscribes to the source."""

    desk: NetworkDesk
    databases: MemoryDatabases
    clock: Clock

    async def subscribe(self, *, kind: str = "hsds", url: str = URL) -> Subscription:
        return await self.desk.register.add(name="Northern Hills", kind=kind, url=url, added_by="")

    async def entries(self, one: Subscription) -> dict[str, Document]:
        """Return what is kept of the other directory, by ID; without what tells whose it is."""
        found = await (await self.databases.open(one.database)).all_docs()
        return {d.doc_id: d for d in found if not d.doc_id.startswith("origin:")}


def fetching(
    databases: Databases, deployment: Deployment, clock: Clock, source: Source
) -> NetworkDesk:
    """Return a desk that asks the source whatever it asks."""
    return NetworkDesk(
        databases,
        "prairie",
        Register(deployment.roster, databases, clock.wall),
        deployment.check,
        clock=clock.wall,
        transport=lambda: httpx2.MockTransport(source),
        jitter=lambda: 0.5,
    )


@pytest.fixture
def source() -> Source:
    return Source()


@pytest.fixture
async def subscriber(tmp_path: Path, clock: Clock, source: Source) -> Subscriber:
    databases = MemoryDatabases()
    await create_databases(databases, "prairie")
    deployment = await open_deployment(Settings(data=tmp_path), databases, clock=clock.wall)
    desk = fetching(databases, deployment, clock, source)
    return Subscriber(desk, databases, clock)
