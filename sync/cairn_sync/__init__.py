"""Replicate JSON documents between stores with the CouchDB protocol."""

from cairn_sync.continuous import ReplicationState, replicate_continuously
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
from cairn_sync.merge import MergeRules, conflicts_of, merge_bodies, record_edit
from cairn_sync.replicator import Failure, Summary, replicate
from cairn_sync.retry import Backoff
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
    "Backoff",
    "Batch",
    "Branch",
    "Change",
    "ConflictError",
    "DatabaseInfo",
    "Databases",
    "Document",
    "ExistsError",
    "Failure",
    "ForbiddenError",
    "Gate",
    "Lacking",
    "MalformedError",
    "Merge",
    "MergeRules",
    "NotFoundError",
    "Outcome",
    "ProtocolError",
    "ReplicationState",
    "Revision",
    "Store",
    "StoreError",
    "Summary",
    "SyncError",
    "UnavailableError",
    "UnsupportedError",
    "conflicts_of",
    "is_database_name",
    "live_branches",
    "merge_bodies",
    "merge_path",
    "new_edit",
    "parse_document",
    "parse_edit",
    "record_edit",
    "replicate",
    "replicate_continuously",
    "require_database_name",
    "to_json_bytes",
    "winning_branch",
]
