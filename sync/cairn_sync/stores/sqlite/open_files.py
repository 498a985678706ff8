"""The files held open: at most so many, the longest unused closed first."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import anyio
import anyio.to_thread

from cairn_sync.errors import NotFoundError, UnavailableError
from cairn_sync.stores.sqlite.file import DatabaseFile
from cairn_sync.stores.sqlite.idle_places import IdlePlaces
from cairn_sync.stores.sqlite.rows import Place, read_place

__all__ = ["OpenFiles"]

OPEN_LIMIT = 64  # each costs some five descriptors and a megabyte


@dataclass(slots=True, eq=False)
class _Held:
    file: DatabaseFile
    users: int = 0
    is_outdated: bool = False  # the file under that path is another by now


class OpenFiles:
    """Lends database files; one that is in use is never closed, even beyond the limit."""

    def __init__(self, *, limit: int = OPEN_LIMIT) -> None:
        self._limit = limit
        self._lock = threading.Lock()
        self._held: OrderedDict[Path, _Held] = OrderedDict()  # the longest unused first
        self._idle_places = IdlePlaces()
        self._is_closed = False

    @asynccontextmanager
    async def use(self, path: Path) -> AsyncIterator[DatabaseFile]:
        """Lend the file; it opens itself with the first thing asked of it."""
        held = self._take(path)
        try:
            yield held.file
        except NotFoundError:
            self.forget(path, held.file)
            raise
        finally:
            await _close(self._give_back(held))

    async def place(self, path: Path) -> Place:
        """Return where the database stands, without holding open what is closed."""
        if not self.is_open(path):
            place = self._idle_places.remembered(path)
            place = place or await anyio.to_thread.run_sync(self._idle_places.read, path)
            if place is not None:
                return place
        async with self.use(path) as file:
            return await file.read(read_place)

    def is_open(self, path: Path) -> bool:
        return path in self._held

    def forget(self, path: Path, file: DatabaseFile) -> None:
        """Lend the file no more: it was deleted, and what comes under its path is another."""
        self._idle_places.forget(path)
        with self._lock:
            held = self._held.get(path)
            if held is not None and held.file is file:
                del self._held[path]
                held.is_outdated = True

    async def close(self) -> None:
        """Finish what was begun and let go of every file."""
        with self._lock:
            self._is_closed = True
            files = [held.file for held in self._held.values()]
            self._held.clear()
        await _close(files)

    def _take(self, path: Path) -> _Held:
        with self._lock:
            if self._is_closed:
                raise UnavailableError("the databases were closed")
            if path not in self._held:
                self._held[path] = _Held(DatabaseFile(path))
            self._held.move_to_end(path)
            held = self._held[path]
            held.users += 1
            return held

    def _give_back(self, held: _Held) -> list[DatabaseFile]:
        """Return the files that are now to be closed."""
        with self._lock:
            held.users -= 1
            surplus = [held.file] if held.is_outdated and held.users == 0 else []
            unused = (path for path, one in list(self._held.items()) if one.users == 0)
            while len(self._held) > self._limit and (path := next(unused, None)):
                surplus.append(self._held.pop(path).file)
            return surplus


async def _close(files: list[DatabaseFile]) -> None:
    with anyio.CancelScope(shield=True):
        for file in files:
            await anyio.to_thread.run_sync(file.close)
