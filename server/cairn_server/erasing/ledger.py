"""The ledger of what was erased: a keyed hash of each ID, kept apart from all databases.

It stays on this server: no database of the store's, never replicated, and no part of a backup
of them. So after a restore from an older copy it still tells what must not come back. While an
erasure is under way its ID stands in clear; after that only the hash does, made with the
deployment's secret.

    suspected   a write that marks a place is about to be made
    listed      it was made: nothing gets in under that ID any more
    purged      the database holds no revision of it, and the fact instead
    wiped       nor does any file here
"""

from __future__ import annotations

import enum
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from cairn_server.accounts.secret import load_secret
from cairn_server.erasing.fact import Facts
from cairn_server.erasing.vouching import load_facts

__all__ = ["FILE_NAME", "Erasure", "Ledger", "Stage"]

FILE_NAME = "erasures.sqlite"
BUSY_SECONDS = 10.0
TABLE = """
CREATE TABLE IF NOT EXISTS erasures (
    database TEXT NOT NULL,
    hash BLOB NOT NULL,                  -- of the document's ID, keyed
    doc_id TEXT,                         -- NULL once all is done
    stage INTEGER NOT NULL,
    upstream INTEGER NOT NULL DEFAULT 0, -- 1: done at the CouchDB upstream too
    PRIMARY KEY (database, hash)
) WITHOUT ROWID
"""


class Stage(enum.IntEnum):
    """How far an erasure is."""

    SUSPECTED = 0
    LISTED = 1
    PURGED = 2
    WIPED = 3


@dataclass(frozen=True, slots=True)
class Erasure:
    """One ID that is being erased."""

    database: str
    doc_id: str
    stage: Stage
    is_done_upstream: bool


class Ledger:
    """The ledger of one data folder. Safe to call from several threads and processes."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / FILE_NAME
        self._folder = folder

    @cached_property
    def facts(self) -> Facts:
        """The facts that this server states and takes: its keys are read once."""
        return load_facts(self.folder)

    def is_listed(self, database: str, doc_id: str) -> bool:
        """Tell whether the ID was erased, or is about to be. Cheap where nothing ever was."""
        if not self._path.exists():
            return False
        with self._open() as connection:
            row = connection.execute(
                "SELECT stage FROM erasures WHERE database = ? AND hash = ?",
                (database, self._hash(database, doc_id)),
            ).fetchone()
        return row is not None and row[0] >= Stage.LISTED

    @property
    def folder(self) -> Path:
        """The data folder that it lies in."""
        return self._folder

    def known_among(self, database: str, doc_ids: Sequence[str]) -> set[str]:
        """Return those IDs that are listed, or only suspected by now. Cheap for none."""
        if not doc_ids or not self._path.exists():
            return set()
        with self._open() as connection:
            return {
                doc_id
                for doc_id in doc_ids
                if connection.execute(
                    "SELECT 1 FROM erasures WHERE database = ? AND hash = ?",
                    (database, self._hash(database, doc_id)),
                ).fetchone()
            }

    def suspect(self, database: str, doc_id: str) -> None:
        """Note that a place is about to be marked. Durable on return."""
        self._reach(database, doc_id, Stage.SUSPECTED)

    def reach(self, database: str, doc_id: str, stage: Stage) -> None:
        """Note how far the erasure is. It never goes back. Durable on return."""
        self._reach(database, doc_id, stage)

    def begin_again(self, database: str, doc_id: str) -> None:
        """Note that what was erased was found again, so that all is to be done once more."""
        with self._open() as connection:
            connection.execute(
                "INSERT OR REPLACE INTO erasures (database, hash, doc_id, stage)"
                " VALUES (?, ?, ?, ?)",
                (database, self._hash(database, doc_id), doc_id, Stage.LISTED),
            )

    def finish_upstream(self, database: str, doc_id: str) -> None:
        """Note that the upstream has purged it."""
        with self._open() as connection:
            connection.execute(
                "UPDATE erasures SET upstream = 1 WHERE database = ? AND hash = ?",
                (database, self._hash(database, doc_id)),
            )

    def drop(self, database: str, doc_id: str) -> None:
        """Forget a suspicion that was none: nothing was marked after all."""
        with self._open() as connection:
            connection.execute(
                "DELETE FROM erasures WHERE database = ? AND hash = ? AND stage = ?",
                (database, self._hash(database, doc_id), Stage.SUSPECTED),
            )

    def forget_ids(self, *, has_upstream: bool) -> None:
        """Leave only the hash of what is done everywhere."""
        if not self._path.exists():
            return
        with self._open() as connection:
            connection.execute(
                "UPDATE erasures SET doc_id = NULL"
                " WHERE doc_id IS NOT NULL AND stage = ? AND (upstream = 1 OR NOT ?)",
                (Stage.WIPED, has_upstream),
            )

    def under_way(self) -> list[Erasure]:
        """Return what is not done everywhere yet."""
        if not self._path.exists():
            return []
        with self._open() as connection:
            rows = connection.execute(
                "SELECT database, doc_id, stage, upstream FROM erasures"
                " WHERE doc_id IS NOT NULL ORDER BY database, doc_id"
            ).fetchall()
        return [
            Erasure(database, doc_id, Stage(stage), bool(upstream))
            for database, doc_id, stage, upstream in rows
        ]

    def count(self) -> int:
        """Return how many IDs are listed, those that are done included."""
        if not self._path.exists():
            return 0
        with self._open() as connection:
            [(count,)] = connection.execute(
                "SELECT COUNT(*) FROM erasures WHERE stage >= ?", (Stage.LISTED,)
            )
        return int(count)

    def _reach(self, database: str, doc_id: str, stage: Stage) -> None:
        with self._open() as connection:
            connection.execute(
                "INSERT INTO erasures (database, hash, doc_id, stage) VALUES (?, ?, ?, ?)"
                " ON CONFLICT (database, hash) DO UPDATE SET"
                " stage = MAX(stage, excluded.stage), doc_id = excluded.doc_id"
                " WHERE doc_id IS NOT NULL OR stage < ?",
                (database, self._hash(database, doc_id), doc_id, stage, Stage.LISTED),
            )

    def _hash(self, database: str, doc_id: str) -> bytes:
        return load_secret(self._folder).erasure(database, doc_id)

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        with closing(
            sqlite3.connect(self._path, timeout=BUSY_SECONDS, isolation_level=None)
        ) as connection:
            # A rollback journal, emptied with each commit: no log of earlier states is kept.
            for setting in ("synchronous = FULL", "secure_delete = ON"):
                connection.execute(f"PRAGMA {setting}").fetchall()
            connection.execute(TABLE)
            yield connection
