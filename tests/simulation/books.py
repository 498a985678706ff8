"""The books of changes, as ``pwa/src/data/books.ts`` has them, and who had seen what.

here             there
base_for_edit    outbox.ts  baseForEdit, isFolding
with_books       books.ts   withBooks
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from cairn_server.merging import DIRECTORY_RULES, MERGED_TYPES
from cairn_sync.claim import NOBODY
from cairn_sync.document import Document
from cairn_sync.merge import merge_bodies, read_registers, record_edit
from cairn_sync.revision import Revision
from tests.simulation.outbox import Entry, Path, Stored, is_overtaken

__all__ = ["base_for_edit", "claimed", "is_folding", "is_merged", "overwritten", "with_books"]

Body = Mapping[str, Any]


def is_merged(database: str, doc_id: str) -> bool:
    return database.startswith("directory-") and doc_id.partition(":")[0] in MERGED_TYPES


def is_folding(entry: Entry | None, stored: Stored | None) -> bool:
    return entry is not None and entry.unsent is not None and not is_overtaken(entry, stored)


def base_for_edit(
    entry: Entry | None, stored: Stored | None, seen_body: Body | None
) -> Body | None:
    """Return what the author of a new edit began with."""
    if entry is None or is_overtaken(entry, stored):
        if seen_body is not None:
            return seen_body
        return stored.winner.parsed_body() if stored else None
    if entry.unsent is None:
        return entry.top.parsed_body()
    if len(entry.unsent.path) == 1:
        return None
    keep = entry.base is not None and not entry.is_decided
    return entry.base if keep else entry.unsent.parsed_body()


def with_books(
    body: Body,
    base: Body | None,
    stored: Stored | None,
    *,
    parent: Path,
    seen: Revision | None,
    seen_body: Body | None,
    by: str,
    at: str,
    decided: Collection[str],
) -> tuple[dict[str, Any], Body | None]:
    """Return the body with its books, and what the next edit of it begins with."""
    seen_on = str(seen) if seen else str(parent[0]) if parent else None
    told = record_edit(base, body, DIRECTORY_RULES, by=by, at=at, parent=seen_on, decided=decided)
    if base is None or base is not seen_body or stored is None or parent != stored.winner.path:
        return told, base
    if stored.winner.revision == seen or stored.winner.deleted:
        return told, base
    below = stored.winner.parsed_body()
    return (
        merge_bodies([below, told], DIRECTORY_RULES),
        merge_bodies([below, base], DIRECTORY_RULES),
    )


def claimed(document: Document) -> Iterator[tuple[str, str]]:
    """Yield each field and the dot of each claim that a revision makes, if somebody's."""
    for unit, register in read_registers(document.parsed_body(), DIRECTORY_RULES).items():
        for claim in register.claims:
            if claim.dot.event != NOBODY:
                yield unit, str(claim.dot)


def overwritten(document: Document) -> Iterator[tuple[str, str]]:
    """Yield each field and the dots that a revision says were seen and overwritten."""
    for unit, register in read_registers(document.parsed_body(), DIRECTORY_RULES).items():
        for dot in register.over:
            if dot.event != NOBODY:
                yield unit, str(dot)
