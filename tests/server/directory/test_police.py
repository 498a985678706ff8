from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from cairn_server.directory.police import asks_for_police, is_police_name

VECTORS: dict[str, list[dict[str, Any]]] = json.loads(
    (Path(__file__).parents[2] / "vectors" / "police.json").read_text()
)


@pytest.mark.parametrize("case", VECTORS["names"], ids=lambda case: case["text"])
def test_the_police_are_known_by_their_names_as_on_the_phone(case: dict[str, Any]) -> None:
    assert is_police_name(case["text"]) is case["police"]


@pytest.mark.parametrize("case", VECTORS["searches"], ids=lambda case: case["text"])
def test_who_asks_for_the_police_is_told_as_on_the_phone(case: dict[str, Any]) -> None:
    assert asks_for_police(case["text"]) is case["asks"]
