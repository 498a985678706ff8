"""The arrows of docs/architecture.md, checked."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SYNC = ROOT / "sync" / "cairn_sync"
SERVER = ROOT / "server" / "cairn_server"
PHONE = ROOT / "pwa" / "src"
# What reaches a clock, a disk, a socket or chance.
EDGES = {"time", "datetime", "os", "pathlib", "sqlite3", "anyio", "asyncio", "httpx2", "random"}


def imports_of(package: Path) -> set[str]:
    """Return every module that files under `package` import, with its full dotted name."""
    files = [package] if package.is_file() else sorted(package.rglob("*.py"))
    nodes = (node for file in files for node in ast.walk(ast.parse(file.read_text())))
    names: set[str] = set()
    for node in nodes:
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names |= {node.module} | {f"{node.module}.{alias.name}" for alias in node.names}
    return names


def phone_imports_of(folder: str) -> set[str]:
    """Return the first folder of every relative import under `pwa/src/<folder>`."""
    reached: set[str] = set()
    for file in sorted((PHONE / folder).rglob("*.ts*")):
        for target in re.findall(r"""(?:from|import\()\s*["'](\.[^"']+)["']""", file.read_text()):
            path = (file.parent / target).resolve()
            if path.is_relative_to(PHONE):
                reached.add(path.relative_to(PHONE).parts[0])
    return reached - {folder}


def test_the_engine_does_not_know_the_server() -> None:
    assert not {name for name in imports_of(SYNC) if name.startswith("cairn_server")}


def test_only_the_engines_http_folder_knows_starlette() -> None:
    for file in SYNC.rglob("*.py"):
        if "http" not in file.relative_to(SYNC).parts:
            assert not {n for n in imports_of(file) if n.startswith("starlette")}, file


@pytest.mark.parametrize(
    "module",
    "revision canonical document revtree sequence checkpoint retry claim register elements "
    "books merge_rules merge".split(),
)
def test_what_decides_reads_no_clock_disk_or_socket(module: str) -> None:
    assert not {name.partition(".")[0] for name in imports_of(SYNC / f"{module}.py")} & EDGES


def test_only_upstream_and_the_command_line_replicate() -> None:
    allowed = {"upstream.py", "replicate.py"}
    replicating = ("cairn_sync.replicat", "cairn_sync.continuous")
    for file in SERVER.rglob("*.py"):
        if file.name not in allowed:
            assert not {n for n in imports_of(file) if n.startswith(replicating)}, file


@pytest.mark.parametrize("module", ["access", "commons", "merging", "principal", "whereabouts"])
def test_the_access_rules_are_pure(module: str) -> None:
    names = imports_of(SERVER / f"{module}.py")

    assert not {name.partition(".")[0] for name in names} & (EDGES | {"starlette"})


def test_the_exchange_knows_no_http() -> None:
    assert not {n for n in imports_of(SERVER / "exchange.py") if n.startswith("starlette")}


def test_the_phones_imports_point_one_way() -> None:
    assert phone_imports_of("data") <= {"result.ts"}
    assert not phone_imports_of("sync") & {"views", "worksheets", "directory", "parts"}
    assert not phone_imports_of("worksheets") & {"views", "sync"}
    assert phone_imports_of("shelf") <= {"data", "locale.ts", "parts", "worksheets"}
    assert "views" not in phone_imports_of("directory")
    assert "views" not in phone_imports_of("surveys")
    assert "surveys" not in phone_imports_of("worksheets")


def test_no_file_of_the_phone_names_another_origin() -> None:
    for file in sorted(PHONE.rglob("*.ts*")):
        for address in re.findall(r"""["'`](?:https?:)?//[a-z0-9.-]+""", file.read_text()):
            assert "w3.org" in address, f"{file}: {address}"
