"""Planned edits into the store, batch by batch, through the same gate as everybody's.

After each batch the fingerprints of what went in are kept. A crash between the two only makes
the next import ask an editor once more than needed; it never overwrites one.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from cairn_server.directory.importing.finding import Result
from cairn_server.directory.importing.hand_edit import Fingerprints
from cairn_server.directory.importing.mapping import Mapping as FieldMapping
from cairn_server.directory.importing.memory import write_memory
from cairn_server.directory.importing.plan import Planned, Verdict
from cairn_server.directory.said import said
from cairn_sync.store import Gate, Store

__all__ = ["BATCH_SIZE", "Progress", "write_planned"]

BATCH_SIZE = 200  # documents a write; small enough that a bar moves

Progress = Callable[[int, int], None]
"""Called with how much is done, and of how much; it may raise to stop the import."""


async def write_planned(
    store: Store,
    mapping: FieldMapping,
    planned: Sequence[Planned],
    memories: dict[str, dict[str, Fingerprints]],
    *,
    gate: Gate,
    progress: Progress,
) -> list[Planned]:
    """Write the edits; return what was planned, with what the store refused as rejected."""
    total = sum(one.edit is not None for one in planned)
    done: list[Planned] = []
    written = 0
    progress(0, total)
    for start in range(0, len(planned), BATCH_SIZE):
        batch = planned[start : start + BATCH_SIZE]
        edits = [one.edit for one in batch if one.edit is not None]
        refused: dict[str, str] = {}
        if edits:
            for outcome in await store.bulk_docs(edits, new_edits=True, gate=gate):
                if outcome.error is not None:
                    refused[outcome.doc_id] = str(outcome.error)
        done += [_settle(one, refused) for one in batch]
        await _remember(store, mapping, done[start:], memories)
        written += len(edits)
        progress(written, total)
    return done


def _settle(planned: Planned, refused: Mapping[str, str]) -> Planned:
    reason = refused.get(planned.doc_id)
    if reason is None or planned.edit is None:
        return planned
    planned.draft.note(
        Result.REJECTED,
        said("the directory refused it: {reason}", reason=reason),
        fix=said("If somebody edited it at this very moment, import again."),
    )
    return replace(planned, verdict=Verdict.REJECTED, edit=None, fingerprints=None)


async def _remember(
    store: Store,
    mapping: FieldMapping,
    batch: Sequence[Planned],
    memories: dict[str, dict[str, Fingerprints]],
) -> None:
    touched = set()
    for one in batch:
        if one.fingerprints is not None:
            memories[one.draft.kind][one.doc_id] = one.fingerprints
            touched.add(one.draft.kind)
    for kind in sorted(touched):
        await write_memory(store, mapping, kind, memories[kind])
