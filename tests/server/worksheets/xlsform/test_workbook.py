"""Files that are too large, or made to do harm."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from cairn_server.worksheets import TemplateError, templates
from cairn_server.worksheets.xlsform import read_xlsform, workbook, write_xlsform
from tests.server.worksheets.xlsform.spreadsheets import Form, problems_of

DAMAGED = [workbook.NOT_A_SPREADSHEET]


def with_parts(data: bytes, parts: Mapping[str, bytes]) -> bytes:
    """Return a copy of a spreadsheet in which some of the files in the ZIP are other ones."""
    file = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(file, "w", 8) as new:
        for name in dict.fromkeys([*old.namelist(), *parts]):
            new.writestr(name, parts[name] if name in parts else old.read(name))
    return file.getvalue()


def test_a_file_that_is_too_large_is_not_opened() -> None:
    assert problems_of(b"P" * 5_000_001) == ["the file is larger than 5,000,000 bytes"]


def test_a_file_that_unpacks_to_too_much_is_not_unpacked() -> None:
    bomb = with_parts(Form().data(), {"xl/media/big": b"\0" * 50_000_001})

    assert len(bomb) < 100_000
    assert problems_of(bomb) == ["the file unpacks to more than any worksheet needs"]


def test_a_file_of_too_many_parts_is_not_unpacked() -> None:
    many = with_parts(Form().data(), {f"xl/{n}": b"" for n in range(200)})

    assert problems_of(many) == ["the file unpacks to more than any worksheet needs"]


def test_xml_that_declares_entities_is_refused() -> None:
    laughs = b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><sst>&b;</sst>'

    for part in ("xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/styles.xml"):
        assert problems_of(with_parts(Form().data(), {part: laughs})) == DAMAGED


def test_a_zip_that_is_no_spreadsheet_is_refused() -> None:
    file = BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("hello.txt", "hello")

    assert problems_of(file.getvalue()) == DAMAGED


def test_too_many_rows_or_columns_are_refused() -> None:
    long, wide = Form(), Form()
    long.choices += [{"list_name": "l", "name": f"n{n}", "label": "N"} for n in range(5_000)]
    wide.settings |= {f"extra{n}": "x" for n in range(100)}

    assert problems_of(long.data()) == ["sheet choices: more than 5000 rows"]
    assert problems_of(wide.data()) == ["sheet settings, row 1: more than 100 columns"]


def test_a_cell_that_is_too_long_is_refused() -> None:
    form = Form()
    form.survey[1]["label"] = "a" * 10_001

    assert "sheet survey, cell C3: holds more than 10,000 characters" in form.problems()


def test_a_formula_is_refused_and_never_followed() -> None:
    form = Form()
    form.survey[1]["label"] = '=HYPERLINK("http://example.org")'

    why = "holds a formula or its error: put the text itself there"
    assert f"sheet survey, cell C3: {why}" in form.problems()


def test_a_sheet_may_not_be_there_twice() -> None:
    file = BytesIO()
    book = load_workbook(BytesIO(Form().data()))
    book.create_sheet("Survey ")
    book.save(file)

    assert "sheet Survey : there are two of them" in problems_of(file.getvalue())


def test_two_columns_of_one_meaning_are_refused() -> None:
    form = Form()
    form.survey[1]["relevance"] = form.survey[1]["relevant"] = "${safe} = 'yes'"

    assert any("row 1, column relevant: there are two" in problem for problem in form.problems())


def test_text_that_looks_like_a_formula_is_written_as_text() -> None:
    texts = ["=1+1", "+1", "-1", "@SUM(A1)"]
    pocket = templates()["h1-disclosure-pocket-guide"]
    section = pocket.sections[0]
    asked = [
        q.model_copy(update={"text": t}) for q, t in zip(section.questions, texts, strict=False)
    ]
    section = section.model_copy(update={"questions": tuple(asked)})
    template = pocket.model_copy(update={"sections": (section,), "title": "=cmd|' /C calc'!A0"})

    data = write_xlsform(template, {})

    cells = [c for s in load_workbook(BytesIO(data)) for row in s.iter_rows() for c in row]
    risky = [c for c in cells if str(c.value)[:1] in "=+-@"]
    assert [c.value for c in risky] == [*texts, template.title]
    assert all(c.data_type == "s" and c.quotePrefix for c in risky)
    assert read_xlsform(data).template == template


@pytest.mark.parametrize("text", ["a\x01b", "a\rb", "a" * 10_001, "Hello ${name}"])
def test_text_that_a_spreadsheet_would_change_is_not_written(text: str) -> None:
    template = templates()["h1-disclosure-pocket-guide"].model_copy(update={"title": text})

    with pytest.raises(TemplateError):
        write_xlsform(template, {})


def test_a_workbook_of_another_program_may_lack_styles_and_dimensions(tmp_path: Path) -> None:
    book = Workbook(write_only=True)
    for name, rows in (("survey", Form().survey), ("choices", Form().choices)):
        sheet = book.create_sheet(name)
        headers = list(dict.fromkeys(header for row in rows for header in row))
        for values in (headers, *([row.get(header) for header in headers] for row in rows)):
            sheet.append(values)
    sheet = book.create_sheet("settings")
    sheet.append(list(Form().settings))
    sheet.append(list(Form().settings.values()))
    book.save(tmp_path / "form.xlsx")

    assert read_xlsform(tmp_path / "form.xlsx").template.id == "check-in"
