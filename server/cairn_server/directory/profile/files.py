"""The published files: ``python -m cairn_server.directory.profile`` writes, the door reads."""

from __future__ import annotations

import functools
from pathlib import Path
from typing import Any

import orjson

__all__ = ["PUBLISHED", "read_openapi", "read_profile", "written_files"]

PUBLISHED = Path(__file__).parent / "published"
ABOUT = {
    "name": "Cairn",
    "description": (
        "A profile of HSDS 3.2 for directories of domestic-violence advocates: who is served, "
        "holidays, when an entry was checked, and places whose address is not to be known."
    ),
    "extends": "https://docs.openreferral.org/en/3.2/",
}


def written_files() -> dict[str, bytes]:
    """Return every file, by its path below `PUBLISHED`, as it should be."""
    # Imported here: the server reads the files, and need not know how they are made.
    from cairn_server.directory.profile.openapi import openapi
    from cairn_server.directory.profile.schema import profile_patches, schemas

    parts: dict[str, dict[str, Any]] = {"openapi.json": openapi()}
    parts |= {f"profile/{name}.json": patch for name, patch in profile_patches().items()}
    parts |= {f"schema/{name}.json": schema for name, schema in schemas().items()}
    listed = {"profile": sorted(profile_patches()), "schema": sorted(schemas())}
    parts["index.json"] = ABOUT | {
        folder: [f"{folder}/{name}.json" for name in names] for folder, names in listed.items()
    }
    options = orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE
    return {path: orjson.dumps(content, option=options) for path, content in parts.items()}


def read_openapi() -> bytes:
    """Return the OpenAPI document."""
    return _held()["openapi.json"]


def read_profile(path: str) -> bytes | None:
    """Return a file of the profile, the list of them for ""; None: there is none."""
    return _held().get(path or "index.json")


@functools.cache
def _held() -> dict[str, bytes]:
    """Return the files by path. A request can only ever name one of these."""
    return {
        str(file.relative_to(PUBLISHED)): file.read_bytes()
        for file in sorted(PUBLISHED.rglob("*.json"))
    }
