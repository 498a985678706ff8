"""By which door, and in whose name, what is being written comes. Told beside the writes.

A store is handed documents and a rule, not who brings them. So a door says it around its
writes; tasks and worker threads that it starts carry it along.
"""

from __future__ import annotations

import enum
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

__all__ = ["Door", "Source", "now_writing", "tell_source", "writing"]


class Door(enum.StrEnum):
    """The ways into a directory."""

    PHONE = "phone"  # the app
    COUCHDB = "couchdb"  # a CouchDB client with somebody's token
    IMPORT = "import"
    UNDO = "undo"  # an import was taken back
    PARTNER = "partner"  # a service confirmed its entry by a link
    UPSTREAM = "upstream"  # another server of this collaborative
    MERGE = "merge"  # the server joined what was changed at the same time
    COMMAND = "command"  # somebody at the server
    FOUND = "found"  # not known: it was there when the record began, or was written past it


@dataclass(frozen=True, slots=True)
class Source:
    """Who writes, and how."""

    door: Door
    by: str | None = None  # the member, where the door knows: then it is proven, not stated
    name: str | None = None  # of an import


UNKNOWN = Source(Door.FOUND)
_SOURCE: ContextVar[Source] = ContextVar("source", default=UNKNOWN)


def now_writing() -> Source:
    """Return what was told of the writes that are being made."""
    return _SOURCE.get()


def tell_source(source: Source) -> None:
    """Tell it of all that this task writes from now on."""
    _SOURCE.set(source)


@contextmanager
def writing(source: Source) -> Iterator[None]:
    """Tell it of the writes inside."""
    before = _SOURCE.set(source)
    try:
        yield
    finally:
        _SOURCE.reset(before)
