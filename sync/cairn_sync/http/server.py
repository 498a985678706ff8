"""The server itself: what it is, that it is up, and who is asking."""

from __future__ import annotations

from importlib.metadata import version

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from cairn_sync.errors import NotFoundError
from cairn_sync.http.call import Call, Surface, json_answer, new_uuid, resource
from cairn_sync.http.errors import QueryError, UnauthorizedError

__all__ = ["routes"]

COUCHDB_VERSION = "3.4.0"  # whose protocol is spoken; stock clients look at it
MAX_UUIDS = 1000  # in one request; CouchDB's own limit


async def welcome(request: Request) -> Response:
    surface: Surface = request.app.state.surface
    return json_answer(
        {
            "couchdb": "Welcome",
            "version": COUCHDB_VERSION,
            "uuid": surface.databases.uuid,
            "features": [],
            "vendor": {"name": "Cairn", "version": version("cairn")},
        }
    )


async def up(request: Request) -> Response:
    return json_answer({"status": "ok", "seeds": {}})


async def uuids(call: Call) -> Response:
    count = call.count("count")
    count = 1 if count is None else count
    if count > MAX_UUIDS:
        raise QueryError(f"count parameter too large: at most {MAX_UUIDS}")
    headers = {"Cache-Control": "no-store"}
    return json_answer({"uuids": [new_uuid() for _ in range(count)]}, headers=headers)


async def session(request: Request) -> Response:
    """``GET /_session``: who the credentials of this very request belong to.

    There is no cookie sign-in, and POST answers 404: the word by which CouchDB's
    replicator learns to send its credentials with every request instead.
    """
    if request.method not in ("GET", "HEAD"):
        raise NotFoundError("Sign in with each request: there is no cookie to be had here.")
    surface: Surface = request.app.state.surface
    name: str | None = None
    roles: list[str] = []
    try:
        visitor = await surface.guard.admit(request)
        name, roles = visitor.name, list(visitor.roles)
    except UnauthorizedError:
        if "Authorization" in request.headers:
            raise
    info: dict[str, object] = {"authentication_handlers": ["default"]}
    if name is not None:
        info["authenticated"] = "default"
    user = {"name": name, "roles": roles}
    return json_answer({"ok": True, "userCtx": user, "info": info})


async def all_dbs(call: Call) -> Response:
    return json_answer(call.visitor.database_names(await call.surface.databases.names()))


routes = [
    # These three tell nothing of anybody's, and are asked before signing in.
    Route("/", welcome),
    Route("/_up", up),
    Route("/_session", session, methods=["GET", "POST", "DELETE"]),
    resource("/_uuids", GET=uuids),
    resource("/_all_dbs", GET=all_dbs),
]
