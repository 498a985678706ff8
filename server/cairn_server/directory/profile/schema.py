"""The JSON Schemas of what is published, made from the models so that they stay in step.

One file a table, named as HSDS names its own, referring to each other by file name. Further
properties are allowed by the standard; the API sends none.
"""

from __future__ import annotations

from typing import Any

from cairn_server.directory.publishing.table import PROFILE, TABLES, Table

__all__ = ["profile_patches", "schemas"]

DIALECT = "https://json-schema.org/draft/2020-12/schema"
UUID = {"type": "string", "format": "uuid"}

REQUIRED = {  # besides `id`, which HSDS requires of everything
    "organization": ["name", "description"],
    "service": ["name", "status"],
    "location": ["location_type"],
    "program": ["name", "description"],
    "address": "address_1 city state_province postal_code country address_type".split(),
    "phone": ["number"],
    "url": ["url"],
    "unit": ["name"],
    "service_capacity": ["unit", "available", "updated"],
    "organization_identifier": ["identifier_type", "identifier"],
    "taxonomy": ["name", "description"],
    "taxonomy_term": ["name", "description"],
    "schedule_exception": ["date"],
}


def _one(table: str) -> dict[str, Any]:
    return {"$ref": f"{table}.json"}


def _many(table: str) -> dict[str, Any]:
    return {"type": "array", "items": _one(table)}


JOINED: dict[str, dict[str, Any]] = {
    "organization": {"locations": _many("location"), "services": _many("service")},
    "service": {
        "organization_id": UUID,
        "organization": _one("organization"),
        "program_id": UUID,
        "program": _one("program"),
    },
    "service_at_location": {
        "service_id": UUID,
        "location_id": UUID,
        "location": _one("location"),
        "service": _one("service"),
    },
    "location": {
        "organization_id": UUID,
        "area": {
            "type": "string",
            "description": "Town, county and state in one line; of a confidential place no town.",
        },
        "confidential": {
            "type": "boolean",
            "description": "The address is not to be known: do not look for it, do not add one.",
        },
    },
    "attribute": {"link_id": UUID, "taxonomy_term": _one("taxonomy_term")},
    "taxonomy_term": {"taxonomy_detail": _one("taxonomy")},
}
"""By table, what is put in where objects are joined."""

WORDS = {
    "assured_date": "The day somebody last checked the entry.",
    "last_modified": "When the entry last changed.",
    "verify_every_days": "After how many days the entry is to be checked again.",
    "culturally_specific": "For whom the service was made: peoples, languages, faiths.",
    "without_police": "True: help that does not bring the police in.",
    "restorative": "True: works with restorative or transformative practices.",
    "time_zone": "The IANA name of the zone in which its hours are told, such as America/Denver.",
    "exceptions": "Days on which other hours hold, or none.",
}


CLOCK = (
    "The time on the wall, all year, is what stands before the offset. The offset is that of "
    "winter, and is there where the zone is known: see time_zone of the service or the location."
)
NOTES = {"schedule": {"opens_at": CLOCK, "closes_at": CLOCK}}
"""By table, what a reader has to know of HSDS's own properties."""


def schemas() -> dict[str, dict[str, Any]]:
    """Return every schema by table name."""
    return {name: _schema(table) for name, table in sorted(TABLES.items())}


def profile_patches() -> dict[str, dict[str, Any]]:
    """Return what the profile changes of HSDS: merge patches (RFC 7386) by table name."""
    made = schemas()
    patches = {
        name: {"properties": {field: made[name]["properties"][field] for field in sorted(added)}}
        for name, added in sorted(PROFILE.items())
    }
    return patches | {"schedule_exception": made["schedule_exception"]}


def _schema(table: Table) -> dict[str, Any]:
    described = table.model.model_json_schema()
    properties: dict[str, Any] = {"id": UUID}
    for field in table.fields:
        properties[field] = _plain(described["properties"][field])
        if field in PROFILE.get(table.name, ()):
            properties[field] |= {"description": WORDS[field]}
        if field in NOTES.get(table.name, ()):
            properties[field] |= {"description": NOTES[table.name][field]}
    properties |= JOINED.get(table.name, {})
    return {
        "$schema": DIALECT,
        "title": table.name,
        "description": (table.model.__doc__ or "").partition("\n")[0],
        "type": "object",
        "properties": properties,
        "required": ["id", *REQUIRED.get(table.name, ())],
    }


def _plain(schema: Any) -> Any:
    """Return a property's schema as HSDS writes it: never null, no defaults, one number."""
    if isinstance(schema, list):
        return [_plain(one) for one in schema]
    if not isinstance(schema, dict):
        return schema
    if "$ref" in schema:
        return _one(_snake(schema["$ref"].rpartition("/")[2]))
    if "anyOf" in schema:
        kinds = [one for one in schema["anyOf"] if one.get("type") != "null"]
        if [one.get("type") for one in kinds] == ["integer", "number"]:
            kinds = kinds[1:]
        if len(kinds) == 1:
            return _plain(kinds[0])
    return {k: _plain(v) for k, v in schema.items() if k not in ("title", "default")}


def _snake(name: str) -> str:
    return "".join(f"_{c.lower()}" if c.isupper() else c for c in name).lstrip("_")
