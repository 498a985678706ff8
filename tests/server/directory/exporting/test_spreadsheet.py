from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import load_workbook

from cairn_server.directory.exporting.export import export_entries
from tests.server.directory.exporting.stored import demo_store, look, store_with
from tests.server.directory.tabular.rich import RICH

pytestmark = pytest.mark.anyio


async def test_people_find_services_places_and_organizations(tmp_path: Path) -> None:
    await export_entries(await look(await demo_store()), tmp_path / "demo.xlsx", "xlsx")

    book = load_workbook(tmp_path / "demo.xlsx")
    assert book.sheetnames == ["Services", "Places", "Organizations"]
    assert book["Services"].max_row == 61
    assert book["Services"]["C2"].value


async def test_a_cell_that_looks_like_a_formula_is_text(tmp_path: Path) -> None:
    await export_entries(await look(await store_with(RICH)), tmp_path / "all.xlsx", "xlsx")

    book = load_workbook(tmp_path / "all.xlsx")
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert [cell.coordinate for cell in cells if cell.data_type == "f"] == []
    risky = [cell for cell in cells if str(cell.value).startswith(("=", "@", "-2"))]
    assert risky and all(cell.quotePrefix for cell in risky)
