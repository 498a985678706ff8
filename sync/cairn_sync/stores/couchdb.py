"""A database on another CouchDB, or on anything that speaks its protocol.

Made for CouchDB 3, for PouchDB's server, and for this package's own HTTP surface.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import Any

import anyio
import httpx2
import orjson

from cairn_sync.database_name import require_database_name
from cairn_sync.document import Document, parse_document, to_json_bytes
from cairn_sync.errors import (
    ConflictError,
    MalformedError,
    NotFoundError,
    ProtocolError,
    SyncError,
    UnsupportedError,
)
from cairn_sync.local import dump_local, require_local_id
from cairn_sync.revision import Revision
from cairn_sync.revtree import REVS_LIMIT
from cairn_sync.store import Batch, DatabaseInfo, Gate, Lacking, Outcome
from cairn_sync.stores import couchdb_answer as answer
from cairn_sync.stores.couchdb_connection import (
    Connection,
    TooLargeForPeerError,
    UnreadableAnswerError,
    split_database_url,
)
from cairn_sync.stores.couchdb_gate import ask_before

__all__ = ["CouchDBDatabases", "CouchDBStore"]

LONGPOLL_SECONDS = 50.0  # of one request; proxies cut what is silent for a minute
PURGE_BATCH = 100  # documents; CouchDB's own limit for one request
MOST_PURGES = 3  # of the same documents: somebody may write to them meanwhile
COMPACT_SECONDS = 20.0  # waited for; a compaction of a large database goes on after that
COMPACT_POLL_SECONDS = 0.2
GRACE_SECONDS = 1.0  # for the answer to an ended wait, so that the connection can be kept


class CouchDBStore:
    """One database there."""

    def __init__(self, connection: Connection, name: str) -> None:
        self.name = name
        self._connection = connection
        self._has_bulk_get = True  # until the peer says otherwise
        self._local_revs: dict[str, str] = {}  # by local ID

    @classmethod
    def at(cls, url: str, *, transport: httpx2.AsyncBaseTransport | None = None) -> CouchDBStore:
        """Return the database at `url`, which may hold credentials. Close it when done.

        Raises:
            MalformedError: that is no database's URL.
        """
        server, name = split_database_url(url)
        return cls(Connection(server, transport=transport), name)

    def __repr__(self) -> str:
        return f"CouchDBStore({self._connection.url!r}, {self.name!r})"

    async def close(self) -> None:
        await self._connection.close()

    async def info(self) -> DatabaseInfo:
        told = answer.require_object(await self._request("GET"))
        uuid = told.get("uuid")
        if not isinstance(uuid, str):
            server = await self._connection.server_uuid() or self._connection.url
            uuid = f"{server}/{self.name}"
        sizes = told.get("sizes")
        return DatabaseInfo(
            name=self.name,
            uuid=uuid,
            epoch=str(told.get("epoch", told.get("instance_start_time", "0"))),
            doc_count=answer.parse_count(told.get("doc_count")),
            doc_del_count=answer.parse_count(told.get("doc_del_count")),
            last_sequence=answer.parse_sequence(told.get("update_seq")),
            revs_limit=REVS_LIMIT,  # not told here, and no reason for another request
            size_bytes=answer.parse_count(sizes.get("file")) if isinstance(sizes, dict) else 0,
        )

    async def changes(
        self,
        since: str = "0",
        *,
        limit: int = 500,
        include_docs: bool = False,
        descending: bool = False,
    ) -> Batch:
        """See `Store.changes`; without `include_docs` a branch names its leaf alone.

        Nor is it told then whether a losing leaf is a tombstone: it counts as the winner does.
        """
        params = {"style": "all_docs", "since": since, "limit": str(max(limit, 1))}
        if descending:
            params["descending"] = "true"
        batch = answer.parse_changes(await self._request("GET", "_changes", params=params), limit)
        if limit == 0:  # which a CouchDB takes for 1
            return Batch([], since, batch.pending + len(batch.changes))
        if not include_docs:
            return batch
        leaves = [(row.doc_id, branch.leaf) for row in batch.changes for branch in row.branches]
        found = dict(zip(leaves, await self.bulk_get(leaves), strict=True))
        rows = [answer.with_documents(row, found) for row in batch.changes]
        return Batch(rows, batch.last_sequence, batch.pending)

    async def wait_for_change(self, since: str, *, timeout_seconds: float) -> bool:
        deadline = anyio.current_time() + timeout_seconds
        while True:
            asked_at = anyio.current_time()
            wait = min(max(deadline - asked_at, 0.0), LONGPOLL_SECONDS)
            params = {
                "feed": "longpoll",
                "since": since,
                "limit": "1",
                "timeout": str(round(wait * 1000)),
            }
            # PouchDB's server knows no timeout: it is left waiting, and the line cut.
            with anyio.move_on_after(wait + GRACE_SECONDS):
                told = await self._request("GET", "_changes", params=params, wait_seconds=wait)
                if answer.parse_changes(told, 1).changes:
                    return True
            if asked_at + wait >= deadline:
                return False
            # A peer that does not wait is asked no more often than one that does.
            await anyio.sleep(max(0.0, asked_at + wait - anyio.current_time()))

    async def revs_diff(self, revisions: Mapping[str, Sequence[Revision]]) -> dict[str, Lacking]:
        offered = {doc_id: [str(rev) for rev in revs] for doc_id, revs in revisions.items()}
        told = await self._request("POST", "_revs_diff", content=orjson.dumps(offered))
        return answer.parse_revs_diff(told)

    async def bulk_get(
        self, wanted: Sequence[tuple[str, Revision | None]]
    ) -> list[Document | None]:
        """See `Store.bulk_get`; None too for what cannot be kept here, which `leaves` explains."""
        if not wanted:
            return []
        if self._has_bulk_get:
            docs = [
                {"id": doc_id} if rev is None else {"id": doc_id, "rev": str(rev)}
                for doc_id, rev in wanted
            ]
            content = orjson.dumps({"docs": docs})
            try:
                told = await self._request(
                    "POST", "_bulk_get", params={"revs": "true"}, content=content
                )
                return answer.pick(wanted, answer.parse_bulk_get(told))
            except UnreadableAnswerError:
                # One document may be to blame: nested too deeply, endless. The rest is not.
                if len(wanted) == 1:
                    return [None]
                half = len(wanted) // 2
                return await self.bulk_get(wanted[:half]) + await self.bulk_get(wanted[half:])
            except (MalformedError, NotFoundError, ProtocolError, UnsupportedError):
                await self.info()  # or is it the database that is missing?
                self._has_bulk_get = False
        documents: list[Document] = []
        for doc_id in dict.fromkeys(doc_id for doc_id, _ in wanted):
            revisions = [rev for other, rev in wanted if other == doc_id]
            with suppress(UnreadableAnswerError):  # as above
                read = map(answer.parse_readable, await self._open_revs(doc_id, revisions))
                documents.extend(document for document in read if document is not None)
        return answer.pick(wanted, documents)

    async def leaves(self, doc_id: str) -> list[Document]:
        """See `Store.leaves`.

        Raises:
            MalformedError: one of them is no document that every peer reads alike.
            UnsupportedError: one of them has attachments.
        """
        documents = [parse_document(fields) for fields in await self._open_revs(doc_id, [None])]
        return sorted(documents, key=answer.winning_order, reverse=True)

    async def all_docs(
        self, *, start: str = "", end: str | None = None, limit: int = 1000
    ) -> list[Document]:
        """See `Store.all_docs`; their ancestors are not named."""
        params = {"include_docs": "true", "limit": str(limit)}
        if start:
            params["startkey"] = orjson.dumps(start).decode()
        if end is not None:
            params["endkey"] = orjson.dumps(end).decode()
        return answer.parse_all_docs(await self._request("GET", "_all_docs", params=params))

    async def bulk_docs(
        self,
        documents: Sequence[Document],
        *,
        new_edits: bool = False,
        gate: Gate | None = None,
    ) -> list[Outcome]:
        """See `Store.bulk_docs`.

        A `gate` is asked BEFORE the write and not inside it: the peer knows nothing of our
        rules, and another client may write in between.
        """
        settled: dict[int, Outcome] = {}  # by place in `documents`
        if gate is not None:
            settled = await ask_before(gate, documents, self.leaves, new_edits=new_edits)
        passed = [document for place, document in enumerate(documents) if place not in settled]
        written = iter(await self._write(passed, new_edits=new_edits))
        return [settled.get(place) or next(written) for place in range(len(documents))]

    async def purge(self, doc_ids: Sequence[str]) -> bool:
        """See `Store.purge`: it needs an administrator's credentials there.

        False too while the peer is still compacting: it keeps what was purged until that is done.
        """
        for start in range(0, len(doc_ids), PURGE_BATCH):
            batch = list(dict.fromkeys(doc_ids[start : start + PURGE_BATCH]))
            for _ in range(MOST_PURGES):
                if not (named := await self._leaf_revisions(batch)):
                    break
                await self._request("POST", "_purge", content=orjson.dumps(named))
            else:
                if await self._leaf_revisions(batch):
                    return False
        await self._request("POST", "_compact", content=b"{}")
        deadline = anyio.current_time() + COMPACT_SECONDS
        while anyio.current_time() < deadline:
            told = answer.require_object(await self._request("GET"))
            if told.get("compact_running") is False:
                return True
            await anyio.sleep(COMPACT_POLL_SECONDS)
        return False

    async def _leaf_revisions(self, doc_ids: Sequence[str]) -> dict[str, list[str]]:
        """Return every leaf's revision, by document ID, of those that are there."""
        named = {}
        for doc_id in doc_ids:
            fields = await self._open_revs(doc_id, [None])
            revs = [str(one.get("_rev")) for one in fields if isinstance(one, dict)]
            if revs:
                named[doc_id] = revs
        return named

    async def local_ids(self) -> list[str]:
        told = answer.require_object(await self._request("GET", "_local_docs"))
        rows = told.get("rows")
        ids = [str(row.get("id")) for row in rows if isinstance(row, dict)] if rows else []
        return sorted(one.removeprefix("_local/") for one in ids)

    async def read_local(self, local_id: str) -> dict[str, Any] | None:
        try:
            fields = answer.require_object(await self._request("GET", "_local", local_id))
        except NotFoundError as exc:
            if answer.names_database(exc):
                raise
            self._local_revs.pop(local_id, None)
            return None
        self._local_revs[local_id] = str(fields.get("_rev", ""))
        return {name: value for name, value in fields.items() if not name.startswith("_")}

    async def write_local(self, local_id: str, body: Mapping[str, Any] | None) -> None:
        require_local_id(local_id)
        try:
            await self._write_local(local_id, body)
        except ConflictError:
            # Another process of ours wrote it, or an answer was lost: ours is the newer.
            await self.read_local(local_id)
            await self._write_local(local_id, body)

    async def _write_local(self, local_id: str, body: Mapping[str, Any] | None) -> None:
        rev = self._local_revs.get(local_id)
        if body is None:
            params = {} if rev is None else {"rev": rev}
            try:
                await self._request("DELETE", "_local", local_id, params=params)
            except NotFoundError as exc:
                if answer.names_database(exc):
                    raise
            self._local_revs.pop(local_id, None)
            return
        content = dump_local(body)
        if rev is not None:
            content = orjson.dumps({**orjson.loads(content), "_rev": rev})
        told = answer.require_object(
            await self._request("PUT", "_local", local_id, content=content)
        )
        self._local_revs[local_id] = str(told.get("rev", ""))

    async def _write(self, documents: Sequence[Document], *, new_edits: bool) -> list[Outcome]:
        if not documents:
            return []
        docs = b",".join(
            answer.edit_bytes(document) if new_edits else to_json_bytes(document, revisions=True)
            for document in documents
        )
        content = b'{"new_edits":%s,"docs":[%s]}' % (b"true" if new_edits else b"false", docs)
        try:
            told = await self._request("POST", "_bulk_docs", content=content)
        except TooLargeForPeerError as exc:
            if len(documents) == 1:
                return [Outcome(documents[0].doc_id, documents[0].revision, exc)]
            half = len(documents) // 2
            first = await self._write(documents[:half], new_edits=new_edits)
            return first + await self._write(documents[half:], new_edits=new_edits)
        return answer.parse_outcomes(told, documents, new_edits=new_edits)

    async def _open_revs(self, doc_id: str, revisions: list[Revision | None]) -> list[Any]:
        """Return the leaves named, or all of them when one of `revisions` is None."""
        named = orjson.dumps([str(rev) for rev in revisions]).decode()
        params = {"revs": "true", "open_revs": "all" if None in revisions else named}
        segments = doc_id.split("/", 1) if doc_id.startswith("_design/") else [doc_id]
        try:
            return answer.parse_open_revs(await self._request("GET", *segments, params=params))
        except NotFoundError as exc:
            if answer.names_database(exc):
                raise
            return []

    async def _request(self, method: str, *segments: str, **options: Any) -> Any:
        return await self._connection.request(method, self.name, *segments, **options)


class CouchDBDatabases:
    """All databases of one server."""

    def __init__(self, connection: Connection, uuid: str) -> None:
        self._connection = connection
        self.uuid = uuid

    @classmethod
    async def connect(
        cls, url: str, *, transport: httpx2.AsyncBaseTransport | None = None
    ) -> CouchDBDatabases:
        """Meet the server at `url`, which may hold credentials. Close it when done."""
        connection = Connection(url, transport=transport)
        try:
            uuid = await connection.server_uuid()
        except SyncError:
            await connection.close()
            raise
        return cls(connection, uuid or connection.url)

    def __repr__(self) -> str:
        return f"CouchDBDatabases({self._connection.url!r})"

    async def names(self) -> list[str]:
        names = await self._connection.request("GET", "_all_dbs")
        if not isinstance(names, list):
            raise ProtocolError(f"{self._connection.url} answered no list of databases")
        return sorted(str(name) for name in names)

    async def open(self, name: str) -> CouchDBStore:
        if not name:  # which would ask for the server itself
            raise NotFoundError("there is no database without a name")
        await self._connection.request("GET", name)
        return CouchDBStore(self._connection, name)

    async def create(self, name: str) -> CouchDBStore:
        require_database_name(name)
        await self._connection.request("PUT", name)
        return CouchDBStore(self._connection, name)

    async def delete(self, name: str) -> None:
        await self._connection.request("DELETE", name)

    async def close(self) -> None:
        await self._connection.close()
