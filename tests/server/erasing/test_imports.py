"""A list that goes on telling where a place is, after an editor has marked it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from cairn_server.body import check_body
from cairn_server.directory.gate import directory_gate
from cairn_server.directory.importing.importer import import_files
from cairn_server.directory.importing.report import Report
from cairn_server.erasing.eraser import Eraser
from cairn_server.erasing.fact import successor_of
from cairn_server.erasing.store import ErasingDatabases, guarded
from cairn_sync.document import Document, new_edit
from cairn_sync.store import Store
from cairn_sync.stores.memory import MemoryDatabases
from tests.server.directory.importing.test_importer import MAPPING, changed, sample
from tests.server.erasing.shelter import DIRECTORY, erasure_of

pytestmark = pytest.mark.anyio


@pytest.fixture
async def databases(tmp_path: Path) -> ErasingDatabases:
    opened = guarded(MemoryDatabases(), tmp_path)
    await opened.create(DIRECTORY)
    return opened


@pytest.fixture
async def store(databases: ErasingDatabases) -> Store:
    return await databases.open(DIRECTORY)


async def bring(store: Store, files: dict[str, bytes]) -> Report:
    return await import_files(store, MAPPING, files, gate=directory_gate("prairie"))


async def a_listed_place(store: Store) -> Document:
    places = await store.all_docs(start="location:", end="location;")
    listed = [one for one in places if b"latitude" in one.body]
    services = await store.all_docs(start="service:", end="service;")
    return next(
        one
        for one in listed
        if any(one.doc_id.partition(":")[2].encode() in service.body for service in services)
    )


async def everything(store: Store) -> str:
    rows = (await store.changes(include_docs=True)).changes
    return b"".join(leaf.body for row in rows for leaf in row.documents).decode()


async def test_what_was_marked_stays_out_of_the_next_import(
    databases: ErasingDatabases, store: Store
) -> None:
    await bring(store, sample())
    place = await a_listed_place(store)
    body = place.parsed_body()
    there = f"{body['latitude']}, {body['longitude']}"
    hidden: dict[str, Any] = {
        "type": "location",
        "schema": 1,
        "location_type": "physical",
        "name": body.get("name", "Office"),
        "confidential": True,
    }
    await store.bulk_docs([new_edit(place.doc_id, hidden, parent=place.path)])
    await Eraser(databases, check_body).finish()

    again = await bring(store, sample())
    changes = await bring(store, changed(there, "47.987, -99.123"))

    told = await everything(store)
    assert not [one for one in (*there.split(", "), "47.987", "99.123") if one in told]
    assert await store.leaves(place.doc_id) == [erasure_of(place.doc_id)]
    anew = successor_of(place.doc_id)
    assert [one.parsed_body() for one in await store.leaves(anew)] == [hidden]
    services = await store.all_docs(start="service:", end="service;")
    old, new = (one.partition(":")[2].encode() for one in (place.doc_id, anew))
    assert not any(old in one.body for one in services)
    assert any(new in one.body for one in services)
    for report in (again, changes):
        assert there not in repr(report) and "47.987" not in repr(report)
