from __future__ import annotations

from typing import Any

import pytest

from cairn_server.directory.bringing.recording import Changed
from cairn_server.directory.bringing.undo import undo_import
from cairn_sync.document import Document, new_edit
from cairn_sync.stores.memory import MemoryStore

pytestmark = pytest.mark.anyio

NUMBER = "11111111-1111-4111-8111-11111111111"
ORGANIZATION, PLACE = f"organization:{NUMBER}1", f"location:{NUMBER}2"
OURS, THEIRS = f"service:{NUMBER}3", f"service:{NUMBER}4"


def body(doc_id: str, **more: Any) -> dict[str, Any]:
    kind = doc_id.partition(":")[0]
    links = {} if kind == "organization" else {"organization_id": f"{NUMBER}1"}
    return {"type": kind, "schema": 1, "name": kind} | links | more


async def write(store: MemoryStore, doc_id: str, told: dict[str, Any]) -> Changed:
    before = (await store.bulk_get([(doc_id, None)]))[0]
    edit = new_edit(doc_id, told, parent=before.path if before else ())
    (outcome,) = await store.bulk_docs([edit], new_edits=True)
    return Changed(doc_id, before, outcome.revision)


async def undo(store: MemoryStore, changed: list[Changed]) -> list[tuple[str, str]]:
    left = await undo_import(
        store, changed, {}, gate=lambda *_: None, progress=lambda done, of: None
    )
    return [(one["id"], one["why"]) for one in left]


async def live(store: MemoryStore) -> set[str]:
    documents: list[Document] = await store.all_docs()
    return {one.doc_id for one in documents if not one.deleted}


async def brought(store: MemoryStore) -> list[Changed]:
    at = [{"location_id": f"{NUMBER}2"}]
    return [
        await write(store, ORGANIZATION, body(ORGANIZATION)),
        await write(store, PLACE, body(PLACE)),
        await write(store, OURS, body(OURS, service_at_locations=at)),
    ]


async def test_all_that_was_added_goes() -> None:
    store = MemoryStore("directory-demo")

    assert await undo(store, await brought(store)) == []
    assert await live(store) == set()


async def test_what_somebody_elses_entry_needs_by_now_stays() -> None:
    store = MemoryStore("directory-demo")
    changed = await brought(store)
    at = [{"location_id": f"{NUMBER}2"}]
    await write(store, THEIRS, body(THEIRS, service_at_locations=at))

    assert await undo(store, changed) == [(PLACE, "linked"), (ORGANIZATION, "linked")]
    assert await live(store) == {THEIRS, PLACE, ORGANIZATION}


async def test_what_was_edited_since_stays_with_all_that_it_needs() -> None:
    store = MemoryStore("directory-demo")
    changed = await brought(store)
    at = [{"location_id": f"{NUMBER}2"}]
    await write(store, OURS, body(OURS, service_at_locations=at, alert="Closed"))

    assert await undo(store, changed) == [
        (OURS, "edited"),
        (PLACE, "linked"),
        (ORGANIZATION, "linked"),
    ]


async def test_what_was_only_changed_goes_back_though_others_need_it() -> None:
    store = MemoryStore("directory-demo")
    await brought(store)
    changed = [await write(store, ORGANIZATION, body(ORGANIZATION, name="Renamed"))]

    assert await undo(store, changed) == []
    held = (await store.bulk_get([(ORGANIZATION, None)]))[0]
    assert held is not None
    assert held.parsed_body()["name"] == "organization"


async def test_a_place_that_somebody_hid_since_never_comes_back_as_it_was() -> None:
    store = MemoryStore("directory-demo")
    await write(store, PLACE, body(PLACE))
    changed = [await write(store, PLACE, body(PLACE, confidential=True))]

    assert await undo(store, changed) == [(PLACE, "confidential")]
