"""``/healthz`` and ``/readyz``: is it alive, and can it do its work?"""

from __future__ import annotations

import logging
from typing import Any

import orjson
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from cairn_server.accounts.account import ACCOUNTS
from cairn_server.routes.door import deployment_of
from cairn_sync.errors import SyncError

__all__ = ["health_routes"]

logger = logging.getLogger(__name__)


async def healthz(request: Request) -> Response:
    """``GET /healthz``: the process answers."""
    return _answer(200, {"status": "ok"})


async def readyz(request: Request) -> Response:
    """``GET /readyz``: can it write, and when did it last hold all that its upstream has?

    It tells what is still to be erased for good, here or upstream. A silent upstream does not
    make it unready: serving through days without one is its work.
    """
    upstream = request.app.state.upstream
    report: dict[str, Any] = {"status": "ok", "store": "writable"}
    erasing = request.app.state.eraser.report()
    if erasing["state"] != "done":
        report["erasing"] = erasing
    if upstream is not None:
        report["upstream"] = upstream.report()
    try:
        accounts = await deployment_of(request).databases.open(ACCOUNTS)
        await accounts.write_local("readiness", {"written": True})
    except (SyncError, OSError):
        logger.exception("the store cannot be written")
        return _answer(503, report | {"status": "unready", "store": "cannot be written"})
    return _answer(200, report)


def health_routes() -> list[Route]:
    """Return the doors."""
    return [Route("/healthz", healthz), Route("/readyz", readyz)]


def _answer(status: int, report: dict[str, Any]) -> Response:
    return Response(orjson.dumps(report), status, media_type="application/json")
