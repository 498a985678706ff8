"""What holds for every command."""

from __future__ import annotations

import re
import subprocess
import sys
import time
from pathlib import Path

import pytest
import typer.main

from cairn_server.cli.main import app
from tests.server.cli.conftest import Cairn

COMMANDS = [
    ["serve"], ["init"], ["replicate"], ["couch"], ["couchdb", "setup"],
    ["members", "add"], ["members", "list"], ["members", "disable"], ["members", "enable"],
    ["devices", "list"], ["devices", "revoke"],
    ["tokens", "create"], ["tokens", "list"], ["tokens", "revoke"],
    ["worksheets", "check"], ["worksheets", "export"], ["worksheets", "import"],
    ["network", "add"], ["network", "list"], ["network", "fetch"], ["network", "remove"],
    ["worksheets", "runs"], ["worksheets", "answers"], ["worksheets", "recordings"],
]  # fmt: skip
DOCS = Path(__file__).parents[3] / "docs" / "settings.md"


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_every_command_says_what_it_does(cairn: Cairn, command: list[str]) -> None:
    text = cairn(*command, "--help").stdout

    assert "Usage: cairn " + " ".join(command) in text
    description = text.split("\n\n")[1].strip()
    assert description.endswith(".")


def test_every_command_is_in_this_list() -> None:
    def walk(group: object, path: list[str]) -> list[list[str]]:
        children = getattr(group, "commands", None)
        if children is None:
            return [path]
        return [found for name, child in children.items() for found in walk(child, [*path, name])]

    found = [path for path in walk(typer.main.get_command(app), []) if path[0] != "directory"]
    assert sorted(found) == sorted(COMMANDS)


@pytest.mark.parametrize("command", [["frobnicate"], ["serve", "--colour"], ["members", "add"]])
def test_a_command_line_that_is_not_understood_ends_with_2(
    cairn: Cairn, command: list[str]
) -> None:
    cairn(*command, code=2)


def test_every_variable_that_a_command_reads_is_documented() -> None:
    source = Path(__file__).parents[3] / "server" / "cairn_server" / "cli"
    read = {
        name
        for file in source.glob("*.py")
        for name in re.findall(r'envvar="(CAIRN_\w+)"', file.read_text())
    }

    assert read
    for name in read:
        assert f"`{name}`" in DOCS.read_text()


def test_help_does_not_load_the_server() -> None:
    code = "import sys, cairn_server.cli.main as m; print(*sorted(sys.modules))"
    started = time.perf_counter()

    loaded = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout.split()

    assert time.perf_counter() - started < 20  # a machine under load; alone it takes 0.1 s
    assert not {
        "starlette",
        "uvicorn",
        "pydantic",
        "httpx2",
        "argon2",
        "couchdb",
        "openpyxl",
    } & set(loaded)
