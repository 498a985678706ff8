"""Lists that Cairn knows: those that a mapping which comes with it fits wholly."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from cairn_server.directory.errors import TableError
from cairn_server.directory.importing.files import assign_tables, match_columns
from cairn_server.directory.importing.mapping import Mapping
from cairn_server.directory.importing.table import Table

__all__ = ["HSDS", "find_known"]

FOLDER = Path(__file__).parent.parent / "mappings"
HSDS = Mapping.parse((FOLDER / "hsds.toml").read_text("utf-8"))


def find_known(tables: Sequence[Table]) -> Mapping | None:
    """Return the mapping whose every file is among `tables`, with all of its columns."""
    for file in sorted(FOLDER.glob("*.toml")):
        mapping = Mapping.parse(file.read_text("utf-8"))
        if mapping.format == "hsds":
            continue
        try:
            assigned = assign_tables(mapping, tables)
            for kind, table in assigned.items():
                match_columns(mapping.objects[kind], table)
        except TableError:
            continue
        if assigned.keys() == mapping.objects.keys():
            return mapping
    return None
