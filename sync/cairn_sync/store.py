"""What replication, the exchange and the HTTP surface need from a database.

A store is one database. Each method is one call of the replication protocol and
carries its name; what they promise is held by ``tests/sync/stores/contract``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from cairn_sync.document import Document
from cairn_sync.errors import SyncError
from cairn_sync.revision import Revision
from cairn_sync.revtree import Branch

__all__ = [
    "Batch",
    "Change",
    "DatabaseInfo",
    "Databases",
    "Gate",
    "Lacking",
    "Outcome",
    "Store",
]

Gate = Callable[[Sequence[Document], Document], str | None]
"""The access rule a write passes: (every leaf, the new revision) -> None, or why not.

The live leaves come first, the winner before the others; tombstones after them, with their
paths and without their bodies: an ID that was in use is not a new one.

Called inside the write, so nothing changes between the question and the deed.
"""


@dataclass(frozen=True, slots=True)
class DatabaseInfo:
    """What ``GET /{db}`` tells."""

    name: str
    uuid: str  # names this database for ever; survives a move to another address
    epoch: str  # the current epoch's ID
    doc_count: int  # documents whose winner is live
    doc_del_count: int  # documents whose winner is a tombstone
    last_sequence: str
    revs_limit: int
    size_bytes: int  # on disk; 0 if not on one


@dataclass(frozen=True, slots=True)
class Change:
    """One row of the changes feed: a document that changed, as it is now."""

    sequence: str
    doc_id: str
    branches: tuple[Branch, ...]  # every branch, the winning one first
    documents: tuple[Document, ...] = ()  # if asked for: the winner, then the other live leaves


@dataclass(frozen=True, slots=True)
class Batch:
    """A run of rows from a changes feed."""

    changes: list[Change]  # oldest first; each document at most once in a feed
    last_sequence: str  # continue from here; equals `since`'s place when nothing changed
    pending: int  # rows after this batch


@dataclass(frozen=True, slots=True)
class Lacking:
    """What a store lacks of one document."""

    missing: list[Revision]  # offered and not here; never empty
    possible_ancestors: list[Revision]  # leaves here that they may be built on


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one document of a batch."""

    doc_id: str
    revision: Revision  # as stored; for an edit whose parent was filled in, the new one
    error: SyncError | None = None  # None: it is durable (or was already here)


class Store(Protocol):
    """One database: a replication endpoint, and what the doors write through."""

    @property
    def name(self) -> str: ...

    async def info(self) -> DatabaseInfo:
        """Return counts, the last sequence, and the names that last for ever."""

    async def changes(
        self,
        since: str = "0",
        *,
        limit: int = 500,
        include_docs: bool = False,
        descending: bool = False,
    ) -> Batch:
        """Return what changed after `since`, oldest first, at most `limit` rows.

        At least once: a row may repeat in a later batch, none is skipped.
        """

    async def wait_for_change(self, since: str, *, timeout_seconds: float) -> bool:
        """Return True once something changed after `since`, False at the timeout."""

    async def revs_diff(self, revisions: Mapping[str, Sequence[Revision]]) -> dict[str, Lacking]:
        """Return, by document ID, what this store lacks.

        IDs with nothing missing are left out, so ``{}`` means "up to date".
        """

    async def bulk_get(
        self, wanted: Sequence[tuple[str, Revision | None]]
    ) -> list[Document | None]:
        """Return the named leaves with their whole known path, in the order asked.

        None for a revision means the winner, were it a tombstone. A result of None:
        not here, or an ancestor whose body is no longer kept.
        """

    async def leaves(self, doc_id: str) -> list[Document]:
        """Return every leaf, tombstones too, the winner first; ``[]``: no such document."""

    async def all_docs(
        self, *, start: str = "", end: str | None = None, limit: int = 1000
    ) -> list[Document]:
        """Return the live winners by ascending ID, from `start` up to and with `end`."""

    async def bulk_docs(
        self,
        documents: Sequence[Document],
        *,
        new_edits: bool = False,
        gate: Gate | None = None,
    ) -> list[Outcome]:
        """Write a batch; durable on return. Outcomes come in the order given.

        With ``new_edits=False`` (revisions made elsewhere) it is idempotent: paths are
        merged, and what is known already is a success that changes nothing. With
        ``new_edits=True`` each must extend a leaf, else ConflictError; one that names no
        parent creates the document, or follows the tombstone of one deleted before.
        One refused document never keeps the others from being written.

        Raises:
            UnavailableError: nothing was written; the batch may be sent again.
        """

    async def purge(self, doc_ids: Sequence[str]) -> bool:
        """Take out every revision of the documents, and wipe what they said from the disk.

        No tombstone is left, and no row in the feed: a peer that holds them does not hear of it,
        and may send them again. Sequences stay what they were. True once no byte of them is
        left in any file; False: they are gone from the database, but somebody was reading, or
        another server is still at it. Call again then. Idempotent, and wipes for no IDs too.

        Raises:
            ForbiddenError: the peer lets only its administrators do this. Nothing was changed.
            UnavailableError: it may be done in part; call again.
        """

    async def local_ids(self) -> list[str]:
        """Return the ID of each `_local` document, sorted."""

    async def read_local(self, local_id: str) -> dict[str, Any] | None:
        """Return ``_local/{local_id}`` without its `_` fields, if there."""

    async def write_local(self, local_id: str, body: Mapping[str, Any] | None) -> None:
        """Keep ``_local/{local_id}``, which is never replicated; None deletes it."""


class Databases(Protocol):
    """A set of stores under one roof, as a CouchDB server holds databases."""

    @property
    def uuid(self) -> str: ...  # of the roof; stable for ever

    async def names(self) -> list[str]:
        """Return every database's name, sorted."""

    async def open(self, name: str) -> Store:
        """Return the store; raise NotFoundError when there is none of that name."""

    async def create(self, name: str) -> Store:
        """Make an empty database.

        Raises:
            ExistsError: it is there already; nothing changed.
            MalformedError: CouchDB's rule allows no such name.
        """

    async def delete(self, name: str) -> None:
        """Delete the database and all it holds; raise NotFoundError when there is none."""

    async def close(self) -> None:
        """Finish what was begun and let go of every file."""
