"""Shorthand for documents and trees, so that a test shows only what it is about."""

from __future__ import annotations

import orjson

from cairn_sync.document import Document
from cairn_sync.revision import Revision
from cairn_sync.store import Store

__all__ = ["dump", "revision", "service"]


def service(doc_id: str, path: str, *, name: str = "Casa Luz") -> Document:
    """Return a service at ``3-c 2-b 1-a``, newest first; ``3-c!`` is a tombstone."""
    deleted = path.split()[0].endswith("!")
    revisions = tuple(Revision.parse(text.rstrip("!")) for text in path.split())
    body = b"{}" if deleted else orjson.dumps({"type": "service", "name": name})
    return Document(doc_id, revisions, deleted, body)


def revision(text: str) -> Revision:
    return Revision.parse(text)


async def dump(store: Store) -> dict[str, list[Document]]:
    """Return every leaf of every document: two stores that dump alike hold the same."""
    batch = await store.changes("0", limit=100_000)
    return {change.doc_id: await store.leaves(change.doc_id) for change in batch.changes}
