"""A folder of databases, one SQLite file each.

Several processes may use the folder at once: each file guards itself with SQLite's
locks, and making and deleting files is done under the lock file's.

A name becomes a file name by putting ``.`` for ``/``, which no name contains; every
other character that a name may have is harmless in a file name, and capitals, which
some file systems confuse, are not among them.
"""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from uuid import uuid4

import anyio.to_thread

from cairn_sync.database_name import is_database_name, require_database_name
from cairn_sync.errors import ExistsError, NotFoundError
from cairn_sync.store import Store
from cairn_sync.stores.sqlite.connection import connect_writer, errors_explained
from cairn_sync.stores.sqlite.migrations import migrate
from cairn_sync.stores.sqlite.open_files import OPEN_LIMIT, OpenFiles
from cairn_sync.stores.sqlite.store import SqliteStore

__all__ = ["SqliteDatabases", "file_name"]

SUFFIX = ".sqlite3"
BESIDE = ("-wal", "-shm")  # what SQLite keeps next to a file in use


def file_name(name: str) -> str:
    """Return the name of the file that holds the database `name`."""
    return require_database_name(name).replace("/", ".") + SUFFIX


class SqliteDatabases:
    """The databases of one folder, which is made if it is not there."""

    def __init__(self, folder: Path, *, open_limit: int = OPEN_LIMIT) -> None:
        self._folder = folder
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self.uuid = _roof_uuid(folder)
        self._files = OpenFiles(limit=open_limit)
        self._stores: dict[str, SqliteStore] = {}  # by name; shared, as waiting tasks are

    async def names(self) -> list[str]:
        return await anyio.to_thread.run_sync(_database_names, self._folder)

    async def open(self, name: str) -> Store:
        return self._find(name)

    async def create(self, name: str) -> Store:
        path = self._folder / file_name(name)
        await anyio.to_thread.run_sync(_create, self._folder, path)
        return self._store(name)

    async def delete(self, name: str) -> None:
        store = self._find(name)
        async with self._files.use(store.path) as file:
            # As a write of its own, so that every write before it is done, and every later
            # one, in whatever process, finds the file gone.
            await file.write(lambda _: _delete(self._folder, store.path))
            self._files.forget(store.path, file)
        self._stores.pop(name, None)
        store.ring()

    async def close(self) -> None:
        await self._files.close()
        for store in self._stores.values():
            store.ring()

    def _find(self, name: str) -> SqliteStore:
        if not (is_database_name(name) and (self._folder / file_name(name)).exists()):
            raise NotFoundError(f"there is no database {name!r}")
        return self._store(name)

    def _store(self, name: str) -> SqliteStore:
        if name not in self._stores:
            self._stores[name] = SqliteStore(name, self._folder / file_name(name), self._files)
        return self._stores[name]


def _database_names(folder: Path) -> list[str]:
    names = (
        entry.removesuffix(SUFFIX).replace(".", "/")
        for entry in os.listdir(folder)
        if entry.endswith(SUFFIX)
    )
    return sorted(name for name in names if is_database_name(name))


def _create(folder: Path, path: Path) -> None:
    """Make the file whole under another name, so that no half-made database is ever seen."""
    unfinished = folder / f".{uuid4().hex}"
    try:
        unfinished.touch(mode=0o600)
        with errors_explained(path), closing(connect_writer(unfinished)) as connection:
            migrate(connection)
        with _locked(folder):
            if path.exists():
                raise ExistsError(f"the database {path.name.removesuffix(SUFFIX)!r} exists already")
            _remove_beside(path)  # a log left behind would be played into the new file
            unfinished.rename(path)
            _sync_folder(folder)
    finally:
        unfinished.unlink(missing_ok=True)


def _delete(folder: Path, path: Path) -> None:
    with _locked(folder):
        path.unlink(missing_ok=True)
        _remove_beside(path)
        _sync_folder(folder)


def _remove_beside(path: Path) -> None:
    for suffix in BESIDE:
        with suppress(FileNotFoundError):
            os.unlink(f"{path}{suffix}")


def _roof_uuid(folder: Path) -> str:
    """Return the name that this folder bears for ever, giving it one if need be."""
    kept = folder / "uuid"
    with _locked(folder):
        if not kept.exists():
            unfinished = folder / ".uuid"
            with open(unfinished, "w", encoding="ascii") as file:
                file.write(uuid4().hex)
                file.flush()
                os.fsync(file.fileno())
            unfinished.rename(kept)
            _sync_folder(folder)
    return kept.read_text("ascii")


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    """Hold the folder's lock: no other process makes or deletes a database meanwhile."""
    with open(folder / ".lock", "a", encoding="ascii") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # let go with the file
        yield


def _sync_folder(folder: Path) -> None:
    """Make names given or taken in the folder survive a power cut."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
