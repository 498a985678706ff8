"""Stock PouchDB, from npm, does its daily work against the surface, over real TCP."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.routing import Mount

from cairn_sync.http import OpenGuard, create_app
from cairn_sync.stores.sqlite import SqliteDatabases
from tests.peers import NODE, STOCK, served


@pytest.fixture
def server(tmp_path: Path) -> Iterator[str]:
    """Serve SQLite databases below ``/couchdb``, as the whole server does."""
    surface = create_app(SqliteDatabases(tmp_path / "databases"), guard=OpenGuard())
    with served(Starlette(routes=[Mount("/couchdb", app=surface)])) as url:
        yield f"{url}/couchdb"


@pytest.mark.parametrize(
    "scenario", ["documents", "all docs", "replication", "conflicts", "live sync", "changes"]
)
def test_pouchdb_finds_what_it_expects(server: str, scenario: str, tmp_path: Path) -> None:
    assert NODE, "the stock clients need node"

    run = subprocess.run(
        [NODE, str(STOCK / "client.mjs"), server, scenario],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=60,
    )

    assert run.returncode == 0, run.stderr
