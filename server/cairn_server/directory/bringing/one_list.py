"""One list with a row for each service, as the three tables and the mapping that an import takes.

Each row makes a service; its organization is known by name; its place, where it has one, is
the row's own. What names a row for ever is its ID column, else organization, name and city.
"""

from __future__ import annotations

import re
from collections.abc import Container
from collections.abc import Mapping as Dictionary
from dataclasses import dataclass, replace
from typing import Any

from pydantic import ValidationError

from cairn_server.directory.errors import MappingError
from cairn_server.directory.importing.mapping import Mapping
from cairn_server.directory.importing.table import Row, Table
from cairn_server.directory.importing.value import with_line_breaks
from cairn_server.directory.said import said

__all__ = ["SERVICE", "Prepared", "prepare"]

OWN = ("cairn:service", "cairn:agency", "cairn:agency name", "cairn:place", "cairn:address")
SERVICE, AGENCY, AGENCY_NAME, PLACE, ADDRESS = OWN


# A comma before two capitals belongs to them: "Ward County, ND".
AREAS = re.compile(r"\s*(?:\n|,(?!\s*[A-Z]{2}\b)|&|\band\b|\by\b)\s*")
COUNTIES = re.compile(r"\s+(?:counties|county|co\.?)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Prepared:
    """What the importer takes."""

    mapping: Mapping
    tables: dict[str, Table]  # by type, in the order of import


def prepare(
    table: Table,
    columns: Dictionary[str, str],
    *,
    source: str,
    skipped: Container[int] = frozenset(),
    merged: Container[int] = frozenset(),
) -> Prepared:
    """Return `table` with `columns` (by name, what each holds) ready to be imported.

    `skipped` are rows that are left out, `merged` rows that only fill in an entry: neither its
    organization nor its place comes from them.

    Raises:
        MappingError: `source` or a column's choice is not one.
    """
    by_choice: dict[str, list[str]] = {}
    for column, choice in columns.items():
        by_choice.setdefault(choice, []).append(column)
    rows = []
    for row in table.rows:
        if row.number not in skipped:
            areas = {
                name: ";".join(_areas(row.cells.get(name, "")))
                for name in by_choice.get("service.service_areas", ())
            }
            own = _own_cells(row.number, row.cells, by_choice)
            rows.append(Row(row.number, row.cells | areas | own))
    named = tuple(
        row
        for row in rows
        if row.cells[SERVICE] != f"row {row.number}" and row.number not in merged
    )
    whole = replace(table, columns=(*table.columns, *OWN), rows=tuple(rows))
    part = replace(whole, findings=(), told=(), blank=0)
    tables = {
        "organization": replace(part, rows=named),
        "location": replace(part, rows=tuple(row for row in named if row.cells[PLACE])),
        "service": whole,
    }
    return Prepared(_mapping(table.file, by_choice, source), tables)


def _areas(cell: str) -> list[str]:
    """Return the counties of a list such as "Ward, McHenry & Pierce Counties"."""
    if not cell or ";" in cell:
        return [cell]
    pieces = [one.strip() for one in AREAS.split(cell) if one.strip()]
    if len(pieces) == 1 or any(len(one.split()) > 4 for one in pieces):
        return [cell]  # a sentence, or one area
    last = COUNTIES.search(pieces[-1])
    if last is None:
        return pieces
    pieces[-1] = pieces[-1][: last.start()]
    return [f"{COUNTIES.sub('', one)} County" for one in pieces if one]


def _own_cells(
    number: int, cells: Dictionary[str, str], by_choice: Dictionary[str, list[str]]
) -> dict[str, str]:
    def held(choice: str) -> str:
        found = (
            with_line_breaks(cells.get(column, "")).strip() for column in by_choice.get(choice, ())
        )
        return next(filter(None, found), "")

    name, agency = held("service.name"), held("organization.name") or held("service.name")
    city = held("place.city")
    service = held("id") or "|".join(_folded(text) for text in (agency, name, city))
    address = held("place.whole") or ", ".join(
        filter(
            None,
            (
                held("place.street"),
                city,
                f"{held('place.state')} {held('place.postal_code')}".strip(),
            ),
        )
    )
    nameless = f"row {number}"  # the row will be rejected for that
    has_place = bool(address or held("place.confidential"))
    return {
        SERVICE: service if name else nameless,
        AGENCY: _folded(agency) or nameless,
        AGENCY_NAME: agency,
        PLACE: service if name and has_place else "",
        ADDRESS: address,
    }


def _mapping(file: str, by_choice: Dictionary[str, list[str]], source: str) -> Mapping:
    fields: dict[str, list[Any]] = {}
    for choice, columns in by_choice.items():
        kind, _, name = choice.partition(".")
        if kind != "service":
            continue
        name, _, phone_type = name.partition(":")
        for column in columns:
            one: dict[str, Any] = {"column": column}
            if phone_type:
                one["type"] = phone_type
            if name == "service_areas":
                one["split"] = ";"
            fields.setdefault(name, []).append(one)
    fields["categories"] = fields.get("categories", []) + fields.get("name", [])
    place: dict[str, Any] = {"name": AGENCY_NAME, "addresses": ADDRESS}
    if hidden := by_choice.get("place.confidential"):
        place["confidential"] = hidden
    try:
        return Mapping.model_validate(
            {
                "source": source,
                "organization": {
                    "file": file,
                    "id": AGENCY,
                    "repeats": True,
                    "fields": {"name": AGENCY_NAME},
                },
                "location": {"file": file, "id": PLACE, "organization": AGENCY, "fields": place},
                "service": {
                    "file": file,
                    "id": SERVICE,
                    "organization": AGENCY,
                    "locations": PLACE,
                    "fields": fields,
                },
            }
        )
    except ValidationError:
        raise MappingError(
            said("The columns cannot be read so: choose again what each holds.")
        ) from None


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold()
