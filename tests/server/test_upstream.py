from __future__ import annotations

import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import anyio
import httpx2
import pytest
from anyio.lowlevel import checkpoint

from cairn_server.deployment import Deployment, create_databases, open_deployment
from cairn_server.settings import Settings
from cairn_server.upstream import STUBBORN_SECONDS, Upstream
from cairn_sync.document import new_edit
from cairn_sync.errors import ForbiddenError, UnavailableError
from cairn_sync.http import OpenGuard, create_app
from cairn_sync.store import Databases
from cairn_sync.stores.couchdb import CouchDBDatabases
from cairn_sync.stores.memory import MemoryDatabases
from tests.server.conftest import COMMONS, DIRECTORY, SERVICE, SHELTER, service

pytestmark = pytest.mark.anyio

OTHER_SERVICE = SERVICE[:-1] + "9"


class Couch(MemoryDatabases):
    """A CouchDB in memory that outlives its connections."""

    async def close(self) -> None:
        pass


@pytest.fixture
async def deployment(tmp_path: Path) -> Deployment:
    databases = MemoryDatabases()
    await create_databases(databases, "prairie")
    return await open_deployment(Settings(data=tmp_path), databases)


@pytest.fixture
def couch() -> Couch:
    return Couch()


@asynccontextmanager
async def replicating(
    deployment: Deployment,
    connect: Callable[[], Awaitable[Databases]],
    waits: list[float] | None = None,
) -> AsyncIterator[Upstream]:
    """Run the upstream's task; `waits` collects what it would have slept."""

    async def sleep(seconds: float) -> None:
        if waits is not None:
            waits.append(seconds)
        await checkpoint()

    upstream = Upstream(connect, deployment, sleep=sleep, jitter=lambda: 0.5)
    async with anyio.create_task_group() as tasks:
        tasks.start_soon(upstream.run)
        yield upstream
        tasks.cancel_scope.cancel()


async def until(is_so: Callable[[], Awaitable[bool]]) -> None:
    with anyio.fail_after(10):
        while not await is_so():
            await checkpoint()


async def holds(databases: Databases, database: str, doc_id: str) -> bool:
    if database not in await databases.names():
        return False
    return bool(await (await databases.open(database)).leaves(doc_id))


async def put(databases: Databases, database: str, doc_id: str, body: dict[str, object]) -> None:
    store = await databases.open(database)
    await store.bulk_docs([new_edit(doc_id, body)])


async def test_both_sides_come_to_hold_everything(deployment: Deployment, couch: Couch) -> None:
    async def connect() -> Databases:
        return couch

    await couch.create(DIRECTORY)
    await put(couch, DIRECTORY, SERVICE, service())
    await put(deployment.databases, DIRECTORY, OTHER_SERVICE, service())

    async with replicating(deployment, connect) as upstream:
        await until(lambda: holds(deployment.databases, DIRECTORY, SERVICE))
        await until(lambda: holds(couch, DIRECTORY, OTHER_SERVICE))
        await put(couch, DIRECTORY, SHELTER, service())  # and what comes later
        await until(lambda: holds(deployment.databases, DIRECTORY, SHELTER))

        async def is_up() -> bool:
            return bool(upstream.report()["state"] == "up")

        await until(is_up)

    assert await couch.names() == [COMMONS, DIRECTORY]  # the accounts stayed at home
    assert upstream.report()["last_success_at"]


async def test_over_http_it_is_the_same(deployment: Deployment, couch: Couch) -> None:
    app = create_app(couch, guard=OpenGuard())

    async def connect() -> Databases:
        transport = httpx2.ASGITransport(app)
        return await CouchDBDatabases.connect("http://couch.example.org", transport=transport)

    await couch.create(DIRECTORY)
    await put(couch, DIRECTORY, SERVICE, service())
    await put(deployment.databases, DIRECTORY, OTHER_SERVICE, service())

    async with replicating(deployment, connect):
        await until(lambda: holds(deployment.databases, DIRECTORY, SERVICE))
        await until(lambda: holds(couch, DIRECTORY, OTHER_SERVICE))


async def test_the_way_to_a_confidential_place_is_refused_and_the_rest_goes_on(
    deployment: Deployment, couch: Couch, caplog: pytest.LogCaptureFixture
) -> None:
    async def connect() -> Databases:
        return couch

    await couch.create(DIRECTORY)
    shelter = {"type": "location", "confidential": True, "addresses": [{"address_1": "12 Elm St"}]}
    await put(couch, DIRECTORY, SHELTER, shelter)
    await put(couch, DIRECTORY, SERVICE, {"type": "service", "name": 7})  # fits no phone, is kept

    async with replicating(deployment, connect) as upstream:
        await until(lambda: holds(deployment.databases, DIRECTORY, SERVICE))

        async def is_counted() -> bool:
            return bool(upstream.report()["refused_documents"] == 1)

        await until(is_counted)

    assert not await holds(deployment.databases, DIRECTORY, SHELTER)
    assert SHELTER in caplog.text
    assert "Elm" not in caplog.text


async def test_days_without_a_line_are_waited_out(
    deployment: Deployment, couch: Couch, caplog: pytest.LogCaptureFixture
) -> None:
    failures = 200

    async def connect() -> Databases:
        nonlocal failures
        failures -= 1
        if failures > 0:
            raise UnavailableError("no route to couch.example.org")
        return couch

    caplog.set_level(logging.INFO)
    waits: list[float] = []
    await couch.create(DIRECTORY)
    await put(couch, DIRECTORY, SERVICE, service())

    async with replicating(deployment, connect, waits):
        await until(lambda: holds(deployment.databases, DIRECTORY, SERVICE))

    assert max(waits) <= 300
    assert waits == sorted(waits)  # each direction waits longer and longer, side by side
    lines = [line for line in caplog.messages if "no route" in line]
    assert len(lines) == 4  # one for each database and direction, not one for each try


async def test_a_wrong_password_stops_nothing_for_good(
    deployment: Deployment, couch: Couch
) -> None:
    refusals = 8

    async def connect() -> Databases:
        nonlocal refusals
        refusals -= 1
        if refusals > 0:
            raise ForbiddenError("Name or password is incorrect.")
        return couch

    waits: list[float] = []
    await couch.create(DIRECTORY)
    await put(couch, DIRECTORY, SERVICE, service())

    async with replicating(deployment, connect, waits) as upstream:
        await until(lambda: holds(deployment.databases, DIRECTORY, SERVICE))

    assert set(waits) == {STUBBORN_SECONDS}
    assert "password" not in str(upstream.report())


async def test_what_the_upstream_says_is_one_short_line_of_the_log(
    deployment: Deployment, caplog: pytest.LogCaptureFixture
) -> None:
    async def connect() -> Databases:
        raise UnavailableError("no\n2026-11-20 ERROR root: all is lost\x1b[2J" + "!" * 10_000)

    async with replicating(deployment, connect):
        await until(lambda: is_logged(caplog, "all is lost"))

    [line, *_] = [line for line in caplog.messages if "all is lost" in line]
    assert line.isprintable()
    assert len(line) < 1000


async def is_logged(caplog: pytest.LogCaptureFixture, words: str) -> bool:
    return words in caplog.text


async def test_a_bug_stops_nothing_for_good(
    deployment: Deployment, couch: Couch, caplog: pytest.LogCaptureFixture
) -> None:
    bugs = 5

    async def connect() -> Databases:
        nonlocal bugs
        bugs -= 1
        if bugs > 0:
            raise ZeroDivisionError
        return couch

    await couch.create(DIRECTORY)
    await put(couch, DIRECTORY, SERVICE, service())

    async with replicating(deployment, connect):
        await until(lambda: holds(deployment.databases, DIRECTORY, SERVICE))

    assert "ZeroDivisionError" in caplog.text


async def test_an_upstream_that_is_down_is_said_to_be(
    deployment: Deployment,
) -> None:
    async def connect() -> Databases:
        raise UnavailableError("no route to couch.example.org")

    async with replicating(deployment, connect) as upstream:

        async def is_down() -> bool:
            return bool(upstream.report()["state"] == "down")

        await until(is_down)

    assert upstream.report()["last_success_at"] is None
