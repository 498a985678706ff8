from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Any

import pytest

from cairn_server.directory.door import leads_to_door

VECTORS = json.loads((Path(__file__).parents[2] / "vectors" / "door.json").read_text())


@pytest.mark.parametrize("case", VECTORS, ids=lambda case: case["text"])
def test_a_text_leads_to_a_door_or_does_not(case: dict[str, Any]) -> None:
    assert leads_to_door(case["text"]) is case["leads"]


@pytest.mark.parametrize("text", ["1 ", "a", "12 ab ", " ", "1.111", "calle ", "1-"])
def test_no_text_takes_long(text: str) -> None:
    begun = time.perf_counter()

    leads_to_door(text * 10_000)

    assert time.perf_counter() - begun < 5.0  # minutes, with gaps that have no bound
