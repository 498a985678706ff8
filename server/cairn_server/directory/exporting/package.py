"""The tabular data package: a ZIP of one CSV a table, with ``datapackage.json``.

Rows wait in scratch files, a table each, because a ZIP takes one file at a time and the
columns are known only at the end: those of HSDS first, then what else the entries hold.
"""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory
from types import TracebackType
from typing import IO, Any

import orjson

from cairn_server.directory.exporting.cell import cell_text, safe_cell
from cairn_server.directory.tabular.flatten import Row
from cairn_server.directory.tabular.tables import TABLES, Column, key_to

__all__ = ["REQUIRED", "Package", "descriptor"]

REQUIRED = {  # besides the ID, where HSDS's tables want more than its JSON
    "organization": ("name", "description"),
    "service": ("name", "status", "organization_id"),
    "location": ("location_type",),
    "service_at_location": ("service_id", "location_id"),
    "program": ("name", "description", "organization_id"),
    "address": "address_1 city state_province postal_code country address_type".split(),
    "phone": ("number",),
    "url": ("url",),
    "cost_option": ("service_id",),
    "organization_identifier": ("organization_id", "identifier_type", "identifier"),
    "attribute": ("link_id", "taxonomy_term_id", "link_entity"),
    "taxonomy": ("name", "description"),
    "taxonomy_term": ("name", "description"),
    "unit": ("name",),
    "service_capacity": ("unit_id", "service_id", "available", "updated"),
    "metadata": ("resource_id", "resource_type", "last_action_date", "last_action_type"),
}
KEYS = {  # columns that name rows of other tables, besides those to parents
    "service": {"organization_id": "organization", "program_id": "program"},
    "organization": {"parent_organization_id": "organization"},
    "location": {"organization_id": "organization"},
    "service_at_location": {"location_id": "location"},
    "service_capacity": {"unit_id": "unit"},
    "attribute": {"taxonomy_term_id": "taxonomy_term"},
    "taxonomy_term": {"taxonomy_id": "taxonomy", "parent_id": "taxonomy_term"},
}


class Package:
    """Rows on their way into a ZIP. Use it in a ``with``: it cleans up its scratch files."""

    def __init__(self) -> None:
        self._stack = ExitStack()
        self._files: dict[str, IO[bytes]] = {}
        self._columns: dict[str, dict[str, Column]] = {}

    def __enter__(self) -> Package:
        self._folder = Path(self._stack.enter_context(TemporaryDirectory(prefix="cairn-")))
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._stack.close()

    def add(self, row: Row) -> None:
        """Take one row in."""
        table, cells = row
        if table not in self._files:
            path = self._folder / f"{table}.jsonl"
            self._files[table] = self._stack.enter_context(path.open("w+b"))
            self._columns[table] = {}
        self._files[table].write(orjson.dumps(cells) + b"\n")
        columns = self._columns[table]
        for name, value in cells.items():
            known = TABLES[table].columns.get(name)
            column = known or Column(name, _kind(name, value))
            held = columns.setdefault(name, column)
            if known is None and held.kind != column.kind:
                columns[name] = Column(name, "any")

    def write(self, target: Path) -> None:
        """Write the ZIP: the same entries give the same bytes."""
        tables = {name: self._ordered(name) for name in TABLES if name in self._files}
        with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
            with archive.open(_entry("datapackage.json"), "w") as file:
                file.write(orjson.dumps(descriptor(tables), option=orjson.OPT_INDENT_2))
            for name, columns in tables.items():
                with archive.open(_entry(TABLES[name].file), "w", force_zip64=True) as raw:
                    self._write_table(name, columns, raw)

    def _write_table(self, name: str, columns: list[Column], raw: IO[bytes]) -> None:
        with io.TextIOWrapper(raw, "utf-8", newline="") as text:
            writer = csv.writer(text)
            writer.writerow([safe_cell(column.name) for column in columns])
            for cells in self._rows(name):
                writer.writerow([_cell(cells.get(one.name), one.kind) for one in columns])

    def _rows(self, name: str) -> Iterator[dict[str, Any]]:
        file = self._files[name]
        file.seek(0)
        return map(orjson.loads, file)

    def _ordered(self, name: str) -> list[Column]:
        """Return HSDS's columns that some row fills, in HSDS's order, then the others."""
        filled = self._columns[name]
        required = ("id", *REQUIRED.get(name, ()))
        known = [c for c in TABLES[name].columns.values() if c.name in filled or c.name in required]
        names = {column.name for column in known}
        return known + [filled[one] for one in sorted(filled) if one not in names]


def descriptor(tables: dict[str, list[Column]]) -> dict[str, Any]:
    """Return ``datapackage.json`` for these tables and columns."""
    return {
        "name": "human-services-data",
        "title": "Human Services Data Specification",
        "profile": "tabular-data-package",
        "version": "3.2",
        "resources": [_resource(name, columns, tables) for name, columns in tables.items()],
    }


def _resource(name: str, columns: list[Column], tables: dict[str, list[Column]]) -> dict[str, Any]:
    required = ("id", *REQUIRED.get(name, ()))
    targets = {
        key_to(parent.name, name)[0]: parent.name
        for parent in TABLES.values()
        for field, part in parent.parts.items()
        if part.name == name and field not in parent.single
    }
    keys = {
        column: target
        for column, target in (targets | KEYS.get(name, {})).items()
        if column not in ("link_id", "resource_id")
        and target in tables
        and any(one.name == column for one in columns)
    }
    schema: dict[str, Any] = {
        "fields": [_field(column, column.name in required) for column in columns],
        "primaryKey": "id",
    }
    if keys:
        schema["foreignKeys"] = [
            # A table that refers to itself is named by an empty text.
            {
                "fields": column,
                "reference": {"resource": "" if target == name else target, "fields": "id"},
            }
            for column, target in keys.items()
        ]
    return {
        "name": name,
        "path": TABLES[name].file,
        "profile": "tabular-data-resource",
        "encoding": "utf-8",
        "schema": schema,
    }


def _field(column: Column, required: bool) -> dict[str, Any]:
    made: dict[str, Any] = {"name": safe_cell(column.name), "type": column.kind}
    if column.form:
        made["format"] = column.form
    if required:
        made["constraints"] = {"required": True}
    return made


def _kind(name: str, value: Any) -> str:
    if isinstance(value, bool):
        return "boolean"
    if isinstance(value, int | float):
        return "number"
    if isinstance(value, list):
        return "array"
    return "object" if isinstance(value, dict) else "string"


def _cell(value: Any, kind: str) -> str:
    return "" if value is None else cell_text(value, kind)


def _entry(name: str) -> zipfile.ZipInfo:
    made = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
    made.compress_type = zipfile.ZIP_DEFLATED
    return made
