"""What the phone's form finds wrong in an entry is what the models refuse, and nothing else."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from cairn_server.directory.models import DirectoryError, validate_body

VECTORS = Path(__file__).parents[2] / "vectors" / "entry-problems.json"
CASES: list[dict[str, Any]] = json.loads(VECTORS.read_text())["cases"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: " ".join(case["problems"]) or "good")
def test_the_models_refuse_what_the_form_marks(case: dict[str, Any]) -> None:
    if case["problems"]:
        with pytest.raises(DirectoryError):
            validate_body(case["body"])
    else:
        validate_body(case["body"])
