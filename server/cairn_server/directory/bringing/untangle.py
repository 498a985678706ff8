"""A list as a small office keeps it, made plain: headings among the rows, "same as above".

What is done to a row is told, and only what is safe is done: nothing is guessed that a reader of
the sheet would not read the same way.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace

from cairn_server.directory.bringing.guess import guess_columns
from cairn_server.directory.importing.finding import Finding, Result
from cairn_server.directory.importing.table import Row, Table
from cairn_server.directory.said import said

__all__ = ["GROUP", "untangle"]

GROUP = "Heading above"  # the column that holds what a heading among the rows says
SAME = re.compile(
    r"(?:same(?: as| phone| address| hours)?(?: as)?(?: the)? above|same|ditto|do\.|idem|"
    r"(?:lo )?mism[oa](?: (?:que )?arriba)?|igual(?: que arriba)?|[\"″〃”“]|''|-\"-)\.?",
    re.IGNORECASE,
)
LONGEST = 60  # letters of a heading
SHOWN = frozenset(  # what the report may quote from another row
    ("organization.name", "service.name", "service.phones", "service.schedules", "service.email")
)
HAS_NUMBER = re.compile(r"\d{3}|@|www\.|http")
MARKED = re.compile(r".*:|\**[^a-z]*[A-ZÁÉÍÓÚÑ][^a-z]*\**|[-=*~ ]+.*[-=*~ ]+")


def untangle(table: Table) -> Table:
    """Return the table with a row for each service, telling what was made of the others."""
    guessed = guess_columns(table)
    told: list[Finding] = list(table.told)
    rows: list[Row] = []
    used = {name for row in table.rows for name, cell in row.cells.items() if cell}
    headings = _headings(table) if len(used) >= 3 else set()
    notes = _notes(table) if len(used) >= 3 else set()
    group, above = "", None
    for row in table.rows:
        if row.number in headings:
            group = next(cell for cell in row.cells.values() if cell).strip(" :*-=~")
            told.append(_heading_told(table.file, row, group))
            continue
        if row.number in notes:
            told.append(_note_told(table.file, row))
            continue
        if _repeats_header(row):
            told.append(
                Finding(
                    Result.TIDIED,
                    said("the names of the columns stand here again: the row was passed over"),
                    file=table.file,
                    row=row.number,
                )
            )
            continue
        row = _filled_from_above(table.file, row, above, told, guessed)
        above = row
        rows.append(Row(row.number, row.cells | {GROUP: group}) if headings else row)
    columns = (*table.columns, GROUP) if headings else table.columns
    return replace(table, columns=columns, rows=tuple(rows), told=tuple(told))


def _repeats_header(row: Row) -> bool:
    filled = {name: cell for name, cell in row.cells.items() if cell}
    return len(filled) >= 2 and all(_folded(name) == _folded(cell) for name, cell in filled.items())


def _headings(table: Table) -> set[int]:
    """Return the rows that are headings of those below: alone in their row, short, no number."""
    found: set[int] = set()
    for place, row in enumerate(table.rows):
        cells = [cell for cell in row.cells.values() if cell]
        if len(cells) != 1 or len(cells[0]) > LONGEST or HAS_NUMBER.search(cells[0]):
            continue
        if place + 1 == len(table.rows):
            continue  # nothing is below it
        before = table.rows[place - 1].number if place else 1
        is_apart = row.number > before + 1 or place == 0 or before in found
        if MARKED.fullmatch(cells[0]) or is_apart:
            found.add(row.number)
    # One name that stands alone may be a service of which no more is known.
    marked = any(
        MARKED.fullmatch(next(filter(None, row.cells.values())))
        for row in table.rows
        if row.number in found
    )
    return found if len(found) >= 2 or marked else set()


def _notes(table: Table) -> set[int]:
    """Return the rows below the list, apart from it, that hold one cell each."""
    found: list[int] = []
    for row in reversed(table.rows):
        if len([cell for cell in row.cells.values() if cell]) != 1:
            is_apart = bool(found) and found[-1] > row.number + 1
            return set(found) if is_apart else set()
        found.append(row.number)
    return set()


def _note_told(file: str, row: Row) -> Finding:
    return Finding(
        Result.REPAIRED,
        said("taken as a note below the list, not as a service"),
        file=file,
        row=row.number,
        fix=said("If it is a service, fill in more of its row."),
    )


def _heading_told(file: str, row: Row, group: str) -> Finding:
    return Finding(
        Result.REPAIRED,
        said("taken as a heading of the rows below, not as a service"),
        file=file,
        row=row.number,
        value=group,
        fix=said("If it is a service, fill in more of its row."),
    )


def _filled_from_above(
    file: str, row: Row, above: Row | None, told: list[Finding], guessed: dict[str, str]
) -> Row:
    cells = dict(row.cells)
    for name, cell in row.cells.items():
        if not SAME.fullmatch(cell.strip()):
            continue
        held = above.cells.get(name, "") if above is not None else ""
        is_shown = guessed.get(name, "").partition(":")[0] in SHOWN
        cells[name] = held
        if held:
            reason = said("it says the same as the row above, and was taken from there")
        else:
            reason = said("it says the same as above, where nothing stands")
        told.append(
            Finding(
                Result.REPAIRED if held else Result.LEFT_OUT,
                reason,
                file=file,
                row=row.number,
                column=name,
                value=cell,
                became=held if is_shown else "",
            )
        )
    return Row(row.number, cells)


def _folded(text: str) -> str:
    apart = unicodedata.normalize("NFD", " ".join(text.split()).casefold())
    return "".join(letter for letter in apart if not unicodedata.combining(letter))
