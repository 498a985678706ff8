"""A spreadsheet for people: a sheet each of services, places and organizations."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font

from cairn_server.directory.exporting.cell import SIGNS
from cairn_server.directory.exporting.readable import (
    addresses,
    hours,
    joined,
    languages,
    named,
    phones,
)

__all__ = ["Spreadsheet"]

MAX_CELL = 32_767  # letters; Excel holds no more
HEADERS = {
    "service": (
        "ID,Service,Organization,Status,Kinds of help,Description,Phones,Email,Website,Hours,"
        "Places,Counties,Languages,Who can come,How to start,Cost,Alert,Last checked,"
        "Draft or retired"
    ).split(","),
    "location": (
        "ID,Place,Organization,Address,Latitude,Longitude,Confidential,Phones,Hours,Languages,"
        "Accessibility,How to get there,Last checked,Draft or retired"
    ).split(","),
    "organization": (
        "ID,Organization,Description,Phones,Email,Website,Last checked,Draft or retired"
    ).split(","),
}
TITLES = {"service": "Services", "location": "Places", "organization": "Organizations"}
WIDE = frozenset({"Description", "Phones", "Hours", "Places", "Address"})


class Spreadsheet:
    """Rows on their way into an .xlsx file. Cells are texts: none is a formula."""

    def __init__(self) -> None:
        self._book = Workbook(write_only=True)
        self._sheets: dict[str, Any] = {}
        for kind, headers in HEADERS.items():
            sheet = self._sheets[kind] = self._book.create_sheet(TITLES[kind])
            sheet.freeze_panes = "A2"
            for number, header in enumerate(headers):
                letter = chr(ord("A") + number)
                sheet.column_dimensions[letter].width = 44 if header in WIDE else 20
            sheet.append([_header(sheet, header) for header in headers])
        self._names: dict[str, str] = {}  # of organizations and places, by ID
        self._terms: dict[str, str] = {}

    def add(self, kind: str, told: Mapping[str, Any]) -> None:
        """Take one entry in, each after what it refers to."""
        if kind == "taxonomy_term":
            self._terms[told["id"]] = told["name"]
        if kind not in self._sheets:
            return
        if kind != "service":
            self._names[told["id"]] = told.get("name", "")
        cells = {"service": self._service, "location": self._location}.get(kind, _organization)
        sheet = self._sheets[kind]
        sheet.append([_cell(sheet, value) for value in cells(told)])

    def write(self, target: Path) -> None:
        """Write the file."""
        self._book.save(target)

    def _service(self, told: Mapping[str, Any]) -> list[Any]:
        terms = [self._terms.get(one.get("taxonomy_term_id", ""), "") for one in _attributes(told)]
        places = told.get("service_at_locations", ())
        costs = [*named(told, "cost_options", "option"), told.get("fees_description", "")]
        return [
            told["id"],
            told["name"],
            self._names.get(told.get("organization_id", ""), ""),
            told["status"],
            joined(terms),
            told.get("description"),
            joined(phones(told)),
            told.get("email"),
            told.get("url"),
            joined([*hours(told), *(one for place in places for one in hours(place))]),
            joined(self._names.get(place["location_id"], "") for place in places),
            joined(named(told, "service_areas", "name")),
            joined(languages(told)),
            told.get("eligibility_description"),
            told.get("application_process"),
            joined(costs),
            told.get("alert"),
            told.get("assured_date"),
            told.get("state"),
        ]

    def _location(self, told: Mapping[str, Any]) -> list[Any]:
        return [
            told["id"],
            told.get("name"),
            self._names.get(told.get("organization_id", ""), ""),
            joined(addresses(told)),
            told.get("latitude"),
            told.get("longitude"),
            "yes" if told.get("confidential") else None,
            joined(phones(told)),
            joined(hours(told)),
            joined(languages(told)),
            joined(named(told, "accessibility", "description")),
            told.get("transportation"),
            told.get("assured_date"),
            told.get("state"),
        ]


def _organization(told: Mapping[str, Any]) -> list[Any]:
    return [
        told["id"],
        told["name"],
        told.get("description"),
        joined(phones(told)),
        told.get("email"),
        told.get("website"),
        told.get("assured_date"),
        told.get("state"),
    ]


def _attributes(told: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    return list(told.get("attributes", ()))


def _header(sheet: Any, text: str) -> Any:
    cell = WriteOnlyCell(sheet, text)
    cell.font = Font(bold=True)
    return cell


def _cell(sheet: Any, value: Any) -> Any:
    if value is None or value == "":
        return None
    if not isinstance(value, str):
        return WriteOnlyCell(sheet, value)
    text = ILLEGAL_CHARACTERS_RE.sub(" ", value)[:MAX_CELL]
    cell = WriteOnlyCell(sheet, text)
    cell.data_type = "s"  # as it stands, "=1+1" too
    cell.alignment = Alignment(vertical="top", wrap_text=True)
    if text.startswith(SIGNS):
        cell.style = "Normal"
        cell.quotePrefix = True
    return cell
