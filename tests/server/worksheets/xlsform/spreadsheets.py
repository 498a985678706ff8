"""Small spreadsheets to spoil."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from io import BytesIO

from openpyxl import Workbook

from cairn_server.worksheets import TemplateError
from cairn_server.worksheets.xlsform import Reading, read_xlsform

Rows = list[dict[str, object]]

__all__ = ["Form", "problems_of", "spreadsheet"]


def spreadsheet(sheets: Mapping[str, Sequence[Mapping[str, object]]]) -> bytes:
    """Return an .xlsx with a column for every key."""
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    for name, rows in sheets.items():
        sheet = workbook.create_sheet(name)
        headers = list(dict.fromkeys(header for row in rows for header in row))
        sheet.append(headers)
        for row in rows:
            sheet.append([row.get(header) for header in headers])
    file = BytesIO()
    workbook.save(file)
    return file.getvalue()


class Form:
    """A form as a coordinator might write it, without most of Cairn's columns."""

    def __init__(self) -> None:
        self.survey: Rows = [
            {"type": "begin group", "name": "start", "label": "Before we start"},  # row 2
            {"type": "select_one yn", "name": "safe", "label": "Is this a safe time?"},
            {"type": "select_multiple kinds", "name": "kind", "label": "What kind?"},
            {"type": "text", "name": "more", "label": "Say more", "appearance": "multiline"},
            {"type": "end group"},
        ]
        self.choices: Rows = [
            {"list_name": "yn", "name": "yes", "label": "Yes"},
            {"list_name": "yn", "name": "no", "label": "No"},
            {"list_name": "kinds", "name": "a", "label": "One"},
            {"list_name": "kinds", "name": "b", "label": "Other"},
        ]
        self.settings: dict[str, object] = {
            "form_title": "Check-in",
            "form_id": "check-in",
            "version": 3,
            "cairn::about": "person",
            "cairn::purpose": "A short talk.",
            "cairn::who": "Anyone.",
            "cairn::basis": "Our own.",
            "cairn::retention": "Nothing is kept.",
        }

    def add(self, **cells: object) -> None:
        """Put a row at the end of the group: row 6."""
        self.survey.insert(-1, {key.replace("__", "::"): value for key, value in cells.items()})

    def data(self) -> bytes:
        return spreadsheet(
            {"survey": self.survey, "choices": self.choices, "settings": [self.settings]}
        )

    def read(self) -> Reading:
        return read_xlsform(self.data())

    def problems(self) -> list[str]:
        return problems_of(self.data())


def problems_of(data: bytes) -> list[str]:
    """Return why a file is refused; `[]` when it is not."""
    try:
        read_xlsform(data)
    except TemplateError as error:
        return error.problems
    return []
