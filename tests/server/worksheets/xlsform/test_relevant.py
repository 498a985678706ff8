from __future__ import annotations

import json
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cairn_server.worksheets import ShowIf, holds, parse_rule
from cairn_server.worksheets.show_if import Answer, Test
from cairn_server.worksheets.xlsform.relevant import (
    RelevantError,
    compile_relevant,
    relevant_of,
    rule_text,
)

IDS = {name: name for name in ("a", "b", "kind", "more")} | {"n_1": "one"}
VECTORS = json.loads((Path(__file__).parents[3] / "vectors" / "show-if.json").read_text())


def compiled(text: str) -> str:
    return compile_relevant(text, IDS, frozenset({"a", "b"}))


@pytest.mark.parametrize(
    ("expression", "rule"),
    [
        ("${a} = 'v'", "a == 'v'"),
        ('${ a }="v"', "a == 'v'"),
        ("${a} != 'v'", "a != 'v'"),
        ("${a} != ''", "a not empty"),
        ("selected(${kind}, 'v')", "kind includes 'v'"),
        ("selected( ${a} , 'v' )", "a == 'v'"),
        ("${n_1} = 'v'", "one == 'v'"),
        ("${a} = 'v' or ${a} = 'w' or ${a} = 'v'", "a in ['v','w']"),
        ("${a} = 'v' or ${b} = 'w'", "a == 'v' or b == 'w'"),
        ("${a} = 'v' or ${b} = 'w' and ${more} != ''", "a == 'v' or b == 'w' and more not empty"),
        (
            "(${a} = 'v' or ${b} = 'w') and ${more} != ''",
            "a == 'v' and more not empty or b == 'w' and more not empty",
        ),
        (
            "(${a}='v' or ${a}='w')\nand selected(${kind}, 'm')",
            "a in ['v','w'] and kind includes 'm'",
        ),
        ("((${a} = 'v'))", "a == 'v'"),
    ],
)
def test_an_expression_of_the_subset_becomes_a_rule(expression: str, rule: str) -> None:
    assert compiled(expression) == rule


@pytest.mark.parametrize(
    ("expression", "why"),
    [
        ("${a} > 3", "not understood: '> 3'"),
        ("${a} = 3", "not understood: '3'"),
        ("not(selected(${kind}, 'v'))", 'not understood: "not(selected'),
        ("${a} = ''", "'' is no answer"),
        ("selected(${kind}, '')", "'' is no answer"),
        ("'v' = ${a}", "needs a question, as in ${x}, not \"'v'\""),
        ("${z} = 'v'", "there is no question ${z} outside the repeats"),
        ('${a} = "it\'s"', "a value may hold no quote"),
        ("${a} =", "ends where a value in quotes is needed"),
        ("${a}", "needs '!=', not the end"),
        ("(${a} = 'v'", "needs ')', not the end"),
        ("${a} = 'v')", "not understood: ')'"),
        ("${a} = 'v' ${b} = 'w'", "not understood: 'b'"),
        ("count(${a}) = 'v'", 'not understood: "count(${a})'),
        ("${a} = ${b}", "needs a value in quotes, not 'b'"),
        ("(" * 21, "more than 20 brackets"),
        ("(" * 3000, "longer than 2000 characters"),
        (" and ".join(["(${a} = 'v' or ${b} = 'w')"] * 6), "too many brackets"),
        ("and", "needs a question"),
        ("   ", "ends where a question"),
    ],
)
def test_everything_else_is_refused_with_the_part_that_is_not_understood(
    expression: str, why: str
) -> None:
    with pytest.raises(RelevantError) as refused:
        compiled(expression)

    assert why in str(refused.value)


@pytest.mark.parametrize("vector", VECTORS["parse"], ids=lambda vector: vector["rule"])
def test_a_rule_written_as_an_expression_means_the_same_when_read(vector: dict[str, str]) -> None:
    rule = parse_rule(vector["rule"])
    names = {test.field: test.field for test in rule.tests}

    read = parse_rule(compile_relevant(relevant_of(rule, names), names, frozenset()))

    assert rule_text(parse_rule(rule_text(rule))) == rule_text(rule)
    assert means_the_same(rule, read)


def test_a_rule_about_an_empty_text_cannot_be_written() -> None:
    with pytest.raises(RelevantError, match="XLSForm takes '' for no answer"):
        relevant_of(parse_rule("a != ''"), IDS)


TESTS = st.one_of(
    st.builds(
        Test, st.sampled_from("ab"), st.sampled_from(["==", "!="]), st.sampled_from([("v",)])
    ),
    st.builds(Test, st.sampled_from("ab"), st.just("in"), st.just(("v", "w"))),
    st.builds(Test, st.just("kind"), st.just("includes"), st.sampled_from([("m",), ("n",)])),
    st.builds(Test, st.sampled_from(["a", "more"]), st.just("not empty"), st.just(())),
)
GROUPS = st.lists(st.lists(TESTS, min_size=1, max_size=3).map(tuple), min_size=1, max_size=4)


@settings(deadline=None)
@given(GROUPS.map(tuple).map(ShowIf))
def test_any_rule_means_the_same_after_a_round_trip(rule: ShowIf) -> None:
    assert means_the_same(rule, parse_rule(compiled(relevant_of(rule, IDS))))


@given(st.text("${}ab'\"=!() ,andorselected", max_size=60))
def test_no_text_breaks_the_reader(text: str) -> None:
    try:
        parse_rule(compiled(text))
    except RelevantError as error:
        assert str(error)


def means_the_same(one: ShowIf, other: ShowIf) -> bool:
    """Try every combination of a few answers to the questions that either names."""
    fields = sorted({test.field for test in (*one.tests, *other.tests)})
    values = sorted({value for test in one.tests for value in test.values})[:3]
    choices: list[Answer | None] = [None, "x", *values, *([value] for value in values)]
    for picked in product(choices, repeat=len(fields)):
        answers = {f: v for f, v in zip(fields, picked, strict=True) if v is not None}
        if holds(one, answers) != holds(other, answers):
            return False
    return True
