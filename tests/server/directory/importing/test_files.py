from __future__ import annotations

import pytest

from cairn_server.directory.errors import TableError
from cairn_server.directory.importing.files import assign_tables, match_columns
from cairn_server.directory.importing.mapping import Mapping
from cairn_server.directory.importing.table import Table, read_table

MAPPING = Mapping.parse(
    """
source = "s"
[organization]
file = "organizations.csv"
id = "Organization ID"
fields = { name = "Title", phones = "Phone number" }
"""
)
PART = MAPPING.objects["organization"]


def table(header: str, file: str = "organizations.csv") -> Table:
    return read_table(file, f"{header}\n".encode())


def test_a_missing_column_is_named_with_what_comes_near() -> None:
    with pytest.raises(TableError) as caught:
        match_columns(PART, table("Organization ID,Titel,Fax"))

    assert str(caught.value) == (
        "organizations.csv lacks the columns 'Title' (there is 'Titel'), 'Phone number': "
        "correct its first row or the mapping file."
    )


def test_capitals_and_blanks_in_a_heading_do_not_matter() -> None:
    columns = match_columns(PART, table(" organization id,TITLE,Phone  Number"))

    assert columns["Title"] == "TITLE"


def test_a_heading_that_stands_twice_is_refused() -> None:
    with pytest.raises(TableError, match="'Title' twice"):
        match_columns(PART, table("Organization ID,Title,Title,Phone number"))


def test_a_file_of_another_name_is_known_by_its_columns() -> None:
    renamed = table("Organization ID,Title,Phone number", "export (3).csv")

    assert assign_tables(MAPPING, [renamed]) == {"organization": renamed}


def test_files_that_fit_nothing_are_refused() -> None:
    with pytest.raises(TableError, match=r"None of the files .*organizations\.csv"):
        assign_tables(MAPPING, [table("Recipe,Flour", "bread.csv")])
