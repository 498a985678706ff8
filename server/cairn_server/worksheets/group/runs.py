"""The runs that a shared space holds, with their members' sheets joined."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from cairn_server.worksheets.group.register import Register, join, register_of
from cairn_sync.document import Document
from cairn_sync.store import Store

__all__ = ["Run", "documents_of", "read_runs"]

ROWS = 500  # documents held at once


@dataclass(frozen=True, slots=True)
class Run:
    """One time that a group worksheet was filled in."""

    run_id: str  # a UUID
    body: Mapping[str, Any]  # of its document
    register: Register


async def read_runs(store: Store) -> list[Run]:
    """Return every run, the oldest first; each with all live versions of all its sheets."""
    sheets: dict[str, list[Register]] = {}
    for found in await documents_of(store, "group_sheet"):
        for leaf in await store.leaves(found.doc_id):
            if not leaf.deleted:
                body = leaf.parsed_body()
                sheets.setdefault(str(body.get("worksheet")), []).append(register_of(body))
    worksheets = {
        found.doc_id.partition(":")[2]: found.parsed_body()
        for found in await documents_of(store, "group_worksheet")
    }
    runs = [Run(key, body, join(*sheets.get(key, ()))) for key, body in worksheets.items()]
    return sorted(runs, key=lambda run: (str(run.body.get("started_on")), run.run_id))


async def documents_of(store: Store, kind: str) -> list[Document]:
    """Return the live winners of a type."""
    found: list[Document] = []
    start = f"{kind}:"
    while True:
        # ";" comes right after ":", so this is every ID of the type and no other.
        page = await store.all_docs(start=start, end=f"{kind};", limit=ROWS)
        found += page
        if len(page) < ROWS:
            return found
        start = f"{page[-1].doc_id}\0"  # the first ID that may follow
