"""Databases under one roof: made, found, deleted, and apart."""

from __future__ import annotations

import pytest

from cairn_sync.errors import ExistsError, MalformedError, NotFoundError
from cairn_sync.store import Databases
from tests.sync.stores.contract.sample import SHELTER, changed_ids, document, write

pytestmark = pytest.mark.anyio


@pytest.mark.parametrize(
    "name", ["directory-demo", "a", "records/2026", "odd_$()+-/name", "z" * 238]
)
async def test_a_database_is_made_found_and_deleted(databases: Databases, name: str) -> None:
    made = await databases.create(name)
    await write(made, document("1-a"))

    assert await databases.names() == [name]
    assert (await (await databases.open(name)).info()).uuid == (await made.info()).uuid
    with pytest.raises(ExistsError):
        await databases.create(name)
    assert await changed_ids(await databases.open(name)) == [SHELTER]

    await databases.delete(name)
    assert await databases.names() == []
    with pytest.raises(NotFoundError):
        await databases.open(name)
    with pytest.raises(NotFoundError):
        await databases.delete(name)


@pytest.mark.parametrize(
    "name", ["", "Directory", "_replicator", "1a", "a.b", "a/../b", "é", "a\n"]
)
async def test_a_name_against_the_rule_is_refused(databases: Databases, name: str) -> None:
    with pytest.raises(MalformedError):
        await databases.create(name)
    with pytest.raises(NotFoundError):
        await databases.open(name)


async def test_a_database_made_anew_knows_nothing_of_the_deleted_one(
    databases: Databases,
) -> None:
    deleted = await databases.create("directory-demo")
    await write(deleted, document("1-a"))
    old = await deleted.info()
    await databases.delete("directory-demo")

    made_anew = await databases.create("directory-demo")

    new = await made_anew.info()
    assert await made_anew.leaves(SHELTER) == []
    assert new.uuid != old.uuid
    assert new.epoch != old.epoch


async def test_databases_are_apart_and_listed_by_name(databases: Databases) -> None:
    directory = await databases.create("directory-demo")
    commons = await databases.create("commons-demo")

    await write(directory, document("1-a"))

    assert await commons.leaves(SHELTER) == []
    assert await databases.names() == ["commons-demo", "directory-demo"]
    assert databases.uuid
