"""``GET /api/people/names``: what those are called who change the directory.

The record of changes names its authors by ID, and replicates; their names stay in the
accounts, which never do. Editors and coordinators may ask for the names of one another, and
of nobody else: who works for a program is nothing that every phone should know.
"""

from __future__ import annotations

import orjson
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from cairn_server.errors import RequestError
from cairn_server.routes.door import deployment_of, require_device

__all__ = ["people_routes"]

TOLD = frozenset({"editor", "coordinator"})


async def names(request: Request) -> Response:
    """Return the names of editors and coordinators by member ID, those who left included."""
    member, _ = await require_device(request)
    if TOLD.isdisjoint(member.roles):
        raise RequestError(403, "forbidden", "Only editors and coordinators may see these names.")
    people = [account.member for account in deployment_of(request).roster.accounts()]
    told = {one.member_id: one.display_name for one in people if not TOLD.isdisjoint(one.roles)}
    return Response(
        orjson.dumps({"names": told}),
        headers={"Cache-Control": "no-store"},
        media_type="application/json",
    )


def people_routes() -> list[Route]:
    """Return the door, without the ``/api`` in front."""
    return [Route("/people/names", names)]
