from __future__ import annotations

import logging
from dataclasses import replace
from pathlib import Path
from typing import Any

import httpx2
import orjson
import pytest

from cairn_server.access import Subscriber as Fetching
from cairn_server.access import gate_for
from cairn_server.body import check_body
from cairn_server.deployment import create_databases, open_deployment
from cairn_server.network.standing import LOCAL_ID, standing_body
from cairn_server.network.subscription import SubscriptionError
from cairn_server.settings import Settings
from cairn_sync.document import new_edit
from cairn_sync.stores.sqlite import SqliteDatabases
from tests.server.conftest import Clock
from tests.server.network.conftest import URL, Source, Subscriber, at, fetching, hall, listed, many

pytestmark = pytest.mark.anyio


def files_holding(folder: Path, text: bytes) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file() and text in path.read_bytes()]


async def test_a_directory_comes_in_and_coming_twice_changes_nothing(
    subscriber: Subscriber, source: Source
) -> None:
    source.services = [at(hall())]
    one = await subscriber.subscribe()

    first = await subscriber.desk.fetch(one)
    before = await subscriber.entries(one)
    second = await subscriber.desk.fetch(one, whole=True)

    assert (first.entries, first.fault) == (1, None)
    assert {doc_id.partition(":")[0] for doc_id in before} == {
        "service",
        "organization",
        "location",
    }
    assert await subscriber.entries(one) == before
    assert second.success_at


async def test_phones_are_told_whose_it_is_and_when_it_was_last_looked_at(
    subscriber: Subscriber,
) -> None:
    one = await subscriber.subscribe()
    await subscriber.desk.fetch(one)
    store = await subscriber.databases.open(one.database)
    sequence = (await store.info()).last_sequence

    await subscriber.desk.fetch(one)
    same_day = (await store.info()).last_sequence
    subscriber.clock.pass_by(days=2)
    await subscriber.desk.fetch(one)

    [origin] = await store.bulk_get([(f"origin:{one.number}", None)])
    assert origin is not None
    assert origin.parsed_body()["name"] == "Northern Hills"
    assert origin.parsed_body()["received_on"] == "2026-11-22"
    assert same_day == sequence


async def test_after_the_first_time_only_what_changed_is_asked_for_until_a_day_is_over(
    subscriber: Subscriber, source: Source
) -> None:
    one = await subscriber.subscribe()
    await subscriber.desk.fetch(one)
    subscriber.clock.pass_by(hours=2)
    source.services = []
    await subscriber.desk.fetch(one)
    quick = await subscriber.entries(one)
    source.services = many(1)
    subscriber.clock.pass_by(hours=23)
    await subscriber.desk.fetch(one)

    looked = [url.params.get("modified_after") for url in source.asked if "services" in url.path]
    assert looked == [None, "2026-11-19T18:30:00Z", None]
    assert len(quick) == 2  # a quick look takes nothing away


async def test_what_a_place_said_before_it_was_confidential_is_on_no_disk(
    tmp_path: Path, clock: Clock, source: Source
) -> None:
    databases = SqliteDatabases(tmp_path / "data")
    await create_databases(databases, "prairie")
    settings = Settings(data=tmp_path / "data")
    deployment = await open_deployment(settings, databases, clock=clock.wall)
    desk = fetching(databases, deployment, clock, source)
    source.services = [at(hall())]
    one = await desk.register.add(name="Hills", kind="hsds", url=URL, added_by="")
    await desk.fetch(one)
    source.services = [at(hall(confidential=True))]

    after = await desk.fetch(one, whole=True)
    await databases.close()

    assert len(after.hidden) == 1
    assert not files_holding(tmp_path, b"Mill Road")


@pytest.mark.parametrize("left", [[listed()], [at(hall(id=""))]])
async def test_what_a_place_said_that_went_is_on_no_disk(
    tmp_path: Path, clock: Clock, source: Source, left: list[dict[str, Any]]
) -> None:
    databases = SqliteDatabases(tmp_path / "data")
    await create_databases(databases, "prairie")
    settings = Settings(data=tmp_path / "data")
    deployment = await open_deployment(settings, databases, clock=clock.wall)
    desk = fetching(databases, deployment, clock, source)
    source.services = [at(hall())]
    one = await desk.register.add(name="Hills", kind="hsds", url=URL, added_by="")
    await desk.fetch(one)
    source.services = left

    after = await desk.fetch(one, whole=True, accepts_loss=True)
    still = files_holding(tmp_path, b"Mill Road")
    await databases.close()

    assert still == []
    assert not after.must_wipe


async def test_what_could_not_be_wiped_is_wiped_with_the_next_fetch(
    subscriber: Subscriber, source: Source
) -> None:
    one = await subscriber.subscribe()
    await subscriber.desk.fetch(one)
    store = await subscriber.databases.open(one.database)
    standing = await subscriber.desk.standing(one)
    await store.write_local(LOCAL_ID, standing_body(replace(standing, must_wipe=True)))
    source.answer = lambda request: httpx2.Response(500)

    after = await subscriber.desk.fetch(one)

    assert (after.fault, after.must_wipe) == ("unreachable", False)


async def test_nothing_that_a_source_sends_keeps_the_others_from_being_fetched(
    subscriber: Subscriber, source: Source, caplog: pytest.LogCaptureFixture
) -> None:
    one = await subscriber.subscribe()
    deep = b'{"id": "1", "name": "x", "a": ' + b"[" * 300 + b'"12 Mill Road"' + b"]" * 300 + b"}"
    kind = {"Content-Type": "application/x-ndjson"}
    source.answer = lambda request: httpx2.Response(200, headers=kind, content=deep)

    after = await subscriber.desk.fetch(one)

    assert (after.fault, after.failures) == ("own_fault", 1)
    assert "Mill Road" not in caplog.text


async def test_a_place_that_becomes_confidential_there_loses_its_address_here(
    subscriber: Subscriber, source: Source
) -> None:
    source.services = [at(hall())]
    one = await subscriber.subscribe()
    await subscriber.desk.fetch(one)
    source.services = [at(hall(confidential=True))]

    after = await subscriber.desk.fetch(one, whole=True)
    source.services = [at(hall())]
    await subscriber.desk.fetch(one, whole=True)

    store = await subscriber.databases.open(one.database)
    everything = [leaf for d in await store.all_docs() for leaf in await store.leaves(d.doc_id)]
    assert b"Mill Road" not in b"".join(leaf.body for leaf in everything)
    assert len(after.hidden) == 1


@pytest.mark.parametrize(
    ("status", "fault"), [(500, "unreachable"), (403, "forbidden"), (404, "missing")]
)
async def test_a_source_that_fails_takes_nothing_away_and_is_tried_again_later(
    subscriber: Subscriber, source: Source, status: int, fault: str
) -> None:
    one = await subscriber.subscribe()
    good = await subscriber.desk.fetch(one)
    before = await subscriber.entries(one)
    source.answer = lambda request: httpx2.Response(status)

    waits = []
    for _ in range(3):
        failed = await subscriber.desk.fetch(one)
        waits.append(failed.next_at)

    assert failed.fault == fault
    assert failed.success_at == good.success_at
    assert failed.failures == 3
    assert waits == sorted(set(waits))
    assert await subscriber.entries(one) == before


async def test_a_line_that_breaks_midway_changes_nothing(
    subscriber: Subscriber, source: Source
) -> None:
    one = await subscriber.subscribe()
    await subscriber.desk.fetch(one)
    before = await subscriber.entries(one)

    def cut(request: httpx2.Request) -> httpx2.Response:
        raise httpx2.ReadError("cut", request=request)

    source.answer = cut

    assert (await subscriber.desk.fetch(one)).fault == "broken_off"
    assert await subscriber.entries(one) == before


async def test_a_source_that_loses_most_of_it_is_not_followed_before_somebody_accepts(
    subscriber: Subscriber, source: Source
) -> None:
    source.services = many(10)
    one = await subscriber.subscribe()
    await subscriber.desk.fetch(one)
    source.services = many(3)

    kept = await subscriber.desk.fetch(one, whole=True)
    still = await subscriber.desk.fetch(one)
    accepted = await subscriber.desk.fetch(one, whole=True, accepts_loss=True)

    assert (kept.would_go, kept.entries, kept.fault) == (7, 10, None)
    assert still.would_go == 7
    assert (accepted.would_go, accepted.entries) == (0, 3)


async def test_a_loss_that_was_a_mistake_mends_itself(
    subscriber: Subscriber, source: Source
) -> None:
    source.services = many(10)
    one = await subscriber.subscribe()
    await subscriber.desk.fetch(one)
    source.services = []
    await subscriber.desk.fetch(one, whole=True)
    source.services = many(10)

    assert (await subscriber.desk.fetch(one)).would_go == 0


async def test_what_went_and_comes_back_is_here_again(
    subscriber: Subscriber, source: Source
) -> None:
    source.services = many(4)
    one = await subscriber.subscribe()
    await subscriber.desk.fetch(one)
    source.services = many(3)
    await subscriber.desk.fetch(one, whole=True)
    source.services = many(4)

    assert (await subscriber.desk.fetch(one, whole=True)).entries == 4
    services = [one for one in await subscriber.entries(one) if one.startswith("service:")]
    assert len(services) == 4


async def test_what_our_rules_refuse_is_listed_by_its_id_and_nothing_of_it_stays(
    subscriber: Subscriber, source: Source
) -> None:
    one = await subscriber.subscribe()
    await subscriber.desk.fetch(one)
    source.services = [listed(confidential=True, description="Behind 12 Mill Road")]

    after = await subscriber.desk.fetch(one, whole=True)

    assert len(after.refused) == 1
    assert "Mill" not in orjson.dumps(after.refused).decode()
    assert not [k for k in await subscriber.entries(one) if k.startswith("service:")]


async def test_a_network_takes_entries_of_its_own_and_nothing_else(
    subscriber: Subscriber,
) -> None:
    one = await subscriber.subscribe()
    gate = gate_for(Fetching("prairie", one.database), one.database, check_body)
    other = gate_for(Fetching("prairie", one.database), "directory-prairie", check_body)
    uuid = "6f1c2d3e-0003-4a5b-8c6d-000000000003"
    line = {"type": "service", "schema": 1, "name": "x", "status": "active"}
    note = new_edit(f"note:{uuid}", {"type": "note", "schema": 1})

    assert gate([], new_edit(f"service:{uuid}", line | {"organization_id": uuid})) is None
    assert gate([], note) is not None
    assert other([], new_edit(f"service:{uuid}", line | {"organization_id": uuid})) is not None


async def test_an_ended_subscription_leaves_a_fact_without_its_address(
    subscriber: Subscriber,
) -> None:
    register = subscriber.desk.register
    one = await subscriber.subscribe(url="https://dana:hunter2@hills.example.org/hsds")
    await subscriber.desk.fetch(one)
    await register.end(one)

    accounts = await (await subscriber.databases.open("accounts")).all_docs()
    assert register.open_names() == []
    assert register.ended_names() == [one.database]
    assert one.database not in await subscriber.databases.names()
    assert b"hunter2" not in b"".join(document.body for document in accounts)


async def test_a_password_is_shown_and_logged_nowhere(
    subscriber: Subscriber, source: Source, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    one = await subscriber.subscribe(url="https://dana:hunter2@hills.example.org/hsds")
    source.answer = lambda request: httpx2.Response(500, content=b"hunter2")

    standing = await subscriber.desk.fetch(one)

    ours = "".join(r.getMessage() for r in caplog.records if r.name.startswith("cairn"))
    assert "hunter2" not in repr(one) + one.shown_url + repr(standing) + ours
    assert one.shown_url == "https://hills.example.org/hsds"


@pytest.mark.parametrize(
    "url",
    ["", "hills.example.org", "ftp://x", "file:///etc/passwd", "https://", "https://x/?key=1",
     "https://x/#a", "https://x y", "https://x:0", "https://x:99999", "https://[::1"],
)  # fmt: skip
async def test_what_is_no_address_is_refused_in_words_without_it(
    subscriber: Subscriber, url: str
) -> None:
    with pytest.raises(SubscriptionError) as refused:
        await subscriber.subscribe(url=url)

    assert str(refused.value).startswith("The address must")


async def test_the_same_directory_is_subscribed_to_once(subscriber: Subscriber) -> None:
    await subscriber.subscribe()

    with pytest.raises(SubscriptionError):
        await subscriber.subscribe(url="https://dana:x@hills.example.org/hsds/")
