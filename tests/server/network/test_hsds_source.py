from __future__ import annotations

from typing import Any

import httpx2
import orjson
import pytest

from cairn_server.network.fault import FetchError
from cairn_server.network.hsds_source import Told, read_hsds_api
from cairn_server.network.line import Line
from tests.server.network.conftest import HALL, URL, Handler, hall, listed, many

pytestmark = pytest.mark.anyio


async def read(handler: Handler, **options: str) -> Told:
    line = Line(URL, httpx2.MockTransport(handler))
    try:
        return await read_hsds_api(line, **options)
    finally:
        await line.close()


async def services_of(handler: Handler) -> list[Any]:
    told = await read(handler)
    assert told.objects is not None
    return told.objects["services"]


def page(contents: list[Any], number: int = 1, pages: int = 1) -> httpx2.Response:
    body = {"contents": contents, "page_number": number, "total_pages": pages}
    return httpx2.Response(200, json=body | {"last_page": number >= pages})


def paged(all_of_them: list[Any], per_page: int) -> Handler:
    """Speak as a server that knows pages, and nothing of lines."""

    def answer(request: httpx2.Request) -> httpx2.Response:
        if not request.url.path.endswith("/services"):
            return httpx2.Response(404)
        size = min(int(request.url.params.get("per_page", "10")), per_page)
        number = int(request.url.params.get("page", "1"))
        start = (number - 1) * size
        return page(all_of_them[start : start + size], number, -(-len(all_of_them) // size))

    return answer


async def test_lines_are_read_in_one_request() -> None:
    asked: list[httpx2.URL] = []

    def answer(request: httpx2.Request) -> httpx2.Response:
        asked.append(request.url)
        lines = b"\n".join(
            map(orjson.dumps, [one | {"service_at_locations": []} for one in many(3)])
        )
        headers = {"Content-Type": "application/x-ndjson", "ETag": 'W/"a"'}
        return httpx2.Response(200, headers=headers, content=lines + b"\n")

    told = await read(answer, modified_after="2026-11-19T18:30:00Z")

    assert told.objects is not None
    assert len(told.objects["services"]) == 3
    assert told.tag == 'W/"a"'
    assert [url.params["modified_after"] for url in asked] == ["2026-11-19T18:30:00Z"]


@pytest.mark.parametrize("per_page", [2, 100, 500])
async def test_every_page_is_read_whatever_their_length(per_page: int) -> None:
    found = await services_of(paged(many(205), per_page))

    assert len({one["id"] for one in found}) == 205


async def test_what_has_not_changed_is_not_read_again() -> None:
    def answer(request: httpx2.Request) -> httpx2.Response:
        assert request.headers["If-None-Match"] == 'W/"a"'
        return httpx2.Response(304)

    assert await read(answer, known_tag='W/"a"') == Told(None, 'W/"a"')


async def test_a_listing_that_is_only_a_table_of_contents_is_asked_for_one_by_one() -> None:
    full = listed(service_at_locations=[{"id": "s", "location": hall()}])

    def answer(request: httpx2.Request) -> httpx2.Response:
        if request.url.path.endswith("/services"):
            return page([{"id": full["id"], "name": full["name"], "status": "active"}])
        return httpx2.Response(200, json=full)

    assert await services_of(answer) == [full]


async def test_places_are_asked_for_where_services_leave_them_out() -> None:
    there = {"id": "s", "service_id": listed()["id"], "location": hall()}

    def answer(request: httpx2.Request) -> httpx2.Response:
        return page([there] if "locations" in request.url.path else [listed()])

    told = await read(answer)

    assert told.objects is not None
    assert told.objects["service_at_locations"][0]["location"]["id"] == HALL


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        pytest.param(b"<!doctype html><title>Welcome</title>", "text/html", id="a page"),
        pytest.param(b'{"contents": [{"id": "1"', "application/json", id="cut JSON"),
        pytest.param(b'{"id": "1"}\n{"id": "2', "application/x-ndjson", id="a cut line"),
        pytest.param(b'{"contents": "none"}', "application/json", id="another shape"),
        pytest.param(b'{"contents": [7]}', "application/json", id="no objects"),
        pytest.param(b'{"hello": 1}', "application/json", id="another API"),
        pytest.param(b"7", "application/json", id="a number"),
        pytest.param(b"[" * 5000, "application/json", id="nested without end"),
        pytest.param(b"", "application/json", id="nothing"),
    ],
)
async def test_what_is_no_directory_is_told_from_one(body: bytes, kind: str) -> None:
    with pytest.raises(FetchError) as failed:
        await read(lambda _: httpx2.Response(200, headers={"Content-Type": kind}, content=body))

    assert failed.value.fault == "rubbish"


async def test_pages_that_end_before_they_said_are_not_a_whole_directory() -> None:
    def answer(request: httpx2.Request) -> httpx2.Response:
        number = int(request.url.params.get("page", "1"))
        return page(many(100) if number == 1 else [], number, 3)

    with pytest.raises(FetchError) as failed:
        await read(answer)

    assert failed.value.fault == "broken_off"


async def test_pages_without_end_come_to_one() -> None:
    def answer(request: httpx2.Request) -> httpx2.Response:
        return page([listed()], int(request.url.params.get("page", "1")), 10**9)

    with pytest.raises(FetchError) as failed:
        await read(answer)

    assert failed.value.fault == "too_large"


async def test_an_id_that_is_an_address_is_not_followed() -> None:
    asked: list[str] = []

    def answer(request: httpx2.Request) -> httpx2.Response:
        asked.append(request.url.path)
        return page([{"id": "../../admin", "name": "x", "status": "active"}])

    await read(answer)

    assert not [path for path in asked if "admin" in path]
