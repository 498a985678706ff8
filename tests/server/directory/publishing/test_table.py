from __future__ import annotations

from cairn_server.directory.publishing.table import NEVER, PROFILE, REFERENCES, TABLES


def test_every_table_of_the_standard_is_there() -> None:
    assert set(TABLES) == set(
        "organization service location service_at_location address phone contact schedule "
        "schedule_exception language accessibility cost_option required_document service_area "
        "program taxonomy taxonomy_term attribute funding url unit service_capacity "
        "organization_identifier".split()
    )


def test_what_is_never_published_is_in_no_table() -> None:
    for table in TABLES.values():
        held = set(table.fields)
        assert "metadata" not in held and not held & REFERENCES, table.name
    for kind in ("organization", "service", "location"):
        assert not TABLES[kind].fields.keys() & NEVER


def test_what_the_profile_adds_is_published() -> None:
    joined = {"location": {"area", "confidential"}}
    for name, added in PROFILE.items():
        assert added - joined.get(name, set()) <= TABLES[name].fields.keys()
