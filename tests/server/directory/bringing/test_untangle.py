"""What a small office's spreadsheet becomes: all that is safe, and a word about the rest."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import Any

import pytest

from cairn_server.directory.bringing.guess import guess_columns
from cairn_server.directory.bringing.one_list import prepare
from cairn_server.directory.bringing.upload import read_upload
from cairn_server.directory.gate import directory_gate
from cairn_server.directory.importing.finding import Finding
from cairn_server.directory.importing.importer import import_files
from cairn_server.directory.importing.report import Report
from cairn_server.directory.importing.table import Table
from cairn_sync.stores.memory import MemoryStore
from tests.server.directory.bringing.offices import (
    BINDER,
    COUNTY,
    DITTO,
    MERGED,
    TWO_ROWS,
    as_xlsx,
)

pytestmark = pytest.mark.anyio

FOOD = ["Agency,Program,Phone", "Quill,Food,701-555-0161"]


@dataclass
class Brought:
    """What came of a spreadsheet, read as its columns are guessed."""

    table: Table
    report: Report
    services: dict[str, dict[str, Any]]
    places: dict[str, dict[str, Any]]

    def told(self, row: int) -> list[Finding]:
        return [one for one in self.report.findings if one.row == row]

    def reasons(self, row: int) -> set[str]:
        return {one.reason for one in self.told(row)}


async def bring(data: bytes, name: str = "list.xlsx") -> Brought:
    table = read_upload(io.BytesIO(data), name, lambda rows, of: None).tables[0]
    prepared = prepare(table, guess_columns(table), source="quill")
    store = MemoryStore("directory-demo")
    given: dict[str, Any] = {"tables": prepared.tables, "gate": directory_gate("demo")}
    report = await import_files(store, prepared.mapping, {}, **given)
    again = await import_files(store, prepared.mapping, {}, **given)
    assert {(one.added, one.changed) for one in again.counts.values()} == {(0, 0)}
    found = {one.doc_id: one.parsed_body() for one in await store.all_docs()}
    return Brought(
        table,
        report,
        {body["name"]: body for body in found.values() if body["type"] == "service"},
        {body["name"]: body for body in found.values() if body["type"] == "location"},
    )


async def test_titles_and_headings_among_the_rows_are_no_services() -> None:
    county = await bring(as_xlsx(COUNTY, ["A1:E1"]))

    assert set(county.services) == {"Quill Pantry", "Quill Soup", "Quill Law"}
    assert county.services["Quill Soup"]["categories"] == ["food"]
    assert county.services["Quill Law"]["categories"] == ["legal"]
    for row in (1, 2):
        assert county.reasons(row) == {
            "it stands above the names of the columns, and was passed over"
        }
    assert county.reasons(5) == {"taken as a heading of the rows below, not as a service"}
    assert (county.report.counts["service"].rejected, county.report.rejected) == (0, [])


async def test_what_offices_write_into_one_cell_is_taken_apart() -> None:
    pantry = (county := await bring(as_xlsx(COUNTY))).services["Quill Pantry"]

    assert pantry["phones"] == [
        {"number": "701-555-0161", "type": "voice", "description": "office"},
        {"number": "701-555-0162", "description": "Crisis"},
    ]
    assert pantry["schedules"] == [
        {
            "freq": "WEEKLY",
            "byday": "MO,TU,WE,TH,FR",
            "opens_at": "08:00",
            "closes_at": "17:00",
        },
        {"description": "Sat: by appt"},
    ]
    areas = [one["name"] for one in pantry["service_areas"]]
    assert areas == ["Ward County", "McHenry County", "Pierce County"]
    assert county.places["Quill Pantry"]["addresses"][0]["address_1"] == "12 Elm St"
    assert "the numbers were taken out of other words" in county.reasons(6)
    assert "the parts of the address cannot be told apart" in county.reasons(10)


async def test_names_of_columns_in_two_rows_are_one() -> None:
    rides = await bring(as_xlsx(TWO_ROWS, ["B1:D1", "E1:F1"]))

    assert rides.table.columns == ("Program", "Phone", "Email", "Web site", "City", "ZIP")
    assert set(rides.services) == {"Quill Rides"}
    assert rides.table.rows[0].number == 3


async def test_same_as_above_is_filled_from_above_and_told_without_the_address() -> None:
    ditto = await bring(as_xlsx(DITTO))

    assert set(ditto.services) == {"Night line", "Day line", "Rides"}
    assert ditto.services["Day line"]["phones"] == [{"number": "701-555-0166"}]
    assert {one["organization_id"] for one in ditto.services.values()} == {
        ditto.services["Rides"]["organization_id"]
    }
    told = {one.column: (one.value, one.became) for one in ditto.told(3)}
    assert told["Phone"] == ("same as above", "701-555-0166")
    assert told["Address"] == ('"', "")
    assert ditto.reasons(4) == {
        "the names of the columns stand here again: the row was passed over"
    }
    assert ditto.table.columns[-1] == "Column E"  # had no name, and something in it


async def test_a_merged_cell_counts_for_each_of_its_rows() -> None:
    merged = await bring(as_xlsx(MERGED, ["A2:A3"]))

    night, day = merged.services["Night line"], merged.services["Day line"]
    assert night["organization_id"] == day["organization_id"]
    assert merged.reasons(2) == {"the cell is merged with 1 below it: it counts for each"}


async def test_two_columns_of_one_name_a_note_below_and_a_shelter() -> None:
    binder = await bring(as_xlsx(BINDER, ["A1:D1"]))

    assert set(binder.services) == {"Casa Pluma", "Refugio para mujeres"}
    assert [one["number"] for one in binder.services["Casa Pluma"]["phones"]] == [
        "701-555-0169",
        "701-555-0170",
    ]
    assert binder.reasons(6) == {"taken as a note below the list, not as a service"}
    assert "Hidden" not in str(binder.places) + str(binder.report.as_json())


async def test_a_title_above_a_csv_file_is_passed_over_and_rows_keep_their_numbers() -> None:
    lines = ["Resources, Quill County", "", *FOOD, "Quill,,701-555-0162"]

    brought = await bring("\n".join(lines).encode(), "list.csv")

    assert set(brought.services) == {"Food"}
    assert [one.row for one in brought.report.rejected] == [5]


async def test_a_plain_list_is_left_as_it_is() -> None:
    plain = await bring("\n".join([*FOOD, "Quill,Rides,"]).encode(), "list.csv")

    assert plain.table.columns == ("Agency", "Program", "Phone")
    assert plain.table.told == ()
    assert set(plain.services) == {"Food", "Rides"}


async def test_a_name_alone_is_a_service_where_nothing_marks_it_as_a_heading() -> None:
    lines = ["Program,Phone,City", "Quill Rides,,", "Quill Food,701-555-0161,Minot"]

    brought = await bring("\n".join(lines).encode(), "list.csv")

    assert set(brought.services) == {"Quill Rides", "Quill Food"}


async def test_bars_and_semicolons_within_cells_separate_nothing() -> None:
    lines = ["Program,Phone,Description", "Food,701-555-0161," + "a|b;" * 40]

    brought = await bring("\n".join(lines).encode(), "list.csv")

    assert brought.table.columns == ("Program", "Phone", "Description")
