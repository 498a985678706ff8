"""An uploaded file as tables: CSV, an .xlsx, or a ZIP of CSV files. Runs in a process apart."""

from __future__ import annotations

import csv
import io
import warnings
import zipfile
from collections.abc import Callable
from typing import Any, BinaryIO

from openpyxl import load_workbook

from cairn_server.directory.errors import TableError
from cairn_server.directory.importing.table import Table, read_table
from cairn_server.directory.said import said

__all__ = ["DAMAGED", "TOO_MUCH", "check_size", "read_sheets"]

MAX_UNPACKED_BYTES = 300_000_000
MAX_RATIO = 100  # of unpacked to packed; sheets of numbers reach 20
MAX_PARTS = 2_000
MAX_TABLES = 20
MAX_ROWS = 50_000
MAX_COLUMNS = 300
MAX_LETTERS = 60_000_000
Progress = Callable[[int, int], None]
ZIP = b"PK\x03\x04"
DAMAGED = said("The file is damaged, or not what its name says: save it again as .xlsx or .csv.")
TOO_MUCH = said("The file unpacks to more than a directory needs.")


def _silent(rows: int, of: int) -> None:
    pass


def read_sheets(file: BinaryIO, name: str, progress: Progress = _silent) -> list[Table]:
    """Return each table that has a header and a row.

    Raises:
        TableError: there is none, or too much of them.
    """
    is_zip = file.read(4) == ZIP
    file.seek(0)
    if not is_zip:
        data = file.read()
        if data.startswith((b"\xd0\xcf\x11\xe0", b"%PDF")):
            raise TableError(
                said("The file is not a spreadsheet of today: save it as .xlsx or .csv.")
            )
        return _bounded([read_table(name, data, most=MAX_ROWS, progress=progress)])
    try:
        with zipfile.ZipFile(file) as archive:
            check_size(archive)
            names = archive.namelist()
            if "[Content_Types].xml" in names:
                return _bounded(_read_workbook(file, progress))
            return _bounded(_read_archive(archive, progress))
    except TableError:
        raise
    except MemoryError:
        raise TableError(TOO_MUCH) from None
    except Exception as error:  # openpyxl and zipfile raise most of what Python has
        raise TableError(DAMAGED) from error


def check_size(archive: zipfile.ZipFile) -> None:
    """Refuse by what the ZIP's own list says; zipfile never unpacks more than that."""
    parts = archive.infolist()
    unpacked = sum(part.file_size for part in parts)
    packed = sum(part.compress_size for part in parts)
    if len(parts) > MAX_PARTS or unpacked > MAX_UNPACKED_BYTES:
        raise TableError(TOO_MUCH)
    if unpacked > 1_000_000 and unpacked > MAX_RATIO * max(packed, 1):
        raise TableError(TOO_MUCH)


def _read_archive(archive: zipfile.ZipFile, progress: Progress) -> list[Table]:
    tables = []
    for name in archive.namelist():
        if name.lower().endswith((".csv", ".tsv", ".txt")) and "__MACOSX" not in name:
            short = name.rpartition("/")[2]
            data = archive.read(name)
            tables.append(read_table(short, data, most=MAX_ROWS, progress=progress))
        if len(tables) > MAX_TABLES:
            raise TableError(
                said("There are more than {most} lists in this file.", most=MAX_TABLES)
            )
    if not tables:
        raise TableError(said("There is no .csv file in this ZIP."))
    return tables


def _read_workbook(file: BinaryIO, progress: Progress) -> list[Table]:
    tables = []
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # about styles and charts, which nobody reads here
        # data_only: of a formula what the spreadsheet last showed, never the formula itself
        book = load_workbook(file, read_only=True, keep_links=False, data_only=True)
        for sheet in book.worksheets[:MAX_TABLES]:
            data = _as_csv(sheet, progress)
            if data.strip(b'\r\n, "'):
                tables.append(read_table(sheet.title, data, most=MAX_ROWS))
    if not tables:
        raise TableError(said("The spreadsheet is empty: the first row must name the columns."))
    return tables


def _as_csv(sheet: Any, progress: Progress) -> bytes:
    """Return the sheet as CSV with every row in its place, so that rows keep their numbers."""
    told = sheet.max_row or 0  # what the file says; good enough for a bar
    sheet.reset_dimensions()  # what the file says of its size may be wrong
    rows: list[list[str]] = []
    letters = 0
    for number, row in enumerate(sheet.iter_rows(values_only=True), start=1):
        if number > MAX_ROWS + 1 or len(row) > 16_384:
            raise TableError(said("There are more than {most} rows.", most=MAX_ROWS))
        if number % 100 == 0:
            progress(number, max(told, number))
        cells = [_text(value) for value in row]
        while cells and not cells[-1]:
            cells.pop()
        letters += sum(map(len, cells))
        if len(cells) > MAX_COLUMNS or letters > MAX_LETTERS:
            raise TableError(TOO_MUCH)
        rows.append(cells)
    width = max(map(len, rows), default=0)
    out = io.StringIO()
    csv.writer(out).writerows([*row, *[""] * (width - len(row))] for row in rows)
    return out.getvalue().encode("utf-8", "replace")


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return str(value).replace("_x000D_", "").strip()


def _bounded(tables: list[Table]) -> list[Table]:
    kept = [table for table in tables if table.rows or table.findings]
    if not kept:
        raise TableError(said("There are no rows below the column names."))
    for table in kept:
        if len(table.rows) + len(table.findings) > MAX_ROWS:
            raise TableError(said("There are more than {most} rows.", most=MAX_ROWS))
        if len(table.columns) > MAX_COLUMNS:
            raise TableError(said("There are more than {most} columns.", most=MAX_COLUMNS))
    letters = sum(len(cell) for table in kept for row in table.rows for cell in row.cells.values())
    if letters > MAX_LETTERS:
        raise TableError(TOO_MUCH)
    return kept
