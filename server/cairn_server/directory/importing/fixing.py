"""Rows and objects that a person put right, before they are read again.

What is put right is named by a key: a row's number where there is one table, else
``file:row``; an object of HSDS by `Found.key`. Only what `fields_of` offers can be changed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import orjson

from cairn_server.directory.errors import TableError
from cairn_server.directory.importing.hsds_files import Objects
from cairn_server.directory.importing.mapping import WHEREABOUTS, ObjectMap
from cairn_server.directory.importing.mapping import Mapping as FieldMapping
from cairn_server.directory.importing.table import Row, Table, is_sound, read_table
from cairn_server.directory.said import said
from cairn_server.directory.tabular.gather import Found, attach_again

__all__ = [
    "Fixes",
    "columns_of",
    "fields_of",
    "find_fixes",
    "fix_objects",
    "fix_table",
    "fix_tables",
    "key_of",
    "read_fixes",
]

Fixes = Mapping[str, Mapping[str, str]]
"""By key, then by column or field: what it should say."""

ASKED = {  # fields that a person may have to fill in, and their order
    "organization": ("id", "name"),
    "service": ("id", "name", "organization_id", "status"),
    "location": ("id", "name", "location_type"),
    "taxonomy": ("id", "name"),
    "taxonomy_term": ("id", "name", "taxonomy_id"),
}
HIDDEN = WHEREABOUTS | {"latitude", "longitude", "description", "url"}  # of a place
DECIDED = frozenset({"confidential", "public", "state", "type", "schema"})  # never here


def key_of(table: Table, row: int, *, alone: bool) -> str:
    """Return what names a row of a table; `alone`: it is the only one that is read."""
    return str(row) if alone else f"{table.file}:{row}"


def fix_table(table: Table, fixes: Fixes, *, alone: bool) -> Table:
    """Return the table with the cells put right; a row that could not be read is one again."""
    mine = {}
    for row in (*table.rows, *table.broken):
        cells = fixes.get(key_of(table, row.number, alone=alone), {})
        sound = {name: cell.strip() for name, cell in cells.items() if is_sound(cell)}
        if sound:
            mine[row.number] = {name: cell for name, cell in sound.items() if name in table.columns}
    if not mine:
        return table
    mended = {row.number: row for row in table.broken if _is_mended(row, mine.get(row.number))}
    rows = [
        Row(row.number, row.cells | mine.get(row.number, {}))
        for row in (*table.rows, *mended.values())
    ]
    return replace(
        table,
        rows=tuple(sorted(rows, key=lambda row: row.number)),
        findings=tuple(one for one in table.findings if one.row not in mended),
        broken=tuple(row for row in table.broken if row.number not in mended),
    )


def fix_tables(tables: Mapping[str, Table], fixes: Fixes) -> dict[str, Table]:
    """Return the tables, by type, with the cells put right that ``file:row`` names.

    Raises:
        TableError: there is no such row or column.
    """
    own = {id(table): table for table in tables.values()}
    known = {
        key_of(table, row.number, alone=False): table
        for table in own.values()
        for row in (*table.rows, *table.broken)
    }
    for key, cells in fixes.items():
        if key not in known:
            raise TableError(said("The fixes name {key}, which is not in the files.", key=key))
        for column in cells.keys() - set(known[key].columns):
            raise TableError(said("{key} has no column {column}.", key=key, column=column))
    fixed = {name: fix_table(table, fixes, alone=False) for name, table in own.items()}
    return {kind: fixed[id(table)] for kind, table in tables.items()}


def find_fixes(objects: Objects, fixes: Fixes) -> dict[str, Mapping[str, str]]:
    """Return fixes by `Found.key`, where ``file:row`` is enough to name an object.

    Raises:
        TableError: there is no such object or field, or there are several in one row.
    """
    named: dict[str, list[Found]] = {}
    for one in (*objects.found, *objects.orphans):
        named.setdefault(one.key, []).append(one)
        named.setdefault(f"{one.file}:{one.row}", []).append(one)
    found = {}
    for key, cells in fixes.items():
        meant = named.get(key, [])
        if not meant:
            raise TableError(said("The fixes name {key}, which is not in the files.", key=key))
        if len(meant) > 1:
            keys = ", ".join(one.key for one in meant)
            raise TableError(said("{key} may be any of {keys}: name one.", key=key, keys=keys))
        for column in cells.keys() - fields_of(meant[0]).keys():
            raise TableError(said("{key} has no column {column}.", key=key, column=column))
        found[meant[0].key] = cells
    return found


def read_fixes(file: str, data: bytes) -> dict[str, dict[str, str]]:
    """Read a CSV of fixes: ``row`` (a key), ``column`` and ``value``.

    Raises:
        TableError: it is no such file.
    """
    table = read_table(file, data)
    if not {"row", "column", "value"} <= set(table.columns):
        raise TableError(said("{file} needs the columns row, column and value.", file=file))
    if table.findings:
        first = table.findings[0]
        raise TableError(
            said("{file}, row {row}: {reason}.", file=file, row=first.row, reason=first.reason)
        )
    fixes: dict[str, dict[str, str]] = {}
    for row in table.rows:
        fixes.setdefault(row.cells["row"], {})[row.cells["column"]] = row.cells["value"]
    return fixes


def _is_mended(row: Row, cells: Mapping[str, str] | None) -> bool:
    return cells is not None and all(map(is_sound, (row.cells | dict(cells)).values()))


def fix_objects(objects: Objects, fixes: Fixes) -> Objects:
    """Put objects right, in place; parts are put into what they name by now."""
    for one in (*objects.found, *objects.orphans):
        cells = fixes.get(one.key, {})
        known = fields_of(one)
        for name, cell in cells.items():
            if name in known and is_sound(cell):
                _set(one.told, name, cell.strip())
    if fixes:
        objects.orphans = attach_again(objects.found, objects.orphans)
    return objects


def _set(told: dict[str, Any], name: str, cell: str) -> None:
    before = told.pop(name, None)
    if not cell:
        return
    told[name] = cell
    if isinstance(before, bool | int | float):
        try:
            value = orjson.loads(cell)
        except orjson.JSONDecodeError:
            return
        if isinstance(value, bool | int | float):
            told[name] = value


def fields_of(found: Found) -> dict[str, str]:
    """Return an object's own fields as text, those that it should have first.

    What says where a place is stays away, and so do marks that are not decided here.
    """
    fields = dict.fromkeys(ASKED.get(found.kind, ()), "")
    for name, value in found.told.items():
        if isinstance(value, str | bool | int | float):
            fields[name] = value if isinstance(value, str) else orjson.dumps(value).decode()
    hidden = DECIDED | (HIDDEN if found.kind in ("location", "address") else frozenset())
    return {
        name: text
        for name, text in fields.items()
        if name not in hidden and not (found.kind == "address" and not name.endswith("id"))
    }


def columns_of(mapping: FieldMapping, table: Table) -> list[str]:
    """Return the columns that a mapping reads, in the table's order, but those of whereabouts."""
    parts = [part for part in mapping.objects.values() if _names(part, table)]
    read = {_folded(column) for part in parts for column in part.columns}
    private = {_folded(column) for part in parts for column in part.private_columns}
    named = {_folded(column) for part in parts for column in part.required_columns}
    wanted = (read - private) | named
    if mapping.join is not None:
        wanted |= {_folded(one) for one in (mapping.join.service, mapping.join.location)}
    return [name for name in table.columns if name and _folded(name) in wanted]


def _names(part: ObjectMap, table: Table) -> bool:
    own = {_folded(name) for name in table.columns}
    return all(_folded(name) in own for name in part.required_columns)


def _folded(name: str) -> str:
    return " ".join(name.split()).casefold()
