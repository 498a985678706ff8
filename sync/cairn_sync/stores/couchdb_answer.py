"""What a CouchDB answers, read into the package's own types.

Whatever is not as the protocol has it raises ProtocolError. A single document that
cannot be kept here is not such a case: it is left out, and the others are read.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import orjson

from cairn_sync.document import Document, parse_document
from cairn_sync.errors import (
    ConflictError,
    ForbiddenError,
    MalformedError,
    NotFoundError,
    ProtocolError,
    StoreError,
    SyncError,
    UnavailableError,
    UnsupportedError,
)
from cairn_sync.revision import Revision
from cairn_sync.revtree import Branch
from cairn_sync.store import Batch, Change, Lacking, Outcome

__all__ = [
    "edit_bytes",
    "names_database",
    "parse_all_docs",
    "parse_bulk_get",
    "parse_changes",
    "parse_count",
    "parse_open_revs",
    "parse_outcomes",
    "parse_readable",
    "parse_revision",
    "parse_revs_diff",
    "parse_sequence",
    "pick",
    "require_object",
    "winning_order",
    "with_documents",
]

ROW_ERRORS: dict[str, type[SyncError]] = {
    "conflict": ConflictError,
    "forbidden": ForbiddenError,
    "unauthorized": ForbiddenError,
    "bad_request": MalformedError,
    "not_implemented": UnsupportedError,
    "service_unavailable": UnavailableError,
    "timeout": UnavailableError,
}
logger = logging.getLogger(__name__)

NO_DATABASE = ("Database does not exist.", "no_db_file")


def require_object(told: Any) -> dict[str, Any]:
    if not isinstance(told, dict):
        raise ProtocolError("the peer's answer is no JSON object")
    return told


def names_database(error: NotFoundError) -> bool:
    """Tell whether it is the database that is missing, not a document."""
    return str(error).endswith(NO_DATABASE)


def parse_count(value: Any) -> int:
    return value if isinstance(value, int) and value > 0 else 0


def parse_sequence(value: Any) -> str:
    """Keep a sequence as text: CouchDB's are that, PouchDB's numbers, BigCouch's lists."""
    if isinstance(value, str):
        return value
    if value is None:
        raise ProtocolError("the peer's answer lacks a sequence")
    return orjson.dumps(value).decode()


def parse_revision(text: Any) -> Revision:
    try:
        return Revision.parse(text)
    except MalformedError as exc:
        raise ProtocolError(f"the peer's answer holds what is no revision: {text!r}") from exc


def parse_changes(told: Any, limit: int) -> Batch:
    told = require_object(told)
    rows = _require_list(told.get("results"))
    changes = [change for row in rows if (change := _parse_change(row)) is not None]
    pending = told.get("pending")
    if not isinstance(pending, int):
        # PouchDB does not tell: a full batch may be followed by more.
        pending = 1 if len(rows) >= limit else 0
    return Batch(changes, parse_sequence(told.get("last_seq")), pending)


def parse_revs_diff(told: Any) -> dict[str, Lacking]:
    lacking = {}
    for doc_id, fields in require_object(told).items():
        fields = require_object(fields)
        missing = [parse_revision(rev) for rev in _require_list(fields.get("missing"))]
        ancestors = [
            parse_revision(rev) for rev in _require_list(fields.get("possible_ancestors", []))
        ]
        if missing:
            lacking[doc_id] = Lacking(missing, ancestors)
    return lacking


def parse_bulk_get(told: Any) -> list[Document]:
    """Return every document that could be read, in whatever grouping they came."""
    documents = []
    for result in _require_list(require_object(told).get("results")):
        for row in _require_list(require_object(result).get("docs")):
            document = parse_readable(require_object(row).get("ok"))
            if document is not None:
                documents.append(document)
    return documents


def parse_open_revs(told: Any) -> list[Any]:
    """Return the fields of the leaves that are there, still to be parsed."""
    rows = [require_object(row) for row in _require_list(told)]
    return [row["ok"] for row in rows if "ok" in row]


def parse_readable(fields: Any) -> Document | None:
    """Read a document; None: it is none that can be kept here."""
    try:
        return parse_document(fields)
    except (MalformedError, UnsupportedError):
        return None


def parse_all_docs(told: Any) -> list[Document]:
    rows = _require_list(require_object(told).get("rows"))
    documents = [parse_readable(require_object(row).get("doc")) for row in rows]
    return [document for document in documents if document is not None]


def parse_outcomes(told: Any, documents: Sequence[Document], *, new_edits: bool) -> list[Outcome]:
    """Read what became of a batch. A failed row may lack the revision, but not the ID."""
    rows = [require_object(row) for row in _require_list(told)]
    if new_edits:
        if len(rows) != len(documents):
            raise ProtocolError("the peer did not answer for every document")
        return [_parse_edited(row, document) for row, document in zip(rows, documents, strict=True)]
    failed = [row for row in rows if "error" in row]
    outcomes = []
    for document in documents:
        error = next((_row_error(row) for row in failed if _is_about(row, document)), None)
        outcomes.append(Outcome(document.doc_id, document.revision, error))
    return outcomes


def pick(
    wanted: Sequence[tuple[str, Revision | None]], documents: Sequence[Document]
) -> list[Document | None]:
    """Return the document for each entry of `wanted`; None for a revision: the winner."""
    by_revision = {(document.doc_id, document.revision): document for document in documents}
    winners: dict[str, Document] = {}
    for document in sorted(documents, key=winning_order):
        winners[document.doc_id] = document
    return [
        winners.get(doc_id) if revision is None else by_revision.get((doc_id, revision))
        for doc_id, revision in wanted
    ]


def with_documents(row: Change, found: Mapping[tuple[str, Revision], Document | None]) -> Change:
    """Return the row with what is known of its leaves by now: paths, tombstones, bodies."""
    documents = [found.get((row.doc_id, branch.leaf)) for branch in row.branches]
    read = sorted((doc for doc in documents if doc is not None), key=winning_order, reverse=True)
    if not read:
        return row
    branches = tuple(Branch(document.path, document.deleted) for document in read)
    shown = (read[0], *(document for document in read[1:] if not document.deleted))
    return replace(row, branches=branches, documents=shown)


def winning_order(document: Document) -> tuple[bool, Revision]:
    return (not document.deleted, document.revision)


def edit_bytes(document: Document) -> bytes:
    """Return an edit as a client sends it: ``_rev`` is its parent."""
    fields: dict[str, Any] = {"_id": document.doc_id, **document.parsed_body()}
    if len(document.path) > 1:
        fields["_rev"] = str(document.path[1])
    if document.deleted:
        fields["_deleted"] = True
    return orjson.dumps(fields)


def _require_list(value: Any) -> list[Any]:
    if not isinstance(value, list):
        raise ProtocolError("the peer's answer lacks a list")
    return value


def _parse_change(row: Any) -> Change | None:
    """Read a row; None: all that it names are revisions that nobody here can hold."""
    row = require_object(row)
    doc_id, deleted = row.get("id"), row.get("deleted") is True
    if not isinstance(doc_id, str):
        raise ProtocolError("a row of the peer's changes feed names no document")
    leaves = [require_object(leaf).get("rev") for leaf in _require_list(row.get("changes"))]
    if not leaves:
        raise ProtocolError("a row of the peer's changes feed names no revision")
    # A CouchDB takes any text for a signature. One such document must not stop all others.
    readable = [leaf for leaf in leaves if not _is_odd(leaf)]
    if len(readable) < len(leaves):
        logger.warning("a revision of %r cannot be held here", doc_id)
    if not readable:
        return None
    branches = tuple(Branch((parse_revision(leaf),), deleted) for leaf in readable)
    return Change(parse_sequence(row.get("seq")), doc_id, branches)


def _is_odd(text: Any) -> bool:
    """Tell whether this is a revision to the peer, but none that can be held here."""
    if not isinstance(text, str) or re.match("[0-9]+-.", text) is None:
        return False
    try:
        Revision.parse(text)
    except MalformedError:
        return True
    return False


def _parse_edited(row: dict[str, Any], document: Document) -> Outcome:
    if "error" in row:
        return Outcome(document.doc_id, document.revision, _row_error(row))
    return Outcome(document.doc_id, parse_revision(row.get("rev")))


def _is_about(row: dict[str, Any], document: Document) -> bool:
    rev = row.get("rev")
    return row.get("id") == document.doc_id and rev in (None, str(document.revision))


def _row_error(row: dict[str, Any]) -> SyncError:
    kind = ROW_ERRORS.get(str(row["error"]), StoreError)
    return kind(str(row.get("reason") or row["error"]))
