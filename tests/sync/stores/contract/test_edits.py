"""Edits made here: each extends a leaf, or is refused alone."""

from __future__ import annotations

import pytest

from cairn_sync.document import new_edit
from cairn_sync.errors import ConflictError, MalformedError
from cairn_sync.store import Store
from tests.sync.stores.contract.sample import HOTLINE, SHELTER, document, leaf_texts, path, write

pytestmark = pytest.mark.anyio


async def test_an_edit_without_parent_creates_the_document(store: Store) -> None:
    edit = new_edit(SHELTER, {"name": "Harbor House"})

    (outcome,) = await store.bulk_docs([edit], new_edits=True)

    assert (outcome.revision, outcome.error) == (edit.revision, None)
    assert await store.leaves(SHELTER) == [edit]


async def test_an_edit_naming_a_leaf_extends_its_whole_path(store: Store) -> None:
    await write(store, document("2-b 1-a"))
    edit = new_edit(SHELTER, {"name": "Harbor House"}, parent=path("2-b"))

    await store.bulk_docs([edit], new_edits=True)

    (leaf,) = await store.leaves(SHELTER)
    assert leaf.path == (edit.revision, *path("2-b 1-a"))


async def test_an_edit_of_a_losing_leaf_extends_that_one(store: Store) -> None:
    await write(store, document("2-b 1-a"), document("2-d 1-a"))
    edit = new_edit(SHELTER, {}, parent=path("2-b"), deleted=True)

    (outcome,) = await store.bulk_docs([edit], new_edits=True)

    assert outcome.error is None
    assert await leaf_texts(store) == ["2-d", f"{edit.revision}!"]


@pytest.mark.parametrize("parent", ["1-a", "2-never-seen"])
async def test_an_edit_of_what_is_no_leaf_conflicts(store: Store, parent: str) -> None:
    await write(store, document("2-b 1-a"))
    edit = new_edit(SHELTER, {}, parent=path(parent))

    (outcome,) = await store.bulk_docs([edit], new_edits=True)

    assert isinstance(outcome.error, ConflictError)
    assert await leaf_texts(store) == ["2-b"]


async def test_an_edit_of_a_document_that_is_not_here_conflicts(store: Store) -> None:
    (outcome,) = await store.bulk_docs([new_edit(SHELTER, {}, parent=path("1-a"))], new_edits=True)

    assert isinstance(outcome.error, ConflictError)
    assert await store.leaves(SHELTER) == []


@pytest.mark.parametrize("deleted", [False, True])
async def test_an_edit_without_parent_of_a_live_document_conflicts(
    store: Store, deleted: bool
) -> None:
    await write(store, document("1-a"))

    (outcome,) = await store.bulk_docs([new_edit(SHELTER, {}, deleted=deleted)], new_edits=True)

    assert isinstance(outcome.error, ConflictError)


async def test_a_deleted_document_made_anew_follows_its_winning_tombstone(store: Store) -> None:
    await write(store, document("2-b! 1-a"), document("2-d! 1-a"))
    expected = new_edit(SHELTER, {"name": "Harbor House"}, parent=path("2-d 1-a"))

    (outcome,) = await store.bulk_docs(
        [new_edit(SHELTER, {"name": "Harbor House"})], new_edits=True
    )

    assert (outcome.revision, outcome.error) == (expected.revision, None)
    assert (await store.leaves(SHELTER))[0] == expected


async def test_what_is_deleted_cannot_be_deleted_anew_without_naming_it(store: Store) -> None:
    await write(store, document("2-b! 1-a"))

    (outcome,) = await store.bulk_docs([new_edit(SHELTER, {}, deleted=True)], new_edits=True)

    assert isinstance(outcome.error, ConflictError)


async def test_a_tombstone_named_as_parent_may_be_extended(store: Store) -> None:
    await write(store, document("2-b! 1-a"))
    edit = new_edit(SHELTER, {"name": "Harbor House"}, parent=path("2-b"))

    (outcome,) = await store.bulk_docs([edit], new_edits=True)

    assert outcome.error is None
    assert await leaf_texts(store) == [str(edit.revision)]


async def test_edits_of_one_document_in_a_batch_count_in_their_order(store: Store) -> None:
    first = new_edit(SHELTER, {"name": "Harbor House"})
    second = new_edit(SHELTER, {"name": "Harbor Home"}, parent=first.path)
    rival = new_edit(SHELTER, {"name": "Harbour House"}, parent=first.path)

    outcomes = await store.bulk_docs([first, second, rival], new_edits=True)

    assert [type(outcome.error) for outcome in outcomes] == [
        type(None),
        type(None),
        ConflictError,
    ]
    assert await store.leaves(SHELTER) == [second]


async def test_a_refused_edit_keeps_no_other_from_being_written(store: Store) -> None:
    await write(store, document("1-a"))
    stale = new_edit(SHELTER, {})

    refused, written = await store.bulk_docs([stale, new_edit(HOTLINE, {})], new_edits=True)

    assert isinstance(refused.error, ConflictError)
    assert (refused.doc_id, refused.revision) == (SHELTER, stale.revision)
    assert written.error is None
    assert len(await store.leaves(HOTLINE)) == 1


async def test_an_edit_that_cannot_be_signed_anew_is_refused_alone(store: Store) -> None:
    await write(store, document("2-b! 1-a"))
    unsafe = document("1-a", body=b'{"minimum_age":9007199254740993}')

    refused, written = await store.bulk_docs([unsafe, new_edit(HOTLINE, {})], new_edits=True)

    assert isinstance(refused.error, MalformedError)
    assert written.error is None
