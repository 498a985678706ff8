from __future__ import annotations

from pathlib import Path

import pytest

from cairn_server.directory.exporting.cell import is_formula
from cairn_server.directory.exporting.export import export_entries
from tests.server.directory.exporting.stored import demo_store, look, store_with
from tests.server.directory.tabular.package import faults, read_package
from tests.server.directory.tabular.rich import RICH, number

pytestmark = pytest.mark.anyio


async def test_the_demo_is_a_sound_package(tmp_path: Path) -> None:
    await export_entries(await look(await demo_store()), tmp_path / "demo.zip", "package")

    assert faults(tmp_path / "demo.zip") == []
    assert len(read_package(tmp_path / "demo.zip")["service"]) == 60


async def test_a_directory_with_everything_is_a_sound_package(tmp_path: Path) -> None:
    await export_entries(await look(await store_with(RICH)), tmp_path / "all.zip", "package")

    assert faults(tmp_path / "all.zip") == []


async def test_every_table_of_hsds_has_its_rows(tmp_path: Path) -> None:
    await export_entries(await look(await store_with(RICH)), tmp_path / "all.zip", "package")

    tables = read_package(tmp_path / "all.zip")
    assert set(tables) >= set(
        "organization service location service_at_location program address phone contact "
        "schedule language accessibility service_area cost_option required_document funding "
        "organization_identifier attribute taxonomy taxonomy_term service_capacity unit url "
        "metadata".split()
    )


async def test_hours_are_written_as_the_standard_wants_them(tmp_path: Path) -> None:
    await export_entries(await look(await store_with(RICH)), tmp_path / "all.zip", "package")

    hours = read_package(tmp_path / "all.zip")["schedule"][0]
    assert (hours["opens_at"], hours["closes_at"]) == ("09:00:00-05:00", "17:30:00-05:00")


async def test_no_cell_is_a_formula(tmp_path: Path) -> None:
    await export_entries(await look(await store_with(RICH)), tmp_path / "all.zip", "package")

    tables = read_package(tmp_path / "all.zip")
    cells = [cell for rows in tables.values() for row in rows for cell in row.values()]
    assert [cell for cell in cells if is_formula(cell)] == []
    assert '\'=HYPERLINK("http://evil.example")' in cells
    assert "+1 (701) 555-0137" in cells  # a telephone number is no formula


async def test_keys_to_what_is_not_there_are_left_out_and_told(tmp_path: Path) -> None:
    bodies = {**RICH}
    del bodies[f"location:{number(7)}"], bodies[f"taxonomy_term:{number(2)}"]
    homeless = RICH[f"service:{number(8)}"] | {"organization_id": number(99)}
    store = await store_with({**bodies, f"service:{number(9)}": homeless})

    done = await export_entries(await look(store), tmp_path / "some.zip", "package")

    assert faults(tmp_path / "some.zip") == []
    assert done.homeless == (number(9),)
    assert done.links > 0
    assert "service_at_location" not in read_package(tmp_path / "some.zip")


async def test_the_same_directory_gives_the_same_bytes(tmp_path: Path) -> None:
    store = await store_with(RICH)

    await export_entries(await look(store), tmp_path / "one.zip", "package")
    await export_entries(await look(store), tmp_path / "two.zip", "package")

    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "two.zip").read_bytes()
