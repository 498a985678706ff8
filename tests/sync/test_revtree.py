from __future__ import annotations

import json
import random
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cairn_sync.revision import Revision
from cairn_sync.revtree import (
    Branch,
    Merge,
    RevisionTree,
    knows,
    live_branches,
    merge_path,
    missing_revisions,
    possible_ancestors,
    winning_branch,
)

VECTORS = json.loads((Path(__file__).parent.parent / "vectors" / "revtree.json").read_text())
CASES = [pytest.param(case, id=case["name"]) for case in VECTORS["cases"] + VECTORS["pieces"]]


def branch(text: str) -> Branch:
    """Read ``3-c 2-b 1-a`` as a live branch and ``3-c! 2-b`` as one that ends in a tombstone."""
    path = tuple(Revision.parse(part) for part in text.replace("!", "").split())
    return Branch(path, "!" in text)


def written(edit: dict[str, Any]) -> Branch:
    return Branch(tuple(map(Revision.parse, edit["path"])), edit["deleted"])


def grow(*branches: Branch, revs_limit: int = 1000) -> RevisionTree:
    tree: RevisionTree = ()
    for edit in branches:
        tree, _ = merge_path(tree, edit.path, deleted=edit.deleted, revs_limit=revs_limit)
    return tree


@pytest.mark.parametrize("case", CASES)
def test_a_vectors_edits_do_what_it_says(case: dict[str, Any]) -> None:
    tree: RevisionTree = ()
    merges = []
    for edit in map(written, case["edits"]):
        tree, merge = merge_path(tree, edit.path, deleted=edit.deleted)
        merges.append(merge)

    assert merges == [Merge(merge) for merge in case["merges"]]
    assert list(tree) == [written(leaf) for leaf in case["leaves"]]
    assert str(winning_branch(tree).leaf) == case["winner"]


@pytest.mark.parametrize("case", CASES)
def test_every_order_of_a_vectors_edits_ends_alike(case: dict[str, Any]) -> None:
    for order in permutations(map(written, case["edits"])):
        assert list(grow(*order)) == [written(leaf) for leaf in case["leaves"]]


@st.composite
def histories(draw: st.DrawFn) -> list[Branch]:
    """Return edits as peers tell of them: true, but each only as much as it remembers."""
    parents: dict[Revision, Revision | None] = {}
    deleted: dict[Revision, bool] = {}
    for n in range(draw(st.integers(1, 12))):
        parent = draw(st.sampled_from([None, *parents]))
        revision = Revision(
            parent.generation + 1 if parent else 1, f"{draw(st.text('ab9', max_size=2))}{n}"
        )
        parents[revision] = parent
        deleted[revision] = draw(st.booleans())
    told = []
    for revision in draw(st.lists(st.sampled_from(sorted(parents)), min_size=1, max_size=12)):
        path = [revision]
        while (parent := parents[path[-1]]) is not None:
            path.append(parent)
        remembered = draw(st.integers(1, len(path)))
        told.append(Branch(tuple(path[:remembered]), deleted[revision]))
    return told


@given(told=histories(), seed=st.integers(0, 1000))
def test_the_order_in_which_peers_are_heard_does_not_matter(told: list[Branch], seed: int) -> None:
    shuffled = random.Random(seed).sample(told, len(told))

    assert grow(*told) == grow(*shuffled)


@given(told=histories())
def test_hearing_everything_twice_changes_nothing(told: list[Branch]) -> None:
    tree = grow(*told)

    for edit in told:
        again, merge = merge_path(tree, edit.path, deleted=edit.deleted)
        assert again == tree
        assert merge is Merge.INTERNAL_NODE


@given(told=histories())
def test_a_tree_is_always_sound(told: list[Branch]) -> None:
    tree = grow(*told)

    leaves = [one.leaf for one in tree]
    inner = {revision for one in tree for revision in one.path[1:]}
    assert len(set(leaves)) == len(leaves)
    assert not inner & set(leaves)
    assert tree[0] == winning_branch(tree)
    assert all(knows(tree, revision) for edit in told for revision in edit.path)


@given(one=histories(), other=histories(), seed=st.integers(0, 1000))
def test_histories_that_contradict_each_other_are_survived(
    one: list[Branch], other: list[Branch], seed: int
) -> None:
    told = random.Random(seed).sample(one + other, len(one) + len(other))

    tree = grow(*told)

    leaves = {branch.leaf for branch in tree}
    assert leaves <= {branch.leaf for branch in told}


def test_of_two_parents_claimed_for_one_revision_the_higher_counts_in_any_order() -> None:
    claims = [branch("2-b 1-a"), branch("2-b 1-x")]

    assert grow(*claims) == grow(*reversed(claims)) == (branch("2-b 1-x"),)


def test_the_first_told_fate_of_a_leaf_counts() -> None:
    assert grow(branch("2-b! 1-a"), branch("2-b 1-a")) == (branch("2-b! 1-a"),)


@pytest.mark.parametrize(
    "edits", [["5-e 4-d 3-c 2-b 1-a"], ["1-a", "2-b 1-a", "3-c 2-b", "4-d 3-c", "5-e 4-d"]]
)
def test_a_branch_is_stemmed_to_its_newest_revisions(edits: list[str]) -> None:
    assert grow(*map(branch, edits), revs_limit=3) == (branch("5-e 4-d 3-c"),)


def test_each_branch_is_stemmed_for_itself() -> None:
    tree = grow(branch("4-d 3-c 2-b 1-a"), branch("2-x 1-a"), revs_limit=2)

    assert tree == (branch("4-d 3-c"), branch("2-x 1-a"))


def test_live_branches_leave_out_the_ended() -> None:
    tree = grow(branch("2-b 1-a"), branch("3-d! 2-c 1-a"), branch("2-e 1-a"))

    assert live_branches(tree) == [branch("2-e 1-a"), branch("2-b 1-a")]


def test_there_is_no_winner_of_nothing() -> None:
    with pytest.raises(ValueError, match="empty"):
        winning_branch([])


def test_possible_ancestors_are_the_leaves_below_what_is_missing() -> None:
    tree = grow(branch("2-b 1-a"), branch("3-d 2-c 1-a"), branch("5-e 4-f"))

    assert possible_ancestors(tree, [Revision(4, "z"), Revision(2, "z")]) == [
        Revision(2, "b"),
        Revision(3, "d"),
    ]
    assert possible_ancestors(tree, []) == []


def test_missing_revisions_are_named_once_in_the_order_offered() -> None:
    tree = grow(branch("2-b 1-a"))
    offered = [Revision(3, "z"), Revision(1, "a"), Revision(2, "y"), Revision(3, "z")]

    assert missing_revisions(tree, offered) == [Revision(3, "z"), Revision(2, "y")]
