"""Who writes: a member who signed in, or the CouchDB that the server replicates with."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Member", "Principal", "Upstream"]


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


Principal = Member | Upstream
