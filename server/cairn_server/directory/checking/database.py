"""A database's documents, every leaf of each, read from a file beside a running server."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from cairn_sync.document import Document
from cairn_sync.stores.sqlite.connection import connect_reader
from cairn_sync.stores.sqlite.rows import load_tree, read_leaves

__all__ = ["is_sound", "read_documents"]


def read_documents(path: Path) -> Iterator[list[Document]]:
    """Yield the leaves of each document, the winner first.

    Raises:
        sqlite3.Error: the file is damaged, or no database.
    """
    with closing(connect_reader(path)) as connection:
        connection.execute("BEGIN")
        rows = connection.execute("SELECT doc_id, number, tree FROM document ORDER BY doc_id")
        for doc_id, number, tree in rows.fetchall():
            yield read_leaves(connection, doc_id, load_tree(number, tree))


def is_sound(path: Path) -> bool:
    """Ask SQLite whether the file is whole."""
    try:
        with closing(connect_reader(path)) as connection:
            return list(connection.execute("PRAGMA quick_check")) == [("ok",)]
    except sqlite3.Error:
        return False
