"""An uploaded file as tables: CSV, an .xlsx, or a ZIP of CSV files. Runs in a process apart."""

from __future__ import annotations

import csv
import io
import re
import warnings
import zipfile
from collections.abc import Callable
from dataclasses import replace
from typing import Any, BinaryIO

from openpyxl import load_workbook
from openpyxl.utils import column_index_from_string

from cairn_server.directory.bringing.header import names_for
from cairn_server.directory.errors import TableError
from cairn_server.directory.importing.finding import Finding, Result
from cairn_server.directory.importing.table import LOOKED_AT, Header, Seek, Table, read_table
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
Merged = tuple[int, int, int]  # a column, and its first and last row, from 0
MERGED = re.compile(rb'<mergeCell ref="([A-Z]{1,3})(\d{1,7}):[A-Z]{1,3}(\d{1,7})"')
ZIP = b"PK\x03\x04"
DAMAGED = said("The file is damaged, or not what its name says: save it again as .xlsx or .csv.")
TOO_MUCH = said("The file unpacks to more than a directory needs.")


def _silent(rows: int, of: int) -> None:
    pass


def read_sheets(
    file: BinaryIO, name: str, progress: Progress = _silent, *, seek: Seek | None = None
) -> list[Table]:
    """Return each table that has a header and a row; `seek` finds the header, else it is on top.

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
        return _bounded([read_table(name, data, most=MAX_ROWS, seek=seek, progress=progress)])
    try:
        with zipfile.ZipFile(file) as archive:
            check_size(archive)
            names = archive.namelist()
            if "[Content_Types].xml" in names:
                return _bounded(_read_workbook(file, progress, seek))
            return _bounded(_read_archive(archive, progress, seek))
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


def _read_archive(archive: zipfile.ZipFile, progress: Progress, seek: Seek | None) -> list[Table]:
    tables = []
    for name in archive.namelist():
        if name.lower().endswith((".csv", ".tsv", ".txt")) and "__MACOSX" not in name:
            short = name.rpartition("/")[2]
            data = archive.read(name)
            tables.append(read_table(short, data, most=MAX_ROWS, seek=seek, progress=progress))
        if len(tables) > MAX_TABLES:
            raise TableError(
                said("There are more than {most} lists in this file.", most=MAX_TABLES)
            )
    if not tables:
        raise TableError(said("There is no .csv file in this ZIP."))
    return tables


def _read_workbook(file: BinaryIO, progress: Progress, seek: Seek | None) -> list[Table]:
    tables = []
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # about styles and charts, which nobody reads here
        # data_only: of a formula what the spreadsheet last showed, never the formula itself
        book = load_workbook(file, read_only=True, keep_links=False, data_only=True)
        for sheet in book.worksheets[:MAX_TABLES]:
            rows = _read_rows(sheet, progress)
            if any(map(any, rows)):
                tables.append(_table(sheet.title, rows, _merged(book, sheet), seek))
    if not tables:
        raise TableError(said("The spreadsheet is empty: the first row must name the columns."))
    return tables


def _table(title: str, rows: list[list[str]], merged: list[Merged], seek: Seek | None) -> Table:
    """Return a sheet as a table; without `seek` its first row names the columns."""
    header = seek(rows[:LOOKED_AT]) if seek is not None else None
    if header is None:
        return read_table(title, _as_csv(rows), most=MAX_ROWS)
    told = _fill_merged(title, rows, merged, header)
    width = max(map(len, rows))
    content = [
        any(n < len(row) and row[n] for row in rows[header.last + 1 :]) for n in range(width)
    ]
    names = names_for([*header.names, *[""] * (width - len(header.names))], content)
    named = replace(header, names=names)
    table = read_table(title, _as_csv(rows), most=MAX_ROWS, seek=lambda _: named)
    return replace(table, told=(*table.told, *told))


def _fill_merged(
    title: str, rows: list[list[str]], merged: list[Merged], header: Header
) -> list[Finding]:
    """Let a cell that is merged downwards count for each of its rows."""
    told = []
    for column, first, last in merged:
        if first <= header.last or first >= len(rows) or column >= len(rows[first]):
            continue
        value = rows[first][column]
        below = rows[first + 1 : last + 1]
        empty = [row for row in below if len(row) <= column or not row[column]]
        if not value or not empty:
            continue
        for row in empty:
            row += [""] * (column + 1 - len(row))
            row[column] = value
        name = header.names[column] if column < len(header.names) else ""
        reason = said("the cell is merged with {n} below it: it counts for each", n=len(empty))
        told.append(Finding(Result.TIDIED, reason, file=title, row=first + 1, column=name))
    return told


def _merged(book: Any, sheet: Any) -> list[Merged]:
    """Return the cells that are merged downwards: column, first and last row, from 0."""
    try:
        # Read row by row, openpyxl does not tell them: they stand behind the rows.
        data = book._archive.read(sheet._worksheet_path)
    except (AttributeError, KeyError):
        return []
    return [
        (column_index_from_string(column.decode()) - 1, int(first) - 1, int(last) - 1)
        for column, first, last in MERGED.findall(data[data.rfind(b"<mergeCells") :])
        if int(last) > int(first)
    ][:MAX_ROWS]


def _as_csv(rows: list[list[str]]) -> bytes:
    """Return rows as CSV, every row in its place, so that they keep their numbers."""
    width = max(map(len, rows), default=0)
    out = io.StringIO()
    csv.writer(out).writerows([*row, *[""] * (width - len(row))] for row in rows)
    return out.getvalue().encode("utf-8", "replace")


def _read_rows(sheet: Any, progress: Progress) -> list[list[str]]:
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
    return rows


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
