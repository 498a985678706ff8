"""A CSV file as rows with the numbers that a spreadsheet shows.

Real exports are broken in places. A row whose quotes are broken, or whose cells do not
fit the header, is told of and passed over; reading starts again at the next line that
can begin a row, so that a quote never closed does not swallow the rest of the file.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from cairn_server.directory.errors import TableError
from cairn_server.directory.importing.finding import Finding, Result
from cairn_server.directory.said import said

__all__ = ["LOOKED_AT", "Header", "Row", "Seek", "Table", "decode", "is_sound", "read_table"]

MAX_CELL = 20_000  # letters; a cell beyond is a file gone wrong, not a description
LOOKED_AT = 30  # rows from the top, for the names of the columns
DELIMITERS = ",;\t|"
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


@dataclass(frozen=True, slots=True)
class Row:
    """One row that fits the header."""

    number: int  # as a spreadsheet shows it; the header is row 1
    cells: dict[str, str]  # by column, blanks around them taken away


@dataclass(frozen=True, slots=True)
class Header:
    """The names of the columns, and the rows that they stand in, from 0."""

    first: int
    last: int
    names: tuple[str, ...]


Seek = Callable[[list[list[str]]], Header | None]
"""Finds the header among the first rows; None: the first row that says anything."""


@dataclass(frozen=True, slots=True)
class Table:
    """One file, read."""

    file: str  # its name without folders
    encoding: str  # as a person would say it
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    findings: tuple[Finding, ...]  # rows rejected already
    blank: int  # rows without any content
    told: tuple[Finding, ...] = ()  # of rows that are in, and of what was passed over
    broken: tuple[Row, ...] = ()  # those that `findings` tell of, as far as they could be read


def decode(data: bytes) -> tuple[str, str]:
    """Return the text and the encoding it was in; never fails.

    UTF-8 is known by its rules, UTF-16 by its mark; all else is Windows-1252. A file that
    mixes them is read line by line.
    """
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace"), "UTF-16"
    try:
        return data.decode("utf-8-sig"), "UTF-8"
    except UnicodeDecodeError:
        pass
    lines = data.removeprefix(b"\xef\xbb\xbf").splitlines(keepends=True)
    decoded, has_utf8 = [], False
    for line in lines:
        try:
            decoded.append(line.decode("utf-8"))
            has_utf8 = has_utf8 or not line.isascii()
        except UnicodeDecodeError:
            decoded.append(line.decode("cp1252", errors="replace"))
    mixed = "UTF-8 and Windows-1252 mixed" if has_utf8 else "Windows-1252"
    return "".join(decoded), mixed


def read_table(
    file: str,
    data: bytes,
    *,
    most: int | None = None,
    seek: Seek | None = None,
    progress: Callable[[int, int], None] = lambda rows, of: None,
) -> Table:
    """Read a whole CSV file of `most` rows; `progress` hears of lines.

    `seek` finds the row that names the columns where it may not be the first.

    Raises:
        TableError: there is no header in it, or there are too many rows.
    """
    text, encoding = decode(data)
    lines = re.split(r"(?<=\n)|(?<=\r)(?!\n)", text)
    if lines and not lines[-1]:
        lines.pop()
    start = next((n for n, line in enumerate(lines) if line.strip(f' \r\n{DELIMITERS}"')), None)
    if start is None:
        raise TableError(said("{file} is empty: the first row must name the columns.", file=file))
    if seek is not None and (sought := _seek(lines, seek)) is not None:
        header, line, delimiter, above = sought
        table = _read_rows(
            file,
            encoding,
            tuple(CONTROL.sub("", name) for name in header.names),
            lines=lines,
            line=line,
            delimiter=delimiter,
            most=most,
            progress=progress,
            number=header.last + 1,
        )
        return replace(table, told=_passed_over(file, above))
    delimiter = max(DELIMITERS, key=lambda mark: len(_first_cells(lines, start, mark)))
    try:
        first, line = _read_record(lines, start, delimiter)
    except csv.Error:
        raise TableError(
            said("{file}: the quotes in the first row are broken.", file=file)
        ) from None
    columns = tuple(" ".join(CONTROL.sub("", name).split()) for name in first)
    return _read_rows(
        file,
        encoding,
        columns,
        lines=lines,
        line=line,
        delimiter=delimiter,
        most=most,
        progress=progress,
    )


def _seek(lines: list[str], seek: Seek) -> tuple[Header, int, str, list[list[str]]] | None:
    """Return the header, the line below it, what separates cells, and the rows above it."""
    top = range(min(len(lines), LOOKED_AT))
    first = next((n for n in top if lines[n].strip()), 0)
    delimiter = max(DELIMITERS, key=lambda mark: len(_first_cells(lines, first, mark)))
    if len(_first_cells(lines, first, delimiter)) < 3:  # a title says little about the rows
        delimiter = max(
            DELIMITERS, key=lambda mark: sum(len(_first_cells(lines, n, mark)) > 2 for n in top)
        )
    records: list[list[str]] = []
    below: list[int] = []
    line = 0
    while line < len(lines) and len(records) < LOOKED_AT:
        try:
            cells, line = _read_record(lines, line, delimiter)
        except csv.Error:
            break
        records.append(cells)
        below.append(line)
    header = seek(records)
    if header is None:
        return None
    return header, below[header.last], delimiter, records[: header.first]


def _passed_over(file: str, above: list[list[str]]) -> tuple[Finding, ...]:
    return tuple(
        Finding(
            Result.TIDIED,
            said("it stands above the names of the columns, and was passed over"),
            file=file,
            row=number,
            value=" ".join(filter(None, (cell.strip() for cell in cells))),
        )
        for number, cells in enumerate(above, start=1)
        if any(cell.strip() for cell in cells)
    )


def _read_rows(
    file: str,
    encoding: str,
    columns: tuple[str, ...],
    *,
    lines: list[str],
    line: int,
    delimiter: str,
    most: int | None,
    progress: Callable[[int, int], None],
    number: int = 1,
) -> Table:
    rows: list[Row] = []
    findings: list[Finding] = []
    broken: list[Row] = []
    blank = 0
    while line < len(lines):
        number += 1
        if number % 500 == 0:
            progress(line, len(lines))
        if most is not None and len(rows) + len(findings) > most:
            raise TableError(said("There are more than {most} rows.", most=most))
        cells, after, fault = _next_row(lines, line, delimiter, width=len(columns))
        line = after
        if not fault and not any(cell.strip() for cell in cells):
            blank += 1
            continue
        fault = fault or _unfit(cells, columns)
        if fault:
            reason, fix = fault
            value = next((cell.strip() for cell in cells if cell.strip()), "")
            findings.append(
                Finding(Result.REJECTED, reason, file=file, row=number, value=value, fix=fix)
            )
            broken.append(_as_far_as_read(number, cells, columns))
            continue
        named = zip(columns, (cell.strip() for cell in cells), strict=False)
        rows.append(Row(number, {name: cell for name, cell in named if name}))
    return Table(file, encoding, columns, tuple(rows), tuple(findings), blank, broken=tuple(broken))


def _as_far_as_read(number: int, cells: list[str], columns: tuple[str, ...]) -> Row:
    """Return the cells under the headings that they stand under, for a person to put right."""
    plain = (CONTROL.sub("", cell).strip()[:MAX_CELL] for cell in cells)
    return Row(number, {name: cell for name, cell in zip(columns, plain, strict=False) if name})


def is_sound(cell: str) -> bool:
    """Tell whether a cell that a person typed may go in."""
    return len(cell) <= MAX_CELL and not CONTROL.search(cell) and "\ufffd" not in cell


Fault = tuple[str, str]  # the reason, and what would fix it


def _next_row(
    lines: list[str], line: int, delimiter: str, *, width: int
) -> tuple[list[str], int, Fault | None]:
    """Return the cells, the line after them, and what is wrong with their quotes."""
    fix = said("Double every quote inside a cell, and close the cell with one quote.")
    try:
        cells, after = _read_record(lines, line, delimiter)
    except csv.Error as exc:
        huge = "field larger" in str(exc)
        reason = said("a quote in this row is opened and not closed, or a cell is huge")
        if not huge:
            reason = said("the quotes in this row are broken")
        return lines[line].split(delimiter), line + 1, (reason, fix)
    if after > line + 1 and len(cells) != width:
        # A quote that opened by mistake may have swallowed good rows: look for one inside.
        for inner in range(line + 1, after):
            try:
                inside, _ = _read_record(lines, inner, delimiter)
            except csv.Error:
                continue
            if len(inside) == width:
                reason = said("a quote in this row is opened and not closed")
                return lines[line].split(delimiter), inner, (reason, fix)
    return cells, after, None


def _unfit(cells: list[str], columns: tuple[str, ...]) -> Fault | None:
    if len(cells) < len(columns):
        reason = said(
            "the row has {cells} cells and the header {columns}: some are missing",
            cells=len(cells),
            columns=len(columns),
        )
        return reason, said(
            "Fill in the missing commas, so that each cell stands under its heading."
        )
    extra = cells[len(columns) :] + [
        cell for cell, name in zip(cells, columns, strict=False) if not name
    ]
    if any(cell.strip() for cell in extra):
        reason = said("the row has content under no heading: its cells are shifted")
        return reason, said("Move each cell under its heading; quote cells that hold a comma.")
    if any(len(cell) > MAX_CELL for cell in cells):
        return (
            said("a cell has more than {most} letters", most=MAX_CELL),
            said("Shorten it, or look for a lost quote."),
        )
    if any(CONTROL.search(cell) for cell in cells):
        return (
            said("a cell holds characters that are no text, such as NUL"),
            said("Type the cell anew."),
        )
    if any("\ufffd" in cell for cell in cells):
        return said("a letter could not be read in this encoding"), said("Save the file as UTF-8.")
    return None


def _read_record(lines: list[str], line: int, delimiter: str) -> tuple[list[str], int]:
    def ahead() -> Iterator[str]:
        yield from (lines[n] for n in range(line, len(lines)))

    reader = csv.reader(ahead(), delimiter=delimiter, strict=True)
    cells = next(reader, [])
    return cells, line + max(reader.line_num, 1)


def _first_cells(lines: list[str], line: int, delimiter: str) -> list[str]:
    try:
        return _read_record(lines, line, delimiter)[0]
    except csv.Error:
        return []
