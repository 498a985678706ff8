"""A database file held open: one writer, and readers beside it.

Reads and writes run in worker threads. Each runs in a transaction of its own, and so
sees one moment of the database: for a read, with everything acknowledged before it began.
No state of the file is kept here, so other processes may use it at the same time.
"""

from __future__ import annotations

import os
import sqlite3
import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TypeVar

import anyio.to_thread

from cairn_sync.errors import NotFoundError, StoreError, UnavailableError
from cairn_sync.stores.sqlite.connection import (
    connect_reader,
    connect_writer,
    errors_explained,
    wipe,
)
from cairn_sync.stores.sqlite.migrations import MIGRATIONS, migrate, schema_version
from cairn_sync.stores.sqlite.writer import Job, Writer

__all__ = ["DatabaseFile"]

Result = TypeVar("Result")
IDLE_READERS = 2  # kept for the next read; more are opened while more reads run at once


class DatabaseFile:
    """Opens itself with the first use, in that use's worker thread."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._lock = threading.Lock()
        self._connection: sqlite3.Connection | None = None  # the writer's
        self._identity = (0, 0)  # of the file that was opened: device, inode
        self._idle: list[sqlite3.Connection] = []  # readers at rest
        self._is_closed = False
        self._writer = Writer(self._open, label=path.name)

    async def read(self, job: Job[Result]) -> Result:
        """Return what `job` found, all of one moment.

        Raises:
            NotFoundError: the database was deleted.
            UnavailableError: not now.
            StoreError: the file is damaged, or a newer Cairn wrote it.
        """
        return await anyio.to_thread.run_sync(self._read, job)

    async def write(
        self, job: Job[Result], *, committed: Callable[[], None] | None = None
    ) -> Result:
        """Return what `job` returned, once that is on disk.

        `committed` is called then too, in the writing thread, even if nobody waits any more.
        Raises as `read` does.
        """

        def write(connection: sqlite3.Connection) -> Result:
            self._require_same_file()
            return job(connection)

        if self._is_closed:
            raise UnavailableError(f"{self.path} was closed")
        with errors_explained(self.path):
            return await self._writer.run(write, committed=committed)

    async def wipe(self) -> bool:
        """Write the file anew without what it has forgotten; False: somebody was reading.

        Raises as `read` does.
        """

        def wipe_same_file(connection: sqlite3.Connection) -> bool:
            self._require_same_file()
            return wipe(connection)

        if self._is_closed:
            raise UnavailableError(f"{self.path} was closed")
        with errors_explained(self.path):
            return await self._writer.run_between(wipe_same_file)

    def close(self) -> None:
        """Finish what was begun and let go of the file. Blocks; nobody may be using it."""
        self._writer.close()
        with self._lock:
            self._is_closed = True
            connections = [*self._idle, self._connection]
            self._idle, self._connection = [], None
        for connection in connections:
            if connection is not None:
                with suppress(sqlite3.Error):  # it is on disk; only tidying up failed
                    connection.close()

    def _open(self) -> sqlite3.Connection:
        with self._lock:
            if self._is_closed:
                raise UnavailableError(f"{self.path} was closed")
            if self._connection is None:
                # Taken first: should the file be replaced meanwhile, it is seen in time.
                self._identity = _identity(self.path)
                self._connection = _open_migrated(self.path)
            return self._connection

    def _read(self, job: Job[Result]) -> Result:
        with errors_explained(self.path):
            self._open()
            reader = self._take_reader()
            try:
                self._require_same_file()  # only now: the reader may be newly opened
                reader.execute("BEGIN")
                result = job(reader)
                reader.execute("COMMIT")
            except BaseException:
                reader.close()
                raise
            self._give_back(reader)
            return result

    def _take_reader(self) -> sqlite3.Connection:
        with self._lock:
            if self._idle:
                return self._idle.pop()
        return connect_reader(self.path)

    def _give_back(self, reader: sqlite3.Connection) -> None:
        with self._lock:
            if len(self._idle) < IDLE_READERS and not self._is_closed:
                self._idle.append(reader)
                return
        reader.close()

    def _require_same_file(self) -> None:
        """Notice that the file was deleted, or deleted and made anew, by whatever process."""
        if _identity(self.path) != self._identity:
            raise NotFoundError(f"the database in {self.path} was deleted")


def _identity(path: Path) -> tuple[int, int]:
    try:
        status = os.stat(path)
    except FileNotFoundError as exc:
        raise NotFoundError(f"there is no database in {path}") from exc
    return status.st_dev, status.st_ino


def _open_migrated(path: Path) -> sqlite3.Connection:
    with errors_explained(path):
        connection = connect_writer(path)
        try:
            if schema_version(connection) != len(MIGRATIONS):
                migrate(connection)
        except StoreError as exc:
            connection.close()
            raise StoreError(f"{path} cannot be opened: {exc}") from exc
        except BaseException:
            connection.close()
            raise
        return connection
