"""Revisions in one line of text, so that a test shows only what it is about."""

from __future__ import annotations

from cairn_sync.document import Document
from cairn_sync.revision import Revision
from cairn_sync.store import Store

__all__ = ["HOTLINE", "SHELTER", "changed_ids", "document", "leaf_texts", "path", "rev", "write"]

SHELTER = "service:harbor-house"
HOTLINE = "service:river-line"


def path(text: str) -> tuple[Revision, ...]:
    """Read ``3-c 2-b 1-a``, newest first."""
    return tuple(Revision.parse(part) for part in text.split())


def document(text: str, doc_id: str = SHELTER, *, body: bytes = b"{}") -> Document:
    """Read ``3-c 2-b 1-a`` as a live revision and ``3-c! 2-b`` as a tombstone."""
    return Document(doc_id, path(text.replace("!", "")), "!" in text.split()[0], body)


def rev(text: str) -> Revision:
    return Revision.parse(text)


async def write(store: Store, *documents: Document) -> None:
    outcomes = await store.bulk_docs(documents)
    assert [outcome.error for outcome in outcomes] == [None] * len(documents)


async def leaf_texts(store: Store, doc_id: str = SHELTER) -> list[str]:
    return [f"{leaf.revision}{'!' * leaf.deleted}" for leaf in await store.leaves(doc_id)]


async def changed_ids(store: Store, since: str = "0") -> list[str]:
    return [change.doc_id for change in (await store.changes(since)).changes]
