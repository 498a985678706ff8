"""Replicate JSON documents between stores with the CouchDB protocol."""

from cairn_sync.database_name import is_database_name, require_database_name
from cairn_sync.document import (
    Document,
    new_edit,
    parse_document,
    parse_edit,
    to_json_bytes,
)
from cairn_sync.errors import (
    ConflictError,
    ExistsError,
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
from cairn_sync.revtree import Branch, Merge, live_branches, merge_path, winning_branch
from cairn_sync.store import (
    Batch,
    Change,
    DatabaseInfo,
    Databases,
    Gate,
    Lacking,
    Outcome,
    Store,
)

__all__ = [
    "Batch",
    "Branch",
    "Change",
    "ConflictError",
    "DatabaseInfo",
    "Databases",
    "Document",
    "ExistsError",
    "ForbiddenError",
    "Gate",
    "Lacking",
    "MalformedError",
    "Merge",
    "NotFoundError",
    "Outcome",
    "ProtocolError",
    "Revision",
    "Store",
    "StoreError",
    "SyncError",
    "UnavailableError",
    "UnsupportedError",
    "is_database_name",
    "live_branches",
    "merge_path",
    "new_edit",
    "parse_document",
    "parse_edit",
    "require_database_name",
    "to_json_bytes",
    "winning_branch",
]
