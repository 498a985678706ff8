"""From HSDS objects to rows of the tables, keys put in and none left that names nothing."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID, uuid5

from cairn_server.directory.tabular.tables import (
    DOCUMENTS,
    LOOSE,
    PARENT_KEYS,
    TABLES,
    Table,
    key_to,
)

__all__ = ["Flattener", "Row", "Skipped"]

Row = tuple[str, dict[str, Any]]
"""A table's name, and one object's values in it."""


@dataclass(slots=True)
class Skipped:
    """What could not be told in tables, for want of what it belongs to."""

    services: list[str] = field(default_factory=list)  # IDs: their organization is not there
    links: int = 0  # to places, programs and terms that are not there


class Flattener:
    """Turns objects into rows, one after the other.

    `known` holds, by table, the IDs that keys may name.
    """

    def __init__(self, known: Mapping[str, Collection[str]]) -> None:
        self.skipped = Skipped()
        self._known = known
        self._seen: set[tuple[str, bytes]] = set()  # a row's ID is its own in its table

    def rows(self, kind: str, told: Mapping[str, Any]) -> Iterator[Row]:
        """Yield the rows of one document's object, its own first."""
        if kind == "service" and told.get("organization_id") not in self._known["organization"]:
            self.skipped.services.append(str(told["id"]))
            return
        yield from self._object(TABLES[kind], told, {})

    def _object(self, table: Table, told: Mapping[str, Any], keys: dict[str, Any]) -> Iterator[Row]:
        number = self._own_id(table.name, str(told["id"]), keys)
        row = {k: v for k, v in told.items() if k not in table.parts} | {"id": number}
        if table.name not in DOCUMENTS:
            row = {k: v for k, v in row.items() if k not in PARENT_KEYS or k in ("id", *keys)}
            if table.name == "service_at_location":
                row["location_id"] = told["location_id"]
        row |= keys
        self._drop_dangling(table.name, row)
        for name in table.single & told.keys():
            part = told[name]
            row[f"{name}_id"] = part["id"]
            if (name, UUID(part["id"]).bytes) not in self._seen:
                yield from self._object(table.parts[name], part, {})
        yield table.name, row
        for name, inner in table.parts.items():
            if name in table.single:
                continue
            for part in told.get(name, ()):
                yield from self._part(table.name, inner, part, number)

    def _part(
        self, parent: str, table: Table, told: Mapping[str, Any], number: str
    ) -> Iterator[Row]:
        if table.name == "service_at_location" and (
            told["location_id"] not in self._known["location"]
        ):
            self.skipped.links += 1
            return
        if table.name == "attribute":
            term = told.get("taxonomy_term_id")
            if term not in self._known["taxonomy_term"]:
                table = TABLES[f"{LOOSE}attribute"]
                self.skipped.links += term is not None
        key, kind = key_to(parent, table.name)
        yield from self._object(table, told, {key: number} | ({kind: parent} if kind else {}))

    def _drop_dangling(self, table: str, row: dict[str, Any]) -> None:
        for column, target in (
            ("organization_id", "organization"),
            ("parent_organization_id", "organization"),
            ("program_id", "program"),
            ("taxonomy_id", "taxonomy"),
            ("parent_id", "taxonomy_term"),
        ):
            if column in row and row[column] not in self._known[target]:
                del row[column]
                self.skipped.links += 1
        if table == "loose_attribute":
            row.pop("taxonomy_term_id", None)

    def _own_id(self, table: str, number: str, keys: Mapping[str, Any]) -> str:
        mark = table, UUID(number).bytes
        if mark in self._seen:
            # The same part stands in two places: the second gets an ID of its own.
            number = str(uuid5(UUID(number), "/".join(map(str, keys.values()))))
            mark = table, UUID(number).bytes
        self._seen.add(mark)
        return number
