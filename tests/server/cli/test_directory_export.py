from __future__ import annotations

from pathlib import Path
from zipfile import ZipFile

import pytest

from tests.server.cli.conftest import Cairn

ROWS = "Number,Name,Agency,Phone\n1,Help line,Alder House,701-555-0130\n"
MAPPING = """
source = "list"
[service]
file = "list.csv"
id = "Number"
organization = "Agency"
organization_name = "Agency"
[service.fields]
name = "Name"
phones = "Phone"
"""


@pytest.fixture
def filled(deployed: Cairn, tmp_path: Path) -> Cairn:
    (tmp_path / "list.csv").write_text(ROWS)
    (tmp_path / "list.toml").write_text(MAPPING)
    deployed("directory", "import", "list.csv", "--mapping", "list.toml")
    return deployed


@pytest.mark.parametrize("name", ["out.json", "out.zip", "out.xlsx", "out.txt"])
def test_the_file_s_name_says_what_to_write(filled: Cairn, tmp_path: Path, name: str) -> None:
    result = filled("directory", "export", name)

    assert result.stdout == f"1 services are in {name}.\n"
    assert (tmp_path / name).stat().st_size > 40


def test_what_is_not_public_is_not_in_a_public_export(filled: Cairn, tmp_path: Path) -> None:
    assert filled("directory", "export", "out.txt", "--public").stdout.startswith("0 services")

    assert "Help line" not in (tmp_path / "out.txt").read_text()


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["out.doc"], "The file's name must end in .json, .zip, .xlsx, .txt"),
        (["nowhere/out.json"], "There is no folder 'nowhere'."),
        (["list.json"], "There is a file 'list.json' already."),
        (["out.txt", "--language", "fr"], "The language must be en or es."),
    ],
)
def test_what_cannot_be_done_is_said_and_nothing_is_written(
    filled: Cairn, tmp_path: Path, arguments: list[str], sentence: str
) -> None:
    (tmp_path / "list.json").write_text("mine")

    result = filled("directory", "export", *arguments, code=1)

    assert sentence in " ".join(result.stderr.split())
    assert (tmp_path / "list.json").read_text() == "mine"


def test_a_file_is_written_over_only_when_asked(filled: Cairn, tmp_path: Path) -> None:
    (tmp_path / "out.json").write_text("old")

    filled("directory", "export", "out.json", "--replace")

    assert (tmp_path / "out.json").read_text().startswith("{")


def test_what_was_exported_goes_in_again_unchanged(filled: Cairn, tmp_path: Path) -> None:
    filled("directory", "export", "out.zip")
    with ZipFile(tmp_path / "out.zip") as archive:
        archive.extractall(tmp_path / "tables")

    for source in ("out.zip", "tables"):
        text = filled("directory", "import", source, "--mapping", "cairn").stdout
        assert "added" not in text and "changed " not in text.replace("unchanged", "")
