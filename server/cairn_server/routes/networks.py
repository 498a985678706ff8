"""``/api/networks``: coordinators subscribe to other collaboratives' public directories.

``GET`` lists them; ``POST`` adds one; ``POST …/{id}/check``, ``/accept``, ``/pause``,
``/resume``; ``DELETE …/{id}`` ends one. No answer holds what signs in at the other server.
"""

from __future__ import annotations

import logging
from functools import partial
from typing import Annotated, Any, Literal

import anyio.abc
import orjson
from pydantic import BaseModel, ConfigDict, Field
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from cairn_server.access import Member
from cairn_server.errors import RequestError
from cairn_server.network.desk import NetworkDesk
from cairn_server.network.standing import Standing
from cairn_server.network.subscription import Subscription, SubscriptionError
from cairn_server.routes.door import (
    deployment_of,
    read_body,
    require_content_type,
    require_device,
)
from cairn_sync.errors import SyncError

__all__ = ["network_routes"]

logger = logging.getLogger(__name__)


class NewNetwork(BaseModel):
    """Whose directory, and from where."""

    model_config = ConfigDict(extra="forbid")

    name: Annotated[str, Field(max_length=200)]
    kind: Literal["hsds", "couchdb"]
    url: Annotated[str, Field(max_length=2000)]


def network_routes() -> list[Route]:
    """Return the doors, below ``/api``."""
    return [
        Route("/networks", list_networks, methods=["GET"]),
        Route("/networks", add, methods=["POST"]),
        Route("/networks/{number}/{action}", act, methods=["POST"]),
    ]


async def list_networks(request: Request) -> Response:
    """``GET /api/networks``: every subscription, and how it stands."""
    await _require_coordinator(request)
    return await _listing(_desk(request))


async def add(request: Request) -> Response:
    """``POST /api/networks``: subscribe, and fetch for the first time."""
    member = await _require_coordinator(request)
    body = await read_body(request, NewNetwork)
    desk = _desk(request)
    try:
        one = await desk.register.add(
            name=body.name, kind=body.kind, url=body.url, added_by=member.member_id
        )
    except SubscriptionError as exc:
        raise RequestError(400, exc.word, str(exc)) from None
    _fetch_soon(request, one)
    return await _listing(desk, status=201)


async def act(request: Request) -> Response:
    """``POST …/check`` fetches now, ``accept`` lets go what is gone there, ``remove`` ends it."""
    desk, one = await _find(request)
    require_content_type(request, "application/json")
    match request.path_params["action"]:
        case "check":
            _fetch_soon(request, one)
        case "accept":
            _fetch_soon(request, one, accepts_loss=True)
        case "pause":
            await desk.register.set_paused(one, paused=True)
        case "resume":
            await desk.register.set_paused(one, paused=False)
        case "remove":
            await desk.register.end(one)
        case _:
            raise RequestError(404, "not_found", "There is nothing here.")
    return await _listing(desk)


def _desk(request: Request) -> NetworkDesk:
    return deployment_of(request).networks


async def _require_coordinator(request: Request) -> Member:
    member, _ = await require_device(request)
    if "coordinator" not in member.roles:
        raise RequestError(403, "forbidden", "Only coordinators may look after other directories.")
    return member


async def _find(request: Request) -> tuple[NetworkDesk, Subscription]:
    await _require_coordinator(request)
    desk = _desk(request)
    one = desk.register.find(request.path_params["number"])
    if one is None:
        raise RequestError(404, "not_found", "There is no such directory.")
    return desk, one


def _fetch_soon(request: Request, one: Subscription, *, accepts_loss: bool = False) -> None:
    """Fetch beside the answer: it may take minutes, and a phone's line does not last that."""
    desk = _desk(request)
    tasks: anyio.abc.TaskGroup = request.app.state.tasks
    if desk.ask_for(one):
        tasks.start_soon(partial(_fetch, desk, one, accepts_loss=accepts_loss))


async def _fetch(desk: NetworkDesk, one: Subscription, *, accepts_loss: bool) -> None:
    try:
        await desk.fetch(one, whole=True, accepts_loss=accepts_loss)
    except SyncError as exc:
        logger.warning("%s was not fetched: %s", one.database, exc)
    except Exception:
        # The task's outermost edge: it must not take the server with it.
        logger.exception("fetching %s failed", one.database)


async def _listing(desk: NetworkDesk, *, status: int = 200) -> Response:
    told = [
        _describe(one, await desk.standing(one), is_fetching=desk.is_fetching(one))
        for one in desk.register.all()
    ]
    return Response(orjson.dumps({"networks": told}), status, media_type="application/json")


def _describe(one: Subscription, standing: Standing, *, is_fetching: bool) -> dict[str, Any]:
    return {
        "id": one.number,
        "name": one.name,
        "kind": one.kind,
        "url": one.shown_url,
        "paused": one.is_paused,
        "fetching": is_fetching,
        "tried_at": standing.tried_at or None,
        "success_at": standing.success_at or None,
        "fault": standing.fault,
        "entries": standing.entries,
        "refused": standing.refused,
        "hidden": standing.hidden,
        "would_go": standing.would_go,
    }
