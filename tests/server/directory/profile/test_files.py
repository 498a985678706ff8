from __future__ import annotations

import json
import re

import pytest

from cairn_server.directory.profile.files import PUBLISHED, read_profile, written_files
from cairn_server.directory.publishing.table import PROFILE

FILES = written_files()
SCHEMAS = {path: json.loads(text) for path, text in FILES.items() if path.startswith("schema/")}


def test_what_is_published_is_what_the_models_say() -> None:
    published = {
        str(file.relative_to(PUBLISHED)): file.read_bytes() for file in PUBLISHED.rglob("*.json")
    }
    assert published == FILES, "run: python -m cairn_server.directory.profile"


def test_every_reference_leads_to_a_schema() -> None:
    for path, schema in SCHEMAS.items():
        for name in re.findall(r'"\$ref": "([^"]+)"', json.dumps(schema)):
            assert f"schema/{name}" in SCHEMAS, (path, name)


def test_nothing_private_has_a_place_in_a_schema() -> None:
    for path, schema in SCHEMAS.items():
        assert not schema["properties"].keys() & {
            "metadata",
            "assurer_email",
            "public",
            "schema",
            "member",
            "updated_by",
        }, path


def test_nothing_may_be_null() -> None:
    for path, schema in SCHEMAS.items():
        assert "null" not in json.dumps(schema), path


@pytest.mark.parametrize("table", sorted(PROFILE))
def test_a_patch_holds_what_the_profile_adds_and_no_more(table: str) -> None:
    patch = json.loads(FILES[f"profile/{table}.json"])

    assert patch.keys() == {"properties"}
    assert patch["properties"].keys() == PROFILE[table]


@pytest.mark.parametrize("path", ["../settings.py", "nothing.json", "/etc/passwd", "..", "profile"])
def test_no_path_leads_out_of_the_profile(path: str) -> None:
    assert read_profile(path) is None
