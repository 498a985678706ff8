from __future__ import annotations

import json
import uuid
from pathlib import Path
from typing import Any

import pytest

from cairn_server.worksheets.group import Merged, join, merge, register_of

VECTORS: dict[str, Any] = json.loads(
    (Path(__file__).parents[3] / "vectors" / "group-merge.json").read_text()
)


def as_vector(merged: Merged) -> dict[str, Any]:
    return {
        "answers": {
            place: [[given.value, list(given.members)] for given in all_given]
            for place, all_given in merged.answers.items()
        },
        "rows": {
            question: [[row.row_id, row.is_asked] for row in rows]
            for question, rows in merged.rows.items()
        },
    }


@pytest.mark.parametrize("case", VECTORS["cases"], ids=lambda case: case["name"])
def test_sheets_say_together_what_they_should(case: dict[str, Any]) -> None:
    registers = [register_of(leaf) for leaf in case["leaves"]]
    expected = {"answers": case["answers"], "rows": case["rows"]}
    own = frozenset(case.get("own", ()))

    assert as_vector(merge(join(*registers), own)) == expected
    assert as_vector(merge(join(*reversed(registers)), own)) == expected


@pytest.mark.parametrize("ids", VECTORS["sheet_ids"], ids=lambda ids: ids["sheet"])
def test_a_members_sheet_has_one_id_on_each_of_their_phones(ids: dict[str, str]) -> None:
    assert str(uuid.uuid5(uuid.UUID(ids["worksheet"]), ids["member"])) == ids["sheet"]
