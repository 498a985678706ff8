"""What was read from one cell."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

__all__ = ["Reading", "nothing", "unread"]


@dataclass(frozen=True, slots=True)
class Reading:
    """Values, and what had to be done to get them."""

    values: tuple[Any, ...] = ()  # (): the cell says nothing, or could not be read
    repairs: tuple[str, ...] = ()  # what was put right, each a clause such as "read as afternoon"
    tidied: tuple[str, ...] = ()  # how it was written in the directory's own way; never in doubt
    fault: str = ""  # why it could not be read, a clause; "" if it could
    fix: str = ""  # what would put it right


def nothing() -> Reading:
    return Reading()


def unread(fault: str, fix: str = "") -> Reading:
    """Return the reading of a cell that is left out."""
    return Reading(fault=fault, fix=fix)
