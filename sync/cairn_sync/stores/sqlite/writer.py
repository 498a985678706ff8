"""The writer: one thread a database, and every write that waits in one commit.

A commit waits for the disk. Whatever arrives meanwhile goes into the next one
together, so a hundred phones cost the disk hardly more than one::

    requests   a   b c d    e
    commits    [a ][b c d  ][e ]      each request answered when its commit returned
"""

from __future__ import annotations

import asyncio
import sqlite3
import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any, TypeVar

__all__ = ["Job", "Writer"]

Result = TypeVar("Result")
Job = Callable[[sqlite3.Connection], Result]
"""A piece of work inside a transaction that somebody else begins and ends."""


@dataclass(frozen=True, slots=True)
class _Request:
    job: Job[Any]
    committed: Callable[[], None] | None
    answer: Future[Any] = field(default_factory=Future)


@dataclass(frozen=True, slots=True)
class _Refused:
    """The request's own failure; what it wrote is taken back, the others go on."""

    error: Exception


class Writer:
    """Runs jobs in their order; what one returned is on disk when its caller hears of it."""

    def __init__(self, connect: Callable[[], sqlite3.Connection], *, label: str) -> None:
        self._connect = connect  # asked in the writing thread, with every commit
        self._lock = threading.Lock()
        self._waiting: list[_Request] = []
        self._thread = ThreadPoolExecutor(1, thread_name_prefix=f"write {label}")

    async def run(self, job: Job[Result], *, committed: Callable[[], None] | None = None) -> Result:
        """Return what `job` returned, once that is durable.

        Cancelled while it waits, the job never runs; later, it is carried out all the same,
        and `committed` called in the writing thread.

        Raises:
            Exception: whatever the job or the commit raised; nothing of it was written.
        """
        request = _Request(job, committed)
        with self._lock:
            self._waiting.append(request)
        self._thread.submit(self._commit_waiting)
        result: Result = await asyncio.wrap_future(request.answer)
        return result

    async def run_between(self, job: Job[Result]) -> Result:
        """Return what `job` returned, which ran between two transactions and in none."""
        answer = self._thread.submit(lambda: job(self._connect()))
        return await asyncio.wrap_future(answer)

    def close(self) -> None:
        """Finish what was begun. Blocks."""
        self._thread.shutdown()

    def _commit_waiting(self) -> None:
        """Carry out all that waits. Often nothing does: the call before this took it along."""
        with self._lock:
            taken, self._waiting = self._waiting, []
        requests = [request for request in taken if request.answer.set_running_or_notify_cancel()]
        if not requests:
            return
        try:
            results = _transact(self._connect(), [request.job for request in requests])
        except Exception as exc:
            results = [_Refused(exc)] * len(requests)
        for request, result in zip(requests, results, strict=True):
            if isinstance(result, _Refused):
                request.answer.set_exception(result.error)
            else:
                request.answer.set_result(result)
                if request.committed is not None:
                    request.committed()


def _transact(connection: sqlite3.Connection, jobs: list[Job[Any]]) -> list[Any]:
    """Return the jobs' results after the commit; raise when none of it was written."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        results = [_attempt(connection, job) for job in jobs]
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:  # SQLite itself rolls back when the disk is full
            connection.execute("ROLLBACK")
        raise
    return results


def _attempt(connection: sqlite3.Connection, job: Job[Any]) -> Any:
    connection.execute("SAVEPOINT request")
    try:
        result = job(connection)
    except sqlite3.OperationalError:
        raise  # disk full, I/O: nobody's own failure, and the whole transaction's end
    except Exception as exc:
        connection.execute("ROLLBACK TO request")
        result = _Refused(exc)
    connection.execute("RELEASE request")
    return result
