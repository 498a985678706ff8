"""One document: read it at any revision, write it, delete it."""

from __future__ import annotations

from typing import Any

import orjson
from starlette.responses import Response

from cairn_sync.document import Document, new_edit, parse_document, parse_edit, to_json_bytes
from cairn_sync.errors import ConflictError, MalformedError, NotFoundError, UnsupportedError
from cairn_sync.http.call import Call, json_answer, resource, write_answer
from cairn_sync.revision import Revision
from cairn_sync.store import Store

__all__ = ["descendants", "routes"]


async def read(call: Call) -> Response:
    store = await call.store()
    if call.text("open_revs") is not None:
        return await open_revs(call, store)
    document = await _find(call, store, call.doc_id)
    etag = f'"{document.revision}"'
    if call.request.headers.get("If-None-Match") == etag and not call.request.query_params:
        return Response(status_code=304, headers={"ETag": etag})
    extra = await _extra(call, store, document)
    body = to_json_bytes(document, revisions=call.flag("revs"), extra=extra)
    return json_answer(body, headers={"ETag": etag})


async def open_revs(call: Call, store: Store) -> Response:
    """Answer several leaves at once, each on its own: ``ok`` or ``missing``."""
    leaves = await store.leaves(call.doc_id)
    revisions = call.flag("revs")
    if call.text("open_revs") == "all":
        if not leaves:
            raise NotFoundError("missing")
        rows = [b'{"ok":%s}' % to_json_bytes(leaf, revisions=revisions) for leaf in leaves]
        return json_answer(b"[" + b",".join(rows) + b"]")
    wanted = call.json_parameter("open_revs")
    if not isinstance(wanted, list):
        raise MalformedError("open_revs must be all or a JSON list of revisions")
    rows = []
    for text in wanted:
        revision = Revision.parse(text)
        found = [leaf for leaf in leaves if leaf.revision == revision]
        if call.flag("latest"):
            found = descendants(leaves, revision)
        rows.extend(b'{"ok":%s}' % to_json_bytes(leaf, revisions=revisions) for leaf in found)
        if not found:
            rows.append(orjson.dumps({"missing": str(revision)}))
    return json_answer(b"[" + b",".join(rows) + b"]")


async def put(call: Call) -> Response:
    store = await call.store()
    fields = await call.json_object()
    if fields.get("_id", call.doc_id) != call.doc_id:
        raise MalformedError("Document ID must match the one in the URL.")
    new_edits = call.flag("new_edits", default=True)
    rev = _given_rev(call, fields.get("_rev"))
    fields = {**fields, "_id": call.doc_id}
    if rev is not None:
        fields["_rev"] = rev
    document = parse_edit(fields) if new_edits else parse_document(fields)
    return write_answer(*await store.bulk_docs([document], new_edits=new_edits, gate=call.gate()))


async def delete(call: Call) -> Response:
    store = await call.store()
    rev = _given_rev(call, None)
    if rev is None:
        await _find(call, store, call.doc_id)
        raise ConflictError("the revision to be deleted is not named")
    document = new_edit(call.doc_id, {}, parent=(Revision.parse(rev),), deleted=True)
    outcomes = await store.bulk_docs([document], new_edits=True, gate=call.gate())
    return write_answer(*outcomes, status=200)


async def attachment(call: Call) -> Response:
    await call.store()
    raise UnsupportedError("Attachments are not stored here.")


def descendants(leaves: list[Document], revision: Revision) -> list[Document]:
    """Return the leaves that grew from `revision`, itself included."""
    return [leaf for leaf in leaves if revision in leaf.path]


async def _find(call: Call, store: Store, doc_id: str) -> Document:
    rev = call.text("rev")
    if rev is None:
        (document,) = await store.bulk_get([(doc_id, None)])
        if document is not None and document.deleted:
            raise NotFoundError("deleted")
    else:
        revision = Revision.parse(rev)
        (document,) = await store.bulk_get([(doc_id, revision)])
        if call.flag("latest"):
            latest = descendants(await store.leaves(doc_id), revision)
            document = latest[0] if latest else document
    if document is None:
        raise NotFoundError("missing")
    return document


async def _extra(call: Call, store: Store, document: Document) -> dict[str, bytes]:
    """Return the further ``_`` fields that the URL asks for."""
    meta = call.flag("meta")
    extra: dict[str, bytes] = {}
    if meta or call.flag("revs_info"):
        extra["_revs_info"] = orjson.dumps(_revs_info(document))
    conflicts = meta or call.flag("conflicts")
    deleted_conflicts = meta or call.flag("deleted_conflicts")
    if conflicts or deleted_conflicts:
        leaves = await store.leaves(document.doc_id)
        others = [leaf for leaf in leaves if leaf.revision != document.revision]
        live = [str(leaf.revision) for leaf in others if not leaf.deleted]
        dead = [str(leaf.revision) for leaf in others if leaf.deleted]
        if conflicts and live:
            extra["_conflicts"] = orjson.dumps(live)
        if deleted_conflicts and dead:
            extra["_deleted_conflicts"] = orjson.dumps(dead)
    return extra


def _revs_info(document: Document) -> list[dict[str, str]]:
    here = "deleted" if document.deleted else "available"
    return [
        # The bodies of ancestors are not kept.
        {"rev": str(revision), "status": here if age == 0 else "missing"}
        for age, revision in enumerate(document.path)
    ]


def _given_rev(call: Call, in_body: Any) -> str | None:
    """Return the parent named by the body, the URL or If-Match, which must agree."""
    if not isinstance(in_body, str | None):
        raise MalformedError("Invalid rev format")
    in_match = call.request.headers.get("If-Match", "").strip().strip('"') or None
    given = {rev for rev in (in_body, call.text("rev"), in_match) if rev is not None}
    if len(given) > 1:
        raise MalformedError(
            "Document rev from request body and query string have different values"
        )
    return given.pop() if given else None


routes = [
    resource("/{db}/_design/{design}/{attachment:path}", GET=attachment, PUT=attachment),
    resource("/{db}/_design/{design}", GET=read, PUT=put, DELETE=delete),
    resource("/{db}/{doc_id}", GET=read, PUT=put, DELETE=delete),
    resource("/{db}/{doc_id}/{attachment:path}", GET=attachment, PUT=attachment),
]
