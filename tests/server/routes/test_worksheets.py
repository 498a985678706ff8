from __future__ import annotations

from typing import Any

import orjson
import pytest

from cairn_server.routes.worksheets import MAX_SPREADSHEET_BYTES, XLSX
from cairn_server.worksheets.catalogue import FOLDER
from cairn_server.worksheets.xlsform import read_xlsform
from tests.server.conftest import Cairn
from tests.server.worksheets.xlsform.spreadsheets import Form

SAFETY = "a-safety-beyond-leaving"
AS_XLSX = {"Content-Type": XLSX}


def safety() -> dict[str, Any]:
    raw: dict[str, Any] = orjson.loads((FOLDER / f"{SAFETY}.json").read_bytes())
    return raw


def test_a_spreadsheet_comes_back_as_a_template_with_its_words(cairn: Cairn) -> None:
    form = Form()
    form.settings["cairn::title::Spanish (es)"] = "Cómo va"

    answer = cairn.phone_of("carmen").post(
        "/api/worksheets/read", content=form.data(), headers=AS_XLSX
    )

    assert answer.status_code == 200, answer.text
    reading = answer.json()
    assert (reading["template"]["id"], reading["template"]["schema"]) == ("check-in", 1)
    assert reading["words"] == {"es": {"check-in#title": "Cómo va"}}
    assert any("cairn::sensitivity" in note for note in reading["notes"])


def test_what_is_wrong_with_a_spreadsheet_is_told_by_sheet_row_and_column(cairn: Cairn) -> None:
    form = Form()
    form.add(type="geopoint", name="where", label="Where are you?")
    form.add(type="text", name="then", label="Then?", relevant="count(${kind}) > 1")

    answer = cairn.phone_of("carmen").post(
        "/api/worksheets/read", content=form.data(), headers=AS_XLSX
    )

    assert answer.status_code == 422
    problems = answer.json()["problems"]
    assert [(p["sheet"], p["row"], p["column"]) for p in problems] == [
        ("survey", "6", "type"),
        ("survey", "7", "relevant"),
    ]
    assert "Cairn takes no recordings" in problems[0]["why"]
    assert problems[0]["said"] == {
        "say": "{type}: Cairn takes no recordings, files or positions",
        "with": {"type": "'geopoint'"},
    }
    assert problems[1]["said"]["with"]["why"]["say"] == "not understood: {text}"


def test_a_file_that_is_no_spreadsheet_is_refused(cairn: Cairn) -> None:
    answer = cairn.phone_of("carmen").post(
        "/api/worksheets/read", content=b"Worksheet one", headers=AS_XLSX
    )

    assert answer.status_code == 422
    (problem,) = answer.json()["problems"]
    assert "is not an .xlsx spreadsheet" in problem["why"]
    assert problem["said"] == {"say": problem["why"]}


def test_a_file_that_is_too_large_is_not_read(cairn: Cairn) -> None:
    answer = cairn.phone_of("carmen").post(
        "/api/worksheets/read", content=b"P" * (MAX_SPREADSHEET_BYTES + 1), headers=AS_XLSX
    )

    assert answer.status_code == 413


def test_the_problems_of_a_template_are_told_by_place_and_field(cairn: Cairn) -> None:
    raw = safety()
    raw["sections"][1]["questions"][0]["show_if"] = "nobody == 'x'"
    raw["sections"][1]["questions"][1]["type"] = "slider"
    phone = cairn.phone_of("carmen")

    malformed = phone.post("/api/worksheets/check", json={"template": raw}).json()
    del raw["sections"][1]["questions"][1]
    unfit = phone.post("/api/worksheets/check", json={"template": raw}).json()
    sound = phone.post("/api/worksheets/check", json={"template": safety()}).json()

    assert malformed["problems"][0]["field"] == "type"
    assert {"field": "show_if", "why": "unknown field 'nobody'"}.items() <= unfit["problems"][
        0
    ].items()
    assert unfit["problems"][0]["place"].startswith("section you, question ")
    assert sound == {"problems": []}


def test_a_worksheet_is_written_as_a_spreadsheet_that_reads_the_same(cairn: Cairn) -> None:
    words = {"es": {f"{SAFETY}#title": "Plan 🌻"}}

    answer = cairn.phone_of("carmen").post(
        "/api/worksheets/export", json={"template": safety(), "words": words}
    )

    assert answer.headers["Content-Type"] == XLSX
    reading = read_xlsform(answer.content)
    assert reading.template.title == safety()["title"]
    assert reading.translations["es"] == words["es"]


def test_what_a_spreadsheet_cannot_hold_is_told(cairn: Cairn) -> None:
    raw = safety()
    raw["title"] = "Plan for ${name}"

    answer = cairn.phone_of("carmen").post("/api/worksheets/export", json={"template": raw})

    assert answer.status_code == 422
    assert "XLSForm takes '${'" in answer.json()["problems"][0]["why"]


@pytest.mark.parametrize("door", ["read", "check", "export"])
def test_only_coordinators_may_write_worksheets(cairn: Cairn, door: str) -> None:
    answer = cairn.phone_of("elena").post(f"/api/worksheets/{door}", json={"template": safety()})

    assert answer.status_code == 403
    assert answer.json()["reason"] == "Only coordinators may write worksheets."
    assert cairn.client.post(f"/api/worksheets/{door}").status_code == 401
