"""What the README says, tried."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text()


def blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", README, re.DOTALL)


def test_it_is_short_enough_to_be_read() -> None:
    assert 80 <= len(README.splitlines()) <= 120


def test_its_python_runs_as_it_stands(tmp_path: Path) -> None:
    for example in blocks("python"):
        ran = subprocess.run([sys.executable, "-W", "error", "-c", example], cwd=tmp_path)
        assert ran.returncode == 0, example


def test_every_make_command_it_names_exists() -> None:
    makefile = (ROOT / "Makefile").read_text()

    for target in set(re.findall(r"\bmake ([a-z]+)", README)) - {"on"}:
        assert re.search(rf"^{target}:.*## ", makefile, re.MULTILINE), target


def test_every_cairn_command_it_names_exists() -> None:
    lines = [line for block in blocks("sh") for line in block.splitlines()]
    commands = [line.partition("#")[0].split() for line in lines if line.startswith("cairn ")]
    assert commands

    for _, *words in commands:
        names = [word for word in words if re.fullmatch(r"[a-z]+", word)]
        cairn = Path(sys.executable).parent / "cairn"
        ran = subprocess.run([cairn, *names, "--help"], capture_output=True, text=True)
        assert ran.returncode == 0, names
        assert names[-1] in ran.stdout


@pytest.mark.parametrize("target", re.findall(r"\]\(([^)#:]+)\)", README))
def test_every_file_it_points_to_is_there(target: str) -> None:
    assert (ROOT / target).exists()


def test_every_setting_it_names_is_explained() -> None:
    settings = (ROOT / "docs" / "settings.md").read_text()

    for name in re.findall(r"CAIRN_[A-Z_]+", README):
        assert f"`{name}`" in settings, name
