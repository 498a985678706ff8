"""A folder of its own for every command, and a way to give one."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from cairn_server.cli.main import app

Cairn = Callable[..., Result]

INIT = ["init", "--collaborative", "prairie", "--name", "carmen", "--display-name", "Carmen Bell",
        "--passphrase", "five words of no meaning"]  # fmt: skip


@pytest.fixture
def cairn(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Cairn]:
    """Return a function that gives one command, in an empty folder."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "160")
    runner = CliRunner()

    def give(*arguments: str, answers: str | None = None, code: int = 0) -> Result:
        result = runner.invoke(app, arguments, input=answers)
        assert result.exit_code == code, result.output + repr(result.exception)
        assert "Traceback" not in result.output
        return result

    before = logging.root.handlers[:]
    yield give
    logging.root.handlers[:] = before  # `serve` logs to what was its own output, now closed


@pytest.fixture
def deployed(cairn: Cairn) -> Cairn:
    cairn(*INIT)
    return cairn
