"""As much of JSON Schema as the published schemas use, and stricter in one thing.

The standard lets further properties pass; what Cairn publishes must hold none, because one
that no schema names is one that nobody decided to publish.
"""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Any
from uuid import UUID

import orjson

from cairn_server.directory.profile.files import read_profile

__all__ = ["faults"]

TYPES: dict[str, tuple[type, ...]] = {
    "object": (dict,),
    "array": (list,),
    "string": (str,),
    "boolean": (bool,),
    "integer": (int,),
    "number": (int, float),
}
KNOWN = frozenset(
    "$schema title description type properties required items enum format maxItems maxLength "
    "minimum maximum pattern examples $ref".split()
)


def faults(value: Any, table: str, path: str = "") -> list[str]:
    """Return where and why a value is not as the schema of `table` says; ``[]``: it is."""
    held = read_profile(f"schema/{table}.json")
    assert held is not None, table
    return list(_faults(value, orjson.loads(held), path or table))


def _faults(value: Any, schema: dict[str, Any], path: str) -> list[str]:
    if "$ref" in schema:
        return faults(value, schema["$ref"].removesuffix(".json"), path)
    assert schema.keys() <= KNOWN, f"{path}: teach this reader {schema.keys() - KNOWN}"
    kind = schema["type"]
    if not isinstance(value, TYPES[kind]) or (kind != "boolean" and isinstance(value, bool)):
        return [f"{path} is no {kind}"]
    found: list[str] = []
    if "enum" in schema and value not in schema["enum"]:
        found.append(f"{path} is none of {schema['enum']}")
    if isinstance(value, dict):
        found += [f"{path} lacks {one}" for one in schema.get("required", []) if one not in value]
        for name, inner in value.items():
            if name not in schema["properties"]:
                found.append(f"{path}.{name} is in no schema")
            else:
                found += _faults(inner, schema["properties"][name], f"{path}.{name}")
    if isinstance(value, list):
        found += [] if value else [f"{path} is empty"]
        for n, inner in enumerate(value):
            found += _faults(inner, schema["items"], f"{path}[{n}]")
    if isinstance(value, str):
        found += [] if _has_format(value, schema.get("format")) else [f"{path} is malformed"]
        found += [] if len(value) <= schema.get("maxLength", 10**9) else [f"{path} is too long"]
        found += [] if re.search(schema.get("pattern", ""), value) else [f"{path} is malformed"]
    if isinstance(value, int | float) and not isinstance(value, bool):
        if not schema.get("minimum", value) <= value <= schema.get("maximum", value):
            found.append(f"{path} is out of range")
    return found


def _has_format(text: str, name: str | None) -> bool:
    try:
        match name:
            case "uuid":
                return str(UUID(text)) == text
            case "date":
                return bool(date.fromisoformat(text))
            case "date-time":
                return datetime.fromisoformat(text).tzinfo is not None
            case "uri":
                return re.fullmatch(r"https?://\S+", text) is not None
            case "email":
                return re.fullmatch(r"\S+@\S+", text) is not None
    except ValueError:
        return False
    return name is None
