"""The sequence: a place in one database's changes feed.

Opaque to everybody else; here it is ``<number>-<epoch>``. An epoch is one unbroken
life of a database file. After a restore the file goes on in a new epoch and remembers
up to which number it kept each earlier one, so that a peer that had read further
resumes from the restore point, and one that names an epoch never heard of, from zero.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from uuid import uuid4

from cairn_sync.errors import MalformedError

__all__ = ["Epoch", "format_sequence", "next_epoch", "resume_from"]


@dataclass(frozen=True, slots=True)
class Epoch:
    """One unbroken life of a database."""

    epoch_id: str  # random hex; never reused
    last_kept: int | None  # last sequence number still held from it; None: it goes on


def format_sequence(number: int, epochs: Sequence[Epoch]) -> str:
    """Print a place of the current epoch, the last of `epochs`."""
    return f"{number}-{epochs[-1].epoch_id}"


def resume_from(since: str, epochs: Sequence[Epoch], *, last_number: int) -> int:
    """Return the number after which to read, never beyond what is held.

    ``""``, ``"0"`` and unknown epochs mean the start, ``"now"`` the end.

    Raises:
        MalformedError: `since` is no sequence.
    """
    if since in ("", "0"):
        return 0
    if since == "now":
        return last_number
    digits, dash, epoch_id = since.partition("-")
    if not (digits.isascii() and digits.isdecimal() and len(digits) < 19):
        raise MalformedError(f"not a sequence: {since!r}")
    if not dash:
        # A bare number names no epoch, so it proves nothing about this file's life.
        return 0
    for epoch in epochs:
        if epoch.epoch_id == epoch_id:
            kept = last_number if epoch.last_kept is None else epoch.last_kept
            return min(int(digits), kept)
    return 0


def next_epoch(epochs: Sequence[Epoch], *, last_number: int) -> list[Epoch]:
    """Return the epochs of a database that begins a new one after `last_number`."""
    *earlier, current = epochs
    return [*earlier, replace(current, last_kept=last_number), Epoch(uuid4().hex, None)]
