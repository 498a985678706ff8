from __future__ import annotations

import socket
from pathlib import Path

import pytest

from cairn_server.cli.demo import COLLABORATIVE, PEOPLE, prepare_demo
from cairn_server.cli.serve import listen
from cairn_server.deployment import DeploymentError, open_deployment
from cairn_server.settings import Settings
from cairn_sync.stores.memory import MemoryDatabases
from tests.server.cli.conftest import INIT, Cairn


@pytest.mark.parametrize("host", ["0.0.0.0", "192.0.2.7", "::", "cairn.example.org"])
def test_the_demo_is_never_served_beyond_this_machine(cairn: Cairn, host: str) -> None:
    assert "127.0.0.1 only" in cairn("serve", "--demo", "--host", host, code=1).stderr


def test_the_demo_never_enters_a_real_deployment(deployed: Cairn) -> None:
    assert "real deployment" in deployed("serve", "--demo", code=1).stderr
    assert "dana" not in deployed("members", "list").stdout


def test_an_answers_body_does_not_wait_for_its_headers_to_be_acknowledged() -> None:
    with listen("127.0.0.1", 0) as listener:
        with socket.create_connection(listener.getsockname()):
            connection, _ = listener.accept()
            with connection:
                assert connection.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)


def test_a_port_that_is_taken_is_said_so(cairn: Cairn) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])

        cairn(*INIT)
        result = cairn("serve", "--port", port, code=1)

    assert f"port {port}" in result.stderr
    assert "--port" in result.stderr


@pytest.mark.anyio
async def test_the_demo_is_made_once_and_nothing_is_overwritten(tmp_path: Path) -> None:
    databases, settings = MemoryDatabases(), Settings(data=tmp_path)
    await prepare_demo(settings, databases)
    directory = await databases.open(f"directory-{COLLABORATIVE}")
    before = await directory.info()
    deployment = await open_deployment(settings, databases)
    await deployment.roster.set_disabled("dana", disabled=True)

    await prepare_demo(settings, databases)

    again = await open_deployment(settings, databases)
    assert before.doc_count > 0
    assert (await directory.info()).last_sequence == before.last_sequence
    assert [a.member.name for a in again.roster.accounts()] == sorted(p.name for p in PEOPLE)
    assert [a.member.name for a in again.roster.accounts() if a.disabled] == ["dana"]


@pytest.mark.anyio
async def test_several_collaboratives_must_be_told_apart(tmp_path: Path) -> None:
    databases = MemoryDatabases()
    for name in ("accounts", "directory-desert", "directory-prairie"):
        await databases.create(name)

    with pytest.raises(DeploymentError, match="CAIRN_COLLABORATIVE"):
        await open_deployment(Settings(data=tmp_path), databases)
    with pytest.raises(DeploymentError, match="desert, prairie"):
        await open_deployment(Settings(data=tmp_path, collaborative="coast"), databases)
    chosen = await open_deployment(Settings(data=tmp_path, collaborative="desert"), databases)
    assert chosen.collaborative == "desert"
