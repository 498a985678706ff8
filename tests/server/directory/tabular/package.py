"""Read a tabular data package and say what is wrong with it, as `frictionless` does.

The same packages were seen valid by frictionless 5.21 when this was written.
"""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from pathlib import Path
from typing import Any

__all__ = ["faults", "read_package"]

FORMS = {
    "uuid": r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}",
    "uri": r"https?://\S+",
    "email": r"[^@\s]+@[^@\s]+",
    "date": r"\d{4}-\d{2}-\d{2}",
    "datetime": r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z",
    "time": r"\d{2}:\d{2}:\d{2}(Z|[+-]\d{2}:\d{2})?",
    "number": r"-?\d+(\.\d+)?",
    "boolean": r"true|false",
    "array": r"\[.*\]",
    "object": r"\{.*\}",
}


def read_package(path: Path) -> dict[str, list[dict[str, str]]]:
    """Return the rows of every table by the resource's name."""
    with zipfile.ZipFile(path) as archive:
        described = json.loads(archive.read("datapackage.json"))
        return {
            one["name"]: list(
                csv.DictReader(io.StringIO(archive.read(one["path"]).decode(), newline=""))
            )
            for one in described["resources"]
        }


def faults(path: Path) -> list[str]:
    """Return every cell and key that is not as ``datapackage.json`` says."""
    tables = read_package(path)
    with zipfile.ZipFile(path) as archive:
        resources = json.loads(archive.read("datapackage.json"))["resources"]
        assert {one["path"] for one in resources} | {"datapackage.json"} == set(archive.namelist())
    found = []
    for one in resources:
        name, rows, schema = one["name"], tables[one["name"]], one["schema"]
        if [field["name"] for field in schema["fields"]] != list(rows[0]):
            found.append(f"{name}: the columns are others")
        if len({row["id"] for row in rows}) < len(rows):
            found.append(f"{name}: an ID stands twice")
        for field in schema["fields"]:
            found += [f"{name}.{f}" for row in rows for f in _cell_faults(field, row)]
        for key in schema.get("foreignKeys", ()):
            target = key["reference"]["resource"] or name
            there = {row["id"] for row in tables[target]} | {""}
            column = key["fields"]
            found += [f"{name}.{column} dangles" for row in rows if row[column] not in there]
    return found


def _cell_faults(field: dict[str, Any], row: dict[str, str]) -> list[str]:
    cell = row[field["name"]]
    if cell == "":
        is_required = field.get("constraints", {}).get("required", False)
        return [f"{field['name']} is empty"] if is_required else []
    form = FORMS.get(field.get("format", field["type"]))
    good = form is None or re.fullmatch(form, cell, re.DOTALL) is not None
    return [] if good else [f"{field['name']}: {cell}"]
