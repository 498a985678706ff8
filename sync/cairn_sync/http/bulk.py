"""Many documents in one request: ``_bulk_get`` and ``_bulk_docs``.

One bad document is one bad row. The others are served, or stored.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import orjson
from starlette.responses import Response

from cairn_sync.document import Document, parse_document, parse_edit, to_json_bytes
from cairn_sync.errors import MalformedError, NotFoundError, SyncError
from cairn_sync.http.call import Call, json_answer, new_uuid, resource
from cairn_sync.http.document import descendants
from cairn_sync.http.errors import error_fields
from cairn_sync.revision import Revision
from cairn_sync.store import Store

__all__ = ["routes"]


async def bulk_get(call: Call) -> Response:
    store = await call.store()
    body = await call.json_object()
    if not isinstance(body.get("docs"), list):
        raise MalformedError("Missing JSON list of 'docs'.")
    parsed = [_parse_wanted(entry) for entry in body["docs"]]
    latest, revisions = call.flag("latest"), call.flag("revs")
    # What names a revision is read in one go; only the rest needs a look at the tree.
    named = [] if latest else [entry.key for entry in parsed if entry.key[1]]
    found = dict(zip(named, await store.bulk_get(named), strict=True))
    results = []
    for entry in parsed:
        document = found.get(entry.key)
        documents = [document] if document is not None else []
        if entry.error is None and entry.key not in found:
            documents = await _leaves(store, entry.key)
        rows = [b'{"ok":%s}' % to_json_bytes(doc, revisions=revisions) for doc in documents]
        if not rows:
            _, fields = error_fields(entry.error or NotFoundError("missing"))
            error = {"id": entry.doc_id, "rev": entry.rev, **fields}
            rows = [b'{"error":%s}' % orjson.dumps(error)]
        results.append(b'{"id":%s,"docs":[%s]}' % (orjson.dumps(entry.doc_id), b",".join(rows)))
    return json_answer(b'{"results":[' + b",".join(results) + b"]}")


async def bulk_docs(call: Call) -> Response:
    """Write a batch; the rows are durable when they are sent.

    With ``new_edits=false`` only what failed has a row, as with CouchDB.
    """
    store = await call.store()
    body = await call.json_object(any_depth=True)  # one that is too deep is one bad row
    if not isinstance(body.get("docs"), list):
        raise MalformedError("POST body must include `docs` parameter.")
    new_edits = body.get("new_edits", True) is not False
    rows: list[dict[str, Any] | None] = []
    documents: list[Document] = []
    for fields in body["docs"]:
        try:
            documents.append(_parse(fields, new_edits=new_edits))
            rows.append(None)  # to be filled in by its outcome
        except SyncError as exc:
            rows.append(_bad_row(fields, exc))
    outcomes = iter(await store.bulk_docs(documents, new_edits=new_edits, gate=call.gate()))
    answer = []
    for row in rows:
        if row is None:
            outcome = next(outcomes)
            row = {"id": outcome.doc_id, "rev": str(outcome.revision)}
            if outcome.error is not None:
                row |= error_fields(outcome.error)[1]
            elif new_edits:
                row = {"ok": True, **row}
            else:
                continue
        answer.append(row)
    return json_answer(answer, 201)


@dataclass(frozen=True, slots=True)
class _Wanted:
    """One entry of a ``_bulk_get``, as far as it could be read."""

    doc_id: Any  # as it was sent
    rev: Any  # likewise; CouchDB's word for none is "undefined"
    key: tuple[str, Revision | None] = ("", None)
    error: SyncError | None = None


def _parse_wanted(entry: Any) -> _Wanted:
    known = entry if isinstance(entry, dict) else {}
    doc_id, rev = known.get("id"), known.get("rev")
    wanted = _Wanted(doc_id, "undefined" if rev is None else rev)
    if not isinstance(doc_id, str):
        return replace(wanted, error=MalformedError("document id missed"))
    try:
        return replace(wanted, key=(doc_id, None if rev is None else Revision.parse(rev)))
    except MalformedError as exc:
        return replace(wanted, error=exc)


async def _leaves(store: Store, key: tuple[str, Revision | None]) -> list[Document]:
    doc_id, revision = key
    leaves = await store.leaves(doc_id)
    return leaves if revision is None else descendants(leaves, revision)


def _parse(fields: Any, *, new_edits: bool) -> Document:
    if new_edits:
        return parse_edit({"_id": new_uuid(), **fields} if isinstance(fields, dict) else fields)
    return parse_document(fields)


def _bad_row(fields: Any, error: SyncError) -> dict[str, Any]:
    known = fields if isinstance(fields, dict) else {}
    named = {"id": known.get("_id"), "rev": known.get("_rev")}
    # Only text is repeated: anything else may be nested too deep to be printed.
    said = {k: v if isinstance(v, str) else None for k, v in named.items()}
    return {**said, **error_fields(error)[1]}


routes = [
    resource("/{db}/_bulk_get", POST=bulk_get),
    resource("/{db}/_bulk_docs", POST=bulk_docs),
]
