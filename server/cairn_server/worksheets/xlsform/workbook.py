"""The cells of a spreadsheet as rows of text, within limits.

A file comes from anywhere: its parts are counted before any is unpacked, its XML may
declare no entities (openpyxl reads through defusedxml), and no formula is followed.
"""

from __future__ import annotations

import warnings
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from itertools import islice
from typing import Any

from openpyxl import load_workbook

from cairn_server.directory.said import said
from cairn_server.worksheets.catalogue import TemplateError
from cairn_server.worksheets.placed import placed
from cairn_server.worksheets.xlsform.columns import Column, read_column

__all__ = ["MAX_CELL", "Findings", "Row", "Sheet", "read_workbook"]

SHEETS = ("survey", "choices", "settings")
MAX_FILE_BYTES = 5_000_000  # the longest template that ships is 60 kB as a spreadsheet
MAX_UNPACKED_BYTES = 50_000_000
MAX_PARTS = 200  # files in the ZIP
MAX_ROWS = 5_000
MAX_COLUMNS = 100
MAX_CELL = 10_000  # characters
NOT_A_SPREADSHEET = said(
    "the file is not an .xlsx spreadsheet, or is damaged: save it again as .xlsx"
)


@dataclass(frozen=True, slots=True)
class Row:
    """One row below the headers."""

    sheet: str
    number: int  # as the spreadsheet counts: the headers are row 1
    cells: dict[tuple[str, str], str] = field(default_factory=dict)  # by column and language
    plain_language: str = "en"  # what a column without a language is written in

    def get(self, column: str) -> str:
        """Return the cell of a column that has no languages; `""` is a blank one."""
        return self.cells.get((column, ""), "")

    def text(self, column: str, language: str) -> str:
        """Return the cell of `column` in `language`."""
        plain = self.get(column) if language == self.plain_language else ""
        return self.cells.get((column, language), plain)

    def place(self, column: str) -> str:
        """Name a cell for a person."""
        return f"sheet {self.sheet}, row {self.number}, column {column}"


@dataclass(slots=True)
class Findings:
    """What is wrong, each as a sentence: errors stop the import, warnings do not."""

    errors: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)

    def refuse(self, row: Row, column: str, why: str) -> None:
        self.errors.append(placed(row.place(column), why))

    def warn(self, row: Row, column: str, why: str) -> None:
        self.warnings.append(placed(row.place(column), why))


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet's columns, and its rows that are not blank."""

    name: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]


def read_workbook(data: bytes, findings: Findings) -> dict[str, Sheet]:
    """Return the sheets that Cairn reads, by name; others are warned of.

    Raises:
        TemplateError: the file is no spreadsheet, or over the limits.
        MemoryError: it takes more than this process may have.
    """
    _check_size(data)
    found: dict[str, Sheet] = {}
    # openpyxl documents no errors for damaged files; it raises most of what Python has.
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about styles and charts, which nobody reads here
            workbook = load_workbook(BytesIO(data), read_only=True, keep_links=False)
            for name in workbook.sheetnames:
                key = name.strip().lower()
                if key not in SHEETS:
                    findings.warnings.append(
                        placed(f"sheet {name}", said("Cairn does not read it"))
                    )
                elif key in found:
                    findings.errors.append(placed(f"sheet {name}", said("there are two of them")))
                else:
                    found[key] = _read_sheet(key, workbook[name], findings)
    except (TemplateError, MemoryError):
        raise
    except Exception as error:
        raise TemplateError([NOT_A_SPREADSHEET]) from error
    return found


def _check_size(data: bytes) -> None:
    """Refuse by what the ZIP's own list says; zipfile never unpacks more than that."""
    if len(data) > MAX_FILE_BYTES:
        raise TemplateError(
            [said("the file is larger than {most} bytes", most=f"{MAX_FILE_BYTES:,}")]
        )
    try:
        parts = zipfile.ZipFile(BytesIO(data)).infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError, EOFError) as error:
        raise TemplateError([NOT_A_SPREADSHEET]) from error
    if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > MAX_UNPACKED_BYTES:
        raise TemplateError([said("the file unpacks to more than any worksheet needs")])


def _read_sheet(name: str, sheet: Any, findings: Findings) -> Sheet:
    sheet.reset_dimensions()  # what the file says of its size may be wrong
    rows = _cells(name, sheet, findings)
    headers = next(rows, (1, []))[1]
    columns: dict[int, Column] = {}
    for index, header in enumerate(headers):
        column = read_column(name, header, findings.errors, findings.warnings)
        if column is None:
            continue
        if any((column.name, column.language) == (c.name, c.language) for c in columns.values()):
            place = f"sheet {name}, row 1, column {header}"
            findings.errors.append(placed(place, said("there are two of them")))
        columns[index] = column
    kept = []
    for number, cells in rows:
        values = {
            (column.name, column.language): cells[index]
            for index, column in columns.items()
            if index < len(cells) and cells[index]
        }
        if values:
            kept.append(Row(name, number, values))
    return Sheet(name, tuple(columns.values()), tuple(kept))


def _cells(name: str, sheet: Any, findings: Findings) -> Iterator[tuple[int, list[str]]]:
    """Yield each row's number and texts, blank rows too."""
    for number, row in enumerate(sheet.iter_rows(), start=1):
        if number > MAX_ROWS:
            raise TemplateError(
                [placed(f"sheet {name}", said("more than {most} rows", most=MAX_ROWS))]
            )
        if any(cell.value is not None for cell in islice(row, MAX_COLUMNS, None)):
            too_many = said("more than {most} columns", most=MAX_COLUMNS)
            raise TemplateError([placed(f"sheet {name}, row {number}", too_many)])
        texts = []
        for cell in row[:MAX_COLUMNS]:
            text, why = _cell_text(cell)
            if why:
                findings.errors.append(placed(f"sheet {name}, cell {cell.coordinate}", why))
            texts.append(text)
        yield number, texts


def _cell_text(cell: Any) -> tuple[str, str]:
    """Return a cell's text, and why it cannot be read, if so."""
    value = cell.value
    if value is None:
        return "", ""
    if cell.data_type in ("f", "e"):
        return "", said("holds a formula or its error: put the text itself there")
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    text = str(value).strip()
    if len(text) > MAX_CELL:
        return "", said("holds more than {most} characters", most=f"{MAX_CELL:,}")
    return text, ""
