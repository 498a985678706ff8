from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import anyio
import pytest
from anyio.lowlevel import checkpoint

from cairn_server.access import Merger, Upstream, gate_for
from cairn_server.directory.models import check_document
from cairn_server.merger import follow, settle
from cairn_sync.document import Document, new_edit
from cairn_sync.errors import UnavailableError
from cairn_sync.replicator import replicate
from cairn_sync.store import Batch
from cairn_sync.stores.memory import MemoryStore
from tests.server.conftest import COMMONS, DIRECTORY, SERVICE, SHELTER, service
from tests.server.test_merging import CARMEN, ELENA, HIDDEN, LISTED, edit, ended

pytestmark = pytest.mark.anyio

FIRST = new_edit(SERVICE, service(email="line@example.org"))
RENAMED = edit(FIRST, CARMEN, name="Casa de la Luz")
MOVED = edit(FIRST, ELENA, email="b@example.org")


async def store_of(*documents: Document, name: str = DIRECTORY) -> MemoryStore:
    store = MemoryStore(name)
    await store.bulk_docs(documents)
    return store


async def live(store: MemoryStore, doc_id: str = SERVICE) -> list[Document]:
    return [leaf for leaf in await store.leaves(doc_id) if not leaf.deleted]


async def put_merger(store: MemoryStore, new: Document) -> Exception | None:
    gate = gate_for(
        Merger("prairie", tuple(await store.leaves(SERVICE))), DIRECTORY, check_document
    )
    [outcome] = await store.bulk_docs([new], gate=gate)
    return outcome.error


async def test_two_changes_become_one_leaf_that_says_both() -> None:
    store = await store_of(FIRST, RENAMED, MOVED)

    await settle(store, [SERVICE], check_document)

    [merged] = await live(store)
    assert merged.parsed_body()["name"] == "Casa de la Luz"
    assert merged.parsed_body()["email"] == "b@example.org"


async def test_settling_again_writes_nothing() -> None:
    store = await store_of(FIRST, RENAMED, MOVED)
    await settle(store, [SERVICE], check_document)
    before = (await store.info()).last_sequence

    await settle(store, [SERVICE], check_document)

    assert (await store.info()).last_sequence == before


async def test_two_servers_that_merge_at_once_write_the_same_revisions() -> None:
    here = await store_of(FIRST, RENAMED, MOVED)
    there = await store_of(MOVED, RENAMED)
    gate = gate_for(Upstream("prairie"), DIRECTORY, check_document)

    await settle(here, [SERVICE], check_document)
    await settle(there, [SERVICE], check_document)
    written = await replicate(here, there, gate=gate)

    assert written.docs_written == 0
    assert await live(here) == await live(there)


async def test_two_servers_that_merged_different_leaves_come_to_agree() -> None:
    third = edit(FIRST, ELENA, fees_description="Free")
    here = await store_of(FIRST, RENAMED, MOVED)
    there = await store_of(FIRST, RENAMED, third)
    gate = gate_for(Upstream("prairie"), DIRECTORY, check_document)

    for store in (here, there):
        await settle(store, [SERVICE], check_document)
    for source, target in ((here, there), (there, here)) * 2:
        await replicate(source, target, gate=gate)
        await settle(target, [SERVICE], check_document)

    [merged] = await live(here)
    assert [merged] == await live(there)
    body = merged.parsed_body()
    assert (body["name"], body["email"], body["fees_description"]) == (
        "Casa de la Luz",
        "b@example.org",
        "Free",
    )


async def test_a_server_killed_between_merge_and_ends_goes_on() -> None:
    class Killed(MemoryStore):
        async def bulk_docs(self, documents: Sequence[Document], **named: Any) -> Any:
            if any(document.deleted for document in documents):
                raise UnavailableError("killed")
            return await super().bulk_docs(documents, **named)

    store = Killed(DIRECTORY)
    await store.bulk_docs([FIRST, RENAMED, MOVED])
    with pytest.raises(UnavailableError):
        await settle(store, [SERVICE], check_document)
    assert len(await live(store)) == 2

    store.__class__ = MemoryStore  # type: ignore[assignment]
    await settle(store, [SERVICE], check_document)

    [merged] = await live(store)
    assert merged.parsed_body()["name"] == "Casa de la Luz"


async def test_an_edit_made_on_a_branch_that_was_ended_is_merged_too() -> None:
    store = await store_of(FIRST, RENAMED, MOVED)
    await settle(store, [SERVICE], check_document)
    for branch in (RENAMED, MOVED):
        await store.bulk_docs([edit(branch, CARMEN, fees_description="Free")])

    await settle(store, [SERVICE], check_document)

    [merged] = await live(store)
    body = merged.parsed_body()
    assert (body["name"], body["email"], body["fees_description"]) == (
        "Casa de la Luz",
        "b@example.org",
        "Free",
    )


async def test_a_hidden_place_ends_the_edit_that_still_lists_it() -> None:
    base = new_edit(SHELTER, LISTED)
    out = ended(base, {"type": "location", "schema": 1, "confidential": True})
    store = await store_of(base, edit(base, ELENA, name="The big house"), out)

    await settle(store, [SHELTER], check_document)

    assert await live(store, SHELTER) == []


async def test_a_mark_beside_an_address_ends_the_address() -> None:
    base = new_edit(SHELTER, LISTED)
    hidden = new_edit(SHELTER, HIDDEN, parent=base.path)
    store = await store_of(base, edit(base, ELENA, name="The big house"), hidden)

    await settle(store, [SHELTER], check_document)

    [merged] = await live(store, SHELTER)
    assert merged.parsed_body()["confidential"] is True
    assert b"1 Main Street" not in merged.body


async def test_the_merger_may_write_nothing_else() -> None:
    store = await store_of(FIRST, RENAMED, MOVED)

    other = await put_merger(store, edit(RENAMED, CARMEN, name="Anything"))
    early_end = await put_merger(store, ended(MOVED))
    new_one = await put_merger(store, new_edit(SERVICE, service(name="New")))

    assert [str(error) for error in (other, early_end, new_one)] == (
        ["The entry was changed meanwhile."] * 3
    )


async def test_the_shared_space_is_not_merged() -> None:
    store = await store_of(FIRST, RENAMED, MOVED, name=COMMONS)

    await settle(store, [SERVICE], check_document)

    assert len(await live(store)) == 2


async def test_what_comes_by_another_door_is_found_in_the_feed() -> None:
    store = await store_of(FIRST, RENAMED)

    async with anyio.create_task_group() as tasks:
        tasks.start_soon(follow, store, check_document)
        await checkpoint()
        await store.bulk_docs([MOVED])
        with anyio.fail_after(5):
            since = "0"
            while len(await live(store)) != 1 or len(await store.leaves(SERVICE)) < 2:
                await store.wait_for_change(since, timeout_seconds=1)
                since = (await store.info()).last_sequence
        tasks.cancel_scope.cancel()

    [merged] = await live(store)
    assert merged.parsed_body()["email"] == "b@example.org"


async def test_a_store_out_of_reach_is_waited_for() -> None:
    class Away(MemoryStore):
        away = True

        async def changes(self, *args: Any, **named: Any) -> Batch:
            if self.away:
                raise UnavailableError("no route to host")
            return await super().changes(*args, **named)

    store = Away(DIRECTORY)
    await store.bulk_docs([FIRST, RENAMED, MOVED])
    waits: list[float] = []

    async def sleep(seconds: float) -> None:
        waits.append(seconds)
        store.away = False

    with anyio.move_on_after(5):
        async with anyio.create_task_group() as tasks:
            tasks.start_soon(lambda: follow(store, check_document, sleep=sleep))
            while len(await live(store)) != 1:
                await checkpoint()
            tasks.cancel_scope.cancel()

    assert waits and len(await live(store)) == 1
