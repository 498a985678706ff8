"""The file that versions are kept in: ``history.sqlite`` in the data folder.

Each call opens it and lets go of it, so that nothing of it stays in memory, other processes may
use it at the same time, and no reader is left open that would keep a wipe waiting.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

import orjson

from cairn_server.accounts.account import format_time
from cairn_server.directory.models import check_document
from cairn_server.erasing.ledger import Ledger
from cairn_server.history.source import Door, Source
from cairn_server.history.version import Step, changed_fields, people_told, said
from cairn_sync.canonical import dump_json
from cairn_sync.document import Document
from cairn_sync.stores.sqlite.connection import connect_writer, wipe

__all__ = ["FILE_NAME", "MOST_VERSIONS", "History", "Kept"]

FILE_NAME = "history.sqlite"
MOST_VERSIONS = 200  # of one entry; the oldest go first

COLUMNS = "number, revision, at, made, door, source, people, fields, base, state, forgotten"
INSERT = """
    INSERT INTO version (database, doc_id, number, revision, at, made, door, source, people,
                         fields, base, state, body)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"""
NUMBERS = "SELECT revision, number FROM version WHERE database = ? AND doc_id = ? ORDER BY number"
BODY = "SELECT state, body FROM version WHERE database = ? AND doc_id = ? AND number = ?"
PAGE = f"""
    SELECT {COLUMNS} FROM version
    WHERE database = ? AND doc_id = ? AND number < ? ORDER BY number DESC LIMIT ?"""
RENAME = "UPDATE version SET revision = ? WHERE database = ? AND doc_id = ? AND number = ?"
CUT = "DELETE FROM version WHERE database = ? AND doc_id = ? AND number <= ?"
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

    # -- Writing --------------------------------------------------------------

    def record(self, database: str, steps: Sequence[Step]) -> None:
        """Keep what the store has taken; what is known already changes nothing."""
        with self.changing() as connection:
            # Asked only now: what is listed later is erased from here later.
            places = [one.new.doc_id for one in steps if one.new.doc_id.startswith("location:")]
            erased = self.ledger.known_among(database, places)
            writer = self._writer(connection, database)
            for step in steps:
                if step.new.doc_id not in erased:
                    writer.keep(step)

    def catch_up(self, database: str, now: Document) -> None:
        """Keep what an entry says now, should it have been written past the record."""
        with self.changing() as connection:
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
        with self.opened() as connection:
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
        with self.opened() as connection:
            rows = connection.execute(PAGE, (database, doc_id, before, limit)).fetchall()
        return [_kept(row) for row in rows]

    def body(self, database: str, doc_id: str, number: int) -> dict[str, Any] | None:
        """Return what a version says; None: it is not kept."""
        if not self.path.exists():
            return None
        with self.opened() as connection:
            row = connection.execute(BODY, (database, doc_id, number)).fetchone()
        found: dict[str, Any] | None = orjson.loads(row[1]) if row and row[1] else None
        return found

    def holds(self, database: str, doc_id: str, revision: str) -> bool:
        """Tell whether the newest version is this revision."""
        newest = self.page(database, doc_id, before=2**62, limit=1)
        return bool(newest) and newest[0].revision == revision

    # -- The file -------------------------------------------------------------

    @contextmanager
    def opened(self) -> Iterator[sqlite3.Connection]:
        """Open the file, made if it is not there."""
        if not self.path.exists():
            self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            os.close(os.open(self.path, os.O_CREAT | os.O_WRONLY, 0o600))
        with closing(connect_writer(self.path)) as connection:
            if connection.execute("PRAGMA user_version").fetchone() == (0,):
                connection.executescript(_schema())
                connection.execute("PRAGMA user_version = 1")
            yield connection

    def _writer(self, connection: sqlite3.Connection, database: str) -> _Writer:
        return _Writer(connection, database, format_time(self._clock()), self.most)

    @contextmanager
    def changing(self) -> Iterator[sqlite3.Connection]:
        """Open the file for one transaction, durable at its end."""
        with self.opened() as connection:
            connection.execute("BEGIN IMMEDIATE")
            yield connection
            connection.execute("COMMIT")


@dataclass(slots=True)
class _Writer:
    """One database's versions, inside the transaction that adds to them."""

    connection: sqlite3.Connection
    database: str
    at: str
    most: int

    def keep(self, step: Step) -> None:
        new = step.new
        numbers = self._numbers(new.doc_id)
        if str(new.revision) in numbers:
            return
        winner, base = next(iter(step.found), None), step.base
        for one in (winner, base):
            if one is not None and str(one.revision) not in numbers and _is_fit(one):
                self._insert(numbers, one, Source(Door.FOUND), fields=[], base=None)
        # Written apart from others' changes, it follows a version that is no leaf any more.
        followed = next((str(one) for one in new.path[1:] if str(one) in numbers), None)
        if followed is None and base is not None:
            followed = str(base.revision)
        bodies = {str(leaf.revision): leaf for leaf in step.found}
        if followed in bodies:
            before = said(bodies[followed].parsed_body())
        else:
            before = self._body(new.doc_id, numbers.get(followed or ""))
        self._follow(numbers, new, step.source, before, numbers.get(followed or ""))

    def find(self, now: Document) -> None:
        numbers = self._numbers(now.doc_id)
        if str(now.revision) in numbers:
            return
        number = max(numbers.values(), default=None)
        before = self._body(now.doc_id, number)
        self._follow(numbers, now, Source(Door.FOUND), before, number)

    def _follow(
        self,
        numbers: dict[str, int],
        new: Document,
        source: Source,
        before: dict[str, Any],
        number: int | None,
    ) -> None:
        """Keep a version as a change of another, if there was one."""
        after = {} if new.deleted else new.parsed_body()
        fields = changed_fields(before, after) if before else []
        if before and not fields and not new.deleted:
            # A decision, or a merge that adds nothing: the same version by another name.
            name = (str(new.revision), self.database, new.doc_id, number)
            self.connection.execute(RENAME, name)
            return
        self._insert(numbers, new, source, fields=[] if new.deleted else fields, base=number)

    def _insert(
        self,
        numbers: dict[str, int],
        document: Document,
        source: Source,
        *,
        fields: list[str],
        base: int | None,
    ) -> None:
        body = document.parsed_body()
        told, made = people_told(body, fields or None)
        people = [source.by] if source.by else told
        number = max(numbers.values(), default=0) + 1
        numbers[str(document.revision)] = number
        self.connection.execute(
            INSERT,
            (
                self.database,
                document.doc_id,
                number,
                str(document.revision),
                self.at,
                made,
                source.door,
                source.name,
                orjson.dumps(people).decode(),
                orjson.dumps(fields).decode(),
                base,
                "removed" if document.deleted else "kept",
                None if document.deleted else dump_json(said(body)).decode(),
            ),
        )
        if len(numbers) > self.most:
            cut = (self.database, document.doc_id, number - self.most)
            self.connection.execute(CUT, cut)

    def _body(self, doc_id: str, number: int | None) -> dict[str, Any]:
        row = self.connection.execute(BODY, (self.database, doc_id, number or 0)).fetchone()
        found: dict[str, Any] = orjson.loads(row[1]) if row and row[1] else {}
        return found

    def _numbers(self, doc_id: str) -> dict[str, int]:
        return dict(self.connection.execute(NUMBERS, (self.database, doc_id)))


def _is_fit(document: Document) -> bool:
    """Tell whether phones are shown it: what came from elsewhere is stored fit or not."""
    return check_document(document.doc_id, document.parsed_body()) is None


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


@cache
def _schema() -> str:
    return (Path(__file__).parent / "schema.sql").read_text()
