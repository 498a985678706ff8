from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

import cairn_server
from cairn_server.directory.bringing.known import find_known
from cairn_server.directory.importing.importer import import_files
from cairn_server.directory.importing.mapping import Mapping as FieldMapping
from cairn_server.directory.importing.report import Report
from cairn_server.directory.importing.table import read_table
from cairn_sync.stores.memory import MemoryStore
from tests.server.directory.importing.icarol import icarol_csv

pytestmark = pytest.mark.anyio

SHIPPED = Path(cairn_server.__file__).parent / "directory" / "mappings" / "icarol.toml"
MAPPING = FieldMapping.parse(SHIPPED.read_text("utf-8")).of("quill-211")


def anybody(*_: object) -> None:
    return None


async def bring(store: MemoryStore, data: bytes, **how: Any) -> Report:
    return await import_files(store, MAPPING, {"resources.csv": data}, gate=anybody, **how)


async def bodies(store: MemoryStore) -> Mapping[str, dict[str, Any]]:
    found = (one.parsed_body() for one in await store.all_docs())
    return {body["name"]: body for body in found}


async def test_agencies_sites_and_programs_are_joined() -> None:
    store = MemoryStore("directory-demo")

    report = await bring(store, icarol_csv())

    held = await bodies(store)
    pantry, office, quiet = held["Food Pantry"], held["Quill Office"], held["Quiet Office"]
    assert [one["number"] for one in pantry["phones"]] == ["701-555-0161"]
    assert [one["code"] for one in pantry["languages"]] == ["en", "es"]
    assert (pantry["assured_date"], pantry["categories"]) == ("2026-03-31", ["food"])
    assert len(pantry["service_at_locations"]) == 1
    assert office["addresses"][0]["address_2"] == "Suite 3"
    assert quiet["confidential"] is True
    assert "Hidden" not in str(held)
    assert [(one.row, one.value) for one in report.rejected] == [(7, "Folder")]


async def test_it_is_known_by_its_columns_whatever_the_file_is_called() -> None:
    known = find_known([read_table("export (3).csv", icarol_csv())])

    assert known is not None
    assert (known.source, known.many) == ("icarol", True)
    assert find_known([read_table("x.csv", b"Agency,Program\nA,B\n")]) is None


async def test_columns_that_an_export_leaves_out_change_nothing() -> None:
    store = MemoryStore("directory-demo")
    await bring(store, icarol_csv())
    before = await bodies(store)

    report = await bring(store, icarol_csv(without=frozenset({"HoursOfOperation", "Latitude"})))

    assert await bodies(store) == before
    assert report.counts["service"].unchanged == 1
