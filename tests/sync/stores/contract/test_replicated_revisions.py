"""Revisions made elsewhere: merged, idempotent, in whatever order they arrive."""

from __future__ import annotations

from itertools import permutations

import pytest

from cairn_sync.document import Document
from cairn_sync.revision import Revision
from cairn_sync.revtree import REVS_LIMIT
from cairn_sync.store import Databases, Store
from tests.sync.stores.contract.sample import (
    HOTLINE,
    SHELTER,
    document,
    leaf_texts,
    path,
    rev,
    write,
)

pytestmark = pytest.mark.anyio


async def test_a_written_revision_is_read_back_whole(store: Store) -> None:
    body = '{"name":"Harbor House","nota":"¡Abierto!"}'.encode()
    written = document("2-b 1-a", body=body)

    await write(store, written)

    assert await store.leaves(SHELTER) == [written]
    assert await store.bulk_get([(SHELTER, rev("2-b"))]) == [written]


async def test_the_outcome_names_the_document_and_its_revision(store: Store) -> None:
    (outcome,) = await store.bulk_docs([document("1-a")])

    assert (outcome.doc_id, outcome.revision, outcome.error) == (SHELTER, rev("1-a"), None)


async def test_a_repeated_batch_changes_nothing(store: Store) -> None:
    batch = [document("2-b 1-a"), document("1-z", HOTLINE)]
    await write(store, *batch)
    before = await store.info()

    await write(store, *batch)

    after = await store.info()
    assert after.last_sequence == before.last_sequence
    assert (after.doc_count, after.doc_del_count) == (2, 0)


async def test_an_empty_batch_is_written_in_no_time(store: Store) -> None:
    before = await store.info()

    assert await store.bulk_docs([]) == []
    assert (await store.info()).last_sequence == before.last_sequence


async def test_an_ancestor_sent_late_changes_nothing(store: Store) -> None:
    await write(store, document("2-b 1-a"))
    before = await store.info()

    await write(store, document("1-a"))

    assert await leaf_texts(store) == ["2-b"]
    assert (await store.info()).last_sequence == before.last_sequence


async def test_only_the_first_body_of_a_revision_counts(store: Store) -> None:
    await write(store, document("1-a", body=b'{"name":"Harbor House"}'))

    await write(store, document("1-a", body=b'{"name":"Somebody else"}'))

    (leaf,) = await store.leaves(SHELTER)
    assert leaf.body == b'{"name":"Harbor House"}'


@pytest.mark.parametrize(
    ("edits", "leaves"),
    [
        pytest.param(["1-a", "2-b 1-a", "3-c 2-b 1-a"], "3-c", id="one after another"),
        pytest.param(["2-b 1-a", "2-d 1-a"], "2-d 2-b", id="a conflict, higher signature wins"),
        pytest.param(["3-b 2-x 1-a", "2-d 1-a"], "3-b 2-d", id="longer history wins"),
        pytest.param(["10-a 9-z", "9-y 8-c"], "10-a 9-y", id="generation is a number"),
        pytest.param(["2-b 1-a", "3-c! 2-b", "2-d 1-a"], "2-d 3-c!", id="live beats tombstone"),
        pytest.param(["2-b! 1-a", "3-c! 2-x 1-a"], "3-c! 2-b!", id="all are tombstones"),
        pytest.param(["1-a", "1-b", "1-c"], "1-c 1-b 1-a", id="three first revisions"),
        pytest.param(["3-c 2-b", "2-b 1-a", "4-d 3-c"], "4-d", id="ancestry in pieces"),
    ],
)
async def test_every_order_of_arrival_ends_in_the_same_leaves(
    databases: Databases, edits: list[str], leaves: str
) -> None:
    for number, order in enumerate(permutations(edits)):
        store = await databases.create(f"order-{number}")
        await write(store, *map(document, order))

        assert await leaf_texts(store) == leaves.split()


async def test_ancestry_that_arrives_in_pieces_is_joined(store: Store) -> None:
    await write(store, document("4-d 3-c"), document("2-b 1-a"), document("3-c 2-b"))

    (leaf,) = await store.leaves(SHELTER)
    assert leaf.path == path("4-d 3-c 2-b 1-a")


async def test_an_ended_conflict_leaves_the_other_leaf_alone(store: Store) -> None:
    await write(store, document("2-b 1-a"), document("2-d 1-a"), document("3-x! 2-d 1-a"))

    assert await leaf_texts(store) == ["2-b", "3-x!"]
    (change,) = (await store.changes(include_docs=True)).changes
    assert [doc.revision for doc in change.documents] == [rev("2-b")]


async def test_ancestors_lose_their_bodies(store: Store) -> None:
    await write(store, document("1-a"), document("2-b 1-a"))

    assert await store.bulk_get([(SHELTER, rev("1-a")), ("service:none", None)]) == [None, None]


async def test_each_leaf_of_a_conflict_keeps_its_own_body(store: Store) -> None:
    winner, loser = document("2-d 1-a", body=b'{"n":4}'), document("2-b 1-a", body=b'{"n":2}')

    await write(store, loser, winner)

    assert await store.leaves(SHELTER) == [winner, loser]
    assert await store.bulk_get([(SHELTER, rev("2-b")), (SHELTER, None)]) == [loser, winner]


async def test_a_tombstone_keeps_its_body_and_is_what_bulk_get_shows(store: Store) -> None:
    tombstone = document("2-b! 1-a", body=b'{"reason":"moved"}')

    await write(store, document("1-a"), tombstone)

    assert await store.bulk_get([(SHELTER, None)]) == [tombstone]


async def test_of_a_long_branch_only_the_newest_revisions_are_kept(store: Store) -> None:
    long = tuple(Revision(n, "abc") for n in range(REVS_LIMIT + 5, 0, -1))

    await write(store, Document(SHELTER, long, False, b"{}"))

    (leaf,) = await store.leaves(SHELTER)
    assert leaf.path == long[:REVS_LIMIT]


async def test_forged_ancestry_neither_crashes_nor_hides_another_leaf(store: Store) -> None:
    await write(store, document("2-b 1-a"), document("3-c 2-d 1-a"))

    await write(store, document("4-e 3-c 2-x 1-z"))

    assert await leaf_texts(store) == ["4-e", "2-b"]
