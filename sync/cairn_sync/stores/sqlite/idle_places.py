"""Where closed databases stand, so that a look at an idle one need not open it.

A place read once holds for as long as the file's size, time and inode stay as they
were and no write-ahead log lies beside it: whoever writes, in whatever process,
changes one of them. A file changed so lately that its clock might not show the
next change is read again each time.
"""

from __future__ import annotations

import os
import sqlite3
import time
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from cairn_sync.stores.sqlite.connection import connect_reader, errors_explained
from cairn_sync.stores.sqlite.migrations import MIGRATIONS, schema_version
from cairn_sync.stores.sqlite.rows import Place, read_place

__all__ = ["IdlePlaces"]

CLOCK_TICK_NS = 20_000_000  # file times step with the kernel's tick, 1 to 10 ms


@dataclass(frozen=True, slots=True)
class _Look:
    """What the file system tells of a file without opening it."""

    inode: int
    size_bytes: int
    changed_ns: int


class IdlePlaces:
    """Remembers the place of every closed file that was looked at."""

    def __init__(self) -> None:
        self._known: dict[Path, tuple[_Look, Place]] = {}

    def remembered(self, path: Path) -> Place | None:
        """Return the place if it is known to be as it was; opens nothing."""
        known = self._known.get(path)
        return known[1] if known and known[0] == _look_at(path) else None

    def read(self, path: Path) -> Place | None:
        """Open the closed file for a moment, and remember. None: it must be migrated first.

        Raises as `DatabaseFile.read`. Blocks.
        """
        before, before_ns = _look_at(path), time.time_ns()
        with errors_explained(path), closing(connect_reader(path)) as connection:
            if schema_version(connection) != len(MIGRATIONS):
                return None
            place = _read_at_once(connection)
        if (
            before is not None
            and before == _look_at(path)
            and before.changed_ns + CLOCK_TICK_NS < before_ns
        ):
            self._known[path] = (before, place)
        return place

    def forget(self, path: Path) -> None:
        self._known.pop(path, None)


def _read_at_once(connection: sqlite3.Connection) -> Place:
    connection.execute("BEGIN")
    place = read_place(connection)
    connection.execute("COMMIT")
    return place


def _look_at(path: Path) -> _Look | None:
    """Return None for a file that is gone or is being written to."""
    if os.path.exists(f"{path}-wal"):
        return None
    try:
        status = os.stat(path)
    except FileNotFoundError:
        return None
    return _Look(status.st_ino, status.st_size, status.st_mtime_ns)
