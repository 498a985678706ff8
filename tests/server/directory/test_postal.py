"""Addresses of the United States, its territories, Canada and Mexico."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from cairn_server.directory.postal import country_of, wrong_parts

VECTORS = Path(__file__).parents[2] / "vectors" / "postal.json"
CASES: list[dict[str, Any]] = json.loads(VECTORS.read_text())["cases"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['country']} {case['state']}")
def test_states_and_postal_codes_are_those_of_the_country(case: dict[str, Any]) -> None:
    assert wrong_parts(case["country"], case["state"], case["postal_code"]) == case["wrong"]


@pytest.mark.parametrize(
    ("state", "postal_code", "country"),
    [
        ("ND", "58990", "US"),
        ("PR", "00901", "US"),
        ("North Dakota", "58990-0412", "US"),
        ("ON", "k1a 0b1", "CA"),
        ("QC", "H2Y1C6", "CA"),
        ("XX", "83600", None),
        ("ND", "none", None),
    ],
)
def test_the_country_is_told_by_the_postal_code(
    state: str, postal_code: str, country: str | None
) -> None:
    assert country_of(state, postal_code) == country
