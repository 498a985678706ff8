"""``_changes``: the feed, once, until something comes, or for as long as one listens."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Any

import orjson
from starlette.responses import Response, StreamingResponse

from cairn_sync.document import to_json_bytes
from cairn_sync.errors import MalformedError, UnsupportedError
from cairn_sync.http.call import CACHE_CONTROL, Call, resource
from cairn_sync.http.errors import QueryError
from cairn_sync.revtree import live_branches
from cairn_sync.store import Change, Store

__all__ = ["routes"]

PAGE = 500  # rows read from the store at a time
MAX_WAIT_SECONDS = 60.0  # without a heartbeat; CouchDB's own limit, and its default
FEEDS = ("normal", "longpoll", "continuous")


async def changes(call: Call) -> Response:
    store = await call.store()
    feed = _Feed(call, store, _Asked.parse(call, await _doc_ids(call)))
    # Read before answering, so that what goes wrong at once is an answer of its own.
    first = await feed.page()
    lines = feed.continuous(first) if feed.asked.mode == "continuous" else feed.whole(first)
    headers = {"Cache-Control": CACHE_CONTROL}
    return StreamingResponse(lines, headers=headers, media_type="application/json")


@dataclass(frozen=True, slots=True)
class _Asked:
    """The parameters of one request."""

    mode: str  # one of FEEDS
    since: str
    limit: int | None  # rows; None: all
    all_leaves: bool  # style=all_docs
    include_docs: bool
    conflicts: bool
    descending: bool
    doc_ids: frozenset[str] | None  # None: every document
    design_only: bool
    heartbeat_seconds: float | None  # None: end after `wait_seconds` instead
    wait_seconds: float

    @classmethod
    def parse(cls, call: Call, doc_ids: frozenset[str] | None) -> _Asked:
        mode = call.text("feed") or "normal"
        if mode not in FEEDS:
            raise UnsupportedError(f"The feed {mode!r} is not served; {', '.join(FEEDS)} are.")
        wanted = call.text("filter")
        if wanted not in (None, "_doc_ids", "_design"):
            raise UnsupportedError("Of filters, only _doc_ids and _design are served.")
        limit = call.count("limit")
        wait = call.count("timeout")
        return cls(
            mode=mode,
            since=_since(call.text("since") or call.request.headers.get("Last-Event-ID") or "0"),
            limit=None if limit is None else max(limit, 1),  # CouchDB takes 0 for 1
            all_leaves=call.text("style") == "all_docs",
            include_docs=call.flag("include_docs"),
            conflicts=call.flag("conflicts"),
            descending=call.flag("descending"),
            doc_ids=doc_ids if wanted == "_doc_ids" else None,
            design_only=wanted == "_design",
            heartbeat_seconds=_heartbeat(call),
            wait_seconds=MAX_WAIT_SECONDS if wait is None else min(wait / 1000, MAX_WAIT_SECONDS),
        )

    def wants(self, doc_id: str) -> bool:
        if self.design_only:
            return doc_id.startswith("_design/")
        return self.doc_ids is None or doc_id in self.doc_ids


@dataclass(slots=True)
class _Feed:
    """A feed under way: where it is, and how many rows it may still give."""

    call: Call
    store: Store
    asked: _Asked
    since: str = field(init=False)
    left: int | None = field(init=False)
    pending: int = field(init=False, default=0)
    at_end: bool = field(init=False, default=False)  # of what has happened so far

    def __post_init__(self) -> None:
        self.since = self.asked.since
        self.left = self.asked.limit

    async def page(self) -> list[bytes]:
        """Read on; return the rows that are wanted."""
        # A feed backwards cannot be continued, so it is read in one piece.
        size = 2**31 if self.asked.descending else PAGE
        limit = size if self.left is None else min(size, self.left)
        include_docs = self.asked.include_docs or self.asked.conflicts
        batch = await self.store.changes(
            self.since, limit=limit, include_docs=include_docs, descending=self.asked.descending
        )
        rows = [self._row(row) for row in batch.changes if self.asked.wants(row.doc_id)]
        self.since, self.pending = batch.last_sequence, batch.pending
        self.at_end = self.asked.descending or len(batch.changes) < limit or not batch.pending
        if self.left is not None:
            self.left -= len(rows)
        return rows

    async def whole(self, rows: list[bytes]) -> AsyncIterator[bytes]:
        """Yield one JSON object; with longpoll, once there is a row to put in it."""
        yield b'{"results":[\n'
        lead = b""
        async for row in self._rows(rows):
            yield lead + row if row else b"\n"
            lead = b",\n" if row else lead
        yield b'\n],\n"last_seq":%s,"pending":%d}\n' % (orjson.dumps(self.since), self.pending)

    async def continuous(self, rows: list[bytes]) -> AsyncIterator[bytes]:
        """Yield a line for each row, and an empty one as heartbeat."""
        async for row in self._rows(rows):
            yield row + b"\n"
        yield b'{"last_seq":%s,"pending":%d}\n' % (orjson.dumps(self.since), self.pending)

    async def _rows(self, rows: list[bytes]) -> AsyncIterator[bytes]:
        """Yield rows until the feed is over; ``b""`` for each heartbeat in between."""
        given = False
        while True:
            for row in rows:
                yield row
            given = given or bool(rows)
            if self.left == 0 or (self.at_end and self._ends_here(given=given)):
                return
            while self.at_end:
                seconds = self.asked.heartbeat_seconds or self.asked.wait_seconds
                if await self.store.wait_for_change(self.since, timeout_seconds=seconds):
                    break
                if self.asked.heartbeat_seconds is None:
                    return
                yield b""
                if not await self.call.is_still_admitted():
                    return
            if self.at_end and not await self.call.is_still_admitted():
                return
            rows = await self.page()

    def _ends_here(self, *, given: bool) -> bool:
        if self.asked.mode == "longpoll":
            return given
        return self.asked.mode == "normal"

    def _row(self, change: Change) -> bytes:
        """Return the row as JSON, its document spliced in."""
        shown = change.branches if self.asked.all_leaves else change.branches[:1]
        parts = [
            b'{"seq":' + orjson.dumps(change.sequence),
            b'"id":' + orjson.dumps(change.doc_id),
            b'"changes":' + orjson.dumps([{"rev": str(branch.leaf)} for branch in shown]),
        ]
        if change.branches[0].deleted:
            parts.append(b'"deleted":true')
        if self.asked.include_docs:
            parts.append(b'"doc":' + self._doc(change))
        return b",".join(parts) + b"}"

    def _doc(self, change: Change) -> bytes:
        if not change.documents:
            return b"null"
        losing = [str(branch.leaf) for branch in live_branches(change.branches)[1:]]
        extra = {"_conflicts": orjson.dumps(losing)} if self.asked.conflicts and losing else {}
        return to_json_bytes(change.documents[0], extra=extra)


async def _doc_ids(call: Call) -> frozenset[str] | None:
    """Return the IDs that the filter ``_doc_ids`` is given, in the URL or the body."""
    doc_ids: Any = call.json_parameter("doc_ids")
    if call.request.method == "POST":
        doc_ids = (await call.json_object()).get("doc_ids", doc_ids)
    if doc_ids is None:
        if call.text("filter") == "_doc_ids":
            raise MalformedError("`doc_ids` filter parameter is not a list of doc ids.")
        return None
    if not isinstance(doc_ids, list) or not all(isinstance(one, str) for one in doc_ids):
        raise MalformedError("`doc_ids` filter parameter is not a list of doc ids.")
    return frozenset(doc_ids)


def _since(text: str) -> str:
    """Take a sequence as it was given out, or as JSON text, the way some clients quote it."""
    if text.startswith('"') and text.endswith('"') and len(text) > 1:
        return text[1:-1]
    return text


def _heartbeat(call: Call) -> float | None:
    value = call.text("heartbeat")
    if value is None or value == "false":
        return None
    if value == "true":
        return MAX_WAIT_SECONDS
    milliseconds = call.count("heartbeat")
    if not milliseconds:
        raise QueryError("heartbeat must be true or milliseconds")
    return milliseconds / 1000


routes = [resource("/{db}/_changes", GET=changes, POST=changes)]
