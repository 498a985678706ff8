"""Take an import back, as new edits: entries that somebody edited since stay, and are listed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from cairn_server.directory.bringing.recording import Changed
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
) -> list[dict[str, str]]:
    """Put back what an import replaced; return the entries that were left, each with its name.

    `memories` holds, by local ID, the fingerprints from before the import. Services go first,
    so that no service ever points to a place that is gone.
    """
    left: list[dict[str, str]] = []
    undone: dict[str, Changed] = {}
    last = {one.doc_id: one for one in changed}
    in_order = sorted(last.values(), key=lambda one: _turn(one.doc_id))
    for start in range(0, len(in_order), BATCH):
        some = in_order[start : start + BATCH]
        held = await store.bulk_get([(one.doc_id, None) for one in some])
        edits = []
        for one, now in zip(some, held, strict=True):
            if now is None or now.deleted:
                continue
            if now.revision != one.written or _would_tell(one.before, now):
                left.append({"id": one.doc_id, "name": str(now.parsed_body().get("name", ""))})
                continue
            edits.append(_back(one, now))
            undone[one.doc_id] = one
        for outcome in await store.bulk_docs(edits, new_edits=True, gate=gate):
            if outcome.error is not None:
                del undone[outcome.doc_id]
                left.append({"id": outcome.doc_id, "name": ""})
        progress(min(start + BATCH, len(in_order)), len(in_order))
    await _forget(store, undone, memories)
    return left


def _turn(doc_id: str) -> int:
    return KINDS.index(doc_id.partition(":")[0])


def _would_tell(before: Document | None, now: Document) -> bool:
    """Return whether going back would bring back where a confidential place is."""
    if before is None or before.deleted:
        return False
    return is_marked(now.parsed_body()) and not is_marked(before.parsed_body())


def _back(one: Changed, now: Document) -> Document:
    if one.before is None or one.before.deleted:
        return new_edit(one.doc_id, {}, parent=now.path, deleted=True)
    body = with_books(now.parsed_body(), one.before.parsed_body(), str(now.revision))
    return new_edit(one.doc_id, body, parent=now.path)


async def _forget(
    store: Store, undone: Mapping[str, Changed], memories: Mapping[str, Mapping[str, Any]]
) -> None:
    """Let the next import of this list meet the entries as if this one had not been."""
    for local_id, before in memories.items():
        kind = local_id.rpartition("-")[2]
        if kind not in KINDS:
            continue  # what is no memory of entries
        kept = dict(((await store.read_local(local_id)) or {}).get("fingerprints", {}))
        for doc_id, one in undone.items():
            if doc_id.partition(":")[0] != kind:
                continue
            if one.before is None or one.before.deleted:
                kept[doc_id] = {UNDONE: ""}
            elif doc_id in before:
                kept[doc_id] = before[doc_id]
            else:
                kept.pop(doc_id, None)
        await store.write_local(local_id, {"fingerprints": kept})
