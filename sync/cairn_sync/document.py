"""The document: a revision of a JSON object, and its way in and out of JSON.

A body is kept as bytes: our own serialisation of what was received, never the
sender's text, because two parsers may read a duplicate key differently. Fields
that start with ``_`` belong to the protocol and are not part of the body; they
are spliced in front of it on the way out, so serving a document parses nothing.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import orjson

from cairn_sync.canonical import canonical_json, dump_json, require_portable
from cairn_sync.errors import MalformedError, UnsupportedError
from cairn_sync.revision import Revision

__all__ = [
    "Document",
    "new_edit",
    "parse_body",
    "parse_document",
    "parse_edit",
    "rebase",
    "to_json_bytes",
    "with_path",
]

# What CouchDB itself adds when asked; accepted and ignored when it comes back.
IGNORED_FIELDS = frozenset(
    {"_conflicts", "_deleted_conflicts", "_local_seq", "_revs_info", "_attachments"}
)
READ_FIELDS = frozenset({"_id", "_rev", "_revisions", "_deleted"})
MAX_ID_BYTES = 512


@dataclass(frozen=True, slots=True)
class Document:
    """One revision of one document."""

    doc_id: str
    path: tuple[Revision, ...]  # this revision, then the ancestors known, newest first
    deleted: bool  # True: a tombstone
    body: bytes  # a JSON object without the `_` fields; b"{}" when empty

    @property
    def revision(self) -> Revision:
        return self.path[0]

    def parsed_body(self) -> dict[str, Any]:
        """Return the body as a new dict."""
        parsed: dict[str, Any] = orjson.loads(self.body)
        return parsed


def new_edit(
    doc_id: str,
    body: Mapping[str, Any],
    *,
    parent: tuple[Revision, ...] = (),
    deleted: bool = False,
) -> Document:
    """Return the edit that puts `body` on top of the path `parent`.

    The same edit of the same revision gets the same ID everywhere: on every
    server, and on a phone (``pwa/src/data/revision.ts``; both are held to
    ``tests/vectors/revision.json``).

    Raises:
        MalformedError: the ID or the body cannot be stored.
    """
    _require_id(doc_id)
    plain = _require_body(body)
    signed: list[Any] = [str(parent[0]) if parent else None, deleted, plain, []]
    signature = hashlib.sha256(canonical_json(signed)).hexdigest()[:32]
    generation = parent[0].generation + 1 if parent else 1
    return Document(doc_id, (Revision(generation, signature), *parent), deleted, dump_json(plain))


def parse_document(fields: Any) -> Document:
    """Read a revision made elsewhere (``new_edits=false``): it must name its ``_rev``.

    Raises:
        MalformedError: naming what is wrong.
        UnsupportedError: it carries attachments, which are not stored.
    """
    doc_id = _require_fields(fields)
    path = _parse_path(fields)
    return Document(doc_id, path, _parse_deleted(fields), dump_json(parse_body(fields)))


def parse_edit(fields: Any, *, doc_id: str | None = None) -> Document:
    """Read a client's edit (``new_edits=true``) and give it its revision.

    ``_rev``, when there, is the parent. `doc_id` is what the URL names, else ``_id``.

    Raises:
        MalformedError: naming what is wrong.
        UnsupportedError: it carries attachments, which are not stored.
    """
    if doc_id is not None and isinstance(fields, dict):
        fields = {**fields, "_id": doc_id}
    doc_id = _require_fields(fields)
    parent = (Revision.parse(fields["_rev"]),) if fields.get("_rev") is not None else ()
    # Signing looks at every value anyway, so `parse_body` need not.
    return new_edit(doc_id, _own_fields(fields), parent=parent, deleted=_parse_deleted(fields))


def parse_body(fields: Mapping[str, Any]) -> dict[str, Any]:
    """Return the fields that are not the protocol's, checked for what every peer can hold."""
    body = _own_fields(fields)
    require_portable(body)
    return body


def to_json_bytes(
    document: Document, *, revisions: bool = False, extra: Mapping[str, bytes] | None = None
) -> bytes:
    """Return the document as JSON, its body spliced in untouched.

    `revisions` adds ``_revisions``; `extra` maps further ``_`` fields to their JSON.
    """
    parts = [
        b'{"_id":' + orjson.dumps(document.doc_id),
        b'"_rev":"%s"' % str(document.revision).encode(),
    ]
    if document.deleted:
        parts.append(b'"_deleted":true')
    if revisions:
        ids = orjson.dumps([revision.signature for revision in document.path])
        parts.append(b'"_revisions":{"start":%d,"ids":%s}' % (document.revision.generation, ids))
    if extra:
        parts.extend(b'"%s":%s' % (name.encode(), value) for name, value in extra.items())
    if document.body != b"{}":
        parts.append(document.body[1:-1])
    return b",".join(parts) + b"}"


def rebase(document: Document, parent: tuple[Revision, ...]) -> Document:
    """Return the same edit on another parent, signed anew."""
    return new_edit(
        document.doc_id, document.parsed_body(), parent=parent, deleted=document.deleted
    )


def with_path(document: Document, path: tuple[Revision, ...]) -> Document:
    """Return the document with more (or fewer) ancestors named."""
    return replace(document, path=path)


def _require_fields(fields: Any) -> str:
    if not isinstance(fields, dict):
        raise MalformedError("a document must be a JSON object")
    for name in fields:
        if name.startswith("_") and name not in READ_FIELDS and name not in IGNORED_FIELDS:
            raise MalformedError(f"bad special document member: {name}")
    if fields.get("_attachments"):
        raise UnsupportedError("attachments are not stored here")
    return _require_id(fields.get("_id"))


def _own_fields(fields: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if name[:1] != "_"}


def _require_id(doc_id: object) -> str:
    if not isinstance(doc_id, str) or not doc_id:
        raise MalformedError("a document's _id must be text and not empty")
    if doc_id.startswith("_") and not doc_id.startswith("_design/"):
        raise MalformedError(f"only reserved document IDs start with an underscore: {doc_id!r}")
    try:
        size = len(doc_id.encode())
    except UnicodeEncodeError as exc:
        raise MalformedError("a document's _id must be Unicode text") from exc
    if size > MAX_ID_BYTES:
        raise MalformedError(f"a document's _id must be at most {MAX_ID_BYTES} bytes")
    return doc_id


def _require_body(body: Mapping[str, Any]) -> dict[str, Any]:
    for name in body:
        if name.startswith("_"):
            raise MalformedError(f"bad special document member: {name}")
    return dict(body)


def _parse_deleted(fields: Mapping[str, Any]) -> bool:
    deleted = fields.get("_deleted", False)
    if not isinstance(deleted, bool):
        raise MalformedError("_deleted must be true or false")
    return deleted


def _parse_path(fields: Mapping[str, Any]) -> tuple[Revision, ...]:
    named = Revision.parse(fields["_rev"]) if "_rev" in fields else None
    revisions = fields.get("_revisions")
    if revisions is None:
        if named is None:
            raise MalformedError("the revision is missing: neither _rev nor _revisions is given")
        return (named,)
    if not isinstance(revisions, dict):
        raise MalformedError("_revisions must be an object with start and ids")
    start, ids = revisions.get("start"), revisions.get("ids")
    if type(start) is not int or not isinstance(ids, list) or not 0 < len(ids) <= start:
        raise MalformedError("_revisions must have a start of at least as many as its ids")
    if not all(isinstance(signature, str) for signature in ids):
        raise MalformedError("the ids of _revisions must be text")
    path = tuple(Revision.parse(f"{start - age}-{sig}") for age, sig in enumerate(ids))
    if named is not None and path[0] != named:
        raise MalformedError(f"_rev {named} is not the first of _revisions, {path[0]}")
    return path
