"""From rows of the tables to HSDS objects: each part put into what it belongs to."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from cairn_server.directory.tabular.tables import DOCUMENTS, TABLES, key_to

__all__ = ["Found", "attach_again", "gather"]

NEAREST = (  # of several parents that a row names, the one it is put into
    "contact phone schedule service_at_location service_capacity service location organization "
    "taxonomy_term taxonomy"
).split()


@dataclass(slots=True)
class Found:
    """One object of a file."""

    kind: str
    told: dict[str, Any]
    file: str = ""
    row: int = 0  # as a spreadsheet shows it; in JSON the place in its list, from 1
    key: str = ""  # names it among all objects of its files


def gather(
    tables: Mapping[str, Iterable[Found]], *, orphan: Callable[[Found], object]
) -> list[Found]:
    """Return the documents' objects, with their parts in them; `orphan` gets what has no place."""
    rows = {name: list(found) for name, found in tables.items()}
    by_id = {
        name: {str(one.told["id"]): one.told for one in found if "id" in one.told}
        for name, found in rows.items()
    }
    places = _places(by_id)
    for name, found in rows.items():
        if name in DOCUMENTS:
            continue
        for one in found:
            if name != "unit" and not _attach(name, one.told, by_id, places):
                orphan(one)
    for capacity in by_id.get("service_capacity", {}).values():
        unit = by_id.get("unit", {}).get(str(capacity.get("unit_id", "")))
        if unit is not None:
            capacity["unit"] = unit
    return [one for kind in DOCUMENTS for one in rows.get(kind, ())]


def attach_again(found: Iterable[Found], orphans: Iterable[Found]) -> list[Found]:
    """Put parts that belonged to nothing into what they belong to by now; return the others."""
    by_id: dict[str, dict[str, dict[str, Any]]] = {}
    held = list(orphans)
    for one in (*found, *held):
        _index(one.kind, one.told, by_id)
    places = _places(by_id)
    return [one for one in held if not _attach(one.kind, one.told, by_id, places)]


def _index(name: str, told: dict[str, Any], by_id: dict[str, dict[str, dict[str, Any]]]) -> None:
    if "id" in told:
        by_id.setdefault(name, {}).setdefault(str(told["id"]), told)
    for field, table in TABLES[name].parts.items() if name in TABLES else ():
        parts = told.get(field)
        for part in parts if isinstance(parts, list) else ():
            if isinstance(part, dict):
                _index(table.name, part, by_id)


def _places(
    by_id: Mapping[str, Mapping[str, dict[str, Any]]],
) -> dict[tuple[Any, Any], dict[str, Any]]:
    return {
        (one["service_id"], one["location_id"]): one
        for one in by_id.get("service_at_location", {}).values()
        if "service_id" in one and "location_id" in one
    }


def _attach(
    name: str,
    told: dict[str, Any],
    by_id: Mapping[str, Mapping[str, dict[str, Any]]],
    places: Mapping[tuple[Any, Any], dict[str, Any]],
) -> bool:
    """Put a part into its parent; False: it names none that is there."""
    if "service_id" in told and "location_id" in told and name != "service_at_location":
        there = places.get((told["service_id"], told["location_id"]))
        if there is not None and (field := _field("service_at_location", name)):
            _put(there, field, told)
            return True
    for parent in dict.fromkeys([*NEAREST, *TABLES]):
        field = _field(parent, name)
        key, kind = key_to(parent, name)
        if field is None or key not in told:
            continue
        if kind and told.get(kind, parent).casefold() not in (parent, f"{parent}s"):
            continue
        owner = by_id.get(parent, {}).get(str(told[key]))
        if owner is not None:
            _put(owner, field, told)
            return True
    return False


def _put(owner: dict[str, Any], field: str, told: dict[str, Any]) -> None:
    held = owner.get(field)
    if not isinstance(held, list):  # a column of that name is no part
        held = owner[field] = []
    held.append(told)


def _field(parent: str, child: str) -> str | None:
    """Return the field of the parent that holds such parts."""
    table = TABLES[parent]
    fields = (f for f, t in table.parts.items() if t.name == child and f not in table.single)
    return next(fields, None)
