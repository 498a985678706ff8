"""Who writes: a member who signed in, the CouchDB that it replicates with, or the server itself."""

from __future__ import annotations

from dataclasses import dataclass

from cairn_sync.document import Document

__all__ = ["Member", "Merger", "Principal", "Subscriber", "Upstream"]


@dataclass(frozen=True, slots=True)
class Member:
    """A person who signed in."""

    member_id: str  # the UUID, without "member:"
    name: str  # as typed to sign in
    display_name: str
    roles: frozenset[str]  # of "advocate", "editor", "coordinator"
    collaborative: str
    language: str | None = None  # None: as the phone prefers


@dataclass(frozen=True, slots=True)
class Upstream:
    """The CouchDB that this server replicates with: a principal of its own."""

    collaborative: str


@dataclass(frozen=True, slots=True)
class Merger:
    """This server itself, when it merges what others wrote at the same time."""

    collaborative: str
    leaves: tuple[Document, ...]  # of the document, as they were read: tombstones with bodies


@dataclass(frozen=True, slots=True)
class Subscriber:
    """This server itself, when it writes down what another collaborative publishes."""

    collaborative: str
    database: str  # of that network, and of no other


Principal = Member | Upstream | Merger | Subscriber
