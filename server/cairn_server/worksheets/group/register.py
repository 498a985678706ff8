"""The register: every answer that is known at each place of a group worksheet.

::

    place     "aim", a question; "steps/<row>/n", a field of a row; "steps/<row>", the row
    entry     one answer: its value, its dot (`by`, `dot`), and the dots its author had seen
    register  by place, the entries of all members; joining two is a union

Rule 1: joining forgets nothing, so it is commutative, associative and idempotent, and
looks at no clock, no common ancestor and nobody's name.
Rule 2: an entry is over when another at its place has seen it, unless it has seen that
one too: then one of them claims what cannot be, and neither ends the other. What nobody
has seen stays live, whoever wrote what, and in whatever order it came.
Rule 3: `by` names one sitting at one phone, not the member: two phones of one member
count apart, so neither can claim to have seen what the other wrote.

The phone's ``register.ts`` is the same; both pass ``tests/vectors/group-merge.json``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from cairn_sync.canonical import MAX_SAFE_INTEGER, canonical_json

__all__ = ["Entry", "Register", "Told", "has_seen", "join", "live", "register_of", "spelling"]

Value = Any  # JSON; None: taken away


@dataclass(frozen=True, slots=True)
class Entry:
    """One answer at one place."""

    value: Value
    by: str  # the sitting
    dot: int  # counts up, over all places of the sitting
    seen: Mapping[str, int]  # the highest dot of each sitting


@dataclass(frozen=True, slots=True)
class Told:
    """An entry, and whose it is."""

    entry: Entry
    member: str


Register = Mapping[str, tuple[Told, ...]]
"""By place; each told once, in the one order that every phone and server has."""


def register_of(body: Mapping[str, Any]) -> Register:
    """Return the register of one live leaf of a sheet; what is malformed is left out."""
    answers = body.get("answers")
    if not isinstance(answers, dict):
        return {}
    member = str(body.get("member", ""))
    told = {
        place: _ordered(Told(entry, member) for raw in raws for entry in _read(raw))
        for place, raws in answers.items()
        if isinstance(raws, list)
    }
    return {place: entries for place, entries in told.items() if entries}


def join(*registers: Register) -> Register:
    """Return everything that any of them tells."""
    told: dict[str, tuple[Told, ...]] = {}
    for register in registers:
        for place, entries in register.items():
            told[place] = _ordered((*told.get(place, ()), *entries))
    return told


def live(entries: Sequence[Told]) -> tuple[Told, ...]:
    """Return the entries at one place that no other there has seen."""
    return tuple(
        told
        for told in entries
        if not any(o is not told and _follows(o.entry, told.entry) for o in entries)
    )


def _follows(later: Entry, earlier: Entry) -> bool:
    return has_seen(later, earlier) and not has_seen(earlier, later)


def has_seen(entry: Entry, other: Entry) -> bool:
    """Tell whether the author of `entry` knew `other`."""
    return entry.seen.get(other.by, 0) >= other.dot


def spelling(value: Value) -> bytes:
    """Return what values are told apart and ordered by: as JavaScript orders their JSON."""
    return canonical_json(value).decode().encode("utf-16-be")


def _read(raw: object) -> Iterator[Entry]:
    if not isinstance(raw, dict):
        return
    by, seen = raw.get("by"), raw.get("seen")
    dot = _dot(raw.get("dot"))
    if not isinstance(by, str) or dot is None:
        return
    known = seen.items() if isinstance(seen, dict) else ()
    yield Entry(raw.get("value"), by, dot, {who: n for who, n in known if _dot(n)})


def _dot(value: object) -> int | None:
    """Return `value` if it may count edits; True is no number, whatever Python thinks."""
    if isinstance(value, bool) or not isinstance(value, int):
        return None
    return value if 0 < value <= MAX_SAFE_INTEGER else None


def _ordered(entries: Iterator[Told] | Sequence[Told]) -> tuple[Told, ...]:
    by_spelling = {_told_spelling(told): told for told in entries}
    return tuple(told for _, told in sorted(by_spelling.items(), key=lambda pair: pair[0]))


def _told_spelling(told: Told) -> bytes:
    entry = told.entry
    return spelling(
        {
            "value": entry.value,
            "by": entry.by,
            "dot": entry.dot,
            "seen": dict(entry.seen),
            "member": told.member,
        }
    )
