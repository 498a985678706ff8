from __future__ import annotations

import json
from pathlib import Path

import anyio
import pytest

from cairn_server.shared_space.check import group_sheet_id
from cairn_sync.document import Document, new_edit
from cairn_sync.stores.sqlite import SqliteDatabases
from tests.server.cli.conftest import Cairn
from tests.server.shared_space.documents import (
    DANA_ID,
    ELENA_ID,
    GROUP,
    GROUP_ID,
    answer,
    group_worksheet,
    sheet,
)

OTHER_SITTING = "1f1e2d3c4b5a6978"


@pytest.fixture
def started(deployed: Cairn, tmp_path: Path) -> Cairn:
    """Two people have filled in one worksheet, one of them on two phones."""

    def sheet_of(member: str, **answers: list[dict[str, object]]) -> Document:
        body = sheet(member=member, answers=answers)
        return new_edit(group_sheet_id(GROUP, member), body)

    async def write() -> None:
        databases = SqliteDatabases(tmp_path / "data")
        try:
            store = await databases.open("commons-prairie")
            documents = [
                new_edit(GROUP_ID, group_worksheet(name="With the schools")),
                sheet_of(DANA_ID, aim=[answer("Safety first")]),
                sheet_of(DANA_ID, review=[answer("2027-05-20", by=OTHER_SITTING)]),
                sheet_of(ELENA_ID, aim=[answer("=1+1", by=OTHER_SITTING)]),
            ]
            outcomes = await store.bulk_docs(documents, new_edits=False)
            assert [one for one in outcomes if one.error] == []
        finally:
            await databases.close()

    anyio.run(write)
    return deployed


def test_what_was_started_is_listed(started: Cairn) -> None:
    listed = started("worksheets", "runs").output

    assert listed.startswith(f"{GROUP}  h3-joint-protocol 'With the schools', started 2026-11-20")
    assert listed.endswith(", open\n")


def test_nothing_started_is_said_so(deployed: Cairn) -> None:
    assert deployed("worksheets", "runs").output == "No group worksheet was started yet.\n"


@pytest.mark.parametrize("which", [[], [GROUP]])
def test_answers_of_all_phones_go_into_a_table(
    started: Cairn, tmp_path: Path, which: list[str]
) -> None:
    started("worksheets", "answers", *which, "--out", "copy.csv")
    table = (tmp_path / "copy.csv").read_bytes().decode()

    assert table.startswith('\ufeff"Worksheet","Name"')
    assert '"Our shared aim","","","Safety first","1","yes"' in table
    assert '"Our shared aim","","","\'=1+1","1","yes"' in table
    assert '"2027-05-20","1",""' in table
    assert DANA_ID not in table


def test_answers_go_into_plain_text(started: Cairn, tmp_path: Path) -> None:
    started("worksheets", "answers", "--out", "copy.txt", "--as", "text")

    assert "- Safety first (not chosen yet)" in (tmp_path / "copy.txt").read_text()


def test_a_file_that_is_there_is_not_written_over(started: Cairn, tmp_path: Path) -> None:
    (tmp_path / "copy.csv").write_text(json.dumps("mine"))

    refused = started("worksheets", "answers", "--out", "copy.csv", code=1)

    assert "is there already" in refused.output
    assert (tmp_path / "copy.csv").read_text() == '"mine"'


def test_a_run_that_is_not_there_is_said_so(started: Cairn) -> None:
    refused = started("worksheets", "answers", DANA_ID, "--out", "copy.csv", code=1)

    assert "There is no group worksheet" in refused.output
