"""The erasure at the upstream, between two hubs, and what the server tells of it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path
from typing import Any

import httpx2
import orjson
import pytest

from cairn_server.access import Upstream, gate_for
from cairn_server.body import check_body
from cairn_server.erasing.eraser import Eraser
from cairn_server.erasing.fact import ERASED, UNVOUCHED, Facts, successor_of
from cairn_server.erasing.store import ErasingDatabases, guarded
from cairn_server.erasing.vouching import own_key, trust
from cairn_sync.document import new_edit
from cairn_sync.errors import UnavailableError
from cairn_sync.http import BasicGuard, create_app
from cairn_sync.replicator import replicate
from cairn_sync.store import Databases, Store
from cairn_sync.stores.couchdb import CouchDBDatabases
from cairn_sync.stores.memory import MemoryDatabases, MemoryStore
from tests.peers import COUCHDB_URL, some_database_name
from tests.server.conftest import Cairn, exchange, request_body
from tests.server.erasing.shelter import (
    DIRECTORY,
    HIDDEN,
    HOUSE,
    LISTED,
    SECRETS,
    SERVICE,
    erasure_of,
    fill,
    mark,
    share_secret,
)
from tests.sync.stores.test_couchdb import NEEDS_COUCHDB

pytestmark = pytest.mark.anyio

ANEW = successor_of(HOUSE)


def reaching(peer: Databases, *, password: str = "right") -> Callable[[], Awaitable[Databases]]:
    """Return the way to an upstream whose administrator is ``hub:right``."""
    app = create_app(peer, guard=BasicGuard("hub", "right"))

    async def connect() -> Databases:
        transport = httpx2.ASGITransport(app)
        url = f"http://hub:{password}@upstream.test"
        return await CouchDBDatabases.connect(url, transport=transport)

    return connect


def made(folder: Path) -> Path:
    folder.mkdir()
    return folder


SHED = HOUSE[:-1] + "9"


async def hub(folder: Path) -> tuple[ErasingDatabases, Store]:
    databases = guarded(MemoryDatabases(), share_secret(folder))
    return databases, await databases.create(DIRECTORY)


async def pull(source: Store, target: Store) -> None:
    gate = gate_for(Upstream("prairie"), DIRECTORY, check_body)
    await replicate(source, target, gate=gate)


async def all_bodies(store: Store) -> str:
    batch = await store.changes(include_docs=True)
    return b"".join(leaf.body for row in batch.changes for leaf in row.documents).decode()


async def tells(store: Store) -> list[str]:
    told = (await all_bodies(store)).lower()
    return [secret for secret in SECRETS if secret.lower() in told]


async def test_the_upstream_is_purged_too(tmp_path: Path) -> None:
    databases, store = await hub(tmp_path)
    peer = MemoryDatabases()
    there = await peer.create(DIRECTORY)
    await fill(store)
    await replicate(store, there)
    await mark(store)
    eraser = Eraser(databases, check_body, reaching(peer))

    assert await eraser.finish()
    await replicate(store, there)
    await pull(there, store)

    assert await there.leaves(HOUSE) == [erasure_of(HOUSE)]
    assert await store.leaves(HOUSE) == [erasure_of(HOUSE)]
    assert await tells(there) == []
    assert eraser.report() == {"state": "done", "waiting_here": 0, "waiting_upstream": 0}


async def test_an_upstream_that_does_not_let_us_is_named(tmp_path: Path) -> None:
    databases, store = await hub(tmp_path)
    peer = MemoryDatabases()
    await fill(store)
    await replicate(store, await peer.create(DIRECTORY))
    await mark(store)
    eraser = Eraser(databases, check_body, reaching(peer, password="wrong"))

    assert not await eraser.finish()

    assert eraser.report() == {
        "state": "waiting",
        "waiting_here": 0,
        "waiting_upstream": 1,
        "upstream": "needs an administrator's name and password",
    }
    later = Eraser(databases, check_body, reaching(peer))
    assert await later.finish()


async def test_an_upstream_that_is_away_is_waited_for(tmp_path: Path) -> None:
    databases, store = await hub(tmp_path)
    await fill(store)
    await mark(store)

    async def nobody() -> Databases:
        raise UnavailableError("no route to host")

    eraser = Eraser(databases, check_body, nobody)

    assert not await eraser.finish()
    assert eraser.report()["upstream"] == "does not answer"
    assert await store.leaves(HOUSE) == [erasure_of(HOUSE)]


async def test_a_peer_that_still_compacts_is_asked_again(tmp_path: Path) -> None:
    class Slow(MemoryStore):
        is_done = False

        async def purge(self, doc_ids: Sequence[str]) -> bool:
            return await super().purge(doc_ids) and self.is_done

    databases, store = await hub(tmp_path)
    await fill(store)
    await mark(store)

    class Peer(MemoryDatabases):
        async def close(self) -> None:
            """Stay: it is met again."""

    peer = Peer()
    slow = peer._stores[DIRECTORY] = Slow(DIRECTORY)

    async def connect() -> Databases:
        return peer

    eraser = Eraser(databases, check_body, connect)

    assert not await eraser.finish()
    assert eraser.report()["upstream"] == "is still compacting"
    slow.is_done = True
    assert await eraser.finish()


async def test_a_hub_takes_the_erasures_of_another_whose_key_it_trusts(tmp_path: Path) -> None:
    one, here = await hub(made(tmp_path / "one"))
    folder = made(tmp_path / "two")
    trust(folder, own_key(tmp_path / "one"))
    two = guarded(MemoryDatabases(), folder)
    elsewhere = await two.create(DIRECTORY)
    peer = MemoryDatabases()
    between = await peer.create(DIRECTORY)
    await fill(here)
    await replicate(here, between)
    await pull(between, elsewhere)

    await mark(here)
    await Eraser(one, check_body, reaching(peer)).finish()
    await replicate(here, between)
    await pull(between, elsewhere)
    eraser = Eraser(two, check_body, reaching(peer))
    await eraser.finish()
    await eraser.look_for_returned()

    for store in (here, between, elsewhere):
        assert await store.leaves(HOUSE) == [erasure_of(HOUSE)]
        assert await tells(store) == []
    assert eraser.ledger.under_way() == []  # another's fact is not taken for a place come back


@pytest.mark.parametrize("form", ["another key", "as they were once"])
async def test_an_erasure_that_no_server_vouches_for_erases_nothing_and_is_listed(
    tmp_path: Path, form: str
) -> None:
    _, store = await hub(tmp_path)
    between = await MemoryDatabases().create(DIRECTORY)
    await fill(store)
    ended = {"type": "location", "schema": 1, "confidential": True}
    old = new_edit(HOUSE, ended, deleted=True)
    forged = old if form == "as they were once" else Facts((b"guessed",)).erasure_of(HOUSE)
    await between.bulk_docs([forged])
    gate = gate_for(Upstream("prairie"), DIRECTORY, check_body)

    summary = await replicate(between, store, gate=gate)

    assert [(one.doc_id, one.reason) for one in summary.failures] == [(HOUSE, UNVOUCHED)]
    [leaf] = await store.leaves(HOUSE)
    assert not leaf.deleted


async def test_what_was_erased_before_servers_vouched_is_vouched_for_once(tmp_path: Path) -> None:
    ended = {"type": "location", "schema": 1, "confidential": True}
    databases, store = await hub(tmp_path)
    old = new_edit(HOUSE, ended, deleted=True)
    await databases.bare._stores[DIRECTORY].bulk_docs([old])  # type: ignore[attr-defined]  # past the ledger
    eraser = Eraser(databases, check_body)

    await eraser.look_for_returned()
    await eraser.finish()

    assert await store.leaves(HOUSE) == [erasure_of(HOUSE)]
    later = new_edit(SHED, ended, deleted=True)
    await databases.bare._stores[DIRECTORY].bulk_docs([later])  # type: ignore[attr-defined]
    await eraser.look_for_returned()
    assert await store.leaves(SHED) == [later]  # only what was there when the server learned it


async def test_another_hub_hears_of_it_and_erases_its_own(tmp_path: Path) -> None:
    one, here = await hub(made(tmp_path / "one"))
    two, elsewhere = await hub(made(tmp_path / "two"))
    peer = MemoryDatabases()
    between = await peer.create(DIRECTORY)
    await fill(here)
    await replicate(here, between)
    await pull(between, elsewhere)

    await mark(here)
    await Eraser(one, check_body, reaching(peer)).finish()
    await replicate(here, between)
    await pull(between, elsewhere)
    await Eraser(two, check_body, reaching(peer)).finish()

    for store in (here, between, elsewhere):
        assert await store.leaves(HOUSE) == [erasure_of(HOUSE)]
        assert [leaf.parsed_body() for leaf in await store.leaves(ANEW)] == [HIDDEN]
        assert await tells(store) == []


async def test_two_hubs_that_hide_it_at_once_make_one_entry(tmp_path: Path) -> None:
    one, here = await hub(made(tmp_path / "one"))
    two, elsewhere = await hub(made(tmp_path / "two"))
    peer = MemoryDatabases()
    between = await peer.create(DIRECTORY)
    await fill(here)
    await replicate(here, between)
    await pull(between, elsewhere)

    await mark(here)
    await mark(elsewhere)
    for databases, store in ((one, here), (two, elsewhere)):
        await Eraser(databases, check_body, reaching(peer)).finish()
        await replicate(store, between)
    await pull(between, here)
    await Eraser(one, check_body, reaching(peer)).finish()

    assert [leaf.parsed_body() for leaf in await here.leaves(ANEW)] == [HIDDEN]
    assert await here.leaves(HOUSE) == [erasure_of(HOUSE)]
    assert await tells(between) == []


async def test_a_stale_hub_cannot_bring_it_back(tmp_path: Path) -> None:
    databases, store = await hub(tmp_path)
    stale = MemoryStore(DIRECTORY)
    await fill(store)
    await replicate(store, stale)
    await mark(store)
    await Eraser(databases, check_body).finish()

    await pull(stale, store)

    assert await store.leaves(HOUSE) == [erasure_of(HOUSE)]


@pytest.mark.couchdb
@pytest.mark.skipif(COUCHDB_URL is None, reason=NEEDS_COUCHDB)
async def test_a_real_couchdb_is_purged_and_compacted(tmp_path: Path) -> None:
    name = some_database_name()
    databases = guarded(MemoryDatabases(), tmp_path)
    store = await databases.create(name)
    remote = await CouchDBDatabases.connect(str(COUCHDB_URL))
    there = await remote.create(name)
    await fill(store)
    await replicate(store, there)
    await mark(store)

    async def connect() -> Databases:
        return await CouchDBDatabases.connect(str(COUCHDB_URL))

    assert await Eraser(databases, check_body, connect).finish()
    await replicate(store, there)

    assert await there.leaves(HOUSE) == [erasure_of(HOUSE)]
    assert await tells(there) == []
    await remote.delete(name)
    await remote.close()


# -- The doors ----------------------------------------------------------------


def received(lines: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    return {doc["_id"]: doc for line in lines for doc in line.get("changes", ())}


def test_a_phone_hears_of_it_and_its_late_change_is_answered_in_words(cairn: Cairn) -> None:
    phone = cairn.phone_of("elena")
    listed = new_edit(HOUSE, LISTED)
    lines = exchange(phone, request_body(listed))
    [cursor] = [line["cursor"] for line in lines if "cursor" in line][-1:]
    marked = new_edit(HOUSE, HIDDEN, parent=listed.path)
    exchange(phone, request_body(marked, cursor=cursor))
    cairn.run(cairn.app.state.eraser.finish)

    late = new_edit(HOUSE, {**LISTED, "alternate_name": "House"}, parent=listed.path)
    lines = exchange(phone, request_body(late, cursor=cursor))

    assert [line["erased"] for line in lines if "erased" in line] == [[HOUSE]]
    assert received(lines)[HOUSE] == {
        "_id": HOUSE,
        "_rev": str(erasure_of(HOUSE).revision),
        "_deleted": True,
        "_revisions": {"start": 1, "ids": [erasure_of(HOUSE).revision.signature]},
    }
    assert received(lines)[ANEW]["confidential"] is True
    [refused] = [line["refused"] for line in lines if "refused" in line]
    assert [one["reason"] for one in refused] == [ERASED]
    assert not [secret for secret in SECRETS if secret.encode() in orjson.dumps(lines)]


def test_readiness_tells_what_is_still_to_be_erased(cairn: Cairn) -> None:
    cairn.deployment.databases.ledger.suspect(DIRECTORY, HOUSE)  # type: ignore[attr-defined]  # guarded

    told = cairn.client.get("/readyz").json()

    assert told["erasing"] == {"state": "waiting", "waiting_here": 1}


def test_a_stock_clients_purge_is_refused(cairn: Cairn) -> None:
    phone = cairn.phone_of("elena")
    token = phone.post("/api/tokens", json={"name": "laptop", "scope": ["read", "write"]}).json()

    answer = cairn.client.post(
        f"/couchdb/{DIRECTORY}/_purge",
        json={SERVICE: ["1-a"]},
        headers={"Authorization": f"Bearer {token.get('token', '')}"},
    )

    assert answer.status_code == 403
