from __future__ import annotations

from typing import Any

import pytest

from cairn_server.directory.importing.cell import CellReader
from cairn_server.directory.importing.finding import Finding, Result
from cairn_server.directory.importing.mapping import Mapping
from cairn_server.directory.importing.table import Row

ROW = Row(
    7,
    {
        "Title": "Beds <b>now</b>",
        "Topics": "Rent\n\n    Locks\n\n    Rent",
        "Open?": "perhaps",
        "Empty": "N/A",
        "Where": "9 Mill Lane, somewhere",
        "Phone": "701-555-0134",
    },
)


def read(name: str, source: str) -> tuple[Any, list[Finding]]:
    """Return what a service's field gets from a source written as in a mapping, and findings."""
    text = 'source = "s"\n[service]\nfile = "f"\nid = "Title"\norganization = "Title"\n'
    mapping = Mapping.parse(f"{text}fields = {{ {name} = {source} }}")
    assert mapping.service is not None
    findings: list[Finding] = []

    def note(result: Result, reason: str, **more: str) -> None:
        findings.append(Finding(result, reason, **more))  # type: ignore[arg-type]  # texts only

    reader = CellReader({}, ROW, columns={column: column for column in ROW.cells}, note=note)
    return reader.read_fields("service", mapping.service.fields).get(name), findings


@pytest.mark.parametrize(
    ("name", "source", "value"),
    [
        ("name", '"Title"', "Beds now"),
        ("description", '["Title", "Topics"]', "Beds now\nRent\n\nLocks\n\nRent"),
        (
            "description",
            '{ column = "Topics", split = "lines", before = "On: " }',
            "On: Rent; Locks",
        ),
        (
            "service_areas",
            '{ column = "Topics", split = "lines", after = " County" }',
            [{"name": "Rent County"}, {"name": "Locks County"}],
        ),
        ("alert", '"Empty"', None),
        ("alert", '{ column = "Empty", default = "none known" }', "none known"),
        (
            "status",
            '{ column = "Empty", lookup = { Yes = "active" }, default = "active" }',
            "active",
        ),
        ("status", '{ column = "Open?", lookup = { PERHAPS = "inactive" } }', "inactive"),
        ("alert", '{ column = "Open?", lookup = { Perhaps = "" } }', None),
        ("alert", '{ column = "Open?", lookup = { Yes = "" }, lookup_other = "keep" }', "perhaps"),
        ("categories", '[{ constant = "other" }, "Topics"]', ["other"]),
        ("categories", '{ constant = ["food", "legal"] }', ["food", "legal"]),
        (
            "phones",
            '{ column = "Phone", type = "text" }',
            [{"type": "text", "number": "701-555-0134"}],
        ),
        ("alert", '{ column = "Title", only_if = { column = "Open?", equals = ["No"] } }', None),
        (
            "alert",
            '{ constant = "Call", only_if = { column = "Open?", equals = ["Perhaps"] } }',
            "Call",
        ),
    ],
)
def test_a_source_gives(name: str, source: str, value: Any) -> None:
    assert read(name, source) == (value, [])


def test_a_value_that_the_lookup_lacks_is_reported_and_the_default_taken() -> None:
    value, findings = read(
        "status", '{ column = "Open?", lookup = { Yes = "active" }, default = "inactive" }'
    )

    assert value == "inactive"
    assert (findings[0].result, findings[0].value) == (Result.LEFT_OUT, "perhaps")


def test_a_value_that_may_lead_to_a_place_is_never_in_the_report() -> None:
    text = 'source = "s"\n[location]\nfile = "f"\nid = "Title"\nfields = { addresses = "Where" }'
    location = Mapping.parse(text).location
    assert location is not None
    findings: list[Finding] = []

    def note(result: Result, reason: str, **more: str) -> None:
        findings.append(Finding(result, reason, **more))  # type: ignore[arg-type]  # texts only

    reader = CellReader({}, ROW, columns={column: column for column in ROW.cells}, note=note)
    reader.read_fields("location", location.fields)

    assert findings[0].result is Result.LEFT_OUT
    assert "Mill" not in str(findings)
