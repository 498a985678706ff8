"""Looking up: what is lacking, what there is, and how much."""

from __future__ import annotations

import pytest

from cairn_sync.revtree import REVS_LIMIT
from cairn_sync.store import Store
from tests.sync.stores.contract.sample import (
    HOTLINE,
    SHELTER,
    changed_ids,
    document,
    path,
    rev,
    write,
)

pytestmark = pytest.mark.anyio


async def test_revs_diff_names_only_what_is_missing_and_what_it_may_be_built_on(
    store: Store,
) -> None:
    await write(store, document("2-b 1-a"), document("3-x! 2-d 1-a"))

    lacking = await store.revs_diff(
        {SHELTER: path("3-c 2-b 1-a 3-c 4-n"), HOTLINE: path("1-z"), "service:none": ()}
    )

    assert list(lacking) == [SHELTER, HOTLINE]
    assert lacking[SHELTER].missing == [rev("3-c"), rev("4-n")]
    assert lacking[SHELTER].possible_ancestors == [rev("2-b"), rev("3-x")]
    assert (lacking[HOTLINE].missing, lacking[HOTLINE].possible_ancestors) == ([rev("1-z")], [])


async def test_nothing_missing_is_an_empty_difference(store: Store) -> None:
    await write(store, document("2-b 1-a"))

    assert await store.revs_diff({SHELTER: path("2-b 1-a")}) == {}


async def test_all_docs_lists_live_winners_by_id(store: Store) -> None:
    await write(
        store,
        document("1-a", "service:b"),
        document("1-a", "service:a"),
        document("1-a!", "service:c"),
        document("2-b 1-a", "service:d"),
        document("2-d 1-a", "service:d"),
    )

    listed = await store.all_docs()

    assert [(doc.doc_id, str(doc.revision)) for doc in listed] == [
        ("service:a", "1-a"),
        ("service:b", "1-a"),
        ("service:d", "2-d"),
    ]


@pytest.mark.parametrize(
    ("bounds", "ids"),
    [
        pytest.param({"start": "b"}, "b c d", id="start is within"),
        pytest.param({"end": "c"}, "a b c", id="end is within"),
        pytest.param({"start": "b", "end": "c"}, "b c", id="both"),
        pytest.param({"start": "bb", "end": "cc"}, "c", id="between IDs"),
        pytest.param({"start": "c", "end": "b"}, "", id="nothing between"),
        pytest.param({"limit": 2}, "a b", id="limit"),
        pytest.param({"start": "b", "limit": 1}, "b", id="limit after start"),
        pytest.param({"end": ""}, "", id="an end before everything"),
        pytest.param({"limit": 0}, "", id="limit of nothing"),
    ],
)
async def test_all_docs_keeps_to_its_range(store: Store, bounds: dict[str, str], ids: str) -> None:
    await write(store, *(document("1-a", doc_id) for doc_id in "dbac"))

    listed = await store.all_docs(**bounds)  # type: ignore[arg-type]  # a case names any of them

    assert [doc.doc_id for doc in listed] == ids.split()


async def test_ids_are_any_unicode_and_sort_by_code_point(store: Store) -> None:
    ids = ["é", "z", "\U0001f33d", "\ue000", "a\x00b", "a", "a b/c?#%"]

    await write(store, *(document("1-a", doc_id) for doc_id in ids))

    assert [doc.doc_id for doc in await store.all_docs()] == sorted(ids)
    assert await changed_ids(store) == ids
    assert [doc.doc_id for doc in await store.leaves("\U0001f33d")] == ["\U0001f33d"]


async def test_info_counts_documents_by_their_winner(store: Store) -> None:
    await write(store, document("1-a"), document("1-z", HOTLINE), document("1-q", "service:q"))
    await write(store, document("2-b! 1-a"), document("2-y 1-z", HOTLINE))
    await write(store, document("2-e! 1-q", "service:q"), document("3-f 2-e", "service:q"))

    info = await store.info()

    assert (info.name, info.doc_count, info.doc_del_count) == ("directory-demo", 2, 1)
    assert info.revs_limit == REVS_LIMIT
