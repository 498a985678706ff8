"""Rows that may stand in the directory already under another ID: by name, phone and town."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from cairn_server.directory.importing.address import read_address
from cairn_server.directory.importing.phone import read_phones
from cairn_server.directory.importing.table import Row

__all__ = ["Columns", "Held", "find_same", "held_of", "towns_of"]

MAX_TOLD = 500
SHORTEST = 7  # digits; 211 and 988 are everybody's


@dataclass(frozen=True, slots=True)
class Held:
    """An entry that is there."""

    doc_id: str
    name: str
    phones: tuple[str, ...]
    towns: frozenset[str]


@dataclass(frozen=True, slots=True)
class Columns:
    """Which columns of a list to look at."""

    names: Sequence[str]
    phones: Sequence[str]
    town: str  # the city itself, or a whole address


def held_of(
    services: Iterable[tuple[str, Mapping[str, Any]]], towns: Mapping[str, frozenset[str]]
) -> list[Held]:
    """Return the services, by document ID and body; `towns` are those of each place's UUID."""
    return [
        Held(
            doc_id,
            str(body.get("name", "")),
            tuple(filter(None, (_digits(p.get("number", "")) for p in body.get("phones", ())))),
            frozenset().union(
                *(
                    towns.get(one.get("location_id", ""), frozenset())
                    for one in body.get("service_at_locations", ())
                )
            ),
        )
        for doc_id, body in services
    ]


def towns_of(body: Mapping[str, Any]) -> frozenset[str]:
    """Return the towns that a place's body names."""
    return frozenset(
        _folded(str(one["city"])) for one in body.get("addresses", ()) if one.get("city")
    )


def find_same(
    rows: Iterable[tuple[str, Row]], held: Sequence[Held], columns: Columns
) -> list[dict[str, Any]]:
    """Return, for rows that would be added, the entry that each resembles most.

    `rows` come with the document ID each would get. One name in two towns is two things, unless
    a phone is the same.
    """
    ids = {one.doc_id for one in held}
    by_name: dict[str, list[Held]] = {}
    by_phone: dict[str, list[Held]] = {}
    for entry in held:
        by_name.setdefault(_folded(entry.name), []).append(entry)
        for phone in entry.phones:
            by_phone.setdefault(phone, []).append(entry)
    found: list[dict[str, Any]] = []
    for doc_id, row in rows:
        if doc_id in ids or len(found) == MAX_TOLD:
            continue
        name = next(filter(None, (row.cells.get(one, "") for one in columns.names)), "")
        town = _town(row.cells.get(columns.town, ""))
        phones = _numbers(row, columns.phones)
        alike = {one.doc_id: one for number in phones for one in by_phone.get(number, ())}
        alike |= {one.doc_id: one for one in by_name.get(_folded(name), ()) if name}
        same = {
            entry.doc_id: _alike(entry, _folded(name), phones, town) for entry in alike.values()
        }
        likely = [one for one in alike.values() if {"name", "phone"} & same[one.doc_id]]
        likely = [
            one
            for one in likely
            if "phone" in same[one.doc_id] or not town or not one.towns or town in one.towns
        ]
        if not likely:
            continue
        best = max(likely, key=lambda one: (len(same[one.doc_id]), one.doc_id))
        found.append(
            {
                "row": row.number,
                "name": name,
                "id": best.doc_id,
                "entry": best.name,
                "same": sorted(same[best.doc_id]),
                "why": _why(same[best.doc_id]),
            }
        )
    return found


def _alike(entry: Held, name: str, phones: Sequence[str], town: str) -> set[str]:
    same = set()
    if name and _folded(entry.name) == name:
        same.add("name")
    if set(phones) & set(entry.phones):
        same.add("phone")
    if town and town in entry.towns:
        same.add("town")
    return same


def _why(same: set[str]) -> str:
    """Return what older phones know."""
    if {"name", "phone"} <= same:
        return "both"
    return "name" if "name" in same else "phone"


def _numbers(row: Row, columns: Sequence[str]) -> list[str]:
    numbers = [
        _digits(phone["number"])
        for column in columns
        if (text := row.cells.get(column, ""))
        for phone in read_phones(text).values
    ]
    return list(filter(None, numbers))


def _town(text: str) -> str:
    """Return the town of a cell that holds one, or a whole address."""
    if "," not in text:
        return _folded(text)
    return "".join(_folded(one.get("city", "")) for one in read_address(text).values)


def _digits(number: str) -> str:
    digits = re.sub(r"\D", "", number)[-10:]
    return digits if len(digits) >= SHORTEST else ""


def _folded(name: str) -> str:
    apart = unicodedata.normalize("NFD", re.sub(r"[^\w ]", " ", name).casefold())
    return " ".join("".join(one for one in apart if not unicodedata.combining(one)).split())
