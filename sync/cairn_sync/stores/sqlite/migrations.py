"""The schema's versions: each migration takes a file from one number to the next.

``PRAGMA user_version`` holds the number. A migration and its number are one
transaction, so a file is always exactly one of the versions.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from importlib.resources import files
from uuid import uuid4

from cairn_sync.errors import StoreError
from cairn_sync.revtree import REVS_LIMIT

__all__ = ["MIGRATIONS", "migrate", "schema_version"]

Migration = Callable[[sqlite3.Connection], None]


def create_schema(connection: sqlite3.Connection) -> None:
    """0 to 1: an empty file becomes an empty database with a name and a first epoch."""
    schema = files(__package__).joinpath("schema.sql").read_text("utf-8")
    for statement in _statements(schema):
        connection.execute(statement)
    connection.execute(
        "INSERT INTO meta VALUES (1, ?, 0, 0, 0, ?)",
        (uuid4().hex, REVS_LIMIT),
    )
    connection.execute("INSERT INTO epoch VALUES (1, ?, NULL)", (uuid4().hex,))


MIGRATIONS: Sequence[Migration] = (create_schema,)


def schema_version(connection: sqlite3.Connection) -> int:
    """Return the number that the file carries; 0 for an empty one."""
    row: tuple[int] = connection.execute("PRAGMA user_version").fetchone()
    return row[0]


def migrate(
    connection: sqlite3.Connection, *, migrations: Sequence[Migration] = MIGRATIONS
) -> None:
    """Bring the file to the newest version; safe while other processes do the same.

    Raises:
        StoreError: a newer Cairn wrote it. Nothing was changed.
    """
    newest = len(migrations)
    while (version := schema_version(connection)) != newest:
        if version > newest:
            raise StoreError(
                f"it was written by a newer Cairn (schema {version}; this one knows {newest})"
            )
        connection.execute("BEGIN IMMEDIATE")
        try:
            # Another process may have moved it on while this one waited for the lock.
            if schema_version(connection) == version:
                migrations[version](connection)
                connection.execute(f"PRAGMA user_version = {version + 1}")
            connection.execute("COMMIT")
        except BaseException:
            connection.execute("ROLLBACK")
            raise


def _statements(script: str) -> list[str]:
    # Not executescript: it would commit the transaction that this is part of.
    statements, begun = [], ""
    for line in script.splitlines(keepends=True):
        begun += line
        if sqlite3.complete_statement(begun):
            statements.append(begun)
            begun = ""
    return statements
