"""What survives a phone's crash: its databases, as ``pwa/src/data/schema.ts`` has them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from cairn_sync.document import Document
from cairn_sync.revision import Revision
from tests.simulation.outbox import Entry, Refused, Stored

__all__ = ["Key", "Own", "Saved", "Shared"]

Key = tuple[str, str]  # database, document ID

# Scaled down, as the simulation's documents are, so that requests do fill up.
FIRST_REQUEST_BYTES = 700


@dataclass(slots=True)
class Shared:
    """What all members of a phone share on its disk."""

    mark: str  # another one for each copy
    documents: dict[Key, Stored] = field(default_factory=dict)
    cursor: str = ""


@dataclass(slots=True)
class Own:
    """What one member has on the disk."""

    outbox: dict[Key, Entry] = field(default_factory=dict)
    refused: dict[tuple[str, str, Revision], Refused] = field(default_factory=dict)
    cursor: str = ""
    cursor_mark: str = ""
    request_bytes: int = FIRST_REQUEST_BYTES


@dataclass(frozen=True, slots=True)
class Saved:
    """An edit that a person was told is saved."""

    phone: str
    member: str
    database: str
    document: Document
    seen: Revision | None  # the revision they were looking at
    folded: Document | None  # their own edit that it took the place of, unsent
    seen_body: Mapping[str, Any] | None  # what they had on the screen
    folded_base: Mapping[str, Any] | None  # what they began `folded` with
