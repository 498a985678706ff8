"""From nested HSDS JSON to one object a document: what HSDS nests, the directory keeps once."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from cairn_server.directory.tabular.gather import Found

__all__ = ["Unnested", "kind_of"]

LISTS = {
    "taxonomies": "taxonomy",
    "taxonomy_terms": "taxonomy_term",
    "organizations": "organization",
    "locations": "location",
    "services": "service",
    "service_at_locations": "service_at_location",
}


class Unnested:
    """Objects taken apart, each once: of several tellings of one thing the union."""

    def __init__(self) -> None:
        self.found: dict[tuple[str, str], Found] = {}  # by kind and ID
        self.nameless: list[Found] = []  # without an ID
        self._places: list[dict[str, Any]] = []  # services at locations, told by themselves

    def take(self, told: Any, *, file: str) -> None:
        """Take in a whole file, or one answer of an API."""
        if isinstance(told, list):
            for row, one in enumerate(told, start=1):
                self._take_one(kind_of(one, file), one, file, row)
        elif isinstance(told, dict) and isinstance(told.get("contents"), list):
            self.take(told["contents"], file=file)
        elif isinstance(told, dict) and told.keys() & LISTS.keys() and "id" not in told:
            for name, kind in LISTS.items():
                for row, one in enumerate(_listed(told.get(name)), start=1):
                    self._take_one(kind, one, file, row)
        elif isinstance(told, dict) and "id" in told:
            self._take_one(kind_of(told, file), told, file, 1)

    def objects(self) -> list[Found]:
        """Return everything, places that were told by themselves within their services."""
        for place in self._places:
            service = self.found.get(("service", str(place.get("service_id", ""))))
            if service is not None:
                _add_part(service.told, "service_at_locations", place)
        self._places = []
        return [*self.found.values(), *self.nameless]

    def _take_one(self, kind: str, told: Any, file: str, row: int) -> None:
        if not isinstance(told, dict):
            return
        told = {k: v for k, v in told.items() if v is not None and v != "" and v != []}
        if kind == "service_at_location":
            self._take_place(told, file, row)
            return
        if kind == "service":
            self._take_service(told, file, row)
        elif kind == "organization":
            for name in ("locations", "services"):
                for one in _objects(told.pop(name, ())):
                    mine = {"organization_id": told.get("id")} | one
                    self._take_one(LISTS[name], mine, file, row)
        elif kind == "taxonomy_term" and isinstance(told.get("taxonomy_detail"), dict):
            taxonomy = told.pop("taxonomy_detail")
            told.setdefault("taxonomy_id", taxonomy.get("id"))
            self._take_one("taxonomy", taxonomy, file, row)
        self._add(kind, self._without_terms(told, file, row), file, row)

    def _take_service(self, told: dict[str, Any], file: str, row: int) -> None:
        organization = told.pop("organization", None)
        program = told.pop("program", None)
        if isinstance(organization, dict):
            if organization.get("id"):
                told.setdefault("organization_id", organization["id"])
            self._take_one("organization", organization, file, row)
        if isinstance(program, dict):
            told.setdefault("program_id", program.get("id"))
            owner = self.found.get(("organization", str(told.get("organization_id", ""))))
            if owner is not None:
                _add_part(owner.told, "programs", program)
        places = []
        for place in _objects(told.pop("service_at_locations", ())):
            location = place.get("location")
            own = {k: v for k, v in place.items() if k not in ("location", "service")}
            if isinstance(location, dict):
                own.setdefault("location_id", location.get("id"))
                self._take_one("location", location, file, row)
            places.append(own)
        if places:
            told["service_at_locations"] = places

    def _take_place(self, told: dict[str, Any], file: str, row: int) -> None:
        service, location = told.pop("service", None), told.pop("location", None)
        for kind, one in (("location", location), ("service", service)):
            if isinstance(one, dict):
                told.setdefault(f"{kind}_id", one.get("id"))
                self._take_one(kind, one, file, row)
        self._places.append(self._without_terms(told, file, row))

    def _without_terms(self, value: Any, file: str, row: int) -> Any:
        """Take the terms out of attributes."""
        if isinstance(value, list):
            return [self._without_terms(one, file, row) for one in value]
        if not isinstance(value, dict):
            return value
        term = value.get("taxonomy_term")
        if isinstance(term, dict):
            value = {k: v for k, v in value.items() if k != "taxonomy_term"}
            value.setdefault("taxonomy_term_id", term.get("id"))
            self._take_one("taxonomy_term", term, file, row)
        return {k: self._without_terms(v, file, row) for k, v in value.items()}

    def _add(self, kind: str, told: dict[str, Any], file: str, row: int) -> None:
        if "id" not in told:
            self.nameless.append(Found(kind, told, file, row))
            return
        held = self.found.get((kind, str(told["id"])))
        if held is None:
            self.found[kind, str(told["id"])] = Found(kind, told, file, row)
            return
        for name, value in told.items():
            # The fuller telling counts: listings leave parts out.
            before = held.told.get(name)
            if name not in held.told or (
                isinstance(value, list)
                and isinstance(before, list | str)
                and len(value) > len(before)
            ):
                held.told[name] = value


def _add_part(told: dict[str, Any], field: str, part: Mapping[str, Any]) -> None:
    held = told[field] = _objects(told.get(field))
    if part.get("id") is None or part.get("id") not in [one.get("id") for one in held]:
        held.append(dict(part))


def _listed(value: Any) -> list[Any]:
    """Return what should be a list, and is none where somebody sent something else."""
    return value if isinstance(value, list) else []


def _objects(value: Any) -> list[dict[str, Any]]:
    return [one for one in _listed(value) if isinstance(one, dict)]


def kind_of(told: Any, file: str) -> str:
    """Tell what an object is by what it holds, else by its file's name."""
    if not isinstance(told, dict):
        return "organization"
    if "location_type" in told:
        return "location"
    if "status" in told or ("organization" in told and "name" in told):
        return "service"
    if {"service_id", "location_id"} <= told.keys() or {"service", "location"} <= told.keys():
        return "service_at_location"
    if told.keys() & {"taxonomy_id", "taxonomy", "taxonomy_detail", "term_uri"}:
        return "taxonomy_term"
    name = file.casefold()
    for word, kind in (("taxonomy_term", "taxonomy_term"), ("taxonom", "taxonomy")):
        if word in name:
            return kind
    return "organization"
