from __future__ import annotations

from pathlib import Path

from cairn_server.worksheets import parse_template, templates
from cairn_server.worksheets.catalogue import FOLDER
from cairn_server.worksheets.po import read_translations
from tests.server.cli.conftest import Cairn
from tests.server.worksheets.xlsform.spreadsheets import Form

SAFETY = "a-safety-beyond-leaving"


def test_a_worksheet_goes_out_and_comes_back_with_its_spanish(cairn: Cairn, tmp_path: Path) -> None:
    cairn("worksheets", "export", SAFETY, "plan.xlsx")
    cairn("worksheets", "import", "plan.xlsx", "--out", "mine")

    data = (tmp_path / "mine" / "templates" / f"{SAFETY}.json").read_bytes()
    template = parse_template(SAFETY, data)
    assert template == templates()[SAFETY]
    shipped = read_translations(FOLDER.parent / "locales", template)
    assert read_translations(tmp_path / "mine" / "locales", template) == shipped


def test_a_template_of_ones_own_goes_out_again_with_its_translations(
    cairn: Cairn, tmp_path: Path
) -> None:
    form = Form()
    form.survey[1]["label::Spanish (es)"] = "¿Es un buen momento?"
    (tmp_path / "form.xlsx").write_bytes(form.data())
    cairn("worksheets", "import", "form.xlsx", "--out", ".")

    cairn("worksheets", "export", "templates/check-in.json", "again.xlsx")

    shown = cairn("worksheets", "check", "again.xlsx").output
    assert "again.xlsx is sound: check-in, 1 sections, 3 questions, in en, es." in shown


def test_check_says_every_problem_and_ends_with_1(cairn: Cairn, tmp_path: Path) -> None:
    form = Form()
    form.survey[2]["relevant"] = "${safe} > 1"
    form.survey[3]["type"] = "geopoint"
    (tmp_path / "form.xlsx").write_bytes(form.data())

    shown = cairn("worksheets", "check", "form.xlsx", code=1).output

    assert "sheet survey, row 4, column relevant: '${safe} > 1'" in shown
    assert "sheet survey, row 5, column type: 'geopoint'" in shown
    assert "form.xlsx cannot be used: 2 problems." in shown


def test_check_shows_what_is_only_odd_and_ends_with_0(cairn: Cairn, tmp_path: Path) -> None:
    (tmp_path / "form.xlsx").write_bytes(Form().data())

    assert (
        "Note: sheet survey, column cairn::sens" in cairn("worksheets", "check", "form.xlsx").output
    )


def test_nothing_is_written_over_unless_asked(cairn: Cairn, tmp_path: Path) -> None:
    (tmp_path / "form.xlsx").write_bytes(Form().data())
    cairn("worksheets", "import", "form.xlsx", "--out", ".")

    assert "is there already" in cairn("worksheets", "export", SAFETY, "form.xlsx", code=1).output
    again = ("worksheets", "import", "form.xlsx", "--out", ".")
    assert "is there already" in cairn(*again, code=1).output
    cairn(*again, "--force")


def test_what_is_not_there_is_said(cairn: Cairn, tmp_path: Path) -> None:
    (tmp_path / "bad.json").write_text("{}")

    for arguments, sentence in (
        (["check", "gone.xlsx"], "There is no file 'gone.xlsx'."),
        (["check", "bad.json"], "the file is not an .xlsx spreadsheet"),
        (["export", "gone", "x.xlsx"], "There is no worksheet 'gone'. Cairn brings a-safety-"),
        (["export", "gone.json", "x.xlsx"], "There is no file 'gone.json'."),
        (["export", "bad.json", "x.xlsx"], "bad.json is not a worksheet: "),
    ):
        assert sentence in cairn("worksheets", *arguments, code=1).output
