"""Where a replication got to, and how two peers agree on it.

Each peer keeps a replication log, ``_local/<replication ID>``, in the form that
CouchDB gives it: the newest checkpoint on top, and a history of earlier ones. The
target's is written first. Dying between the two writes, or restoring either peer from
a backup, leaves logs that differ; the newest entry that both hold is then the point up
to which the target surely holds everything.

Rule 1: sequences are opaque. They are compared for equality, never for order.
Rule 2: an entry is the same only when session AND sequence agree. CouchDB compares the
session alone, and so skips edits when a target was restored to the midst of a session
that the source remembers to the end; our sessions may last for months.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

__all__ = [
    "HISTORY_LIMIT",
    "START",
    "Checkpoint",
    "ReplicationLog",
    "find_common_ancestry",
    "replication_id",
]

HISTORY_LIMIT = 50  # entries kept of a log; CouchDB's own number
VERSION = 4  # of the way IDs are made; CouchDB's current number
START = "0"  # before the first change, for every peer


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """One entry of a replication log: what the target held when it was written."""

    session_id: str  # the run that recorded it
    recorded_seq: str  # of the source's feed; opaque
    start_time: str = ""  # of the run, for people; RFC 7231 date
    end_time: str = ""  # of this entry, likewise
    docs_read: int = 0  # revisions in this run so far
    docs_written: int = 0
    doc_write_failures: int = 0

    @property
    def key(self) -> tuple[str, str]:
        return (self.session_id, self.recorded_seq)


@dataclass(frozen=True, slots=True)
class ReplicationLog:
    """What ``_local/<replication ID>`` holds; falsy when it holds nothing."""

    history: tuple[Checkpoint, ...] = ()  # newest first
    # Set in the target's log when the source cannot keep one: the source's uuid and epoch.
    read_only_source: str | None = None

    def __bool__(self) -> bool:
        return bool(self.history)

    @classmethod
    def parse(cls, body: Mapping[str, Any] | None) -> ReplicationLog:
        """Read a log. One that makes no sense counts as none: that only repeats work."""
        if not isinstance(body, Mapping) or not isinstance(body.get("history"), list):
            return cls()
        history = [_parse_entry(entry) for entry in body["history"]]
        known = tuple(entry for entry in history if entry is not None)
        if not known or known[0].key != (body.get("session_id"), body.get("source_last_seq")):
            return cls()
        read_only = body.get("read_only_source")
        return cls(known, read_only if isinstance(read_only, str) else None)

    def add(self, entry: Checkpoint) -> ReplicationLog:
        """Return the log with `entry` on top.

        The current run keeps up to half of the history, so that a restore to a recent
        point is cheap; of each earlier run only its last entry stays.
        """
        current = [old for old in self.history if old.session_id == entry.session_id]
        earlier: dict[str, Checkpoint] = {}
        for old in self.history:
            if old.session_id != entry.session_id:
                earlier.setdefault(old.session_id, old)
        kept = [entry, *current][: HISTORY_LIMIT // 2]
        history = (*kept, *earlier.values())[:HISTORY_LIMIT]
        return ReplicationLog(history, self.read_only_source)

    def to_body(self) -> dict[str, Any]:
        """Return the log as CouchDB writes it. It must not be empty."""
        newest = self.history[0]
        body: dict[str, Any] = {
            "session_id": newest.session_id,
            "source_last_seq": newest.recorded_seq,
            "replication_id_version": VERSION,
            "history": [_entry_body(entry) for entry in self.history],
        }
        if self.read_only_source is not None:
            body["read_only_source"] = self.read_only_source
        return body


def replication_id(source: str, target: str, *, filter_name: str = "") -> str:
    """Name the replication log of this pair of peers and this filter.

    Equal arguments give the same ID in every process and release; changing
    this function makes every peer start over from the first change.
    """
    key = json.dumps([source, target, filter_name], separators=(",", ":"))
    return hashlib.sha256(key.encode()).hexdigest()[:32]


def find_common_ancestry(source: ReplicationLog, target: ReplicationLog) -> str:
    """Return the newest sequence that both logs hold, or the start of the feed.

    Source: apache/couchdb ``couch_replicator_scheduler_job.erl``,
    ``compare_replication_logs``; but for rule 2.
    """
    held = {entry.key for entry in target.history}
    return next((entry.recorded_seq for entry in source.history if entry.key in held), START)


def _parse_entry(entry: Any) -> Checkpoint | None:
    if not isinstance(entry, Mapping):
        return None
    session_id, recorded_seq = entry.get("session_id"), entry.get("recorded_seq")
    if not isinstance(session_id, str) or not isinstance(recorded_seq, str):
        return None
    return Checkpoint(
        session_id,
        recorded_seq,
        str(entry.get("start_time", "")),
        str(entry.get("end_time", "")),
        *(_count(entry, name) for name in ("docs_read", "docs_written", "doc_write_failures")),
    )


def _count(entry: Mapping[str, Any], name: str) -> int:
    value = entry.get(name)
    return value if isinstance(value, int) else 0


def _entry_body(entry: Checkpoint) -> dict[str, Any]:
    return {
        "session_id": entry.session_id,
        "recorded_seq": entry.recorded_seq,
        "start_time": entry.start_time,
        "end_time": entry.end_time,
        "docs_read": entry.docs_read,
        "docs_written": entry.docs_written,
        "doc_write_failures": entry.doc_write_failures,
    }
