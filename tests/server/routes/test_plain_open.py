"""The pages without scripts say what is open, as phones do: by the collaborative's clock."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import anyio
import pytest
from starlette.testclient import TestClient

from cairn_server.shared_space.check import PROGRAM_ID
from cairn_sync.document import new_edit
from tests.server.conftest import COMMONS, SERVICE, Cairn
from tests.server.plain.reading import read
from tests.server.routes.test_plain import NUMBER, look_at, public, store

WEEKDAYS = {"freq": "WEEKLY", "byday": "MO,TU,WE,TH,FR", "opens_at": "09:00", "closes_at": "17:00"}
CHECKED = "2026-11-10"
FRIDAY_NOON = datetime(2026, 11, 20, 18, tzinfo=UTC)  # in Chicago
OTHER = "service:6f1c2d3e-0001-4a5b-8c6d-0000000000aa"


@pytest.fixture
def web(cairn: Cairn) -> Iterator[TestClient]:
    set_zone(cairn, "America/Chicago")
    cairn.clock.now = FRIDAY_NOON
    look_at(cairn, cairn.databases)
    yield cairn.client


def set_zone(cairn: Cairn, name: str) -> None:
    async def write() -> None:
        program = {"type": "program", "schema": 1, "time_zone": name}
        await (await cairn.databases.open(COMMONS)).bulk_docs([new_edit(PROGRAM_ID, program)])

    anyio.run(write)


def keep(cairn: Cairn, **more: Any) -> None:
    store(cairn, public(**{"assured_date": CHECKED, "schedules": [WEEKDAYS]} | more))


def seen(web: TestClient, path: str = f"/plain/en/service/{NUMBER}") -> list[str]:
    answer = web.get(path)
    assert answer.status_code == 200
    return read(answer.text).seen


def listed(web: TestClient, query: str) -> list[str]:
    page = read(web.get(f"/plain/en/search?{query}").text)
    return [link for link in page.links if "/service/" in link]


def test_an_entry_says_until_when_it_is_open(cairn: Cairn, web: TestClient) -> None:
    keep(cairn)

    assert "Open now, until 5:00 PM" in seen(web)
    assert "Open now, until 5:00 PM" in seen(web, "/plain/en/search")
    assert "Abierto ahora, hasta 5:00 p. m." in seen(web, f"/plain/es/service/{NUMBER}")


def test_it_is_told_anew_each_minute(cairn: Cairn, web: TestClient) -> None:
    keep(cairn)
    tag = web.get(f"/plain/en/service/{NUMBER}").headers["ETag"]

    cairn.clock.pass_by(hours=5)

    assert "Closed now" in seen(web)
    again = web.get(f"/plain/en/service/{NUMBER}", headers={"If-None-Match": tag})
    assert again.status_code == 200


def test_only_what_may_be_open_is_listed_when_it_is_asked_for(
    cairn: Cairn, web: TestClient
) -> None:
    keep(cairn)
    store(cairn, public(OTHER, schedules=[WEEKDAYS | {"byday": "SA"}], assured_date=CHECKED))

    assert listed(web, "open=1") == [f"/plain/en/service/{NUMBER}"]
    assert "This is how it is at 12:00 PM." in seen(web, "/plain/en/search?open=1")
    assert len(listed(web, "")) == 2


def test_pages_of_what_is_open_keep_asking_for_it(cairn: Cairn, web: TestClient) -> None:
    numbers = [f"service:6f1c2d3e-0001-4a5b-8c6d-0000000001{n:02}" for n in range(25)]
    store(cairn, *(public(one, schedules=[WEEKDAYS], assured_date=CHECKED) for one in numbers))

    page = read(web.get("/plain/en/search?open=1").text)

    assert any("open=1" in link and "page=2" in link for link in page.links)
    assert "checked" in next(given for _, given in page.elements if given.get("id") == "open")


@pytest.mark.parametrize(
    ("more", "moment", "said"),
    [
        pytest.param({}, datetime(2026, 11, 26, 18, tzinfo=UTC), "May be open", id="holiday"),
        pytest.param({"assured_date": "2024-01-01"}, FRIDAY_NOON, "May be open", id="old"),
        pytest.param(
            {"schedules": [{"description": "By appointment"}]},
            FRIDAY_NOON,
            "Hours not sure",
            id="words",
        ),
    ],
)
def test_what_is_not_sure_says_to_call_first(
    cairn: Cairn, web: TestClient, more: dict[str, Any], moment: datetime, said: str
) -> None:
    cairn.clock.now = moment
    keep(cairn, **more)

    assert f"{said}: call first" in seen(web)


def test_a_service_in_another_zone_has_its_own_clock(cairn: Cairn, web: TestClient) -> None:
    cairn.clock.now = datetime(2026, 11, 20, 23, 30, tzinfo=UTC)  # 5:30 PM here, 4:30 PM there
    keep(cairn, time_zone="America/Denver")

    assert "Open now, until 5:00 PM over there" in seen(web)


def test_where_the_collaborative_names_no_zone_it_says_to_call(cairn: Cairn) -> None:
    cairn.clock.now = FRIDAY_NOON
    look_at(cairn, cairn.databases)
    keep(cairn)

    assert "May be open: call first" in seen(cairn.client)
    assert [one for one in seen(cairn.client, "/plain/en/search?open=1") if "another clock" in one]


def test_what_is_closed_for_a_while_says_so_and_is_not_listed(
    cairn: Cairn, web: TestClient
) -> None:
    keep(cairn, status="temporarily closed")

    assert "Closed for a while" in seen(web)
    assert "Open now, until 5:00 PM" not in seen(web)
    assert listed(web, "open=1") == []


def test_without_hours_nothing_is_said(cairn: Cairn, web: TestClient) -> None:
    store(cairn, public(assured_date=CHECKED))

    assert not [one for one in seen(web) if "open" in one.lower() or "hours" in one.lower()]


def test_a_mistyped_word_is_forgiven_and_said(cairn: Cairn, web: TestClient) -> None:
    keep(cairn, categories=["shelter"])

    assert listed(web, "q=sheltr") == [f"/plain/en/service/{NUMBER}"]
    assert "No entry says “sheltr”. Shown instead: shelter" in seen(
        web, "/plain/en/search?q=sheltr"
    )
    assert SERVICE.endswith(NUMBER)
