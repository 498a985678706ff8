from __future__ import annotations

import json
from pathlib import Path

import anyio
import pytest
from typer.testing import CliRunner

from cairn_server.cli.directory import app
from cairn_server.deployment import create_databases
from cairn_sync.stores.sqlite import SqliteDatabases

DATA = Path(__file__).parents[2] / "data" / "directory"
MAPPING = str(DATA / "illinois-like.toml")
FILES = [str(DATA / f"{name}.csv") for name in ("organizations", "locations", "services")]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a data folder where a collaborative is set up and its directory empty."""
    monkeypatch.chdir(tmp_path)  # away from anybody's .env

    async def set_up() -> None:
        databases = SqliteDatabases(tmp_path)
        await create_databases(databases, "demo")
        await databases.close()

    anyio.run(set_up)
    return tmp_path


def run(folder: Path, *arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(app, ["import", *arguments, "--data", str(folder)])
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return result.exit_code, " ".join(result.output.split())


def test_rejected_rows_are_listed_and_give_exit_code_3(folder: Path) -> None:
    code, output = run(folder, *FILES, "--mapping", MAPPING)

    assert code == 3
    assert "services.csv, column 'Title': the name is empty row 5 Fill it in." in output


def test_when_everything_went_in_the_exit_code_is_0(folder: Path) -> None:
    code, output = run(folder, *FILES[:1], "--mapping", MAPPING)

    assert code == 0
    assert "organizations.csv: 3 rows, read as organizations (UTF-8)" in output


def test_a_dry_run_writes_nothing_and_says_so(folder: Path) -> None:
    _, first = run(folder, *FILES, "--mapping", MAPPING, "--dry-run")
    _, second = run(folder, *FILES, "--mapping", MAPPING, "--dry-run")

    assert first == second and first.startswith("Nothing was written: this is a dry run.")


def test_the_report_is_written_for_programs(folder: Path) -> None:
    path = folder / "report.json"

    run(folder, *FILES, "--mapping", MAPPING, "--report", str(path))

    report = json.loads(path.read_text())
    assert report["counts"]["service"]["rows"] == 5
    assert {
        "result": "rejected",
        "file": "services.csv",
        "row": 5,
        "column": "Title",
        "reason": "the name is empty",
        "fix": "Fill it in.",
    } in report["findings"]


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ([*FILES, "--mapping", "nowhere"], "There is no mapping file 'nowhere'. Cairn brings"),
        (["gone.csv", "--mapping", MAPPING], "There is no file 'gone.csv'."),
        ([FILES[0], "--mapping", str(DATA / "one-sheet.toml")], "None of the files is one"),
        ([*FILES, "--mapping", FILES[0]], "The mapping file is not TOML"),
    ],
)
def test_what_cannot_be_done_is_said_in_a_sentence_with_exit_code_1(
    folder: Path, arguments: list[str], sentence: str
) -> None:
    code, output = run(folder, *arguments)

    assert code == 1
    assert sentence in output


def test_rows_are_put_right_from_a_file_of_fixes(folder: Path, tmp_path: Path) -> None:
    fixes = tmp_path / "fixes.csv"
    fixes.write_text("row,column,value\nservices.csv:5,Title,Quill Rides\n")
    arguments = [*FILES, "--mapping", MAPPING, "--dry-run", "--fixes", str(fixes)]

    fixed = run(folder, *arguments)
    fixes.write_text("row,column,value\nservices.csv:99,Title,Quill Rides\n")
    lost = run(folder, *arguments)

    assert "the name is empty" not in fixed[1]
    assert (lost[0], "services.csv:99, which is not in the files" in lost[1]) == (1, True)


def test_an_object_of_hsds_is_put_right_from_a_file_of_fixes(folder: Path, tmp_path: Path) -> None:
    tables = tmp_path / "tables"
    tables.mkdir()
    (tables / "organizations.csv").write_text("id,name,description\no1,Quill House,Help\n")
    (tables / "services.csv").write_text("id,organization_id,name,status\ns1,o1,,active\n")
    fixes = tmp_path / "fixes.csv"
    fixes.write_text("row,column,value\nservices.csv:2,name,Quill Rides\n")
    arguments = [str(tables), "--mapping", "hsds", "--dry-run"]

    assert run(folder, *arguments)[0] == 3
    assert run(folder, *arguments, "--fixes", str(fixes))[0] == 0
