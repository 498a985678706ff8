"""A store as a worker thread sees it, which notes what an import replaces, for taking it back.

An import works for seconds on end. In a thread of its own it leaves the server free; each
call of the store goes back to the server's loop. None of the methods ever waits inside the
thread's own code, so the import runs without a loop there (`run`).
"""

from __future__ import annotations

from collections.abc import Coroutine, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any, TypeVar

import anyio.from_thread

from cairn_sync.document import Document
from cairn_sync.revision import Revision
from cairn_sync.store import Gate, Outcome, Store

__all__ = ["Changed", "RecordingStore", "run"]

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Changed:
    """One document that an import wrote."""

    doc_id: str
    before: Document | None  # None: it was not there
    written: Revision

    @property
    def is_new(self) -> bool:
        """Whether it was not there before."""
        return self.before is None or self.before.deleted


@dataclass(slots=True)
class RecordingStore:
    """What an import uses of a store."""

    store: Store
    changed: list[Changed] = field(default_factory=list)
    memories: dict[str, dict[str, Any]] = field(default_factory=dict)  # local ID -> as it was
    _held: dict[str, Document] = field(default_factory=dict)

    async def bulk_get(
        self, wanted: Sequence[tuple[str, Revision | None]]
    ) -> list[Document | None]:
        documents = anyio.from_thread.run(self.store.bulk_get, wanted)
        self._held |= {one.doc_id: one for one in documents if one is not None}
        return documents

    async def bulk_docs(
        self,
        documents: Sequence[Document],
        *,
        new_edits: bool = False,
        gate: Gate | None = None,
    ) -> list[Outcome]:
        write = partial(self.store.bulk_docs, documents, new_edits=new_edits, gate=gate)
        outcomes = anyio.from_thread.run(write)
        self.changed += [
            Changed(one.doc_id, self._held.get(one.doc_id), one.revision)
            for one in outcomes
            if one.error is None
        ]
        return outcomes

    async def read_local(self, local_id: str) -> dict[str, Any] | None:
        kept = anyio.from_thread.run(self.store.read_local, local_id)
        held = (kept or {}).get("fingerprints") or (kept or {}).get("entries") or {}
        self.memories.setdefault(local_id, dict(held))
        return kept

    async def write_local(self, local_id: str, body: Mapping[str, Any] | None) -> None:
        anyio.from_thread.run(self.store.write_local, local_id, body)


def run(coroutine: Coroutine[Any, Any, T]) -> T:
    """Return what `coroutine`, which never waits, returns."""
    try:
        coroutine.send(None)
    except StopIteration as done:
        result: T = done.value
        return result
    coroutine.close()
    raise RuntimeError("an import in a thread waited for something")
