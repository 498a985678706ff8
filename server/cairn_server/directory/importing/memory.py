"""What imports remember from time to time, in ``_local`` documents that never replicate."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from cairn_server.directory.importing.adopt import ADOPTED
from cairn_server.directory.importing.hand_edit import Fingerprints
from cairn_server.directory.importing.mapping import Mapping as FieldMapping
from cairn_server.directory.importing.protect import Trust
from cairn_sync.store import Store

__all__ = [
    "read_adopted",
    "read_memory",
    "read_trust",
    "remember_adopted",
    "remember_trusted",
    "write_memory",
]


def _memory_id(mapping: FieldMapping, kind: str) -> str:
    return f"import-{mapping.source}-{kind}"


async def read_memory(store: Store, mapping: FieldMapping, kind: str) -> dict[str, Fingerprints]:
    """Return what the last import of this source wrote, by document ID and field."""
    kept = await store.read_local(_memory_id(mapping, kind))
    memory: dict[str, Fingerprints] = (kept or {}).get("fingerprints", {})
    return memory


async def write_memory(
    store: Store, mapping: FieldMapping, kind: str, memory: Mapping[str, Fingerprints]
) -> None:
    """Keep what `read_memory` returns."""
    await store.write_local(_memory_id(mapping, kind), {"fingerprints": memory})


async def read_trust(store: Store, mapping: FieldMapping, trusted: Collection[str]) -> Trust:
    """Return which places may be listed: those named now, and at any import before."""
    kept = await store.read_local(_memory_id(mapping, "trusted"))
    places = {*trusted, *(kept or {}).get("places", ())}
    return Trust(frozenset(places), mapping.own, tuple(mapping.shelter_terms))


async def remember_trusted(store: Store, mapping: FieldMapping, trust: Trust) -> None:
    """Keep which places may be listed, for later imports of this source."""
    await store.write_local(_memory_id(mapping, "trusted"), {"places": sorted(trust.places)})


async def read_adopted(store: Store, mapping: FieldMapping) -> dict[str, str]:
    """Return the rows, by the ID that each would have, that fill in another entry."""
    kept = await store.read_local(_memory_id(mapping, ADOPTED))
    return dict((kept or {}).get("entries", {}))


async def remember_adopted(store: Store, mapping: FieldMapping, entries: Mapping[str, str]) -> None:
    """Keep what `read_adopted` returns."""
    await store.write_local(_memory_id(mapping, ADOPTED), {"entries": dict(entries)})
