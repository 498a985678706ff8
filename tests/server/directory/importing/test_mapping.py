from __future__ import annotations

from pathlib import Path

import pytest

import cairn_server.directory
from cairn_server.directory.errors import MappingError
from cairn_server.directory.importing.mapping import Mapping
from cairn_server.directory.importing.transform import FIELDS, LISTS, TRANSFORMS

SHIPPED = Path(cairn_server.directory.__file__).parent / "mappings"
LEAST = 'source = "s"\n[organization]\nfile = "o.csv"\nid = "ID"\n'


@pytest.mark.parametrize("path", sorted(SHIPPED.glob("*.toml")), ids=lambda path: path.stem)
def test_the_mappings_that_come_with_cairn_can_be_read(path: Path) -> None:
    mapping = Mapping.parse(path.read_text("utf-8"))

    if mapping.format == "hsds":
        assert mapping.source == "hsds"  # one memory, whoever wrote the file
        return
    assert mapping.source == path.stem
    assert list(mapping.objects) == ["organization", "location", "service"]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("source = ", "is not TOML"),
        ('[organization]\nfile = "o.csv"\nid = "ID"\nfields = {}', "at source"),
        (LEAST, "organization.fields"),
        (LEAST + 'fields = { title = "T" }', "organization has no field 'title'; there are"),
        (LEAST + 'fields = { name = { as = "text" } }', "needs either column or constant"),
        (LEAST + 'fields = { name = { column = "T", as = "magic" } }', "none of"),
        (LEAST + 'fields = { name = { column = "T", collumn = "T" } }', "collumn"),
        ('keywords = { law = ["x"] }\n' + LEAST + 'fields = { name = "T" }', "no category of ours"),
    ],
)
def test_a_wrong_mapping_says_where(text: str, reason: str) -> None:
    with pytest.raises(MappingError, match="mapping file") as caught:
        Mapping.parse(text)

    assert reason in str(caught.value)


def test_every_field_has_a_transform_and_every_list_is_a_field() -> None:
    assert {name for fields in FIELDS.values() for name in fields.values()} <= set(TRANSFORMS)
    assert {name for fields in FIELDS.values() for name in fields} >= LISTS


def test_a_mapping_names_each_column_once() -> None:
    mapping = Mapping.parse(LEAST + 'fields = { name = ["T", "T"], phones = "P" }')

    assert mapping.objects["organization"].columns == ["ID", "T", "P"]
