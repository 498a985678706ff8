from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from cairn_server.access import Member, Principal, Upstream, authorize
from cairn_server.body import check_body
from cairn_server.erasing.fact import (
    ERASED,
    erasure_of,
    is_fact,
    needs_erasing,
    refuse_erased,
    successor_of,
)
from cairn_sync.document import Document, new_edit
from tests.server.erasing.shelter import DIRECTORY, HIDDEN, HOUSE, LISTED, SERVICE

VECTORS = Path(__file__).parents[2] / "vectors" / "successor.json"
EDITOR = Member("m", "elena", "Elena", frozenset({"editor"}), "prairie")
ENDED = {"type": "location", "schema": 1, "confidential": True}
FIRST = new_edit(HOUSE, LISTED)
MARKED = new_edit(HOUSE, HIDDEN, parent=FIRST.path)


def bare(document: Document) -> Document:
    """Return a tombstone as a gate sees it: its path, and no body."""
    return Document(document.doc_id, document.path, True, b"{}")


def test_the_fact_is_the_same_everywhere_and_tells_nothing() -> None:
    fact = erasure_of(HOUSE)

    assert fact == erasure_of(HOUSE)
    assert len(fact.path) == 1 and fact.deleted
    assert fact.parsed_body() == ENDED
    assert is_fact(fact) and is_fact(bare(fact))


def test_another_tombstone_is_no_fact() -> None:
    assert not is_fact(new_edit(HOUSE, ENDED, parent=FIRST.path, deleted=True))
    assert not is_fact(new_edit(HOUSE, {}, deleted=True))
    assert not is_fact(new_edit(SERVICE, ENDED, deleted=True))


@pytest.mark.parametrize("case", json.loads(VECTORS.read_text()), ids=lambda case: case["id"])
def test_the_id_of_an_entry_made_anew_follows_from_the_old_one(case: dict[str, str]) -> None:
    assert successor_of(case["id"]) == case["successor"]


@pytest.mark.parametrize("principal", [EDITOR, Upstream("prairie")])
@pytest.mark.parametrize(
    "new",
    [
        pytest.param(new_edit(HOUSE, LISTED), id="as it was"),
        pytest.param(new_edit(HOUSE, HIDDEN), id="marked"),
        pytest.param(MARKED, id="on the old path"),
        pytest.param(new_edit(HOUSE, {}, parent=FIRST.path, deleted=True), id="deleted"),
    ],
)
def test_under_the_fact_nothing_gets_in(principal: Principal, new: Document) -> None:
    old = [bare(erasure_of(HOUSE))]

    assert authorize(principal, DIRECTORY, old, new, check=check_body) == ERASED


@pytest.mark.parametrize("principal", [EDITOR, Upstream("prairie")])
def test_the_fact_itself_gets_in(principal: Principal) -> None:
    assert authorize(principal, DIRECTORY, [FIRST], erasure_of(HOUSE), check=check_body) is None
    assert refuse_erased([bare(erasure_of(HOUSE))], erasure_of(HOUSE)) is None


@pytest.mark.parametrize(
    ("old", "new", "needed"),
    [
        ([FIRST], MARKED, True),
        ([FIRST], new_edit(HOUSE, ENDED, parent=FIRST.path, deleted=True), True),
        ([FIRST], erasure_of(HOUSE), True),
        ([FIRST], bare(erasure_of(HOUSE)), True),
        ([FIRST, MARKED], new_edit(HOUSE, HIDDEN, parent=MARKED.path), True),
        ([bare(new_edit(HOUSE, {}, parent=FIRST.path, deleted=True))], MARKED, True),
        ([], MARKED, False),
        ([MARKED], new_edit(HOUSE, HIDDEN, parent=MARKED.path), False),
        ([MARKED], new_edit(HOUSE, {}, parent=MARKED.path, deleted=True), False),
        ([FIRST], new_edit(HOUSE, LISTED, parent=FIRST.path), False),
        ([bare(erasure_of(HOUSE))], erasure_of(HOUSE), False),
    ],
)
def test_what_makes_a_place_confidential_calls_for_its_past_to_go(
    old: list[Any], new: Document, needed: bool
) -> None:
    assert needs_erasing(old, new) is needed
