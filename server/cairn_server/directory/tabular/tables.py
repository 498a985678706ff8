"""The tables of HSDS 3.2, read off the models: columns, types, and what stands within what.

A table's key to its parent is the parent's name and ``_id``; attributes and changes name any
parent by ``link_id`` and ``resource_id``. What HSDS lacks and Cairn keeps is a column after
its own, or a table of Cairn's profile.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, get_args, get_origin

from pydantic import BaseModel

from cairn_server.directory.models import MODELS
from cairn_server.directory.parts.part import Part
from cairn_server.directory.parts.place import Address

__all__ = [
    "AREAS",
    "DOCUMENTS",
    "FILES",
    "LOOSE",
    "PARENT_KEYS",
    "TABLES",
    "Column",
    "Table",
    "key_to",
]

DOCUMENTS = ("taxonomy", "taxonomy_term", "organization", "location", "service")
"""The kinds that are documents, each after what it refers to."""

AREAS = "areas"
"""Where the addresses of a location stand that name no street: HSDS has no such address."""

LOOSE = "loose_"
"""Before the name of attributes and changes that lack what HSDS requires."""

PARENT_KEYS = frozenset(
    "organization_id service_id location_id service_at_location_id contact_id phone_id link_id "
    "link_entity resource_id resource_type schedule_id".split()
)
"""Columns of a part that name what it stands in: its place says that already."""

FILES = {  # HSDS's names of its files; most are the table's name and an s
    "service_at_location": "service_at_location",
    "service_capacity": "service_capacity",
    "url": "url",
    "funding": "funding",
    "metadata": "metadata",
    "accessibility": "accessibility",
    "address": "addresses",
    "taxonomy": "taxonomies",
    "loose_metadata": "loose_metadata",
}
PROTOCOL = frozenset({"type", "schema_", "categories", "who_is_served", "taxonomy_term"})
TIMES = frozenset({"opens_at", "closes_at"})


@dataclass(frozen=True, slots=True)
class Column:
    """One field with one value."""

    name: str
    kind: str  # as a data package says it: string, number, boolean, date, time, datetime, array
    form: str = ""  # uuid, uri, email


@dataclass(slots=True)
class Table:
    """One kind of object."""

    name: str
    model: type[BaseModel]
    columns: dict[str, Column] = field(default_factory=dict)
    parts: dict[str, Table] = field(default_factory=dict)  # by field: what stands in this
    single: set[str] = field(default_factory=set)  # fields with one object, not a list

    @property
    def file(self) -> str:
        return f"{FILES.get(self.name, f'{self.name}s')}.csv"


def key_to(parent: str, child: str) -> tuple[str, str]:
    """Return the child's column that holds the parent's ID, and that with its kind ("": none)."""
    if child.removeprefix(LOOSE) == "attribute":
        return "link_id", "link_entity"
    if child.removeprefix(LOOSE) == "metadata":
        return "resource_id", "resource_type"
    return f"{parent}_id", ""


def _table(model: type[BaseModel], name: str, made: dict[str, Table]) -> Table:
    if name in made:
        return made[name]
    table = made[name] = Table(name, model, {"id": Column("id", "string", "uuid")})
    schema = model.model_json_schema()["properties"]
    is_document = not issubclass(model, Part)
    for held, info in model.model_fields.items():
        if held in PROTOCOL and (is_document or held == "taxonomy_term"):
            continue
        classes = _classes(info.annotation)
        parts = [one for one in classes if isinstance(one, type) and issubclass(one, Part)]
        if parts:
            table.parts[held] = _table(parts[0], _name(parts[0]), made)
            if not _is_list(info.annotation):
                table.single.add(held)
        elif Any not in classes:
            table.columns[held] = _column(held, schema[held])
    for held in ("attributes", "metadata"):
        if held in table.parts:
            loose = f"{LOOSE}{table.parts[held].name}"
            made.setdefault(loose, Table(loose, table.parts[held].model, table.parts[held].columns))
            table.parts[f"{LOOSE}{held}"] = made[loose]
    return table


def _name(model: type[BaseModel]) -> str:
    return re.sub(r"(?<!^)(?=[A-Z])", "_", model.__name__).lower()


def _classes(annotation: Any) -> list[Any]:
    inner = get_args(annotation)
    return [one for arg in inner for one in _classes(arg)] if inner else [annotation]


def _is_list(annotation: Any) -> bool:
    return get_origin(annotation) is list or any(map(_is_list, get_args(annotation)))


def _choices(schema: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    inner = schema.get("anyOf")
    return [schema] if inner is None else [one for part in inner for one in _choices(part)]


def _column(name: str, schema: Mapping[str, Any]) -> Column:
    kinds = [one for one in _choices(schema) if one.get("type") != "null"]
    kind, form = kinds[0].get("type", "string"), kinds[0].get("format", "")
    if form in ("date", "date-time") and len(kinds) == 1:
        return Column(name, "datetime" if form == "date-time" else "date")
    if name in TIMES:
        return Column(name, "time")
    if kind in ("integer", "number"):
        return Column(name, "number")
    if kind in ("array", "boolean"):
        return Column(name, kind)
    return Column(name, "string", form if form in ("uuid", "uri", "email") else "")


TABLES: dict[str, Table] = {}
"""By name, documents first."""

for _kind in DOCUMENTS:
    _table(MODELS[_kind], _kind, TABLES)
_area = _table(Address, "area", TABLES)
TABLES["location"].parts[AREAS] = _area
