from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cairn_server.directory.errors import TableError
from cairn_server.directory.importing.table import read_table


def numbers(text: str) -> tuple[list[int], list[int]]:
    """Return the rows that were read and those that were not."""
    table = read_table("f.csv", text.encode())
    return [row.number for row in table.rows], [one.row for one in table.findings]


def test_rows_have_the_numbers_that_a_spreadsheet_shows() -> None:
    table = read_table("f.csv", b'ID,Title\n1,"Line one\nLine two"\n\n2,Beds\n')

    assert [(row.number, row.cells["ID"]) for row in table.rows] == [(2, "1"), (4, "2")]
    assert table.blank == 1


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        ("ID,Title\n1,Clínica".encode(), "UTF-8"),
        ("ID,Title\n1,Clínica".encode("utf-8-sig"), "UTF-8"),
        ("ID,Title\n1,Clínica".encode("cp1252"), "Windows-1252"),
        ("ID,Title\n1,Clínica".encode("utf-16"), "UTF-16"),
        (
            "ID,Title\n1,Clínica\n".encode() + "2,Niños".encode("cp1252"),
            "UTF-8 and Windows-1252 mixed",
        ),
    ],
)
def test_the_encoding_is_found_and_said(data: bytes, encoding: str) -> None:
    table = read_table("f.csv", data)

    assert table.encoding == encoding
    assert table.rows[0].cells == {"ID": "1", "Title": "Clínica"}


@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_the_separator_is_found(mark: str) -> None:
    table = read_table("f.csv", f"ID{mark}Title\n1{mark}Beds\n".encode())

    assert table.rows[0].cells == {"ID": "1", "Title": "Beds"}


def test_a_quote_that_never_closes_costs_one_row() -> None:
    assert numbers('ID,Title\n1,"Beds\n2,Food\n3,Rides\n') == ([3, 4], [2])


def test_a_quote_that_closes_in_a_later_row_costs_one_row() -> None:
    assert numbers('ID,Title\n1,"Beds\n2,"Food"\n3,Rides\n') == ([3, 4], [2])


def test_a_quote_inside_a_cell_that_is_not_doubled_costs_one_row() -> None:
    assert numbers('ID,Title\n1,"The "best" beds"\n2,Food\n') == ([3], [2])


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("1,Beds,,x", "content under no heading"),
        ("1", "some are missing"),
        ("1,Beds\x00,", "no text, such as NUL"),
        ("1," + "a" * 20_001 + ",", "more than 20000 letters"),
        ("1," + "a" * 200_000 + ",", "a cell is huge"),
    ],
)
def test_a_row_that_does_not_fit_is_rejected_with_the_reason(row: str, reason: str) -> None:
    table = read_table("f.csv", f"ID,Title,Hours\n{row}\n2,Food,\n".encode())

    assert [one.number for one in table.rows] == [3]
    assert reason in table.findings[0].reason and table.findings[0].fix


def test_empty_cells_beyond_the_header_do_no_harm() -> None:
    assert numbers("ID,Title\n1,Beds,,,\n") == ([2], [])


@pytest.mark.parametrize("data", [b"", b"\n\n", b",,,\n"])
def test_a_file_without_a_header_is_refused(data: bytes) -> None:
    with pytest.raises(TableError, match="is empty"):
        read_table("f.csv", data)


@given(data=st.binary(max_size=400))
def test_no_bytes_make_it_stumble(data: bytes) -> None:
    try:
        read_table("f.csv", b"ID,Title\n" + data)
    except TableError:
        pass


CELLS = st.text(alphabet='ab ",\n;é', max_size=8)


@given(rows=st.lists(st.lists(CELLS, min_size=2, max_size=2), max_size=8))
def test_what_a_spreadsheet_writes_is_read_whole(rows: list[list[str]]) -> None:
    written = io.StringIO()
    csv.writer(written).writerows([["ID", "Title"], *rows])

    table = read_table("f.csv", written.getvalue().encode())

    filled = [row for row in rows if any(cell.strip() for cell in row)]
    assert [list(row.cells.values()) for row in table.rows] == [
        [cell.replace("\r", "").strip() for cell in row] for row in filled
    ]
    assert not table.findings and table.blank == len(rows) - len(filled)
