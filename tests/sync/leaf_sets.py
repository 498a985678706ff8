"""Sets of leaves as they come about: people write on copies, and copies meet.

A `Copy` is a replica of one document with an oracle beside it, which remembers what was
written and who had seen it. The oracle knows nothing of books, dots or merges.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from hypothesis import strategies as st

from cairn_sync.canonical import canonical_json
from cairn_sync.merge import (
    EDITS,
    MergeRules,
    conflicts_of,
    merge_bodies,
    read_registers,
    record_edit,
)

__all__ = [
    "FIELDS",
    "RULES",
    "Copy",
    "claimed",
    "hidden_place",
    "histories",
    "leaf_sets",
    "play",
    "value_in",
]

RULES = MergeRules(
    highest=frozenset({"last_modified"}),
    latest=frozenset({"assured_date"}),
    keys={"phones": "number", "categories": ""},
    weekly=frozenset({"schedules"}),
    together={"latitude": ("latitude", "longitude"), "state": ("state", "replaced_by")},
    mark="confidential",
    open_fields=frozenset({"name", "email", "phones", "assured_date", "state", "schedules"}),
    hides=lambda _, value: "Elm Street" in str(value),
    instead=lambda unit, value: (
        ({"state": value["state"]},) if unit == "state" and "state" in value else ()
    ),
)

PHONES = [{"number": f"555-013{n}"} for n in range(3)] + [
    {"number": "555-0130", "description": "at night"}
]
NINE = {"opens_at": "09:00", "closes_at": "17:00", "freq": "WEEKLY"}
TEN = NINE | {"opens_at": "10:00"}
KNOWN = NINE | {"id": "a"}
MONTHLY = {"freq": "MONTHLY", "byday": "1MO", "opens_at": "09:00", "closes_at": "12:00"}


def on(schedule: dict[str, Any], byday: str) -> dict[str, Any]:
    return schedule | {"byday": byday}


SCHEDULES = [
    [on(NINE, "MO,TU,WE")],
    [on(NINE, "MO,WE"), on(TEN, "TU")],
    [on(NINE, "MO,TU"), on(TEN, "WE")],
    [on(NINE, "MO,TU,WE"), on(TEN, "SA"), MONTHLY],
    [on(KNOWN, "MO,TU,WE")],
    [on(KNOWN, "MO,WE"), on(TEN, "TU")],
    [on(KNOWN, "MO,TU,WE,SA"), MONTHLY | {"description": "In Elm Street"}],
    [on(NINE, "MO,MO"), {"description": "Call first"}, on(NINE, "TU"), on(NINE, "TU")],
]
FIELDS: dict[str, list[Any]] = {
    "name": ["Casa Luz", "Open Door", "Tres Ríos", "12 Elm Street"],
    "email": ["a@example.org", "b@example.org"],
    "assured_date": ["2026-10-01", "2026-11-01", "2026-11-20"],
    "phones": [PHONES[:1], PHONES[:2], PHONES[1:3], PHONES[1:], [*PHONES[1:2], PHONES[0]]],
    "categories": [["legal"], ["legal", "food"], ["food"]],
    "latitude": [1.5, 2],
    "longitude": [-1.5, 7],
    "state": ["draft", "retired"],
    "schedules": SCHEDULES,
    "replaced_by": ["the house in Elm Street", "Casa Luz"],
    "last_modified": ["2026-11-01T10:00:00Z", "2026-11-02T10:00:00Z"],
}
UNITS = sorted({known for name in FIELDS if (known := RULES.unit_of(name))})
PEOPLE = ["carmen", "elena"]
MOMENTS = ["2026-11-20T18:30:00Z", "2026-11-20T18:30:05Z"]


@dataclass
class Copy:
    """One replica, and what the oracle knows of it."""

    body: dict[str, Any]
    writes: dict[int, tuple[str, bytes]] = field(default_factory=dict)  # number -> unit, value
    overwritten: set[int] = field(default_factory=set)

    def live(self, unit: str) -> set[bytes]:
        return {value for written, value in self._standing().values() if written == unit}

    def forget_books(self) -> None:
        """Keep what the body itself says: the replica no longer holds any other answer."""
        self.body = {name: value for name, value in self.body.items() if name != EDITS}
        for number, (unit, value) in self._standing().items():
            if value != value_in(self.body, unit):
                del self.writes[number]

    def _standing(self) -> dict[int, tuple[str, bytes]]:
        return {n: told for n, told in self.writes.items() if n not in self.overwritten}


def value_in(body: dict[str, Any], unit: str) -> bytes:
    return canonical_json(list(RULES.read(body, unit)))


def hidden_place(body: dict[str, Any]) -> dict[str, Any]:
    """Mark a body as the doors let it be done: without books, and without an address."""
    said = {name: v for name, v in body.items() if name != EDITS and may_say(name, v)}
    return said | {"confidential": True}


def may_say(name: str, value: Any) -> bool:
    is_open = name in RULES.open_fields or RULES.unit_of(name) is None
    return is_open and not RULES.hides(name, value)


@dataclass
class Play:
    """A history under way."""

    copies: list[Copy]
    counter: int = 0

    def write(self, number: int, unit: str, value: bytes, seen: set[bytes] | None) -> None:
        """Note a write; `seen`: the values its author saw, None for all."""
        copy = self.copies[number]
        for one, (written, told) in copy.writes.items():
            if written == unit and (seen is None or told in seen):
                copy.overwritten.add(one)
        self.counter += 1
        copy.writes[self.counter] = (unit, value)

    def forget_books(self, number: int) -> None:
        """Note that a replica says no more than its body; a list merged of several is one now."""
        copy = self.copies[number]
        copy.forget_books()
        for unit in UNITS:
            if not copy.live(unit):
                self.write(number, unit, value_in(copy.body, unit), set())


def changed(body: dict[str, Any], name: str, value: Any) -> dict[str, Any]:
    rest = {key: old for key, old in body.items() if key != name}
    return rest if value is None else rest | {name: value}


def play(base: dict[str, Any], steps: list[tuple[Any, ...]]) -> list[Copy]:
    """Return the copies after the steps."""
    first = Copy(dict(base))
    game = Play([first, Copy(dict(base)), Copy(dict(base))])
    for one in UNITS:
        game.counter += 1
        for copy in game.copies:
            copy.writes[game.counter] = (one, value_in(base, one))
    for step, (kind, place, name, choice, who, when) in enumerate(steps):
        copy = game.copies[place]
        before, unit = copy.body, RULES.unit_of(name)
        value = None if choice == 0 else FIELDS[name][choice % len(FIELDS[name])]
        undecided = conflicts_of(before, RULES)
        if kind == "meet":
            other = game.copies[(place + 1 + choice) % 3]
            copy.body = merge_bodies([copy.body, other.body], RULES)
            copy.writes |= other.writes
            copy.overwritten |= other.overwritten
            continue
        if kind == "forget books":
            game.forget_books(place)
            continue
        if kind == "mark":
            copy.body = hidden_place(before)
            continue
        if before.get("confidential") and not may_say(name, value):
            continue
        after = changed(before, name, value)
        by, at = PEOPLE[who], MOMENTS[when]
        seen = {value_in(before, unit)} if unit in undecided else None
        if kind == "decide" and unit in undecided:
            copy.body = record_edit(
                before, after, RULES, by=by, at=at, parent=f"1-{step}", decided=[unit]
            )
            game.write(place, unit, value_in(after, unit), None)
        elif kind == "stock":
            copy.body = after
            if unit and value_in(after, unit) != value_in(before, unit):
                game.write(place, unit, value_in(after, unit), seen)
        else:
            copy.body = record_edit(before, after, RULES, by=by, at=at, parent=f"1-{step}")
            if unit and value_in(after, unit) != value_in(before, unit):
                game.write(place, unit, value_in(after, unit), seen)
    return game.copies


def histories(*kinds: str, marked: bool = False) -> st.SearchStrategy[list[Copy]]:
    """Draw a base and steps of these kinds, and play them; `marked`: of a place hidden before."""
    base = st.fixed_dictionaries(
        {"type": st.just("location"), "schema": st.just(1)},
        optional={name: st.sampled_from(values) for name, values in FIELDS.items()},
    )
    step = st.tuples(
        st.sampled_from(kinds),
        st.integers(0, 2),
        st.sampled_from(sorted(FIELDS)),
        st.integers(0, 8),
        st.integers(0, 1),
        st.integers(0, 1),
    )
    return st.builds(play, base.map(hidden_place) if marked else base, st.lists(step, max_size=14))


def leaf_sets(*more: str) -> st.SearchStrategy[list[dict[str, Any]]]:
    """Draw leaves as copies of every history have them, none or all of them marked."""
    kinds = ("edit", "edit", "edit", "meet", "decide", "stock", "forget books", *more)
    drawn = st.booleans().flatmap(lambda marked: histories(*kinds, marked=marked))
    return drawn.map(lambda copies: [copy.body for copy in copies])


def claimed(body: dict[str, Any], unit: str) -> set[bytes]:
    """Return every value that the body still holds of a field."""
    register = read_registers(body, RULES).get(unit)
    return {canonical_json(list(c.value)) for c in register.claims} if register else {b"[]"}
