from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from cairn_server.access import Member, Principal, Upstream, authorize, gate_for
from cairn_server.body import check_body
from cairn_server.erasing.fact import (
    ERASED,
    UNVOUCHED,
    Facts,
    looks_like_fact,
    needs_erasing,
    successor_of,
)
from cairn_server.erasing.store import guarded
from cairn_sync.document import Document, new_edit
from cairn_sync.stores.memory import MemoryDatabases
from tests.server.erasing.shelter import (
    DIRECTORY,
    FACTS,
    HIDDEN,
    HOUSE,
    LISTED,
    SERVICE,
    erasure_of,
)

VECTORS = Path(__file__).parents[2] / "vectors" / "successor.json"
EDITOR = Member("m", "elena", "Elena", frozenset({"editor"}), "prairie")
ENDED = {"type": "location", "schema": 1, "confidential": True}
FIRST = new_edit(HOUSE, LISTED)
MARKED = new_edit(HOUSE, HIDDEN, parent=FIRST.path)
OLD_FACT = new_edit(HOUSE, ENDED, deleted=True)  # from before servers vouched


def bare(document: Document) -> Document:
    """Return a tombstone as a gate sees it: its path, and no body."""
    return Document(document.doc_id, document.path, True, b"{}")


def test_the_fact_is_the_same_everywhere_and_tells_nothing() -> None:
    fact = erasure_of(HOUSE)

    assert fact == erasure_of(HOUSE)
    assert len(fact.path) == 1 and fact.deleted
    assert fact.parsed_body().keys() == {*ENDED, "vouched"}
    assert FACTS.is_fact(fact) and FACTS.is_fact(bare(fact))


def test_only_who_has_the_key_states_a_fact() -> None:
    other = Facts((b"another server's",))

    assert not FACTS.is_fact(other.erasure_of(HOUSE))
    assert not FACTS.is_fact(OLD_FACT)
    assert Facts((b"own", *other.keys)).is_fact(other.erasure_of(HOUSE))
    assert (
        erasure_of(HOUSE).parsed_body()["vouched"]
        != erasure_of(HOUSE[:-1] + "9").parsed_body()["vouched"]
    )


@pytest.mark.parametrize(
    ("document", "does"),
    [
        (erasure_of(HOUSE), True),
        (Facts((b"another server's",)).erasure_of(HOUSE), True),
        (new_edit(HOUSE, ENDED, deleted=True), True),
        (bare(new_edit(HOUSE, ENDED, deleted=True)), True),
        (new_edit(HOUSE, {}, deleted=True), False),
        (new_edit(HOUSE, ENDED, parent=FIRST.path, deleted=True), False),
        (new_edit(HOUSE, HIDDEN), False),
        (new_edit(SERVICE, ENDED, deleted=True), False),
    ],
)
def test_what_claims_to_be_a_fact_is_known_by_its_form(document: Document, does: bool) -> None:
    assert looks_like_fact(document) is does


def test_another_tombstone_is_no_fact() -> None:
    assert not FACTS.is_fact(new_edit(HOUSE, ENDED, parent=FIRST.path, deleted=True))
    assert not FACTS.is_fact(new_edit(HOUSE, {}, deleted=True))
    assert not FACTS.is_fact(new_edit(SERVICE, ENDED, deleted=True))


@pytest.mark.parametrize("case", json.loads(VECTORS.read_text()), ids=lambda case: case["id"])
def test_the_id_of_an_entry_made_anew_follows_from_the_old_one(case: dict[str, str]) -> None:
    assert successor_of(case["id"]) == case["successor"]


@pytest.mark.anyio
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
async def test_under_the_fact_nothing_gets_in(
    tmp_path: Path, principal: Principal, new: Document
) -> None:
    store = await guarded(MemoryDatabases(), tmp_path).create(DIRECTORY)
    await store.bulk_docs([erasure_of(HOUSE)])

    [outcome] = await store.bulk_docs([new], gate=gate_for(principal, DIRECTORY, check_body))

    assert str(outcome.error) == ERASED


@pytest.mark.anyio
@pytest.mark.parametrize("principal", [EDITOR, Upstream("prairie")])
@pytest.mark.parametrize("listed", [True, False])
@pytest.mark.parametrize(
    ("fact", "gets_in"),
    [
        pytest.param(erasure_of(HOUSE), True, id="vouched for"),
        pytest.param(bare(erasure_of(HOUSE)), True, id="vouched for by its name"),
        pytest.param(Facts((b"guessed",)).erasure_of(HOUSE), False, id="of another key"),
        pytest.param(OLD_FACT, False, id="as they were once"),
        pytest.param(bare(OLD_FACT), False, id="as they were once, without a body"),
    ],
)
async def test_only_a_fact_that_is_vouched_for_gets_in(
    tmp_path: Path, principal: Principal, listed: bool, fact: Document, gets_in: bool
) -> None:
    store = await guarded(MemoryDatabases(), tmp_path).create(DIRECTORY)
    if listed:
        await store.bulk_docs([FIRST])

    [outcome] = await store.bulk_docs([fact], gate=gate_for(principal, DIRECTORY, check_body))

    assert (outcome.error is None) is gets_in
    assert gets_in or str(outcome.error) == UNVOUCHED


@pytest.mark.parametrize(("principal", "gets_in"), [(EDITOR, True), (Upstream("prairie"), False)])
def test_an_upstream_ends_no_listed_place_as_private_without_a_fact(
    principal: Principal, gets_in: bool
) -> None:
    end = new_edit(HOUSE, ENDED, parent=FIRST.path, deleted=True)

    assert (authorize(principal, DIRECTORY, [FIRST], end, check=check_body) is None) is gets_in
    assert authorize(principal, DIRECTORY, [], end, check=check_body) is None


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
    assert needs_erasing(FACTS, old, new) is needed
