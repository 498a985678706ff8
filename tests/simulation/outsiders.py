"""Those who write, but not on one of the phones: by another door, or at another server."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from random import Random

from cairn_sync.document import Document, new_edit
from cairn_sync.store import Store

__all__ = ["Outsider", "editor_settles", "neighbour_saves"]

Outsider = Callable[[Store, str, int, Random], Awaitable[list[Document]]]
"""(store, document ID, a number that makes texts differ, dice) -> what was written."""


async def neighbour_saves(store: Store, doc_id: str, text: int, dice: Random) -> list[Document]:
    """Edit, make or delete a document, as another server's member or a stock client does."""
    leaves = [leaf for leaf in await store.leaves(doc_id) if not leaf.deleted]
    parent = dice.choice(leaves).path if leaves else ()
    deleted = bool(leaves) and dice.random() < 0.4
    # As clients of CouchDB do: what was there and they do not know stays, ``edits`` too.
    old = next((leaf.parsed_body() for leaf in leaves if leaf.path == parent), {})
    new = {"type": doc_id.partition(":")[0], "schema": 1, "name": "By a neighbour", "edit": text}
    body = old | new
    edit = new_edit(doc_id, {} if deleted else body, parent=parent, deleted=deleted)
    await store.bulk_docs([edit])
    return [edit]


async def editor_settles(store: Store, doc_id: str, text: int, dice: Random) -> list[Document]:
    """End every branch but the winner's."""
    losing = [leaf for leaf in (await store.leaves(doc_id))[1:] if not leaf.deleted]
    ends = [new_edit(doc_id, {}, parent=leaf.path, deleted=True) for leaf in losing]
    await store.bulk_docs(ends)
    return ends
