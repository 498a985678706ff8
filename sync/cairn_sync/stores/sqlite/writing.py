"""The writes, as jobs: a batch of documents becomes rows, all inside one transaction.

A document that a batch names twice is admitted twice, in order, but stored once: the
changes feed shows what it came to.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial

from cairn_sync.admission import admit
from cairn_sync.document import Document
from cairn_sync.errors import SyncError
from cairn_sync.revision import Revision
from cairn_sync.revtree import RevisionTree, live_branches
from cairn_sync.sequence import next_epoch
from cairn_sync.store import Gate, Outcome
from cairn_sync.stores.sqlite.rows import StoredTree, dump_tree, read_body, read_place, read_tree

__all__ = ["begin_epoch", "purge_documents", "write_batch", "write_local_body"]

LAST_LEAF = "SELECT COALESCE(MAX(leaf_id), 0) FROM leaf"
INSERT_LEAF = "INSERT INTO leaf (leaf_id, body) VALUES (?, ?)"
DELETE_LEAF = "DELETE FROM leaf WHERE leaf_id = ?"
DELETE_DOCUMENT = "DELETE FROM document WHERE number = ?"
INSERT_DOCUMENT = """
    INSERT INTO document (number, doc_id, deleted, winner_leaf, tree) VALUES (?, ?, ?, ?, ?)"""
COUNT_ON = """
    UPDATE meta SET last_number = ?, doc_count = doc_count + ?, doc_del_count = doc_del_count + ?"""
KEEP_LOCAL = "INSERT OR REPLACE INTO local (local_id, body) VALUES (?, ?)"
DELETE_LOCAL = "DELETE FROM local WHERE local_id = ?"
END_EPOCH = "UPDATE epoch SET last_kept = ? WHERE last_kept IS NULL"
BEGIN_EPOCH = "INSERT INTO epoch (epoch_id, last_kept) VALUES (?, NULL)"


@dataclass(slots=True)
class _Touched:
    """A document that the batch names: how it is stored, and what it comes to."""

    doc_id: str
    stored: StoredTree
    tree: RevisionTree
    bodies: dict[Revision, bytes] = field(default_factory=dict)  # of leaves the batch brings

    def live_leaves(self, connection: sqlite3.Connection) -> list[Document]:
        """Return them as the batch has them by now, the winner first."""
        leaf_ids = self.stored.leaf_id_by_revision()
        return [
            Document(
                self.doc_id,
                branch.path,
                branch.deleted,
                self.bodies.get(branch.leaf) or read_body(connection, leaf_ids[branch.leaf]),
            )
            for branch in live_branches(self.tree)
        ]


def write_batch(
    connection: sqlite3.Connection,
    documents: Sequence[Document],
    *,
    new_edits: bool,
    gate: Gate | None,
) -> list[Outcome]:
    place = read_place(connection)
    touched_by_id: dict[str, _Touched] = {}
    outcomes = []
    for document in documents:
        doc_id = document.doc_id
        touched = touched_by_id.get(doc_id)
        if touched is None:
            stored = read_tree(connection, doc_id)
            touched = touched_by_id[doc_id] = _Touched(doc_id, stored, stored.tree)
        try:
            kept, tree = admit(
                touched.tree,
                document,
                new_edits=new_edits,
                gate=gate,
                live_leaves=partial(touched.live_leaves, connection),
                revs_limit=place.revs_limit,
            )
        except SyncError as exc:
            outcomes.append(Outcome(doc_id, document.revision, exc))
            continue
        if tree is not touched.tree:
            touched.tree = tree
            touched.bodies.setdefault(kept.revision, kept.body)
        outcomes.append(Outcome(doc_id, kept.revision))
    changed = [one for one in touched_by_id.values() if one.tree is not one.stored.tree]
    if changed:
        _store(connection, changed, last_number=place.last_number)
    return outcomes


def purge_documents(connection: sqlite3.Connection, doc_ids: Sequence[str]) -> None:
    """Delete the documents' rows. Where the feed stands is kept apart, so no number comes again."""
    place = read_place(connection)
    doc_count = doc_del_count = 0
    for doc_id in dict.fromkeys(doc_ids):
        stored = read_tree(connection, doc_id)
        if stored.tree:
            connection.executemany(DELETE_LEAF, [(leaf_id,) for leaf_id in stored.leaf_ids])
            connection.execute(DELETE_DOCUMENT, (stored.number,))
            doc_count -= not stored.tree[0].deleted
            doc_del_count -= stored.tree[0].deleted
    connection.execute(COUNT_ON, (place.last_number, doc_count, doc_del_count))


def write_local_body(connection: sqlite3.Connection, local_id: str, body: bytes | None) -> None:
    if body is None:
        connection.execute(DELETE_LOCAL, (local_id,))
    else:
        connection.execute(KEEP_LOCAL, (local_id, body))


def begin_epoch(connection: sqlite3.Connection) -> None:
    place = read_place(connection)
    *_, begun = next_epoch(place.epochs, last_number=place.last_number)
    connection.execute(END_EPOCH, (place.last_number,))
    connection.execute(BEGIN_EPOCH, (begun.epoch_id,))


def _store(
    connection: sqlite3.Connection, changed: Sequence[_Touched], *, last_number: int
) -> None:
    """Write the rows of every changed document, each at a new place of the feed."""
    last_leaf: int = connection.execute(LAST_LEAF).fetchone()[0]
    outdated, leaves, documents = [], [], []
    dropped: list[tuple[int]] = []
    doc_count = doc_del_count = 0
    for number, touched in enumerate(changed, start=last_number + 1):
        old, tree = touched.stored, touched.tree
        kept_ids = old.leaf_id_by_revision()
        leaf_ids = []
        for branch in tree:
            leaf_id = kept_ids.pop(branch.leaf, None)
            if leaf_id is None:
                leaf_id = last_leaf = last_leaf + 1
                leaves.append((leaf_id, touched.bodies[branch.leaf]))
            leaf_ids.append(leaf_id)
        dropped.extend((leaf_id,) for leaf_id in kept_ids.values())
        if old.tree:
            outdated.append((old.number,))
            doc_count -= not old.tree[0].deleted
            doc_del_count -= old.tree[0].deleted
        deleted = tree[0].deleted
        doc_count += not deleted
        doc_del_count += deleted
        documents.append(
            (number, touched.doc_id, int(deleted), leaf_ids[0], dump_tree(tree, leaf_ids))
        )
    connection.executemany(DELETE_LEAF, dropped)
    connection.executemany(INSERT_LEAF, leaves)
    connection.executemany(DELETE_DOCUMENT, outdated)
    connection.executemany(INSERT_DOCUMENT, documents)
    connection.execute(COUNT_ON, (last_number + len(changed), doc_count, doc_del_count))
