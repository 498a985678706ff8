"""The wheel carries the built app, so that installing it needs no Node."""

from __future__ import annotations

import os
import subprocess
import sys
import venv
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    (built,) = folder.glob("*.whl")
    return built


def names_in(wheel: Path) -> Iterator[str]:
    with zipfile.ZipFile(wheel) as archive:
        yield from archive.namelist()


def test_it_holds_the_app_the_schema_the_worksheets_and_the_demo(wheel: Path) -> None:
    names = set(names_in(wheel))

    assert "cairn_server/static/index.html" in names
    assert "cairn_server/static/service-worker.js" in names
    assert any(name.startswith("cairn_server/static/assets/app-") for name in names)
    assert any(name.endswith("schema.sql") for name in names)
    assert any(name.startswith("cairn_server/worksheets/templates/") for name in names)
    assert any(name.startswith("cairn_server/demo/entries/") for name in names)
    assert "cairn_server/plain/words/es.json" in names
    assert "cairn_server/plain/words/languages/es.json" in names
    assert any(name.startswith("cairn_server/directory/mappings/") for name in names)


def test_installed_apart_from_the_checkout_it_serves_the_app(wheel: Path, tmp_path: Path) -> None:
    """Everything but Cairn itself comes from this environment: what is tried is the wheel."""
    venv.create(tmp_path / "venv", symlinks=True)
    python = tmp_path / "venv" / "bin" / "python"
    version = f"python{sys.version_info.major}.{sys.version_info.minor}"
    site = tmp_path / "venv" / "lib" / version / "site-packages"
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(site)
    mine = Path(sys.prefix) / "lib" / version / "site-packages"
    question = (
        "import cairn_server\n"
        "from starlette.testclient import TestClient\n"
        "from cairn_server.app import app_from\n"
        "from cairn_server.settings import load_settings\n"
        "client = TestClient(app_from(load_settings()))\n"
        "print(cairn_server.__file__, client.get('/').status_code)\n"
    )

    ran = subprocess.run(
        [python, "-c", question],
        env=os.environ | {"PYTHONPATH": str(mine)},
        cwd=tmp_path,
        capture_output=True,
        text=True,
    )

    assert ran.returncode == 0, ran.stderr
    assert ran.stdout.split() == [str(site / "cairn_server" / "__init__.py"), "200"]
