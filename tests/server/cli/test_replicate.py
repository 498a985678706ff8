from __future__ import annotations

from pathlib import Path

import anyio
import pytest

from cairn_server.body import check_body
from cairn_server.erasing.eraser import Eraser
from cairn_server.erasing.store import guarded
from cairn_sync.document import new_edit
from cairn_sync.store import Store
from cairn_sync.stores.sqlite import SqliteDatabases
from tests.server.cli.conftest import Cairn
from tests.server.conftest import SERVICE, service
from tests.server.erasing.shelter import HIDDEN, HOUSE, LISTED, holding


def fill(folder: Path) -> None:
    async def run() -> None:
        databases = SqliteDatabases(folder)
        store = await databases.create("directory-prairie")
        await store.bulk_docs([new_edit(SERVICE, service())])
        await databases.close()

    anyio.run(run)


def count(folder: Path) -> int:
    async def run() -> int:
        databases = SqliteDatabases(folder)
        try:
            store: Store = await databases.open("directory-prairie")
            return (await store.info()).doc_count
        finally:
            await databases.close()

    return anyio.run(run)


def test_one_folders_database_is_copied_into_anothers(cairn: Cairn, tmp_path: Path) -> None:
    fill(tmp_path / "box")

    first = cairn("replicate", "box/directory-prairie", "stick/directory-prairie")
    second = cairn("replicate", "box/directory-prairie", "stick/directory-prairie")

    assert first.stdout.startswith("1 written")
    assert second.stdout.startswith("0 written")
    assert count(tmp_path / "stick") == 1


def test_a_stale_copy_does_not_bring_back_what_was_erased(cairn: Cairn, tmp_path: Path) -> None:
    async def list_then_mark() -> None:
        for folder, bodies in (("box", [LISTED]), ("data", [LISTED, HIDDEN])):
            databases = guarded(SqliteDatabases(tmp_path / folder), tmp_path / "data")
            store = await databases.create("directory-prairie")
            for body in bodies:
                found = await store.leaves(HOUSE)
                edit = new_edit(HOUSE, body, parent=found[0].path if found else ())
                await store.bulk_docs([edit])
            await Eraser(databases, check_body).finish()
            await databases.close()

    anyio.run(list_then_mark)
    result = cairn("replicate", "box/directory-prairie", "data/directory-prairie", code=1)

    assert "0 written, 1 refused" in result.stdout
    assert holding(tmp_path / "data") == []


@pytest.mark.parametrize(
    ("source", "target", "sentence"),
    [
        ("nowhere/directory-prairie", "stick/x", "There is no folder 'nowhere'"),
        ("box/nothing", "stick/x", "nothing"),
        ("box/accounts", "stick/x", "never replicated"),
        ("box/directory-prairie", "https://couch.example.org/accounts/", "never replicated"),
        ("box/directory-prairie", "stick/Not A Name", "Only lowercase"),
        ("box/directory-prairie", "http://u:hunter2@127.0.0.1:1/x", "127.0.0.1"),
    ],
)
def test_what_cannot_be_replicated_is_said_so(
    cairn: Cairn, tmp_path: Path, source: str, target: str, sentence: str
) -> None:
    fill(tmp_path / "box")

    result = cairn("replicate", source, target, code=1)

    assert sentence in result.stderr
    assert "hunter2" not in result.output


def test_the_bare_server_never_shows_a_deployments_accounts(deployed: Cairn) -> None:
    result = deployed("couch", "--data", "data", "--port", "0", code=1)

    assert "holds a deployment" in result.stderr


def test_the_bare_servers_admin_needs_a_password(cairn: Cairn) -> None:
    assert "a colon" in cairn("couch", "--admin", "admin", code=1).stderr
