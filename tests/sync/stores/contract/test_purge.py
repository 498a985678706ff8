"""A purge: nothing of a document is left, and nothing else is touched."""

from __future__ import annotations

import pytest

from cairn_sync.replicator import replicate
from cairn_sync.store import Store
from cairn_sync.stores.memory import MemoryStore
from tests.sync.stores.contract.sample import (
    HOTLINE,
    SHELTER,
    changed_ids,
    document,
    leaf_texts,
    rev,
    write,
)

pytestmark = pytest.mark.anyio


async def test_a_purge_leaves_no_branch_no_tombstone_and_no_row(store: Store) -> None:
    await write(store, document("2-b 1-a"), document("2-c 1-a"), document("3-d! 2-c 1-a"))
    await write(store, document("1-a", HOTLINE))

    assert await store.purge([SHELTER])

    assert await store.leaves(SHELTER) == []
    assert await store.bulk_get([(SHELTER, None), (SHELTER, rev("2-b"))]) == [None, None]
    assert await changed_ids(store) == [HOTLINE]
    assert [one.doc_id for one in await store.all_docs()] == [HOTLINE]
    assert list(await store.revs_diff({SHELTER: [rev("1-a")]})) == [SHELTER]


async def test_a_purge_keeps_the_counts_right(store: Store) -> None:
    await write(store, document("1-a"), document("2-b! 1-a", HOTLINE))

    await store.purge([SHELTER, HOTLINE, SHELTER, "service:never-here"])
    await store.purge([SHELTER])

    info = await store.info()
    assert (info.doc_count, info.doc_del_count) == (0, 0)


async def test_sequences_go_on_from_where_they_were(store: Store) -> None:
    await write(store, document("1-a", HOTLINE), document("1-a"))
    before = (await store.info()).last_sequence

    await store.purge([SHELTER])
    assert (await store.changes(before)).changes == []
    await write(store, document("1-b", "service:legal-aid"))

    assert await changed_ids(store, before) == ["service:legal-aid"]
    assert await changed_ids(store) == [HOTLINE, "service:legal-aid"]


async def test_what_was_purged_can_be_written_again(store: Store) -> None:
    await write(store, document("2-b 1-a", body=b'{"old":true}'))

    await store.purge([SHELTER])
    await write(store, document("1-n", body=b'{"old":false}'))

    assert await leaf_texts(store) == ["1-n"]
    assert [one.body for one in await store.leaves(SHELTER)] == [b'{"old":false}']


async def test_local_documents_survive_a_purge_and_can_be_listed(store: Store) -> None:
    await write(store, document("1-a"))
    await store.write_local("import-state", {"n": 1})
    await store.write_local("checkpoint", {"n": 2})

    await store.purge([SHELTER])

    assert await store.local_ids() == ["checkpoint", "import-state"]
    assert await store.read_local("checkpoint") == {"n": 2}


async def test_a_replication_goes_on_after_a_purge_at_either_end(store: Store) -> None:
    target = MemoryStore()
    await write(store, document("1-a"), document("1-a", HOTLINE))
    await replicate(store, target)
    await store.purge([SHELTER])
    await target.purge([HOTLINE])
    await write(store, document("1-b", "service:legal-aid"))

    summary = await replicate(store, target)

    assert summary.docs_written == 1
    assert await changed_ids(store) == [HOTLINE, "service:legal-aid"]
    assert await changed_ids(target) == [SHELTER, "service:legal-aid"]
