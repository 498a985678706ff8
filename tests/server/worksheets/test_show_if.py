from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from cairn_server.worksheets import ShowIfError, holds, parse_rule

VECTORS: dict[str, Any] = json.loads(
    (Path(__file__).parents[2] / "vectors" / "show-if.json").read_text()
)


@pytest.mark.parametrize("vector", VECTORS["parse"], ids=lambda vector: vector["rule"])
def test_a_rule_is_read_as_groups_of_tests(vector: dict[str, Any]) -> None:
    read = [
        [{"field": t.field, "operator": t.operator, "values": list(t.values)} for t in group]
        for group in parse_rule(vector["rule"]).any_of
    ]

    assert read == vector["any_of"]


@pytest.mark.parametrize("rule", VECTORS["errors"])
def test_what_is_no_rule_is_refused(rule: str) -> None:
    with pytest.raises(ShowIfError):
        parse_rule(rule)


@pytest.mark.parametrize("vector", VECTORS["cases"], ids=lambda vector: vector["name"])
def test_a_rule_holds_of_the_answers_it_should(vector: dict[str, Any]) -> None:
    assert holds(parse_rule(vector["rule"]), vector["answers"]) is vector["shown"]


def test_an_error_quotes_the_part_that_is_not_understood() -> None:
    with pytest.raises(ShowIfError, match=r"not understood in .*: '= \\'yes\\''|\"= 'yes'\""):
        parse_rule("c_want = 'yes'")
