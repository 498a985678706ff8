from __future__ import annotations

import sqlite3
import threading
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import anyio
import pytest

from cairn_sync.stores.sqlite.writer import Writer

pytestmark = pytest.mark.anyio


class Counting(sqlite3.Connection):
    """Counts the commits that succeed; refuses as many as it is told to."""

    commits = 0
    refuse = 0

    def execute(self, sql: str, parameters: Any = ()) -> sqlite3.Cursor:
        if sql == "COMMIT":
            if self.refuse:
                self.refuse -= 1
                raise sqlite3.OperationalError("disk I/O error")
            self.commits += 1
        return super().execute(sql, parameters)


@pytest.fixture
async def connection(tmp_path: Path) -> AsyncIterator[Counting]:
    connection = sqlite3.connect(
        tmp_path / "writer.sqlite3",
        isolation_level=None,
        check_same_thread=False,
        factory=Counting,
    )
    connection.execute("CREATE TABLE kept (name TEXT)")
    yield connection
    connection.close()


@pytest.fixture
async def writer(connection: Counting) -> AsyncIterator[Writer]:
    writer = Writer(lambda: connection, label="test")
    yield writer
    writer.close()


class Keep:
    """A job that keeps a name, and can be held up or fail on the way."""

    def __init__(
        self, name: str, *, error: Exception | None = None, until: threading.Event | None = None
    ) -> None:
        self.name = name
        self.error = error
        self.until = until
        self.began = threading.Event()

    def __call__(self, connection: sqlite3.Connection) -> str:
        self.began.set()
        connection.execute("INSERT INTO kept VALUES (?)", (self.name,))
        if self.until is not None:
            assert self.until.wait(10)
        if self.error is not None:
            raise self.error
        return self.name


def kept(connection: sqlite3.Connection) -> list[str]:
    return [name for (name,) in connection.execute("SELECT name FROM kept ORDER BY rowid")]


async def test_what_waits_during_a_commit_goes_into_the_next_one_together(
    writer: Writer, connection: Counting
) -> None:
    release = threading.Event()
    first = Keep("first", until=release)
    results: list[str] = []

    async def run(job: Keep) -> None:
        results.append(await writer.run(job))

    async with anyio.create_task_group() as tasks:
        tasks.start_soon(run, first)
        await anyio.to_thread.run_sync(first.began.wait)
        for n in range(20):
            tasks.start_soon(run, Keep(f"waiting-{n}"))
        await anyio.wait_all_tasks_blocked()
        release.set()

    assert connection.commits == 2
    assert results == kept(connection) == ["first", *(f"waiting-{n}" for n in range(20))]


async def test_a_request_that_fails_takes_back_its_own_writes_only(
    writer: Writer, connection: Counting
) -> None:
    release = threading.Event()
    first = Keep("first", until=release)
    failures: list[Exception] = []

    async def fail() -> None:
        with pytest.raises(ZeroDivisionError) as raised:
            await writer.run(Keep("failing", error=ZeroDivisionError()))
        failures.append(raised.value)

    async with anyio.create_task_group() as tasks:
        tasks.start_soon(writer.run, first)
        await anyio.to_thread.run_sync(first.began.wait)
        tasks.start_soon(writer.run, Keep("before"))
        tasks.start_soon(fail)
        tasks.start_soon(writer.run, Keep("after"))
        await anyio.wait_all_tasks_blocked()
        release.set()

    assert len(failures) == 1
    assert kept(connection) == ["first", "before", "after"]


@pytest.mark.parametrize("when", ["job", "commit"])
async def test_a_transaction_that_fails_answers_nobody_and_leaves_the_writer_usable(
    writer: Writer, connection: Counting, when: str
) -> None:
    error = sqlite3.OperationalError("database or disk is full") if when == "job" else None
    connection.refuse = when == "commit"

    with pytest.raises(sqlite3.OperationalError):
        await writer.run(Keep("lost", error=error))

    assert await writer.run(Keep("kept")) == "kept"
    assert kept(connection) == ["kept"]


async def test_a_request_cancelled_while_it_waits_is_never_carried_out(
    writer: Writer, connection: Counting
) -> None:
    release = threading.Event()
    first = Keep("first", until=release)

    async with anyio.create_task_group() as tasks:
        tasks.start_soon(writer.run, first)
        await anyio.to_thread.run_sync(first.began.wait)
        with anyio.move_on_after(0.01):
            await writer.run(Keep("cancelled"))
        release.set()

    assert await writer.run(Keep("last")) == "last"
    assert kept(connection) == ["first", "last"]


async def test_a_commit_is_told_of_even_if_its_author_has_gone(
    writer: Writer, connection: Counting
) -> None:
    release, told = threading.Event(), threading.Event()

    with anyio.move_on_after(0.01):
        await writer.run(Keep("kept", until=release), committed=told.set)
    release.set()

    assert await anyio.to_thread.run_sync(told.wait, 10)
    assert kept(connection) == ["kept"]


async def test_closing_finishes_what_was_begun(connection: Counting) -> None:
    writer = Writer(lambda: connection, label="test")

    async with anyio.create_task_group() as tasks:
        tasks.start_soon(writer.run, Keep("begun"))
        await anyio.wait_all_tasks_blocked()
        writer.close()

    assert kept(connection) == ["begun"]
