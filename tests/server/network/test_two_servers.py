"""Two servers of ours, each in a process of its own: one publishes, the other subscribes."""

from __future__ import annotations

import http.client
import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import orjson
import pytest

from tests.server.live import LivePhone, LiveServer, running_server

TIMEOUT_SECONDS = 30.0


def ask(
    server: LiveServer, phone: LivePhone, method: str, path: str, body: Any = None
) -> dict[str, Any]:
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=TIMEOUT_SECONDS)
    headers = {"Cookie": phone.cookie, "Cairn-Member": phone.member_id}
    headers |= {"Content-Type": "application/json"}
    connection.request(method, path, json.dumps(body or {}), headers)
    answer = connection.getresponse()
    said: dict[str, Any] = json.loads(answer.read())
    connection.close()
    assert answer.status < 300, said
    return said


def exchange(server: LiveServer, phone: LivePhone, cursor: str = "") -> list[dict[str, Any]]:
    header = {"protocol": 1, "member": phone.member_id, "networks": True, "cursor": cursor}
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=TIMEOUT_SECONDS)
    headers = {"Cookie": phone.cookie, "Cairn-Member": phone.member_id}
    headers |= {"Content-Type": "application/x-ndjson"}
    connection.request("POST", "/exchange", orjson.dumps(header) + b"\n", headers)
    lines = connection.getresponse().read().splitlines()
    connection.close()
    return [orjson.loads(line) for line in lines]


def settled(server: LiveServer, phone: LivePhone) -> dict[str, Any]:
    """Return the one subscription once it is not being fetched any more."""
    deadline = time.monotonic() + TIMEOUT_SECONDS
    while time.monotonic() < deadline:
        [network] = ask(server, phone, "GET", "/api/networks")["networks"]
        if network["tried_at"] and not network["fetching"]:
            found: dict[str, Any] = network
            return found
    raise AssertionError("it was not fetched in time")


@pytest.fixture
def two(tmp_path: Path) -> Iterator[tuple[LiveServer, LiveServer]]:
    with (
        running_server(tmp_path / "hills") as hills,
        running_server(tmp_path / "prairie", CAIRN_NETWORK_PRIVATE_ADDRESSES="true") as prairie,
    ):
        yield hills, prairie


def test_one_publishes_and_the_other_has_it_on_its_phones_until_it_is_removed(
    two: tuple[LiveServer, LiveServer], tmp_path: Path
) -> None:
    hills, prairie = two
    coordinator, advocate = prairie.sign_in("carmen"), prairie.sign_in("dana")
    url = f"http://127.0.0.1:{hills.port}/hsds"
    new = {"name": "Northern Hills", "kind": "hsds", "url": url}

    ask(prairie, coordinator, "POST", "/api/networks", new)
    network = settled(prairie, coordinator)
    lines = exchange(prairie, advocate)
    database = f"network-{network['id'].replace('-', '')}"
    cursor = str([line["cursor"] for line in lines if "cursor" in line][-1])
    ask(prairie, coordinator, "POST", f"/api/networks/{network['id']}/check")
    settled(prairie, coordinator)
    again = exchange(prairie, advocate, cursor)

    assert (network["fault"], network["entries"] > 20) == (None, True)
    received = [d for line in lines if line.get("database") == database for d in line["changes"]]
    services = [document for document in received if document["type"] == "service"]
    assert len(services) == network["entries"]
    assert len(network["hidden"]) > 0  # the demo's safe house
    assert not [line for line in again if line.get("database") == database]

    hills.kill()
    ask(prairie, coordinator, "POST", f"/api/networks/{network['id']}/check")
    down = settled(prairie, coordinator)
    ask(prairie, coordinator, "POST", f"/api/networks/{network['id']}/remove")

    assert (down["fault"], down["entries"]) == ("unreachable", network["entries"])
    assert {"removed": [database]} in exchange(prairie, advocate, cursor)
    left = [path for path in (tmp_path / "prairie").rglob("*") if "network" in path.name]
    assert not left


def test_a_command_beside_the_running_server_counts_at_once(
    two: tuple[LiveServer, LiveServer], tmp_path: Path
) -> None:
    hills, prairie = two
    cairn = Path(sys.executable).parent / "cairn"
    data = ["--data", str(tmp_path / "prairie")]
    url = f"http://127.0.0.1:{hills.port}/hsds"

    def give(*arguments: str) -> str:
        return subprocess.run(
            [cairn, "network", *arguments, *data],
            check=True,
            capture_output=True,
            text=True,
            env=os.environ | {"CAIRN_NETWORK_PRIVATE_ADDRESSES": "true"},
        ).stdout

    number = give("add", "Northern Hills", url).strip()
    said = give("fetch", number)
    lines = exchange(prairie, prairie.sign_in("dana"))

    assert "services are here." in said
    assert any(line.get("database", "").startswith("network-") for line in lines)
