"""One database in an SQLite file: each call of `Store` as one job in one transaction."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

import anyio
import orjson

from cairn_sync.document import Document
from cairn_sync.local import dump_local, require_local_id
from cairn_sync.revision import Revision
from cairn_sync.store import Batch, DatabaseInfo, Gate, Lacking, Outcome
from cairn_sync.stores.bell import Bell
from cairn_sync.stores.sqlite.open_files import OpenFiles
from cairn_sync.stores.sqlite.reading import (
    find_lacking,
    list_documents,
    list_local_ids,
    read_changes,
    read_documents,
    read_every_leaf,
    read_local_body,
)
from cairn_sync.stores.sqlite.writer import Job
from cairn_sync.stores.sqlite.writing import (
    begin_epoch,
    purge_documents,
    write_batch,
    write_local_body,
)

__all__ = ["SqliteStore"]

Result = TypeVar("Result")
POLL_SECONDS = 1.0  # how late a waiting task may hear of another process's write


class SqliteStore:
    """One database. Made by `SqliteDatabases`; holds nothing open itself."""

    def __init__(self, name: str, path: Path, files: OpenFiles) -> None:
        self.name = name
        self.path = path
        self._files = files
        self._bell = Bell()

    async def info(self) -> DatabaseInfo:
        place = await self._files.place(self.path)
        return DatabaseInfo(
            name=self.name,
            uuid=place.uuid,
            epoch=place.epochs[-1].epoch_id,
            doc_count=place.doc_count,
            doc_del_count=place.doc_del_count,
            last_sequence=place.sequence(place.last_number),
            revs_limit=place.revs_limit,
            size_bytes=_size(self.path),
        )

    async def changes(
        self,
        since: str = "0",
        *,
        limit: int = 500,
        include_docs: bool = False,
        descending: bool = False,
    ) -> Batch:
        if not self._files.is_open(self.path):
            place = await self._files.place(self.path)
            if place.resume_from(since) == place.last_number:
                return Batch([], place.sequence(place.last_number), pending=0)
        return await self._read(
            partial(
                read_changes,
                since=since,
                limit=limit,
                include_docs=include_docs,
                descending=descending,
            )
        )

    async def wait_for_change(self, since: str, *, timeout_seconds: float) -> bool:
        place = await self._files.place(self.path)
        after, epoch = place.resume_from(since), place.epochs[-1]
        with anyio.move_on_after(timeout_seconds):
            while place.last_number == after and place.epochs[-1] == epoch:
                with self._bell.listen() as heard:
                    # Once more: it may have changed since, before anybody listened.
                    place = await self._files.place(self.path)
                    if place.last_number == after and place.epochs[-1] == epoch:
                        with anyio.move_on_after(POLL_SECONDS):
                            await heard.wait()
        return place.last_number != after or place.epochs[-1] != epoch

    async def revs_diff(self, revisions: Mapping[str, Sequence[Revision]]) -> dict[str, Lacking]:
        return await self._read(partial(find_lacking, revisions=revisions))

    async def bulk_get(
        self, wanted: Sequence[tuple[str, Revision | None]]
    ) -> list[Document | None]:
        return await self._read(partial(read_documents, wanted=wanted))

    async def leaves(self, doc_id: str) -> list[Document]:
        return await self._read(partial(read_every_leaf, doc_id=doc_id))

    async def all_docs(
        self, *, start: str = "", end: str | None = None, limit: int = 1000
    ) -> list[Document]:
        return await self._read(partial(list_documents, start=start, end=end, limit=limit))

    async def bulk_docs(
        self,
        documents: Sequence[Document],
        *,
        new_edits: bool = False,
        gate: Gate | None = None,
    ) -> list[Outcome]:
        return await self._write(
            partial(write_batch, documents=documents, new_edits=new_edits, gate=gate),
            committed=self.ring,
        )

    async def purge(self, doc_ids: Sequence[str]) -> bool:
        await self._write(partial(purge_documents, doc_ids=doc_ids))
        async with self._files.use(self.path) as file:
            return await file.wipe()

    async def local_ids(self) -> list[str]:
        return await self._read(list_local_ids)

    async def read_local(self, local_id: str) -> dict[str, Any] | None:
        body = await self._read(partial(read_local_body, local_id=local_id))
        return None if body is None else orjson.loads(body)

    async def write_local(self, local_id: str, body: Mapping[str, Any] | None) -> None:
        require_local_id(local_id)
        dumped = None if body is None else dump_local(body)
        await self._write(partial(write_local_body, local_id=local_id, body=dumped))

    async def start_epoch(self) -> None:
        """Go on in a new epoch, as a database must that was restored from a copy."""
        await self._write(begin_epoch, committed=self.ring)

    def ring(self) -> None:
        """Wake whoever waits for a change, to look again."""
        self._bell.ring()

    async def _read(self, job: Job[Result]) -> Result:
        async with self._files.use(self.path) as file:
            return await file.read(job)

    async def _write(
        self, job: Job[Result], *, committed: Callable[[], None] | None = None
    ) -> Result:
        async with self._files.use(self.path) as file:
            return await file.write(job, committed=committed)


def _size(path: Path) -> int:
    """Return the bytes on disk, the write-ahead log's included."""
    sizes = (os.stat(part).st_size for part in (path, f"{path}-wal") if os.path.exists(part))
    return sum(sizes)
