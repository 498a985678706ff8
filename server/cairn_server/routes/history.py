"""``/api/history/{doc_id}``: for editors, what an entry said before, who changed it, and when.

``GET`` lists versions, the newest first; ``GET …/{number}`` tells one whole; ``POST
…/{number}/erase`` erases for good what one said.
"""

from __future__ import annotations

from typing import Any

import orjson
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from cairn_server.errors import RequestError
from cairn_server.history.desk import NEWEST, HistoryDesk
from cairn_server.history.file import Kept
from cairn_server.routes.door import require_content_type, require_device

__all__ = ["history_routes"]


def history_routes() -> list[Route]:
    """Return the doors, without the ``/api`` in front."""
    return [
        Route("/history/{doc_id}", versions, methods=["GET"]),
        Route("/history/{doc_id}/{number:int}", version, methods=["GET"]),
        Route("/history/{doc_id}/{number:int}/erase", erase, methods=["POST"]),
    ]


async def versions(request: Request) -> Response:
    """``GET /api/history/{doc_id}?before=7``: a page of versions older than that one."""
    await _require_editor(request)
    before = request.query_params.get("before", str(NEWEST))
    if not (before.isascii() and before.isdecimal() and len(before) < 20):
        raise RequestError(400, "bad_request", "before must be a version's number.")
    found, has_more = await _desk(request).page(request.path_params["doc_id"], before=int(before))
    return _answer({"versions": [_describe(one) for one in found], "more": has_more})


async def version(request: Request) -> Response:
    """``GET /api/history/{doc_id}/{number}``: what the entry said."""
    await _require_editor(request)
    number = request.path_params["number"]
    body = await _desk(request).body(request.path_params["doc_id"], _small(number))
    if body is None:
        raise RequestError(404, "not_found", "This version is not kept.")
    return _answer({"number": number, "body": body})


async def erase(request: Request) -> Response:
    """``POST /api/history/{doc_id}/{number}/erase``: let nobody read this version again."""
    await _require_editor(request)
    require_content_type(request, "application/json")
    number = _small(request.path_params["number"])
    if not await _desk(request).erase(request.path_params["doc_id"], number):
        raise RequestError(404, "not_found", "This version is not kept.")
    return Response(status_code=204)


def _desk(request: Request) -> HistoryDesk:
    desk: HistoryDesk = request.app.state.history
    return desk


async def _require_editor(request: Request) -> None:
    member, _ = await require_device(request)
    if "editor" not in member.roles:
        raise RequestError(403, "forbidden", "Only directory editors may see what entries said.")


def _small(number: int) -> int:
    """Return a number that SQLite can look for."""
    return min(number, NEWEST)


def _describe(one: Kept) -> dict[str, Any]:
    told: dict[str, Any] = {
        "number": one.number,
        "at": one.at,
        "door": one.door,
        "people": one.people,
        "fields": one.fields,
        "state": one.state,
    }
    more = {"made": one.made, "source": one.source, "base": one.base, "forgotten": one.forgotten}
    return told | {name: value for name, value in more.items() if value}


def _answer(content: dict[str, Any]) -> Response:
    return Response(
        orjson.dumps(content),
        headers={"Cache-Control": "no-store"},
        media_type="application/json",
    )
