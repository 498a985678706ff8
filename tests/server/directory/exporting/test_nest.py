from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from cairn_server.directory.exporting.export import export_entries
from tests.server.directory.exporting.stored import look, store_with
from tests.server.directory.tabular.rich import RICH, number

pytestmark = pytest.mark.anyio


async def exported(path: Path) -> Any:
    await export_entries(await look(await store_with(RICH)), path / "all.json", "json")
    return json.loads((path / "all.json").read_bytes())


async def test_a_service_holds_all_that_belongs_to_it(tmp_path: Path) -> None:
    [service] = (await exported(tmp_path))["services"]

    assert service["organization"]["id"] == number(4)
    assert service["program"]["name"] == "Self-help"
    place = service["service_at_locations"][0]
    assert place["location"]["addresses"][0]["address_1"] == "31 Court Square"
    assert service["attributes"][0]["taxonomy_term"]["name"] == "Courts"


async def test_what_has_no_service_is_there_too(tmp_path: Path) -> None:
    told = await exported(tmp_path)

    assert [one["name"] for one in told["organizations"]][1] == "Branch library"
    assert len(told["taxonomies"]) == 3


async def test_every_object_has_an_id_and_nothing_is_null(tmp_path: Path) -> None:
    unread: list[Any] = [(await exported(tmp_path))[name] for name in ("services", "organizations")]
    seen = 0
    while unread:
        one = unread.pop()
        if isinstance(one, list):
            unread += [part for part in one if isinstance(part, dict)]
        else:
            seen += 1
            assert "id" in one
            assert None not in one.values()
            unread += [v for k, v in one.items() if isinstance(v, list | dict) and k[:4] != "also"]
    assert seen > 40


async def test_an_area_without_a_street_is_no_address(tmp_path: Path) -> None:
    told = await exported(tmp_path)

    [place] = told["locations"]
    assert all("address_1" in one for one in place["addresses"])
    assert place["areas"][0]["city"] == "Millbrook"
