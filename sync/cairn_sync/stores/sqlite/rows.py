"""Rows to documents and back: the shapes of schema.sql, read and written in one place."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass

import orjson

from cairn_sync.document import Document
from cairn_sync.revision import Revision
from cairn_sync.revtree import Branch, RevisionTree
from cairn_sync.sequence import Epoch, format_sequence, resume_from

__all__ = [
    "Place",
    "StoredTree",
    "dump_tree",
    "load_tree",
    "read_body",
    "read_leaves",
    "read_place",
    "read_tree",
]

META = "SELECT uuid, last_number, doc_count, doc_del_count, revs_limit FROM meta"
EPOCHS = "SELECT epoch_id, last_kept FROM epoch ORDER BY position"
TREE = "SELECT number, tree FROM document WHERE doc_id = ?"
BODY = "SELECT body FROM leaf WHERE leaf_id = ?"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a database stands: all that does not depend on any one document."""

    uuid: str
    last_number: int  # the highest number given out
    doc_count: int  # documents whose winner is live
    doc_del_count: int  # documents whose winner is a tombstone
    revs_limit: int
    epochs: tuple[Epoch, ...]  # the current one last

    def sequence(self, number: int) -> str:
        return format_sequence(number, self.epochs)

    def resume_from(self, since: str) -> int:
        return resume_from(since, self.epochs, last_number=self.last_number)


@dataclass(frozen=True, slots=True)
class StoredTree:
    """A document's row: its tree, and where the bodies of its leaves are."""

    number: int  # place in the changes feed; 0: no such document
    tree: RevisionTree
    leaf_ids: tuple[int, ...]  # one for each branch

    def leaf_id_by_revision(self) -> dict[Revision, int]:
        """Return a new dict from each leaf to where its body is."""
        return {
            branch.leaf: leaf_id for branch, leaf_id in zip(self.tree, self.leaf_ids, strict=True)
        }


ABSENT = StoredTree(0, (), ())


def read_place(connection: sqlite3.Connection) -> Place:
    uuid, last_number, doc_count, doc_del_count, revs_limit = connection.execute(META).fetchone()
    epochs = tuple(Epoch(*row) for row in connection.execute(EPOCHS))
    return Place(uuid, last_number, doc_count, doc_del_count, revs_limit, epochs)


def read_tree(connection: sqlite3.Connection, doc_id: str) -> StoredTree:
    row = connection.execute(TREE, (doc_id,)).fetchone()
    return load_tree(*row) if row else ABSENT


def read_leaves(
    connection: sqlite3.Connection,
    doc_id: str,
    stored: StoredTree,
    *,
    wanted: Sequence[bool] | None = None,
) -> list[Document]:
    """Return the leaves with their bodies, the winner first; `wanted` picks branches."""
    picked = wanted or [True] * len(stored.tree)
    return [
        Document(doc_id, branch.path, branch.deleted, read_body(connection, leaf_id))
        for branch, leaf_id, is_wanted in zip(stored.tree, stored.leaf_ids, picked, strict=True)
        if is_wanted
    ]


def read_body(connection: sqlite3.Connection, leaf_id: int) -> bytes:
    row: tuple[bytes] = connection.execute(BODY, (leaf_id,)).fetchone()
    return row[0]


def dump_tree(tree: RevisionTree, leaf_ids: Sequence[int]) -> bytes:
    return orjson.dumps(
        [
            [
                leaf_id,
                int(branch.deleted),
                branch.leaf.generation,
                [revision.signature for revision in branch.path],
            ]
            for branch, leaf_id in zip(tree, leaf_ids, strict=True)
        ]
    )


def load_tree(number: int, blob: bytes) -> StoredTree:
    branches, leaf_ids = [], []
    for leaf_id, deleted, generation, signatures in orjson.loads(blob):
        path = tuple(
            Revision(generation - age, signature) for age, signature in enumerate(signatures)
        )
        branches.append(Branch(path, bool(deleted)))
        leaf_ids.append(leaf_id)
    return StoredTree(number, tuple(branches), tuple(leaf_ids))
