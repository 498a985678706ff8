from __future__ import annotations

from pathlib import Path

import anyio

from cairn_server.erasing.store import guarded
from cairn_sync.stores.sqlite import SqliteDatabases
from tests.server.cli.conftest import Cairn
from tests.server.directory.checking.test_check import HIDDEN, LISTED, PLACE, SECRETS
from tests.server.directory.exporting.stored import put
from tests.server.directory.tabular.rich import number

ALONE = {k: v for k, v in HIDDEN.items() if k != "organization_id"}


def copy_the_log(data: Path) -> None:
    """Keep the log as a crash would leave it: closing in order empties it."""
    [log] = data.glob("directory-*-wal")
    (data / "copy-of-the-log").write_bytes(log.read_bytes())


def hide_a_listed_place(data: Path) -> None:
    async def edit() -> None:
        databases = SqliteDatabases(data)
        [name] = [name for name in await databases.names() if name.startswith("directory-")]
        store = await databases.open(name)
        await put(store, PLACE, {k: v for k, v in LISTED.items() if k != "organization_id"})
        await put(store, PLACE, ALONE)
        copy_the_log(data)
        await databases.close()

    anyio.run(edit)


def test_a_new_deployment_is_sound(deployed: Cairn) -> None:
    assert deployed("directory", "check").stdout == "Nothing was found.\n"


def test_an_old_version_of_a_hidden_place_ends_with_4_and_is_not_shown(
    deployed: Cairn, tmp_path: Path
) -> None:
    hide_a_listed_place(tmp_path / "data")

    result = deployed("directory", "check", code=4)

    assert f"{PLACE} (copy-of-the-log): the place is confidential" in result.stdout
    assert [secret for secret in SECRETS if secret in result.output] == []


def test_what_needs_a_look_ends_with_3(deployed: Cairn, tmp_path: Path) -> None:
    async def edit() -> None:
        databases = SqliteDatabases(tmp_path / "data")
        [name] = [name for name in await databases.names() if name.startswith("directory-")]
        await put(await databases.open(name), f"service:{number(1)}", {"type": "service"})
        await databases.close()

    anyio.run(edit)

    assert f"service:{number(1)}" in deployed("directory", "check", code=3).stdout


def test_a_folder_without_a_directory_is_said(cairn: Cairn) -> None:
    assert "There is no directory in" in cairn("directory", "check", code=1).stderr


def test_an_erasure_that_a_server_left_is_named_finished_and_kept_from_coming_back(
    deployed: Cairn, tmp_path: Path
) -> None:
    data = tmp_path / "data"

    async def mark() -> None:
        databases = guarded(SqliteDatabases(data), data)
        [name] = [name for name in await databases.names() if name.startswith("directory-")]
        store = await databases.open(name)
        await put(store, PLACE, {k: v for k, v in LISTED.items() if k != "organization_id"})
        await put(store, PLACE, ALONE)
        await databases.close()  # and no server carries it out

    anyio.run(mark)
    number_of_place = PLACE.partition(":")[2]
    (tmp_path / "before.json").write_text(f'[{{"id": "{number_of_place}", "name": "x"}}]')

    left = deployed("directory", "check", code=4)
    deployed("directory", "check", "--clean")
    before = deployed("directory", "check", "--also", str(tmp_path / "before.json"), code=4)

    assert f"{PLACE} (erasures.sqlite): it is still to be erased" in left.stdout
    assert f"{PLACE} (before.json): it names an entry that was erased since" in before.stdout
    assert [secret for secret in SECRETS if secret in left.output + before.output] == []
