"""A sentence about a cell: its place, then why. The app says the second in its own language."""

from __future__ import annotations

from cairn_server.directory.said import Said

__all__ = ["PLACED", "placed"]

PLACED = "{place}: {why}"


def placed(place: str, why: str) -> Said:
    """Return the sentence; `why` may be a `Said` itself."""
    return Said(PLACED, {"place": place, "why": why})
