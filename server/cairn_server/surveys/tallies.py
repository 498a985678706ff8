"""The file that answers are added to: sums, and nothing that was ever one person's.

Rule 1: an answer is added in one transaction, durable on return, and then no longer exists.
Rule 2: the file is a function of the sums and words in it, not of how they came. After each
answer it is written anew in the order of its keys (`VACUUM`), because a page of SQLite's holds
its cells in the order in which they were put there. No log of earlier states is kept: the
journal is a rollback journal, emptied at once, and freed bytes are overwritten.
Rule 3: the file's own time says the day, never the hour.

It stays on this server: it is no database of the store's, and never replicates.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import secrets
import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime, time
from functools import cache
from pathlib import Path

import orjson

from cairn_server.surveys.answer import Answer
from cairn_server.surveys.form import Form
from cairn_server.surveys.published import Counts, Published, may_step, published

__all__ = ["FILE_NAME", "Seen", "Tallies"]

FILE_NAME = "surveys.sqlite"
KEY_BYTES = 16
BUSY_SECONDS = 10.0


@dataclass(frozen=True, slots=True)
class Seen:
    """What coordinators may see of one survey."""

    smallest: int
    numbers: Published | None  # None: too few people answered
    texts: dict[str, list[str]]  # by question, in random order


class Tallies:
    """The sums of one server's surveys. Safe to call from several threads."""

    def __init__(self, folder: Path, clock: Callable[[], datetime]) -> None:
        self._path = folder / FILE_NAME
        self._clock = clock
        self._lock = threading.Lock()

    def add(self, survey: str, form: Form, answer: Answer, *, once: str, smallest: int) -> None:
        """Add an answer to its survey's sums; one that was `once` heard changes nothing."""
        with self._open() as connection:
            with connection:
                connection.execute("BEGIN IMMEDIATE")
                if _is_first(connection, once):
                    _add(connection, survey, form, answer, smallest)
            connection.execute("VACUUM")

    def see(self, survey: str, smallest: int) -> Seen:
        """Return what may be seen. Once asked for, a larger `smallest` never shrinks again."""
        with self._open() as connection, connection:
            connection.execute("BEGIN IMMEDIATE")
            kept = _read(connection, survey)
            if kept is None:
                return Seen(smallest, None, {})
            smallest = max(smallest, kept.smallest)
            connection.execute("UPDATE surveys SET smallest = ? WHERE id = ?", (smallest, survey))
            shown = kept.shown
            # By the form of that moment: a newer option, known to be empty, would hide nothing.
            numbers = shown and published(shown.form, shown.counts, smallest)
            return Seen(smallest, numbers or None, _texts(connection, survey) if numbers else {})

    def erase(self, survey: str) -> None:
        """Forget a survey's sums and words for good."""
        with self._open() as connection:
            with connection:
                connection.execute("BEGIN IMMEDIATE")
                connection.execute("DELETE FROM surveys WHERE id = ?", (survey,))
                for table in ("counts", "texts"):
                    connection.execute(f"DELETE FROM {table} WHERE survey = ?", (survey,))
            connection.execute("VACUUM")

    def surveys(self) -> list[str]:
        """Return the surveys that have sums here, sorted."""
        if not self._path.exists():
            return []
        with self._open() as connection:
            return [name for (name,) in connection.execute("SELECT id FROM surveys ORDER BY id")]

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        with self._lock:
            is_new = not self._path.exists()
            try:
                with closing(_connect(self._path)) as connection:
                    if is_new:
                        self._path.chmod(0o600)
                    yield connection
            finally:
                self._say_the_day_only()

    def _say_the_day_only(self) -> None:
        day = datetime.combine(self._clock().date(), time(), self._clock().tzinfo).timestamp()
        for path in (self._path, Path(f"{self._path}-journal")):
            with contextlib.suppress(FileNotFoundError):
                os.utime(path, (day, day))


@dataclass(frozen=True, slots=True)
class _Kept:
    form: Form
    smallest: int
    answered: int
    shown: _Shown | None


@dataclass(frozen=True, slots=True)
class _Shown:
    form: Form
    counts: Counts


def _connect(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(
        path, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False
    )
    connection.execute("PRAGMA journal_mode = TRUNCATE")
    connection.execute("PRAGMA synchronous = EXTRA")
    connection.execute("PRAGMA secure_delete = ON")
    connection.execute("PRAGMA temp_store = MEMORY")
    connection.executescript(_schema())
    return connection


@cache
def _schema() -> str:
    return (Path(__file__).parent / "schema.sql").read_text()


def _is_first(connection: sqlite3.Connection, once: str) -> bool:
    key = hashlib.sha256(b"cairn heard v1" + once.encode()).digest()[:KEY_BYTES]
    return connection.execute("INSERT OR IGNORE INTO heard VALUES (?)", (key,)).rowcount == 1


def _add(
    connection: sqlite3.Connection, survey: str, form: Form, answer: Answer, smallest: int
) -> None:
    kept = _read(connection, survey) or _Kept(form, smallest, 0, None)
    form, smallest = kept.form.grown_by(form), max(smallest, kept.smallest)
    connection.executemany(
        "INSERT INTO counts VALUES (?, ?, ?, 1)"
        " ON CONFLICT (survey, question, option) DO UPDATE SET people = people + 1",
        [(survey, question, option) for question, option in sorted(answer.picks)],
    )
    connection.executemany(
        "INSERT INTO texts VALUES (?, ?, ?, ?, 0)",
        [(secrets.token_bytes(KEY_BYTES), survey, name, words) for name, words in answer.texts],
    )
    answered, shown = kept.answered + 1, kept.shown
    if may_step(shown.counts.answered if shown else 0, answered, smallest):
        shown = _Shown(form, Counts(answered, _counts(connection, survey)))
        connection.execute("UPDATE texts SET shown = 1 WHERE survey = ?", (survey,))
    connection.execute(
        "REPLACE INTO surveys VALUES (?, ?, ?, ?, ?)",
        (survey, _dump(form.to_json()), smallest, answered, shown and _dump(_shown_json(shown))),
    )


def _read(connection: sqlite3.Connection, survey: str) -> _Kept | None:
    row = connection.execute(
        "SELECT form, smallest, answered, shown FROM surveys WHERE id = ?", (survey,)
    ).fetchone()
    if row is None:
        return None
    form, smallest, answered, shown = row
    form = Form.from_json(orjson.loads(form))
    return _Kept(form, smallest, answered, _read_shown(form, shown) if shown else None)


def _read_shown(now: Form, text: str) -> _Shown:
    answered, picks, *form = orjson.loads(text)  # the first version wrote no form
    return _Shown(Form.from_json(form[0]) if form else now, Counts(answered, picks))


def _shown_json(shown: _Shown) -> list[object]:
    return [shown.counts.answered, shown.counts.picks, shown.form.to_json()]


def _dump(value: object) -> str:
    return orjson.dumps(value, option=orjson.OPT_SORT_KEYS).decode()


def _counts(connection: sqlite3.Connection, survey: str) -> dict[str, dict[str, int]]:
    counts: dict[str, dict[str, int]] = {}
    for question, option, people in connection.execute(
        "SELECT question, option, people FROM counts WHERE survey = ?", (survey,)
    ):
        counts.setdefault(question, {})[option] = people
    return counts


def _texts(connection: sqlite3.Connection, survey: str) -> dict[str, list[str]]:
    texts: dict[str, list[str]] = {}
    for question, words in connection.execute(
        "SELECT question, words FROM texts WHERE survey = ? AND shown = 1 ORDER BY key", (survey,)
    ):
        texts.setdefault(question, []).append(words)
    return texts
