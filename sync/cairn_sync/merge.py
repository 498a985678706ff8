"""Merge what was written at the same time: a pure function of the live leaves.

Each body carries, under ``edits``, who changed which field, when, what it was before, and
which earlier edits of the field were seen (`claim`, `register`). From that alone, without
ancestors, clock or the merger's name, everybody merges the same leaves into the same bytes:

    different fields      both changes stay
    the same field        all that was said stays in ``edits``; the highest is shown
    a list's elements     as if each were a field
    gone against changed  the change is shown

Bodies without ``edits`` merge too: then nobody can tell which is newer, and every difference
is for a person to decide. What the books look like is `books`' affair.

Rule: the laws come first. `merge_bodies` is commutative, associative, idempotent and makes the
same bytes everywhere (``tests/sync/test_merge_laws.py``). One exception, for somebody's
safety: grouping may matter while only some of the leaves are marked, and then only for how
much a person is asked.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

import orjson

from cairn_sync.books import read_register, write_register
from cairn_sync.canonical import canonical_json
from cairn_sync.claim import Claim, Dot, Value, baseline, event_name, value_name
from cairn_sync.errors import MalformedError
from cairn_sync.merge_rules import EDITS, MergeRules
from cairn_sync.register import Register, join, same_value

__all__ = [
    "EDITS",
    "MergeRules",
    "add_claims",
    "conflicts_of",
    "merge_bodies",
    "read_registers",
    "record_edit",
]

OVER_KEPT = 24  # overwritten dots that an edit remembers; beyond, somebody is asked in vain
WAS_BYTES = 2000  # of a previous value; a longer one is not kept

Body = Mapping[str, Any]


def merge_bodies(bodies: Sequence[Body], rules: MergeRules) -> dict[str, Any]:
    """Return the body that holds all that the live leaves say.

    Raises:
        MalformedError: they are not of one type and schema, or hold what no peer may.
    """
    fixed = _join_fixed(bodies, rules)
    is_marked = _is_marked(fixed, rules)
    read = [
        _forget_over(registers) if is_marked and not _is_marked(body, rules) else registers
        for body in bodies
        for registers in [read_registers(body, rules)]
    ]
    joined = {
        unit: join(registers.get(unit) or Register((baseline(unit, ()),)) for registers in read)
        for unit in set().union(*read)
    }
    return _write_body(fixed, joined, rules)


def add_claims(body: Body, unit: str, claims: Sequence[Claim], rules: MergeRules) -> dict[str, Any]:
    """Return the body with what else is claimed of one field, unless it was overwritten.

    Joined as the claims of other leaves are, so the same laws hold.

    Raises:
        MalformedError: the body holds what no peer may.
    """
    registers = read_registers(body, rules)
    here = registers.get(unit) or Register((baseline(unit, ()),))
    registers[unit] = join([here, *(Register((claim,)) for claim in claims)])
    fixed = {name: value for name, value in body.items() if rules.unit_of(name) is None}
    fixed.pop(EDITS, None)
    return _write_body(fixed, registers, rules)


def record_edit(
    before: Body | None,
    after: Body,
    rules: MergeRules,
    *,
    by: str | None,
    at: str | None,
    parent: str | None,
    decided: Collection[str] = (),
) -> dict[str, Any]:
    """Return `after` with the books of `before` carried on.

    `by` and `at` are None for a program. `before` is what the author saw, on revision `parent`;
    None: the document is new. Where two claims stood, the author saw the shown one only,
    unless the field is in `decided`.
    """
    plain = {name: value for name, value in after.items() if name != EDITS}
    if before is None:
        return plain
    event = event_name(parent, by=by, at=at)
    registers = read_registers(before, rules)
    for unit in sorted({*registers, *_units(plain, rules)}):
        register = registers.get(unit) or Register((baseline(unit, ()),))
        shown, value = rules.read(before, unit), rules.read(plain, unit)
        if same_value(shown, value) and unit not in decided:
            registers[unit] = register
            continue
        saw_all = unit in decided or not rules.is_undecided(unit, register.claims, shown)
        # What the body said; after a writer without books that need not be the highest claim.
        said = [one for one in register.claims if same_value(one.value, shown)]
        seen = register.claims if saw_all else said[:1]
        other = next((c.value for c in seen if not same_value(c.value, value)), shown)
        was = shown if not same_value(shown, value) else other
        claim = Claim(
            Dot(register.top + 1, event, value_name(unit, value)),
            value,
            by,
            at,
            was if len(canonical_json(list(was))) <= WAS_BYTES else None,
        )
        over = _trim(register.over, {one.dot for one in seen})
        kept = [one for one in register.claims if one not in seen]
        registers[unit] = join([Register((claim, *kept), over)])
    fixed = {name: plain[name] for name in plain if rules.unit_of(name) is None}
    return _write_body(fixed, registers, rules)


def conflicts_of(body: Body, rules: MergeRules) -> dict[str, tuple[Claim, ...]]:
    """Return the fields that a person has to decide, with what is claimed, the shown first."""
    found = {}
    for unit, register in read_registers(body, rules).items():
        if rules.is_undecided(unit, register.claims, rules.read(body, unit)):
            found[unit] = register.claims
    return found


# -- Reading ------------------------------------------------------------------


def read_registers(body: Body, rules: MergeRules) -> dict[str, Register]:
    """Return every field's claims, by the name its books are kept under."""
    books = body.get(EDITS)
    entries = books if isinstance(books, dict) else {}
    units = _units(body, rules) | {unit for unit in entries if rules.unit_of(unit) == unit}
    return {
        unit: read_register(unit, rules.read(body, unit), entries.get(unit), rules)
        for unit in units
    }


def _units(body: Body, rules: MergeRules) -> set[str]:
    return {unit for name in body if (unit := rules.unit_of(name)) is not None}


# -- Writing ------------------------------------------------------------------


def _join_fixed(bodies: Sequence[Body], rules: MergeRules) -> dict[str, Any]:
    fixed: dict[str, Any] = {}
    for name in rules.alike:
        values = [body[name] for body in bodies if name in body]
        if not values:
            continue
        if len(values) != len(bodies) or any(value != values[0] for value in values):
            raise MalformedError(f"leaves that differ in their {name} cannot be merged")
        fixed[name] = values[0]
    for name in rules.highest:
        values = [body[name] for body in bodies if name in body]
        if values:
            fixed[name] = max(values, key=canonical_json)
    if rules.mark is not None:
        marks = [body[rules.mark] for body in bodies if rules.mark in body]
        if any(marks):
            fixed[rules.mark] = True
        elif marks:
            fixed[rules.mark] = marks[0]
    return fixed


def _is_marked(body: Body, rules: MergeRules) -> bool:
    return rules.mark is not None and bool(body.get(rules.mark))


def _forget_over(registers: Mapping[str, Register]) -> dict[str, Register]:
    """Return what an unmarked leaf says, for a merge with a marked one.

    Its dots name values that may be addresses, and a name is enough to try addresses on. So
    none of what it overwrote goes along: a person may be asked more, and nothing is lost.
    """
    return {unit: Register(register.claims) for unit, register in registers.items()}


def _write_body(
    fixed: Mapping[str, Any], registers: Mapping[str, Register], rules: MergeRules
) -> dict[str, Any]:
    is_marked = _is_marked(fixed, rules)
    body, books = dict(fixed), {}
    for unit, register in registers.items():
        if is_marked and unit not in rules.open_fields:
            continue
        register = _without_hidden(unit, register, rules, is_marked=is_marked)
        value, _ = rules.shown(unit, register.claims)
        if value:
            body |= value[0] if unit in rules.together else {unit: value[0]}
        if entry := write_register(register):
            books[unit] = entry
    if books:
        body[EDITS] = books
    written: dict[str, Any] = orjson.loads(canonical_json(body))
    return written


def _without_hidden(
    unit: str, register: Register, rules: MergeRules, *, is_marked: bool
) -> Register:
    """Return the register without what is not to be kept: least of all in a marked document."""

    def hides(value: Value | None) -> bool:
        return is_marked and any(rules.hides(unit, said) for said in value or ())

    def told(claim: Claim) -> Claim:
        return replace(claim, was=None) if unit in rules.forgets or hides(claim.was) else claim

    kept = [told(claim) for claim in register.claims if not hides(claim.value)]
    reduced = [
        Claim(replace(claim.dot, value=value_name(unit, value)), value, claim.by, claim.at)
        for claim in register.claims
        if hides(claim.value) and (value := rules.instead(unit, claim.value[0]))
    ]
    if not reduced:
        return Register(tuple(kept), register.over)
    return join([Register((*kept, *reduced), register.over)])


def _trim(over: Iterable[Dot], seen: set[Dot]) -> frozenset[Dot]:
    newest = sorted(set(over) - seen, reverse=True)
    return frozenset(seen) | frozenset(newest[: max(0, OVER_KEPT - len(seen))])
