"""``_all_docs``: the live documents by ID, in a range or by name."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any

import orjson
from starlette.responses import Response

from cairn_sync.document import Document, to_json_bytes
from cairn_sync.errors import MalformedError
from cairn_sync.http.call import Call, json_answer, resource
from cairn_sync.store import Store

__all__ = ["routes"]

PAGE = 1000  # documents read from the store at a time


async def all_docs(call: Call) -> Response:
    store = await call.store()
    keys = call.json_parameter("keys")
    if call.request.method == "POST":
        keys = (await call.json_object()).get("keys", keys)
    if keys is None:
        return await _range(call, store)
    if not isinstance(keys, list):
        raise MalformedError("`keys` body member must be an array.")
    return await _by_name(call, store, keys)


async def _range(call: Call, store: Store) -> Response:
    bounds = _Range.parse(call)
    total = (await store.info()).doc_count
    include_docs, conflicts = call.flag("include_docs"), call.flag("conflicts")
    limit, skip = call.count("limit"), call.count("skip") or 0
    documents = [document async for document in bounds.read(store)]
    if bounds.descending:
        documents.reverse()
    last = None if limit is None else skip + limit
    rows = [
        _row(document, await _doc(store, document, conflicts=conflicts) if include_docs else None)
        for document in documents[skip:last]
    ]
    head = b'{"total_rows":%d,"offset":%d,"rows":[\n' % (total, min(skip, len(documents)))
    return json_answer(head + b",\n".join(rows) + b"\n]}")


async def _by_name(call: Call, store: Store, keys: list[Any]) -> Response:
    total = (await store.info()).doc_count
    include_docs, conflicts = call.flag("include_docs"), call.flag("conflicts")
    limit, skip = call.count("limit"), call.count("skip") or 0
    keys = keys[skip : None if limit is None else skip + limit]
    if call.flag("descending"):
        keys = keys[::-1]
    named = [key for key in keys if isinstance(key, str)]
    found = {
        document.doc_id: document
        for document in await store.bulk_get([(doc_id, None) for doc_id in named])
        if document is not None
    }
    rows = []
    for key in keys:
        document = found.get(key) if isinstance(key, str) else None
        if document is None:
            rows.append(orjson.dumps({"key": key, "error": "not_found"}))
        elif include_docs:
            doc = await _doc(store, document, conflicts=conflicts)
            rows.append(_row(document, b"null" if document.deleted else doc))
        else:
            rows.append(_row(document, None))
    head = b'{"total_rows":%d,"offset":null,"rows":[\n' % total
    return json_answer(head + b",\n".join(rows) + b"\n]}")


@dataclass(frozen=True, slots=True)
class _Range:
    """Which IDs; read upwards, whichever way they are shown."""

    low: str
    high: str | None  # None: to the end
    without: str | None  # the end that ``inclusive_end=false`` leaves out
    descending: bool

    @classmethod
    def parse(cls, call: Call) -> _Range:
        descending = call.flag("descending")
        key = call.json_parameter("key")
        start = call.json_parameter("startkey", "start_key")
        end = call.json_parameter("endkey", "end_key")
        if key is not None:
            start = end = key
        for bound in (start, end):
            if bound is not None and not isinstance(bound, str):
                raise MalformedError("document IDs are text: so must startkey and endkey be")
        without = None if call.flag("inclusive_end", default=True) else end
        low, high = (end, start) if descending else (start, end)
        return cls(low or "", high, without, descending)

    async def read(self, store: Store) -> AsyncIterator[Document]:
        low = self.low
        while True:
            page = await store.all_docs(start=low, end=self.high, limit=PAGE)
            for document in page:
                if document.doc_id != self.without:
                    yield document
            if len(page) < PAGE:
                return
            low = page[-1].doc_id + "\0"  # the very next ID there can be


async def _doc(store: Store, document: Document, *, conflicts: bool) -> bytes:
    extra = {}
    if conflicts:
        leaves = await store.leaves(document.doc_id)
        losing = [
            str(leaf.revision)
            for leaf in leaves
            if not leaf.deleted and leaf.revision != document.revision
        ]
        if losing:
            extra["_conflicts"] = orjson.dumps(losing)
    return to_json_bytes(document, extra=extra)


def _row(document: Document, doc: bytes | None) -> bytes:
    doc_id = orjson.dumps(document.doc_id)
    deleted = b',"deleted":true' if document.deleted else b""
    value = b'{"rev":"%s"%s}' % (str(document.revision).encode(), deleted)
    tail = b"" if doc is None else b',"doc":' + doc
    return b'{"id":%s,"key":%s,"value":%s%s}' % (doc_id, doc_id, value, tail)


routes = [resource("/{db}/_all_docs", GET=all_docs, POST=all_docs)]
