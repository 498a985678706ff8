"""Many at once: nothing lost, nothing out of order, everybody agrees."""

from __future__ import annotations

import random
from itertools import pairwise

import anyio
import anyio.lowlevel
import pytest

from cairn_sync.document import new_edit
from cairn_sync.store import Databases, Store
from tests.sync.stores.contract.sample import SHELTER, changed_ids, document, write

pytestmark = pytest.mark.anyio


async def test_a_hundred_writers_at_once_lose_nothing(store: Store) -> None:
    refused = []

    async def work(writer: int) -> None:
        for n in range(3):
            await write(store, document("1-a", f"service:{writer}-{n}"))
        (outcome,) = await store.bulk_docs([new_edit(SHELTER, {"by": writer})], new_edits=True)
        refused.append(outcome.error)

    async with anyio.create_task_group() as tasks:
        for writer in range(100):
            tasks.start_soon(work, writer)

    assert refused.count(None) == 1  # one of a hundred creates the document
    batch = await store.changes(limit=1000)
    assert len(batch.changes) == (await store.info()).doc_count == 301
    numbers = [int(change.sequence.partition("-")[0]) for change in batch.changes]
    assert all(one < next_one for one, next_one in pairwise(numbers))


async def test_a_reader_sees_everything_acknowledged_before_it_began(store: Store) -> None:
    written: set[str] = set()

    async def keep_writing(writer: int) -> None:
        for n in range(10):
            doc_id = f"service:{writer}-{n}"
            await write(store, document("1-a", doc_id))
            written.add(doc_id)

    async def keep_reading() -> None:
        for _ in range(20):
            expected = set(written)
            assert expected <= set(await changed_ids(store))
            await anyio.lowlevel.checkpoint()

    async with anyio.create_task_group() as tasks:
        for writer in range(5):
            tasks.start_soon(keep_writing, writer)
            tasks.start_soon(keep_reading)


@pytest.mark.parametrize("seed", range(3))
async def test_two_stores_that_heard_everything_agree(databases: Databases, seed: int) -> None:
    chance = random.Random(seed)
    grown: list[str] = ["1-a"]
    for n in range(30):
        parent = chance.choice([text for text in grown if "!" not in text])
        generation = int(parent.partition("-")[0]) + 1
        grown.append(f"{generation}-{n:02}{'!' * (chance.random() < 0.3)} {parent}")
    stores = [await databases.create(name) for name in ("here", "there")]

    for store in stores:
        await write(store, *(document(text) for text in chance.sample(grown, len(grown))))

    here, there = [await store.leaves(SHELTER) for store in stores]
    assert here == there
