"""The file that versions are kept in: ``history.sqlite`` in the data folder.

Other processes may use it at the same time, and no reader is left open that would keep a wipe
waiting. What is recorded is written without waiting for the disk: a power cut may take it back,
and then it is found again as whatever was written past the record is. What is erased waits.
"""

from __future__ import annotations

import os
import sqlite3
import threading
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

import orjson

from cairn_server.accounts.account import format_time
from cairn_server.erasing.ledger import Ledger
from cairn_server.history.version import Step
from cairn_server.history.writing import BODY, Writer
from cairn_sync.canonical import dump_json
from cairn_sync.document import Document
from cairn_sync.stores.sqlite.connection import connect_reader, connect_writer, wipe

__all__ = ["FILE_NAME", "MOST_VERSIONS", "History", "Kept"]

FILE_NAME = "history.sqlite"
CACHE_KIB = 512  # of memory that an open file may keep
MOST_VERSIONS = 200  # of one entry; the oldest go first

COLUMNS = "number, revision, at, made, door, source, people, fields, base, state, forgotten"
PAGE = f"""
    SELECT {COLUMNS} FROM version
    WHERE database = ? AND doc_id = ? AND number < ? ORDER BY number DESC LIMIT ?"""
BODIES = "SELECT version_id, body, forgotten FROM version WHERE database = ? AND doc_id = ?"
ERASE = """
    UPDATE version SET state = 'erased', body = NULL
    WHERE database = ? AND doc_id = ? AND number = ? AND state = 'kept'"""
FORGET_FIELD = "UPDATE version SET body = ?, forgotten = ? WHERE version_id = ?"


@dataclass(frozen=True, slots=True)
class Kept:
    """One version, without what it says."""

    number: int
    revision: str
    at: str
    made: str | None
    door: str
    source: str | None
    people: list[str]
    fields: list[str]
    base: int | None
    state: str
    forgotten: list[str]


class History:
    """The versions of one data folder. Safe to call from several threads and processes."""

    def __init__(
        self,
        ledger: Ledger,
        *,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
        most: int = MOST_VERSIONS,
    ) -> None:
        self.ledger = ledger
        self.most = most  # versions of one entry
        self.path = ledger.folder / FILE_NAME
        self._clock = clock
        self._lock = threading.Lock()
        self._connection: sqlite3.Connection | None = None
        self._is_new = True  # to this process
        self._identity = (0, 0)  # of the file that is open: device, inode

    # -- Writing --------------------------------------------------------------

    def record(self, database: str, steps: Sequence[Step]) -> None:
        """Keep what the store has taken; what is known already changes nothing."""
        with self.changing(is_durable=False) as connection:
            # Asked only now: what is listed later is erased from here later.
            places = [one.new.doc_id for one in steps if one.new.doc_id.startswith("location:")]
            erased = self.ledger.known_among(database, places)
            writer = self._writer(connection, database)
            for step in steps:
                if step.new.doc_id not in erased:
                    writer.keep(step)

    def catch_up(self, database: str, now: Document) -> None:
        """Keep what an entry says now, should it have been written past the record."""
        with self.changing(is_durable=False) as connection:
            if not self.ledger.known_among(database, [now.doc_id]):
                self._writer(connection, database).find(now)

    def forget_field(self, database: str, doc_id: str, names: Collection[str], now: Any) -> None:
        """Take out of all versions what a field said, but for what it says `now`.

        `names` are those of the field's parts, the first its own. Durable on return; `tidy` wipes.
        """
        if not self.path.exists():
            return
        unit = next(iter(names))
        with self.changing() as connection:
            for version_id, text, forgotten in connection.execute(
                BODIES, (database, doc_id)
            ).fetchall():
                body = orjson.loads(text or "{}")
                found = {name: body[name] for name in names if name in body}
                if not found or found == now:
                    continue
                kept = {name: value for name, value in body.items() if name not in names}
                told = sorted({*orjson.loads(forgotten), unit})
                row = (dump_json(kept).decode(), orjson.dumps(told).decode(), version_id)
                connection.execute(FORGET_FIELD, row)
            self.note_wipe(connection)

    def erase(self, database: str, doc_id: str, number: int) -> bool:
        """Erase what one version said; False: it is not kept. `tidy` wipes."""
        if not self.path.exists():
            return False
        with self.changing() as connection:
            count = connection.execute(ERASE, (database, doc_id, number)).rowcount
            self.note_wipe(connection)
        return count == 1

    def note_wipe(self, connection: sqlite3.Connection) -> None:
        """Note, in the transaction that erases, that the file is to be written anew."""
        connection.execute("INSERT OR IGNORE INTO to_wipe VALUES (1)")

    def prune(self, before: datetime) -> None:
        """Let go of versions that are older than this."""
        if self.path.exists():
            with self.changing() as connection:
                connection.execute("DELETE FROM version WHERE at < ?", (format_time(before),))

    def tidy(self) -> bool:
        """Write the file anew where something was erased from it; False: somebody is reading."""
        if not self.path.exists():
            return True
        with self._held() as connection:
            if connection.execute("SELECT one FROM to_wipe").fetchone() is None:
                return True
            if not wipe(connection):
                return False
            connection.execute("DELETE FROM to_wipe")
        return True

    # -- Reading --------------------------------------------------------------

    def page(self, database: str, doc_id: str, *, before: int, limit: int) -> list[Kept]:
        """Return versions with lower numbers than `before`, the newest first."""
        if not self.path.exists():
            return []
        with self.reading() as connection:
            rows = connection.execute(PAGE, (database, doc_id, before, limit)).fetchall()
        return [_kept(row) for row in rows]

    def body(self, database: str, doc_id: str, number: int) -> dict[str, Any] | None:
        """Return what a version says; None: it is not kept."""
        if not self.path.exists():
            return None
        with self.reading() as connection:
            row = connection.execute(BODY, (database, doc_id, number)).fetchone()
        found: dict[str, Any] | None = orjson.loads(row[1]) if row and row[1] else None
        return found

    def holds(self, database: str, doc_id: str, revision: str) -> bool:
        """Tell whether the newest version is this revision."""
        newest = self.page(database, doc_id, before=2**62, limit=1)
        return bool(newest) and newest[0].revision == revision

    # -- The file -------------------------------------------------------------

    @contextmanager
    def changing(self, *, is_durable: bool = True) -> Iterator[sqlite3.Connection]:
        """Hold the file for one transaction; without `is_durable` a power cut may undo it."""
        with self._held() as connection:
            connection.execute(f"PRAGMA synchronous = {'FULL' if is_durable else 'NORMAL'}")
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
                connection.execute("COMMIT")
            except BaseException:
                connection.execute("ROLLBACK")
                raise

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """Open the file, which is there, for as long as one answer takes."""
        if self._is_new:
            with self._held():
                pass  # its tables may not be made yet
        with closing(connect_reader(self.path)) as connection:
            yield connection

    def close(self) -> None:
        """Let go of the file."""
        with self._lock:
            if self._connection is not None:
                self._connection.close()
                self._connection = None

    @contextmanager
    def _held(self) -> Iterator[sqlite3.Connection]:
        """Hold the one connection that writes, to the file that is there now."""
        with self._lock:
            if self._connection is not None and _identity(self.path) != self._identity:
                self._connection.close()  # it was put back from a copy, or deleted
                self._connection = None
            if self._connection is None:
                self._connection = self._open()
                self._identity = _identity(self.path)
                self._is_new = False
            yield self._connection

    def _open(self) -> sqlite3.Connection:
        if not self.path.exists():
            self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            os.close(os.open(self.path, os.O_CREAT | os.O_WRONLY, 0o600))
        connection = connect_writer(self.path)
        connection.execute(f"PRAGMA cache_size = -{CACHE_KIB}")
        if connection.execute("PRAGMA user_version").fetchone() == (0,):
            connection.executescript(_schema())
            connection.execute("PRAGMA user_version = 1")
        return connection

    def _writer(self, connection: sqlite3.Connection, database: str) -> Writer:
        return Writer(connection, database, format_time(self._clock()), self.most)


def _kept(row: tuple[Any, ...]) -> Kept:
    number, revision, at, made, door, source, people, fields, base, state, forgotten = row
    return Kept(
        number,
        revision,
        at,
        made,
        door,
        source,
        orjson.loads(people),
        orjson.loads(fields),
        base,
        state,
        orjson.loads(forgotten),
    )


def _identity(path: Path) -> tuple[int, int]:
    """Return which file lies there; zeros: none."""
    try:
        found = path.stat()
    except FileNotFoundError:
        return 0, 0
    return found.st_dev, found.st_ino


@cache
def _schema() -> str:
    return (Path(__file__).parent / "schema.sql").read_text()
