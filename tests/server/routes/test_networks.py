from __future__ import annotations

from typing import Any

import httpx2
import orjson
import pytest
from starlette.testclient import TestClient

from cairn_server.network.desk import NetworkDesk
from cairn_server.network.subscription import Subscription
from cairn_sync.document import new_edit
from tests.server.conftest import DIRECTORY, Cairn, service
from tests.server.network.conftest import Source, listed

HILLS = {"name": "Northern Hills", "kind": "hsds", "url": "https://dana:hunter2@hills.example.org"}
NDJSON = {"Content-Type": "application/x-ndjson"}


def subscribe(cairn: Cairn, source: Source) -> Subscription:
    """Subscribe and fetch, as a coordinator's tap does."""
    desk = cairn.deployment.networks

    async def run() -> Subscription:
        one = await desk.register.add(
            name="Northern Hills", kind="hsds", url=HILLS["url"], added_by=""
        )
        fetching = NetworkDesk(
            cairn.databases,
            "prairie",
            desk.register,
            cairn.deployment.check,
            clock=cairn.clock.wall,
            transport=lambda: httpx2.MockTransport(source),
        )
        assert (await fetching.fetch(one)).fault is None
        return one

    found: Subscription = cairn.client.portal.call(run)  # type: ignore[union-attr]
    return found


def exchange(cairn: Cairn, phone: TestClient, name: str, **first: Any) -> list[dict[str, Any]]:
    header = {"protocol": 1, "member": cairn.people[name].member_id, "networks": True} | first
    answer = phone.post(
        "/exchange", content=orjson.dumps(header) + b"\n", headers=NDJSON | cairn.speak_for(name)
    )
    assert answer.status_code == 200, answer.text
    return [orjson.loads(line) for line in answer.content.splitlines()]


def databases_in(lines: list[dict[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = next(line["databases"] for line in lines if "databases" in line)
    return found


def cursor_of(lines: list[dict[str, Any]]) -> str:
    return [str(line["cursor"]) for line in lines if "cursor" in line][-1]


@pytest.mark.parametrize("name", ["dana", "elena"])
def test_only_coordinators_look_after_other_directories(cairn: Cairn, name: str) -> None:
    phone = cairn.phone_of(name)

    assert phone.get("/api/networks").status_code == 403
    assert phone.post("/api/networks", json=HILLS).status_code == 403
    assert phone.post("/api/networks/x/remove", json={}).status_code == 403
    assert (
        TestClient(cairn.app, base_url="https://cairn.example.org").get("/api/networks").status_code
        == 401
    )


def test_a_coordinator_adds_one_pauses_it_and_removes_it(cairn: Cairn) -> None:
    phone = cairn.phone_of("carmen")

    [made] = phone.post("/api/networks", json=HILLS).json()["networks"]
    assert made["fetching"] is True
    paused = phone.post(f"/api/networks/{made['id']}/pause", json={}).json()["networks"]
    resumed = phone.post(f"/api/networks/{made['id']}/resume", json={}).json()["networks"]
    left = phone.post(f"/api/networks/{made['id']}/remove", json={}).json()["networks"]

    assert (made["name"], made["url"]) == ("Northern Hills", "https://hills.example.org")
    assert "hunter2" not in repr(made)
    assert [paused[0]["paused"], resumed[0]["paused"]] == [True, False]
    assert left == []
    assert phone.post(f"/api/networks/{made['id']}/check", json={}).status_code == 404


@pytest.mark.parametrize(
    "change", [{"url": "hills"}, {"name": " "}, {"kind": "other"}, {"more": "x"}]
)
def test_what_cannot_be_subscribed_to_is_refused_with_a_sentence(
    cairn: Cairn, change: dict[str, str]
) -> None:
    answer = cairn.phone_of("carmen").post("/api/networks", json=HILLS | change)

    assert answer.status_code == 400
    assert answer.json()["reason"]
    assert "hunter2" not in answer.text


def test_every_member_reads_a_network_and_nobody_writes_it(cairn: Cairn) -> None:
    one = subscribe(cairn, Source())
    phone = cairn.phone_of("elena")
    edit = new_edit("service:6f1c2d3e-0001-4a5b-8c6d-000000000001", service())
    line = {"_id": edit.doc_id, "_rev": str(edit.revision)} | edit.parsed_body()
    line |= {"_revisions": {"start": 1, "ids": [edit.revision.signature]}}
    header = {"protocol": 1, "networks": True}

    lines = exchange(cairn, phone, "elena")
    body = orjson.dumps(header) + b"\n" + orjson.dumps({"database": one.database, "edit": line})
    refused = phone.post("/exchange", content=body, headers=NDJSON)

    assert databases_in(lines)[one.database]["role"] == "read"
    [changes] = [one_line for one_line in lines if one_line.get("database") == one.database]
    assert {d["type"] for d in changes["changes"]} == {"service", "organization", "origin"}
    assert "that you may write to" in refused.text


def test_an_app_that_knows_no_networks_is_offered_none(cairn: Cairn) -> None:
    one = subscribe(cairn, Source())

    lines = exchange(cairn, cairn.phone_of("dana"), "dana", networks=False)

    assert one.database not in orjson.dumps(lines).decode()


def test_phones_are_told_to_drop_what_ended_until_they_have(cairn: Cairn) -> None:
    one = subscribe(cairn, Source())
    phone = cairn.phone_of("dana")
    before = exchange(cairn, phone, "dana")
    cairn.client.portal.call(cairn.deployment.networks.register.end, one)  # type: ignore[union-attr]

    told = exchange(cairn, phone, "dana", cursor=cursor_of(before))
    again = exchange(cairn, phone, "dana", cursor=cursor_of(before))
    after = exchange(cairn, phone, "dana", cursor=cursor_of(told))
    unknown = exchange(cairn, phone, "dana")

    assert {"removed": [one.database]} in told
    assert {"removed": [one.database]} in again  # the answer may have been cut
    assert not [line for line in after if "removed" in line]
    assert {"removed": [one.database]} in unknown
    assert one.database not in databases_in(told)


def test_what_another_directory_lists_is_published_by_nobody_but_itself(cairn: Cairn) -> None:
    subscribe(cairn, Source([listed(name="Hills Night Line")]))

    def write() -> None:
        async def run() -> None:
            store = await cairn.databases.open(DIRECTORY)
            note = {
                "type": "note",
                "schema": 1,
                "text": "Ask for Pat",
                "made_at": "2026-11-20T18:30:00Z",
            }
            note |= {"about": "service:6f1c2d3e-0001-4a5b-8c6d-000000000001"}
            note |= {"member": cairn.people["elena"].member_id}
            edit = new_edit("note:6f1c2d3e-0005-4a5b-8c6d-000000000005", note)
            await store.bulk_docs([edit])

        cairn.client.portal.call(run)  # type: ignore[union-attr]

    write()
    phone = cairn.phone_of("elena")
    shown = [
        phone.get(f"/hsds/{name}?full=true").content
        for name in ("services", "organizations", "service_at_locations")
    ]
    shown += [phone.get(path).content for path in ("/plain/en/", "/plain/en/search?q=Night")]
    exports = [phone.get(f"/api/directory/export?format={form}") for form in ("json", "text")]
    assert [answer.status_code for answer in exports] == [200, 200]

    for body in (*shown, *(answer.content for answer in exports)):
        assert b"Night Line" not in body
        assert b"Ask for Pat" not in body
