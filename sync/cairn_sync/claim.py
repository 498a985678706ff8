"""The claim: what one edit said in one field, and the dot that names it.

A dot is written ``N-event+value``, 32 hex digits, such as ``3-9f2c…41d0…``:

    N      1 more than the highest that the edit's author saw in this field
    event  names the edit: who, when, and on which revision
    value  names what it said, so that a value changed by somebody who keeps no such
           books is noticed: it is no longer the one that the dot names

An event of zeros is nobody's: the value was found without books, at 0 from the start, or
above 0 in the place of a value that a dot had named.

The names are FNV-1a hashes: nothing here is secret or proves anything, and a phone has to
make them without waiting. Pure; held with ``pwa/src/data/claim.ts`` to the same vectors.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from cairn_sync.canonical import canonical_json

__all__ = ["NOBODY", "Claim", "Dot", "Value", "baseline", "event_name", "fingerprint", "value_name"]

Value = tuple[Any, ...]
"""What a field says: ``(value,)``, or ``()`` when it is absent."""

NOBODY = "0" * 16
FORM = re.compile(r"(0|[1-9][0-9]{0,8})-([0-9a-f]{16})([0-9a-f]{16})", re.ASCII)
OFFSET, PRIME, BITS_64 = 0xCBF29CE484222325, 0x100000001B3, 2**64 - 1


@dataclass(frozen=True, order=True, slots=True)
class Dot:
    """The name of one edit of one field."""

    n: int
    event: str
    value: str

    @classmethod
    def parse(cls, text: object) -> Dot | None:
        form = FORM.fullmatch(text) if isinstance(text, str) else None
        return cls(int(form[1]), form[2], form[3]) if form else None

    def __str__(self) -> str:
        return f"{self.n}-{self.event}{self.value}"

    @property
    def is_baseline(self) -> bool:
        """Tell whether nothing is known of the value but the value."""
        return self.n == 0 and self.event == NOBODY


@dataclass(frozen=True, slots=True)
class Claim:
    """What one edit said in one field."""

    dot: Dot
    value: Value
    by: str | None = None  # who, as far as is known
    at: str | None = None  # when, by their clock
    was: Value | None = None  # what the field said before; None: not known, or no longer

    @property
    def rank(self) -> tuple[bool, Dot]:
        """Order claims: of two that stand against each other the higher is shown.

        What is there goes before what was taken away, so that a deletion never hides an edit.
        """
        return bool(self.value), self.dot


def fingerprint(value: Any) -> str:
    """Return 16 hex digits that name a JSON value: FNV-1a over its RFC 8785 form."""
    hashed = OFFSET
    for byte in canonical_json(value):
        hashed = ((hashed ^ byte) * PRIME) & BITS_64
    return f"{hashed:016x}"


def event_name(parent: str | None, *, by: str | None, at: str | None) -> str:
    """Return the name of the edit that somebody made of a revision at a time."""
    return fingerprint([parent, by, at])


def value_name(field: str, value: Value) -> str:
    """Return the name of what a field says."""
    return fingerprint([field, *value])


def baseline(field: str, value: Value) -> Claim:
    """Return the claim of a value that no edit has put its name to."""
    return Claim(Dot(0, NOBODY, value_name(field, value)), value)
