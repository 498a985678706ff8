"""A directory in memory with whatever the tests put there, and the demo's."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from cairn_server.demo.seed import demo_documents
from cairn_server.directory.exporting.entries import StoredEntries
from cairn_server.directory.models import check_document
from cairn_sync.document import new_edit
from cairn_sync.store import Store
from cairn_sync.stores.memory import MemoryDatabases

__all__ = ["TODAY", "demo_store", "look", "put", "store_with"]

TODAY = date(2026, 11, 20)


async def empty_store() -> Store:
    databases = MemoryDatabases()
    return await databases.create("directory-demo")


async def demo_store() -> Store:
    store = await empty_store()
    await store.bulk_docs(demo_documents(TODAY), new_edits=True)
    return store


async def store_with(bodies: Mapping[str, Mapping[str, Any]]) -> Store:
    """Return a store that holds these bodies by document ID; nothing is checked."""
    store = await empty_store()
    for doc_id, body in bodies.items():
        await put(store, doc_id, body)
    return store


async def put(store: Store, doc_id: str, body: Mapping[str, Any]) -> None:
    held = await store.bulk_get([(doc_id, None)])
    parent = held[0].path if held[0] is not None else ()
    await store.bulk_docs([new_edit(doc_id, body, parent=parent)], new_edits=True)


async def look(store: Store, **options: Any) -> StoredEntries:
    return await StoredEntries.look(store, check_document, **options)
