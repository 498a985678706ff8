"""The changes feed: every document once, in pages, across restores."""

from __future__ import annotations

import pytest

from cairn_sync.errors import MalformedError
from cairn_sync.store import Databases, Store
from tests.sync.stores.contract.sample import HOTLINE, SHELTER, changed_ids, document, rev, write

pytestmark = pytest.mark.anyio


async def test_changes_come_in_the_order_written_each_document_once(store: Store) -> None:
    await write(store, document("1-a"))
    await write(store, document("1-z", HOTLINE))
    await write(store, document("2-b 1-a"))

    batch = await store.changes()

    assert [change.doc_id for change in batch.changes] == [HOTLINE, SHELTER]
    assert [leaf.leaf for leaf in batch.changes[1].branches] == [rev("2-b")]
    assert batch.last_sequence == (await store.info()).last_sequence
    assert batch.pending == 0


async def test_a_feed_read_in_pages_skips_and_repeats_nothing(store: Store) -> None:
    ids = [f"service:{n}" for n in range(7)]
    await write(store, *(document("1-a", doc_id) for doc_id in ids))
    since, pending = "0", []
    seen: list[str] = []

    while (batch := await store.changes(since, limit=3)).changes:
        seen.extend(change.doc_id for change in batch.changes)
        pending.append(batch.pending)
        since = batch.last_sequence

    assert seen == ids
    assert pending == [4, 1, 0]
    assert batch.last_sequence == since


async def test_a_limit_of_nothing_tells_how_much_there_is(store: Store) -> None:
    await write(store, document("1-a"), document("1-z", HOTLINE))

    batch = await store.changes(limit=0)

    assert (batch.changes, batch.pending) == ([], 2)
    assert await changed_ids(store, since=batch.last_sequence) == [SHELTER, HOTLINE]


async def test_descending_shows_the_newest_first(store: Store) -> None:
    await write(store, *(document("1-a", f"service:{n}") for n in range(3)))

    batch = await store.changes(limit=2, descending=True)

    assert [change.doc_id for change in batch.changes] == ["service:2", "service:1"]
    assert batch.pending == 1


async def test_changes_with_documents_show_the_winner_and_every_live_conflict(
    store: Store,
) -> None:
    loser, winner = document("2-b 1-a", body=b'{"n":2}'), document("2-d 1-a", body=b'{"n":4}')
    await write(store, loser, winner, document("3-x! 2-y 1-a"))
    await write(store, document("1-z!", HOTLINE))

    conflict, ended = (await store.changes(include_docs=True)).changes

    assert conflict.documents == (winner, loser)
    assert [doc.deleted for doc in ended.documents] == [True]
    assert [change.documents for change in (await store.changes()).changes] == [(), ()]


async def test_an_empty_database_has_a_place_to_go_on_from(store: Store) -> None:
    batch = await store.changes()
    await write(store, document("1-a"))

    assert (batch.changes, batch.pending) == ([], 0)
    assert await changed_ids(store, since=batch.last_sequence) == [SHELTER]


async def test_now_is_the_end_of_the_feed(store: Store) -> None:
    await write(store, document("1-a"))

    batch = await store.changes("now")

    assert batch.changes == []
    assert batch.last_sequence == (await store.info()).last_sequence


@pytest.mark.parametrize("since", ["yesterday", "-1", "1.5", "٣-x"])
async def test_what_is_no_sequence_is_refused(store: Store, since: str) -> None:
    with pytest.raises(MalformedError):
        await store.changes(since)
    with pytest.raises(MalformedError):
        await store.wait_for_change(since, timeout_seconds=0)


async def test_a_sequence_of_another_databases_life_starts_from_the_beginning(
    store: Store, databases: Databases
) -> None:
    other = await databases.create("commons-demo")
    await write(store, document("1-a"))
    await write(other, document("1-z", HOTLINE))

    assert await changed_ids(store, since=(await other.info()).last_sequence) == [SHELTER]


async def test_after_a_new_epoch_a_peer_goes_on_where_it_was(store: Store) -> None:
    await write(store, document("1-a"))
    before = await store.info()
    await start_epoch(store)
    await write(store, document("1-z", HOTLINE))

    after = await store.info()

    assert after.epoch != before.epoch
    assert after.uuid == before.uuid
    assert await changed_ids(store, since=before.last_sequence) == [HOTLINE]


async def test_after_a_restore_a_peer_that_was_ahead_resumes_from_the_restore_point(
    store: Store,
) -> None:
    await write(store, document("1-a"))
    number, dash, epoch = (await store.info()).last_sequence.partition("-")
    lost = f"{int(number) + 5}{dash}{epoch}"  # read before the restore took those away
    await start_epoch(store)
    await write(store, document("1-z", HOTLINE))

    assert await changed_ids(store, since=lost) == [HOTLINE]


async def start_epoch(store: Store) -> None:
    begin = getattr(store, "start_epoch", None)
    if begin is None:
        pytest.skip("this store cannot be restored from a copy")
    await begin()
