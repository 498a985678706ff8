"""The reads, as jobs: what each call of `Store` asks of one moment of the database."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence

from cairn_sync.document import Document
from cairn_sync.revision import Revision
from cairn_sync.revtree import missing_revisions, possible_ancestors
from cairn_sync.store import Batch, Change, Lacking
from cairn_sync.stores.sqlite.rows import (
    StoredTree,
    load_tree,
    read_leaves,
    read_place,
    read_tree,
)

__all__ = [
    "find_lacking",
    "list_documents",
    "read_changes",
    "read_documents",
    "read_every_leaf",
    "read_local_body",
]

CHANGES = "SELECT doc_id, number, tree FROM document WHERE number > ? ORDER BY number LIMIT ?"
LATEST = "SELECT doc_id, number, tree FROM document WHERE number > ? ORDER BY number DESC LIMIT ?"
COUNT_AFTER = "SELECT COUNT(*) FROM document WHERE number > ?"
LIVE_DOCUMENTS = """
    SELECT doc_id, tree, body FROM document JOIN leaf ON leaf_id = winner_leaf
    WHERE deleted = 0 AND doc_id >= :start AND (:end IS NULL OR doc_id <= :end)
    ORDER BY doc_id LIMIT :limit"""
LOCAL = "SELECT body FROM local WHERE local_id = ?"


def read_changes(
    connection: sqlite3.Connection, since: str, *, limit: int, include_docs: bool, descending: bool
) -> Batch:
    place = read_place(connection)
    after = place.resume_from(since)
    changes = []
    # fetchall: no statement is left open while the bodies are read.
    for doc_id, number, blob in connection.execute(
        LATEST if descending else CHANGES, (after, limit)
    ).fetchall():
        stored = load_tree(number, blob)
        documents = _read_shown(connection, doc_id, stored) if include_docs else ()
        changes.append(Change(place.sequence(number), doc_id, stored.tree, documents))
    last_sequence = changes[-1].sequence if changes else place.sequence(after)
    pending = 0
    if len(changes) == limit:
        pending = connection.execute(COUNT_AFTER, (after,)).fetchone()[0] - len(changes)
    return Batch(changes, last_sequence, pending)


def find_lacking(
    connection: sqlite3.Connection, revisions: Mapping[str, Sequence[Revision]]
) -> dict[str, Lacking]:
    lacking = {}
    for doc_id, offered in revisions.items():
        tree = read_tree(connection, doc_id).tree
        if missing := missing_revisions(tree, offered):
            lacking[doc_id] = Lacking(missing, possible_ancestors(tree, missing))
    return lacking


def read_documents(
    connection: sqlite3.Connection, wanted: Sequence[tuple[str, Revision | None]]
) -> list[Document | None]:
    found: list[Document | None] = []
    for doc_id, revision in wanted:
        stored = read_tree(connection, doc_id)
        leaf = revision or (stored.tree[0].leaf if stored.tree else None)
        picked = [branch.leaf == leaf for branch in stored.tree]
        found.extend(read_leaves(connection, doc_id, stored, wanted=picked) or [None])
    return found


def read_every_leaf(connection: sqlite3.Connection, doc_id: str) -> list[Document]:
    return read_leaves(connection, doc_id, read_tree(connection, doc_id))


def list_documents(
    connection: sqlite3.Connection, *, start: str, end: str | None, limit: int
) -> list[Document]:
    documents = []
    bounds = {"start": start, "end": end, "limit": limit}
    for doc_id, blob, body in connection.execute(LIVE_DOCUMENTS, bounds):
        winner = load_tree(0, blob).tree[0]
        documents.append(Document(doc_id, winner.path, winner.deleted, body))
    return documents


def read_local_body(connection: sqlite3.Connection, local_id: str) -> bytes | None:
    row = connection.execute(LOCAL, (local_id,)).fetchone()
    return row[0] if row else None


def _read_shown(
    connection: sqlite3.Connection, doc_id: str, stored: StoredTree
) -> tuple[Document, ...]:
    """Return the winner, were it a tombstone, then the other live leaves."""
    wanted = [place == 0 or not branch.deleted for place, branch in enumerate(stored.tree)]
    return tuple(read_leaves(connection, doc_id, stored, wanted=wanted))
