from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any, get_args

import pytest

from cairn_server.directory.documents.service import Category
from cairn_server.directory.verification import (
    _days_by_category,
    cadence_days,
    is_due,
    overdue_days,
)

VECTORS = Path(__file__).parents[2] / "vectors" / "verification.json"
CASES: list[dict[str, Any]] = json.loads(VECTORS.read_text())["cases"]


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_an_entry_is_due_as_the_phone_says_too(case: dict[str, Any]) -> None:
    today = date.fromisoformat(case["today"])
    assert cadence_days(case["body"]) == case["every"]
    assert is_due(case["body"], today) is case["due"]
    assert overdue_days(case["body"], today) == case["overdue"]


def test_the_table_names_kinds_of_help_and_no_others() -> None:
    assert set(_days_by_category()) <= set(get_args(Category))


def test_fields_of_another_shape_fall_back_on_a_year() -> None:
    assert cadence_days({"categories": "hotline"}) == 365
    assert cadence_days({"categories": [["hotline"], None]}) == 365
    assert is_due({"assured_date": 20261120}, date(2026, 11, 20))
