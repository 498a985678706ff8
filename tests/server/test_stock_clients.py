"""Stock clients through the real server's ``/couchdb``, each with a member's token."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import couchdb
import pytest

from tests.browser.server import CairnServer
from tests.peers import NODE, STOCK

ENTRY = "Alder House 24-hour line"
DEMO_DOCUMENTS = 128

DoorOf = Callable[..., str]


@pytest.fixture(scope="module")
def door_of(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DoorOf]:
    """Give a member's address of ``/couchdb``, with a new token inside."""
    folder = tmp_path_factory.mktemp("server")
    server = CairnServer(folder / "data", folder / "server.log")
    server.start()

    def address(name: str, *options: str) -> str:
        cairn = str(Path(sys.executable).parent / "cairn")
        command = [cairn, "tokens", "create", name, "laptop", *options]
        made = subprocess.run(
            [*command, "--data", str(server.data)], capture_output=True, text=True, check=True
        )
        token = made.stdout.split()[-1]
        return f"http://{name}:{token}@127.0.0.1:{server.port}/couchdb"

    yield address
    server.stop()


def test_stock_pouchdb_replicates_both_ways(door_of: DoorOf) -> None:
    assert NODE
    url = f"{door_of('elena', '--write')}/directory-demo"

    ran = subprocess.run(
        [NODE, str(STOCK / "member.mjs"), url, ENTRY], capture_output=True, text=True
    )

    assert ran.returncode == 0, ran.stderr
    assert json.loads(ran.stdout) == {"pulled": DEMO_DOCUMENTS, "pushed": 1, "refused": 0}


def test_the_stock_couchdb_package_reads_and_writes(door_of: DoorOf) -> None:
    server = couchdb.Server(door_of("elena", "--write"))
    directory = server["directory-demo"]
    rows = directory.view("_all_docs", include_docs=True)
    entry = next(row.doc for row in rows if row.doc.get("name") == ENTRY)

    directory.save({**entry, "alert": "From the office"})

    assert directory[entry.id]["alert"] == "From the office"
    assert sorted(server) == ["commons-demo", "directory-demo"]


def test_a_token_to_read_cannot_write_nor_reach_the_accounts(door_of: DoorOf) -> None:
    server = couchdb.Server(door_of("dana"))
    directory = server["directory-demo"]

    with pytest.raises(couchdb.http.Forbidden):
        directory.save({"_id": "service:0184d1b2-ac3f-55eb-99de-000000000000"})
    with pytest.raises((couchdb.http.ResourceNotFound, couchdb.http.Forbidden)):
        server["accounts"].info()
