"""A public HSDS API, read: everything, or what changed since a moment.

One request where the server speaks lines (NDJSON), as Cairn does; else page after page. What
a listing leaves out is asked for: places in a listing of their own, or each service alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import orjson

from cairn_server.network.fault import FetchError
from cairn_server.network.line import Answer, Line

__all__ = ["MAX_ENTRIES", "Told", "read_hsds_api"]

MAX_ENTRIES = 20_000  # objects of one listing
MAX_PAGES = 1_000
MAX_SINGLES = 2_000  # services asked for one by one
PER_PAGE = "100"
LINES = ("application/x-ndjson", "application/ndjson", "application/jsonl")
ACCEPT = "application/x-ndjson, application/json;q=0.9"
# What a full service has some of; a listing without any of it is only a table of contents.
FULL = frozenset(
    "phones schedules service_at_locations languages contacts cost_options service_areas".split()
)


@dataclass(frozen=True, slots=True)
class Told:
    """What a source tells; `objects` is None where nothing has changed there."""

    objects: dict[str, list[Any]] | None  # by listing: "services", "organizations", …
    tag: str = ""  # names the state that was told; "": it has no name


async def read_hsds_api(line: Line, *, known_tag: str = "", modified_after: str = "") -> Told:
    """Return the services with all that belongs to them.

    Raises:
        FetchError: not all of it came; nothing of it counts.
    """
    asked = {"full": "true", "format": "ndjson"}
    asked |= {"modified_after": modified_after} if modified_after else {}
    first = await line.get("services", asked, accept=ACCEPT, known_tag=known_tag)
    if first.is_unchanged:
        return Told(None, first.tag or known_tag)
    services = await _read_all(line, "services", asked, first)
    if services and not any(FULL & one.keys() for one in services):
        services = await _read_singly(line, services)
    objects: dict[str, list[Any]] = {"services": services}
    if services and not any("service_at_locations" in one for one in services):
        objects["service_at_locations"] = await _read_listing(line, "service_at_locations")
    if any("organization" not in one and "organization_id" in one for one in services):
        objects["organizations"] = await _read_listing(line, "organizations")
    return Told(objects, first.tag)


async def _read_listing(line: Line, name: str) -> list[dict[str, Any]]:
    """Return a whole listing; nothing where the server has none such."""
    asked = {"full": "true", "format": "ndjson"}
    try:
        first = await line.get(name, asked, accept=ACCEPT)
    except FetchError as exc:
        if exc.fault in ("missing", "rubbish"):
            return []
        raise
    return await _read_all(line, name, asked, first)


async def _read_all(
    line: Line, name: str, asked: dict[str, str], first: Answer
) -> list[dict[str, Any]]:
    if first.content_type in LINES:
        return _bounded([_object(_parse(one)) for one in first.body.splitlines() if one.strip()])
    page = _parse(first.body)
    if isinstance(page, list):  # no pages: all of it
        return _bounded([_object(one) for one in page])
    found = _contents(page)
    paged = {k: v for k, v in asked.items() if k != "format"} | {"per_page": PER_PAGE}
    if _has_more(page, 1) and len(found) < int(PER_PAGE):
        # The first answer was of the server's own length: begin again with ours.
        page = _parse((await line.get(name, paged | {"page": "1"}, accept=ACCEPT)).body)
        found = _contents(page)
    number = 1
    while _has_more(page, number):
        number += 1
        if number > MAX_PAGES:
            raise FetchError("too_large")
        answer = await line.get(name, paged | {"page": str(number)}, accept=ACCEPT)
        page = _parse(answer.body)
        more = _contents(page)
        if not more:
            raise FetchError("broken_off")  # it said that there are more
        found = _bounded(found + more)
    return _bounded(found)


async def _read_singly(line: Line, services: list[dict[str, Any]]) -> list[dict[str, Any]]:
    if len(services) > MAX_SINGLES:
        raise FetchError("too_large")
    found = []
    for service in services:
        number = service.get("id")
        if (
            not isinstance(number, str)
            or not number
            or set(number) & set("/?#%\\")
            or "." in number
        ):
            found.append(service)
            continue
        answer = await line.get(f"services/{number}", {}, accept="application/json")
        found.append(service | _object(_parse(answer.body)))
    return found


def _parse(body: bytes) -> Any:
    try:
        return orjson.loads(body)
    except orjson.JSONDecodeError:
        raise FetchError("rubbish") from None


def _object(told: Any) -> dict[str, Any]:
    if not isinstance(told, dict) or not isinstance(told.get("id"), str | int):
        raise FetchError("rubbish")
    return told


def _contents(page: Any) -> list[dict[str, Any]]:
    contents = page.get("contents") if isinstance(page, dict) else None
    if not isinstance(contents, list):
        raise FetchError("rubbish")
    return [_object(one) for one in contents]


def _has_more(page: Any, number: int) -> bool:
    if not isinstance(page, dict) or page.get("last_page") is True:
        return False
    pages = page.get("total_pages")
    return isinstance(pages, int) and number < pages


def _bounded(found: list[dict[str, Any]]) -> list[dict[str, Any]]:
    if len(found) > MAX_ENTRIES:
        raise FetchError("too_large")
    return found
