"""What a group has answered: the live answers, equal ones as one, and rows put together.

A row is the fields that were filled in under its ID. Who takes a row away writes down,
at the row's own place, which of its fields they had seen; a field filled in meanwhile
was not seen, so the row stays and somebody is asked.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from cairn_server.worksheets.group.register import (
    Register,
    Told,
    Value,
    has_seen,
    live,
    spelling,
)

__all__ = ["Given", "Merged", "MergedRow", "merge"]

REMOVED = True  # at a row's own place: it was taken away; None there takes that back


@dataclass(frozen=True, slots=True)
class Given:
    """A value, and the members who gave it, in the order of their IDs."""

    value: Value
    members: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MergedRow:
    """A row that is shown."""

    row_id: str
    is_asked: bool  # one took it away, another filled it in or keeps it: a person decides


@dataclass(frozen=True, slots=True)
class Merged:
    """What is answered now."""

    answers: Mapping[str, tuple[Given, ...]]  # by place; several: as many to choose from
    rows: Mapping[str, tuple[MergedRow, ...]]  # by question, in the order they were begun


def merge(register: Register, own: Collection[str] = ()) -> Merged:
    """Return what a register says is answered: a function of it, and of nothing else.

    `own` are the places where everybody answers alone: there nobody ends another's answer.
    """
    answers: dict[str, tuple[Given, ...]] = {}
    fields: dict[str, list[Told]] = {}  # live and filled in, by row
    for place in sorted(register):
        standing = _live_of_each(register[place]) if place in own else live(register[place])
        filled = [told for told in standing if told.entry.value is not None]
        row = _row_of(place)
        if not filled or (row is None and "/" in place):
            continue
        answers[place] = _given(filled)
        if row is not None:
            fields.setdefault(row, []).extend(filled)
    rows: dict[str, tuple[MergedRow, ...]] = {}
    for row in sorted(fields):
        question, _, row_id = row.partition("/")
        state = _standing(live(register.get(row, ())), fields[row])
        if state != "gone":
            shown = MergedRow(row_id, is_asked=state == "asked")
            rows[question] = (*rows.get(question, ()), shown)
            continue
        answers = {place: given for place, given in answers.items() if _row_of(place) != row}
    return Merged(answers, rows)


def _live_of_each(entries: Sequence[Told]) -> list[Told]:
    members = dict.fromkeys(told.member for told in entries)
    return [
        told
        for member in members
        for told in live([other for other in entries if other.member == member])
    ]


def _row_of(place: str) -> str | None:
    parts = place.split("/")
    return "/".join(parts[:2]) if len(parts) == 3 else None


def _standing(marks: Sequence[Told], filled: Sequence[Told]) -> Literal["kept", "asked", "gone"]:
    removals = [mark for mark in marks if mark.entry.value is REMOVED]
    if not removals:
        return "kept"
    covered = all(
        any(has_seen(removal.entry, told.entry) for removal in removals) for told in filled
    )
    return "gone" if len(removals) == len(marks) and covered else "asked"


def _given(filled: Sequence[Told]) -> tuple[Given, ...]:
    members: dict[bytes, set[str]] = {}
    values: dict[bytes, Value] = {}
    for told in filled:
        spelled = spelling(told.entry.value)
        values[spelled] = told.entry.value
        members.setdefault(spelled, set()).add(told.member)
    return tuple(
        Given(values[spelled], tuple(sorted(members[spelled]))) for spelled in sorted(values)
    )
