"""Which file holds which objects, and whether it has the columns that the mapping names."""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Collection, Sequence
from collections.abc import Mapping as Dictionary

from cairn_server.directory.errors import TableError
from cairn_server.directory.importing.mapping import FieldSource, Mapping, ObjectMap
from cairn_server.directory.importing.protect import Drafts
from cairn_server.directory.importing.table import Table
from cairn_server.directory.said import said

__all__ = ["absent_fields", "assign_tables", "join_rows", "match_columns"]


def assign_tables(mapping: Mapping, tables: Sequence[Table]) -> dict[str, Table]:
    """Return the table for each type of document, in the order of import.

    Files are known by the name that the mapping gives; one of another name is taken for
    the only type left whose columns it has.

    Raises:
        TableError: no file fits any part of the mapping.
    """
    by_name = {table.file.casefold(): table for table in tables}
    assigned = {
        kind: by_name[part.file.casefold()]
        for kind, part in mapping.objects.items()
        if part.file.casefold() in by_name
    }
    if not assigned and len({part.file.casefold() for part in mapping.objects.values()}) == 1:
        # One file for everything, under another name.
        whole = [
            table
            for table in tables
            if not any(_missing(part, table) for part in mapping.objects.values())
        ]
        assigned = dict.fromkeys(mapping.objects, whole[0]) if len(whole) == 1 else {}
    for table in tables:
        if any(table is taken for taken in assigned.values()):
            continue
        fitting = [
            kind
            for kind, part in mapping.objects.items()
            if kind not in assigned and not _missing(part, table)
        ]
        if len(fitting) == 1:
            assigned[fitting[0]] = table
    if not assigned:
        known = ", ".join(sorted({part.file for part in mapping.objects.values()}))
        raise TableError(
            said(
                "None of the files is one that the mapping names ({known}), and none has the "
                "columns of one.",
                known=known,
            )
        )
    return {kind: assigned[kind] for kind in mapping.objects if kind in assigned}


def match_columns(part: ObjectMap, table: Table) -> Dictionary[str, str]:
    """Return the table's own name for each column that the mapping names.

    Raises:
        TableError: naming the columns that are missing, with names that come near, and
            those that the header holds twice.
    """
    if missing := _missing(part, table):
        held = [name for name in table.columns if name]
        hints = []
        for column in missing:
            near = difflib.get_close_matches(column, held, n=1, cutoff=0.6)
            hints.append(f"{column!r}" + (f" (there is {near[0]!r})" if near else ""))
        raise TableError(
            said(
                "{file} lacks the columns {columns}: correct its first row or the mapping file.",
                file=table.file,
                columns=", ".join(hints),
            )
        )
    own = {_folded(name): name for name in table.columns}
    found = {column: own[_folded(column)] for column in part.columns if _folded(column) in own}
    counts = Counter(table.columns)
    if twice := [name for name in found.values() if counts[name] > 1]:
        raise TableError(
            said(
                "{file} names the column {column} twice in its first row.",
                file=table.file,
                column=repr(twice[0]),
            )
        )
    return found


def _missing(part: ObjectMap, table: Table) -> list[str]:
    own = {_folded(name) for name in table.columns}
    wanted = part.required_columns if part.optional else part.columns
    return [column for column in wanted if _folded(column) not in own]


def absent_fields(part: ObjectMap, table: Table) -> set[str]:
    """Return the fields none of whose columns is in the file, where those may be missing."""
    own = {_folded(name) for name in table.columns}
    return {
        "latitude" if name == "position" else name
        for name, sources in part.fields.items()
        if part.optional
        and all(one.constant is None for one in sources)
        and not any(_is_there(name, one, own) for one in sources)
    }


def _is_there(name: str, source: FieldSource, own: Collection[str]) -> bool:
    held = [_folded(column) in own for column in source.columns_used]
    return all(held) if name == "position" else any(held)


def join_rows(mapping: Mapping, tables: Dictionary[str, Table], drafts: Drafts) -> None:
    """Link services to the places that rows of their own name for them."""
    join, table = mapping.join, tables.get("service")
    if join is None or table is None:
        return
    own = {_folded(name): name for name in table.columns}
    held = [own.get(_folded(one), "") for one in (join.rows.column, join.service, join.location)]
    wanted = {value.casefold() for value in join.rows.equals}
    for row in table.rows:
        state, service, location = (row.cells.get(column, "") for column in held)
        draft = drafts.services.get(service)
        if state.casefold() in wanted and draft is not None and location:
            if location not in draft.linked:
                draft.linked.append(location)


def _folded(name: str) -> str:
    return " ".join(name.split()).casefold()
