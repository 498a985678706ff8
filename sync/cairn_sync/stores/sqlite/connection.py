"""Connections to a database file, and what SQLite's errors mean to a caller."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

from cairn_sync.errors import NotFoundError, StoreError, UnavailableError

__all__ = ["connect_reader", "connect_writer", "errors_explained", "wipe"]

BUSY_SECONDS = 10.0  # how long to wait for another process's write
WIPE_SECONDS = 2.0  # how long a wipe waits for readers, and keeps writes waiting
WRITER_CACHE_KIB = 4096
READER_CACHE_KIB = 512  # readers are many; the system's page cache holds the file anyway

DAMAGED = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}
TRANSIENT = {
    sqlite3.SQLITE_BUSY,
    sqlite3.SQLITE_LOCKED,
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_NOMEM,
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_PROTOCOL,
}


def connect_writer(path: Path) -> sqlite3.Connection:
    """Open an existing file for writing; what it commits survives a power cut."""
    connection = _connect(path, cache_kib=WRITER_CACHE_KIB)
    # secure_delete: what is erased is overwritten, not merely forgotten.
    for setting in ("journal_mode = WAL", "synchronous = FULL", "secure_delete = ON"):
        connection.execute(f"PRAGMA {setting}").fetchall()
    return connection


def connect_reader(path: Path) -> sqlite3.Connection:
    """Open an existing file for reading beside any number of others."""
    connection = _connect(path, cache_kib=READER_CACHE_KIB)
    connection.execute("PRAGMA query_only = ON")
    return connection


def wipe(connection: sqlite3.Connection) -> bool:
    """Write the file anew without what was deleted, and empty its log. Not inside a transaction.

    Overwriting what is deleted (`secure_delete`) is not enough: where SQLite moved rows from
    one page to another, the first keeps them; and the log holds pages as they were before.

    False: somebody is reading, and the log still holds what they read. What remains goes with
    the next wipe that returns True. What documents say stays as it is.
    """
    connection.execute(f"PRAGMA busy_timeout = {WIPE_SECONDS * 1000:.0f}")
    try:
        connection.execute("VACUUM")
        [(busy, _, _)] = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    except sqlite3.OperationalError as exc:
        if exc.sqlite_errorcode & 0xFF not in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            raise
        return False
    finally:
        connection.execute(f"PRAGMA busy_timeout = {BUSY_SECONDS * 1000:.0f}")
    return not busy


def _connect(path: Path, *, cache_kib: int) -> sqlite3.Connection:
    connection = sqlite3.connect(
        f"file:{quote(str(path.absolute()))}?mode=rw",  # rw: never creates what was deleted
        uri=True,
        timeout=BUSY_SECONDS,
        isolation_level=None,  # transactions are begun and ended in words
        check_same_thread=False,  # one thread at a time, not always the same
    )
    connection.execute(f"PRAGMA cache_size = -{cache_kib}")
    return connection


@contextmanager
def errors_explained(path: Path) -> Iterator[None]:
    """Turn SQLite's errors into this package's, naming the file.

    Raises:
        NotFoundError: the file is gone.
        UnavailableError: the disk is full, the file locked: the same call may succeed later.
        StoreError: the file is damaged, or a newer Cairn wrote it.
    """
    try:
        yield
    except sqlite3.Error as exc:
        # A primary code is the low byte; the rest says where it happened.
        code = getattr(exc, "sqlite_errorcode", 0) & 0xFF
        if code == sqlite3.SQLITE_CANTOPEN and not path.exists():
            raise NotFoundError(f"there is no database in {path}") from exc
        if code in TRANSIENT:
            raise UnavailableError(f"{path} cannot be used now: {exc}") from exc
        if code in DAMAGED:
            raise StoreError(f"{path} is damaged: {exc}. Restore it from a backup.") from exc
        raise
