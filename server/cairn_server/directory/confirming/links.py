"""The links that were made: a hash of each, its one entry, its end, and whether it was used.

It stays on this server: it is no database of the store's, and never replicates. Whoever reads
the file can open no link, because a token is 128 random bits and only its hash is here.
"""

from __future__ import annotations

import hashlib
import secrets
import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Literal

__all__ = ["FILE_NAME", "LINK_DAYS", "Link", "Links"]

FILE_NAME = "confirm-links.sqlite"
LINK_DAYS = 14
FORGET_DAYS = 90  # after the end; until then a link can say that it has ended
TOKEN_BYTES = 16
BUSY_SECONDS = 10.0
TABLE = """
CREATE TABLE IF NOT EXISTS links (
    key BLOB PRIMARY KEY,      -- SHA-256 of the token
    service TEXT NOT NULL,     -- document ID
    ends_at INTEGER NOT NULL,  -- seconds since 1970
    used INTEGER NOT NULL DEFAULT 0
) WITHOUT ROWID
"""


@dataclass(frozen=True, slots=True)
class Link:
    """What a token opens."""

    service: str  # document ID
    state: Literal["open", "used", "ended"]


class Links:
    """The links of one server. Safe to call from several threads."""

    def __init__(self, folder: Path, clock: Callable[[], datetime]) -> None:
        self._path = folder / FILE_NAME
        self._clock = clock
        self._lock = threading.Lock()

    def make(self, service: str) -> tuple[str, datetime]:
        """Return a new link's token, told this once, and when it ends."""
        token = secrets.token_urlsafe(TOKEN_BYTES)
        now = self._clock()
        ends_at = now + timedelta(days=LINK_DAYS)
        forget = now - timedelta(days=FORGET_DAYS)
        with self._open() as connection:
            connection.execute("DELETE FROM links WHERE ends_at < ?", (int(forget.timestamp()),))
            connection.execute(
                "INSERT INTO links VALUES (?, ?, ?, 0)",
                (_key(token), service, int(ends_at.timestamp())),
            )
        return token, ends_at

    def find(self, token: str) -> Link | None:
        """Return what the token opens; None: there is no such link."""
        with self._open() as connection:
            row = connection.execute(
                "SELECT service, ends_at, used FROM links WHERE key = ?", (_key(token),)
            ).fetchone()
        if row is None:
            return None
        service, ends_at, used = row
        if used:
            return Link(service, "used")
        return Link(service, "open" if self._now() < ends_at else "ended")

    def use(self, token: str) -> bool:
        """Use the link up; False: it was used, has ended, or never was."""
        with self._open() as connection:
            found = connection.execute(
                "UPDATE links SET used = 1 WHERE key = ? AND used = 0 AND ends_at > ?",
                (_key(token), self._now()),
            )
            return found.rowcount == 1

    def give_back(self, token: str) -> None:
        """Let a link be used again, because nothing came of its use."""
        with self._open() as connection:
            connection.execute("UPDATE links SET used = 0 WHERE key = ?", (_key(token),))

    def _now(self) -> int:
        return int(self._clock().timestamp())

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        with self._lock:
            is_new = not self._path.exists()
            with closing(sqlite3.connect(self._path, timeout=BUSY_SECONDS)) as connection:
                if is_new:
                    self._path.chmod(0o600)
                connection.execute("PRAGMA synchronous = FULL")
                with connection:
                    connection.execute(TABLE)
                    yield connection


def _key(token: str) -> bytes:
    return hashlib.sha256(token.encode()).digest()
