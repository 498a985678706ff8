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
    "list_local_ids",
    "read_changes",
    "read_documents",
    "read_every_leaf",
    "read_local_body",
]

CHANGES = "SELECT doc_id, number, tree, NULL FROM document"
CHANGES_WITH_WINNER = """
    SELECT doc_id, number, tree, body FROM document JOIN leaf ON leaf_id = winner_leaf"""
AFTER = " WHERE number > ? ORDER BY number LIMIT ?"
AFTER_FROM_THE_END = " WHERE number > ? ORDER BY number DESC LIMIT ?"
COUNT_AFTER = "SELECT COUNT(*) FROM document WHERE number > ?"
LIVE_DOCUMENTS = """
    SELECT doc_id, tree, body FROM document JOIN leaf ON leaf_id = winner_leaf
    WHERE deleted = 0 AND doc_id >= :start AND (:end IS NULL OR doc_id <= :end)
    ORDER BY doc_id LIMIT :limit"""
LOCAL_IDS = "SELECT local_id FROM local ORDER BY local_id"
LOCAL = "SELECT body FROM local WHERE local_id = ?"


def read_changes(
    connection: sqlite3.Connection, since: str, *, limit: int, include_docs: bool, descending: bool
) -> Batch:
    place = read_place(connection)
    after = place.resume_from(since)
    changes = []
    feed = CHANGES_WITH_WINNER if include_docs else CHANGES
    feed += AFTER_FROM_THE_END if descending else AFTER
    # fetchall: no statement is left open while the other leaves' bodies are read.
    for doc_id, number, blob, body in connection.execute(feed, (after, limit)).fetchall():
        stored = load_tree(number, blob)
        documents = _shown(connection, doc_id, stored, body) if include_docs else ()
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


def list_local_ids(connection: sqlite3.Connection) -> list[str]:
    return [local_id for (local_id,) in connection.execute(LOCAL_IDS)]


def read_local_body(connection: sqlite3.Connection, local_id: str) -> bytes | None:
    row = connection.execute(LOCAL, (local_id,)).fetchone()
    return row[0] if row else None


def _shown(
    connection: sqlite3.Connection, doc_id: str, stored: StoredTree, winner_body: bytes
) -> tuple[Document, ...]:
    """Return the winner, were it a tombstone, then the other live leaves."""
    winning, *losing = stored.tree
    winner = Document(doc_id, winning.path, winning.deleted, winner_body)
    if all(branch.deleted for branch in losing):
        return (winner,)
    wanted = [False, *(not branch.deleted for branch in losing)]
    return (winner, *read_leaves(connection, doc_id, stored, wanted=wanted))
