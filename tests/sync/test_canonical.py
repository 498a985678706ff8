from __future__ import annotations

from typing import Any

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from cairn_sync.canonical import MAX_SAFE_INTEGER, canonical_json, dump_json, require_portable
from cairn_sync.errors import MalformedError

NUMBERS = st.integers(-MAX_SAFE_INTEGER, MAX_SAFE_INTEGER) | st.floats(
    -MAX_SAFE_INTEGER, MAX_SAFE_INTEGER
)
VALUES = st.recursive(
    st.none() | st.booleans() | NUMBERS | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=20,
)


@given(value=VALUES)
def test_the_fast_printer_and_the_reference_agree(value: Any) -> None:
    assert canonical_json(value) == rfc8785.dumps(value)


@pytest.mark.parametrize(
    ("value", "plain"),
    [
        ({"name": "Línea"}, True),
        ({"n": 1, "flag": True, "list": [None]}, True),
        ({"é": 1}, False),
        ({"n": [1.5]}, False),
        ((1, 2.0), False),
    ],
)
def test_fractions_and_foreign_names_need_the_careful_printer(value: Any, plain: bool) -> None:
    assert require_portable(value) is plain


@pytest.mark.parametrize(
    "value",
    [2**53, -(2**53), float(2**53), 1e21, float("inf"), float("nan"), {"a": [{"b": 2**64}]}],
)
def test_numbers_that_not_every_peer_can_hold_are_refused(value: Any) -> None:
    with pytest.raises(MalformedError, match="beyond what every peer can hold"):
        canonical_json(value)


def deep(value: Any) -> Any:
    for _ in range(2000):
        value = [value]
    return value


@pytest.mark.parametrize(
    "value",
    [
        pytest.param("\ud800", id="half a surrogate pair"),
        pytest.param({"é": "\ud800"}, id="half a pair, careful printer"),
        pytest.param({1: "one"}, id="a name that is a number"),
        pytest.param({"a": {1, 2}}, id="a set"),
        pytest.param(deep(1), id="too deep"),
        pytest.param(deep(1.5), id="too deep, careful printer"),
    ],
)
def test_what_is_no_json_is_refused(value: Any) -> None:
    with pytest.raises(MalformedError):
        canonical_json(value)


def test_dumped_json_keeps_the_order_of_members() -> None:
    assert dump_json({"b": 1, "a": [1.0]}) == b'{"b":1,"a":[1.0]}'


@pytest.mark.parametrize("value", ["\ud800", {1: "one"}, deep(1)])
def test_dumping_what_is_no_json_is_refused(value: Any) -> None:
    with pytest.raises(MalformedError):
        dump_json(value)
