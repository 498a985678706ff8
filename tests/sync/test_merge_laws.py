"""The laws of merging, held for leaves of random histories before anything is built on them."""

from __future__ import annotations

from itertools import permutations
from typing import Any

import orjson
from hypothesis import given, settings

from cairn_sync.canonical import canonical_json
from cairn_sync.claim import Claim, Dot, event_name, value_name
from cairn_sync.document import new_edit
from cairn_sync.merge import add_claims, merge_bodies, record_edit
from cairn_sync.revision import Revision
from tests.examples import examples
from tests.sync.leaf_sets import (
    FIELDS,
    RULES,
    Copy,
    claimed,
    hidden_place,
    histories,
    leaf_sets,
    play,
    value_in,
)

Body = dict[str, Any]
MORE = settings(max_examples=examples(150), deadline=None)


def bytes_of(*bodies: Body) -> bytes:
    return orjson.dumps(merge_bodies(bodies, RULES))


@given(leaf_sets())
@MORE
def test_the_order_of_the_leaves_does_not_matter(leaves: list[Body]) -> None:
    assert len({bytes_of(*order) for order in permutations(leaves)}) == 1


@given(leaf_sets())
@MORE
def test_the_grouping_of_the_leaves_does_not_matter(leaves: list[Body]) -> None:
    one, two, three = leaves

    first = bytes_of(merge_bodies([one, two], RULES), three)
    last = bytes_of(one, merge_bodies([two, three], RULES))

    assert first == last == bytes_of(one, two, three)


@given(leaf_sets())
@MORE
def test_merging_again_changes_nothing(leaves: list[Body]) -> None:
    merged = merge_bodies(leaves, RULES)

    assert bytes_of(merged) == bytes_of(merged, merged) == orjson.dumps(merged)
    assert bytes_of(merged, *leaves) == orjson.dumps(merged)


@given(leaf_sets())
@MORE
def test_two_mergers_in_turn_write_the_same_revision(leaves: list[Body]) -> None:
    path = (Revision(4, "a" * 32),)
    here, there = (
        new_edit("location:1", merge_bodies(order, RULES), parent=path)
        for order in (leaves, [*reversed(leaves), leaves[0]])
    )

    assert (here.revision, here.body) == (there.revision, there.body)


@given(histories("edit", "meet", "decide"))
@MORE
def test_what_was_said_stays_unless_who_overwrote_it_had_seen_it(copies: list[Copy]) -> None:
    merged = merge_bodies([copy.body for copy in copies], RULES)

    writes = {number for copy in copies for number in copy.writes}
    overwritten = {number for copy in copies for number in copy.overwritten}
    told = {n: told for copy in copies for n, told in copy.writes.items()}
    for unit in {RULES.unit_of(name) for name in FIELDS} - {None}:
        live = {told[n][1] for n in writes - overwritten if told[n][0] == unit}
        assert claimed(merged, str(unit)) == live


@given(histories("edit", "meet", "decide", "stock", "forget books"))
@MORE
def test_writers_without_books_lose_nothing_either(copies: list[Copy]) -> None:
    """What is said in any leaf, by its value or its books, stays unless it was seen.

    Of two answers that stood in one copy only, whose books a writer then leaves out, the one
    that was not shown is in no leaf any more, and the leaves are those of a history without
    it: no function of them brings it back (`test_books_left_out_look_as_if_…`, below).
    """
    merged = merge_bodies([copy.body for copy in copies], RULES)

    overwritten = {number for copy in copies for number in copy.overwritten}
    told = {n: told for copy in copies for n, told in copy.writes.items()}
    for number, (unit, value) in told.items():
        was_seen_before = any(told[n] == (unit, value) for n in overwritten)
        if number not in overwritten and not was_seen_before:
            assert value in claimed(merged, unit), unit


def test_an_edit_after_a_writer_without_books_ends_only_what_that_writer_said() -> None:
    unseen, shown = "Casa Luz", "Open Door"
    steps = [
        ("edit", 1, "name", FIELDS["name"].index(unseen) + 4, 0, 1),
        ("edit", 0, "name", FIELDS["name"].index(shown), 1, 1),
        ("meet", 1, "name", 1, 0, 0),
        ("stock", 1, "name", 0, 0, 1),  # takes away the one that is shown
        ("edit", 1, "name", 2, 0, 0),
    ]

    copy = play({"type": "location", "schema": 1}, steps)[1]

    assert claimed(copy.body, "name") == copy.live("name")
    assert len(copy.live("name")) == 2


def test_books_left_out_look_as_if_nobody_had_written_them() -> None:
    base = {"type": "location", "schema": 1, "name": "Open Door"}
    steps = [
        ("stock", 0, "name", 2, 0, 0),
        ("meet", 0, "name", 1, 0, 0),
        ("forget books", 0, "name", 0, 0, 0),
    ]

    leaves = [copy.body for copy in play(base, steps)]

    assert leaves == [base, base, base]


@given(leaf_sets("mark"))
@MORE
def test_what_is_marked_in_one_leaf_leads_nowhere_in_the_merge(leaves: list[Body]) -> None:
    merged = merge_bodies([*leaves, hidden_place(leaves[0])], RULES)

    text = canonical_json(merged)
    assert merged["confidential"] is True
    assert b"Elm Street" not in text
    assert value_name("name", ("12 Elm Street",)).encode() not in text
    assert not {"latitude", "longitude", "categories"} & {*merged, *merged.get("edits", {})}


@given(leaf_sets())
@MORE
def test_what_somebody_took_off_the_list_is_not_listed_by_hiding_it(leaves: list[Body]) -> None:
    hidden = {"type": "location", "schema": 1, "confidential": True}

    merged = merge_bodies([*leaves, hidden], RULES)

    assert ("state" in merged) == any("state" in leaf for leaf in leaves)
    assert b"Elm Street" not in canonical_json(merged)


@given(leaf_sets("mark"))
@MORE
def test_a_place_half_hidden_is_merged_alike_in_every_order(leaves: list[Body]) -> None:
    merged = merge_bodies(leaves, RULES)

    assert len({bytes_of(*order) for order in permutations(leaves)}) == 1
    assert bytes_of(merged) == bytes_of(merged, merged) == orjson.dumps(merged)


@given(leaf_sets())
@MORE
def test_an_edit_that_changes_nothing_says_nothing(leaves: list[Body]) -> None:
    merged = merge_bodies(leaves, RULES)

    same = record_edit(merged, merged, RULES, by="carmen", at="2026-11-20T19:00:00Z", parent="2-a")

    assert same == merged


@given(leaf_sets())
@MORE
def test_what_is_decided_ends_every_leaf_that_was_seen(leaves: list[Body]) -> None:
    merged = merge_bodies(leaves, RULES)

    decided = record_edit(
        merged,
        merged | {"name": "Decided"},
        RULES,
        by="carmen",
        at="2026-11-20T19:00:00Z",
        parent="2-a",
        decided=["name"],
    )

    again = merge_bodies([decided, *leaves], RULES)
    assert (again["name"], value_in(again, "name")) == ("Decided", b'["Decided"]')
    assert again == merge_bodies([decided], RULES)


@given(leaf_sets())
@MORE
def test_what_is_claimed_besides_may_be_added_before_a_merge_or_after_it(
    leaves: list[Body],
) -> None:
    claims = [
        Claim(Dot(n, event_name("1-a", by=None, at=None), value_name("name", said)), said)
        for n, said in enumerate([("Gone",), ()], 1)
    ]

    def add(body: Body, *some: Claim) -> Body:
        return add_claims(body, "name", some or claims, RULES)

    after = add(merge_bodies(leaves, RULES))

    assert bytes_of(*(add(leaf) for leaf in leaves)) == canonical_json(after)
    assert bytes_of(add(leaves[0], claims[0]), *leaves[1:], add(leaves[-1], claims[1])) == (
        canonical_json(after)
    )
    assert canonical_json(add(after)) == canonical_json(after)
