from __future__ import annotations

import json
from pathlib import Path

import pytest

from cairn_server.directory.exporting.cell import cell_text, safe_cell

VECTORS = Path(__file__).parents[3] / "vectors" / "formula.json"  # the phone's rule, too


@pytest.mark.parametrize(
    "case", json.loads(VECTORS.read_text()), ids=lambda case: repr(case["text"])
)
def test_a_cell_is_written_as_phones_write_it(case: dict[str, str]) -> None:
    assert safe_cell(case["text"]) == case["cell"]


@pytest.mark.parametrize(
    "text", ["=1+1", "@SUM(A1)", "+cmd|' /C calc'!A0", "-SUM(A1)", "\t=1", "\r=1", "+A1", "-A1"]
)
def test_a_formula_is_made_text(text: str) -> None:
    assert safe_cell(text) == f"'{text}"


@pytest.mark.parametrize("text", ["+1 (701) 555-0137", "-1MO", "-", "a=b", "10", "'tis"])
def test_what_runs_nowhere_stays_as_it_is(text: str) -> None:
    assert safe_cell(text) == text


@pytest.mark.parametrize(
    ("value", "kind", "text"),
    [
        (True, "boolean", "true"),
        (16.5, "number", "16.5"),
        (-99, "number", "-99"),
        ("09:00", "time", "09:00:00"),
        ("09:00-05:00", "time", "09:00:00-05:00"),
        ("09:00:30Z", "time", "09:00:30Z"),
        (["a", "b"], "array", '["a","b"]'),
    ],
)
def test_values_are_written_as_a_data_package_wants_them(
    value: object, kind: str, text: str
) -> None:
    assert cell_text(value, kind) == text
