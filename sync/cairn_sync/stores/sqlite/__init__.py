"""Databases in SQLite files: durable, with no service to start."""

from cairn_sync.stores.sqlite.databases import SqliteDatabases
from cairn_sync.stores.sqlite.store import SqliteStore

__all__ = ["SqliteDatabases", "SqliteStore"]
