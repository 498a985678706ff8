"""Take an import back, as new edits: entries that somebody edited since stay, and are listed."""

from __future__ import annotations

from collections.abc import Callable, Container, Mapping, Sequence
from typing import Any

from anyio import CancelScope

from cairn_server.directory.bringing.recording import Changed
from cairn_server.directory.importing.adopt import ADOPTED, places_in
from cairn_server.directory.importing.hand_edit import UNDONE
from cairn_server.directory.importing.plan import with_books
from cairn_server.whereabouts import is_marked
from cairn_sync.document import Document, new_edit
from cairn_sync.store import Gate, Store

__all__ = ["undo_import"]

BATCH = 200
KINDS = ("service", "location", "organization")


async def undo_import(
    store: Store,
    changed: Sequence[Changed],
    memories: Mapping[str, Mapping[str, Any]],
    *,
    gate: Gate,
    progress: Callable[[int, int], None],
    undone: dict[str, Changed] | None = None,
) -> list[dict[str, str]]:
    """Put back what an import replaced; return the entries that were left: ID, name and why.

    `memories` holds, by local ID, the fingerprints from before the import. Services go first,
    so that no service ever points to a place that is gone; a place or an organization that
    others point to by now stays. `undone` gets what is done, also where `progress` raises.
    """
    left: list[dict[str, str]] = []
    undone = {} if undone is None else undone
    last = {one.doc_id: one for one in changed}
    done = 0
    try:
        for kind in KINDS:
            needed = await _needed(store, kind)
            ours = sorted(
                (one for one in last.values() if one.doc_id.partition(":")[0] == kind),
                key=lambda one: one.doc_id,
            )
            for start in range(0, len(ours), BATCH):
                some = ours[start : start + BATCH]
                left += await _undo_some(store, some, needed, undone, gate)
                done += len(some)
                progress(done, len(last))
    finally:
        with CancelScope(shield=True):
            await _forget(store, undone, memories)
    return left


async def _undo_some(
    store: Store,
    some: Sequence[Changed],
    needed: Container[str],
    undone: dict[str, Changed],
    gate: Gate,
) -> list[dict[str, str]]:
    left: list[dict[str, str]] = []
    held = await store.bulk_get([(one.doc_id, None) for one in some])
    edits = []
    tried: dict[str, Changed] = {}
    for one, now in zip(some, held, strict=True):
        if now is None or now.deleted:
            continue
        why = ""
        if now.revision != one.written:
            why = "edited"
        elif _would_tell(one.before, now):
            why = "confidential"
        elif one.is_new and one.doc_id in needed:
            why = "linked"
        if why:
            left.append(_left(one.doc_id, why, now))
            continue
        edits.append(_back(one, now))
        tried[one.doc_id] = one
    for outcome in await store.bulk_docs(edits, new_edits=True, gate=gate):
        if outcome.error is not None:
            del tried[outcome.doc_id]
            left.append(_left(outcome.doc_id, "edited", None))
    undone |= tried
    return left


def _left(doc_id: str, why: str, now: Document | None) -> dict[str, str]:
    name = str(now.parsed_body().get("name", "")) if now is not None else ""
    return {"id": doc_id, "name": name, "why": why}


async def _needed(store: Store, kind: str) -> set[str]:
    """Return the IDs of the places, or organizations, that some entry points to by now."""
    needed: set[str] = set()
    for other in KINDS[: KINDS.index(kind)]:
        start = f"{other}:"
        while page := await store.all_docs(start=start, end=f"{other};", limit=BATCH):
            for document in page:
                body = document.parsed_body()
                needed |= set(places_in(body)) if kind == "location" else set()
                needed.add(f"organization:{body.get('organization_id', '')}")
            start = f"{page[-1].doc_id}\0"
    if kind == "organization":
        start = "organization:"
        while page := await store.all_docs(start=start, end="organization;", limit=BATCH):
            for document in page:
                needed.add(
                    f"organization:{document.parsed_body().get('parent_organization_id', '')}"
                )
            start = f"{page[-1].doc_id}\0"
    return needed


def _would_tell(before: Document | None, now: Document) -> bool:
    """Return whether going back would bring back where a confidential place is."""
    if before is None or before.deleted:
        return False
    return is_marked(now.parsed_body()) and not is_marked(before.parsed_body())


def _back(one: Changed, now: Document) -> Document:
    if one.is_new:
        return new_edit(one.doc_id, {}, parent=now.path, deleted=True)
    assert one.before is not None
    body = with_books(now.parsed_body(), one.before.parsed_body(), str(now.revision))
    return new_edit(one.doc_id, body, parent=now.path)


async def _forget(
    store: Store, undone: Mapping[str, Changed], memories: Mapping[str, Mapping[str, Any]]
) -> None:
    """Let the next import of this list meet the entries as if this one had not been."""
    for local_id, before in memories.items():
        kind = local_id.rpartition("-")[2]
        if kind == ADOPTED and local_id.startswith("import-"):
            await store.write_local(local_id, {"entries": dict(before)})
        if kind not in KINDS:
            continue  # what is no memory of entries
        kept = dict(((await store.read_local(local_id)) or {}).get("fingerprints", {}))
        for doc_id, one in undone.items():
            if doc_id.partition(":")[0] != kind:
                continue
            if one.is_new:
                kept[doc_id] = {UNDONE: ""}
            elif doc_id in before:
                kept[doc_id] = before[doc_id]
            else:
                kept.pop(doc_id, None)
        await store.write_local(local_id, {"fingerprints": kept})
