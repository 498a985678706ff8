"""One request on its way through the surface: who asks, of which database, and what.

Every route is made by `resource`, so there is one place where visitors are admitted,
and none that can forget to.
"""

from __future__ import annotations

import uuid
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

import orjson
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from cairn_sync.canonical import MAX_DEPTH, dump_json
from cairn_sync.document import Document
from cairn_sync.errors import ForbiddenError, MalformedError, NotFoundError
from cairn_sync.http.errors import ContentTypeError, QueryError, TooLargeError, UnauthorizedError
from cairn_sync.http.guard import Guard, Visitor
from cairn_sync.http.path import decode_segment
from cairn_sync.store import Databases, Gate, Outcome, Store

__all__ = [
    "CACHE_CONTROL",
    "Call",
    "Handler",
    "Surface",
    "json_answer",
    "new_uuid",
    "resource",
    "write_answer",
]

CACHE_CONTROL = "private, must-revalidate"


@dataclass(frozen=True, slots=True)
class Surface:
    """What the application serves; on ``app.state.surface``."""

    databases: Databases
    guard: Guard
    max_body_bytes: int


@dataclass(frozen=True, slots=True)
class Call:
    """A request by an admitted visitor."""

    request: Request
    surface: Surface
    visitor: Visitor

    @property
    def database_name(self) -> str:
        return decode_segment(self.request.path_params["db"])

    @property
    def doc_id(self) -> str:
        """The document that the URL names, ``_design/`` included."""
        params = self.request.path_params
        if "design" in params:
            return "_design/" + decode_segment(params["design"])
        return decode_segment(params["doc_id"])

    async def store(self) -> Store:
        """Open the database as the visitor may read it; writes must pass `gate` besides."""
        name = self.database_name
        if not self.visitor.may_read(name):
            # Said of databases that do not exist too, so it tells nothing.
            raise ForbiddenError("You are not allowed to access this db.")
        try:
            return self.visitor.view(await self.surface.databases.open(name))
        except NotFoundError as exc:
            raise NotFoundError("Database does not exist.") from exc

    def gate(self) -> Gate | None:
        """Return the rule this visitor's writes must pass."""
        gate = self.visitor.gate(self.database_name)
        if self.visitor.may_administer(self.database_name):
            return gate

        def without_design(leaves: Any, new: Document) -> str | None:
            if new.doc_id.startswith("_design/"):
                return "You are not a db or server admin."
            return gate(leaves, new) if gate is not None else None

        return without_design

    def require_administrator(self) -> None:
        if not self.visitor.may_administer(self.database_name):
            raise ForbiddenError("You are not a db or server admin.")

    async def is_still_admitted(self) -> bool:
        """Ask the guard again: long feeds outlive the right to read them, or all of them."""
        try:
            visitor = await self.surface.guard.admit(self.request)
        except UnauthorizedError:
            return False
        has_changed = sorted(visitor.roles) != sorted(self.visitor.roles)
        return visitor.may_read(self.database_name) and not has_changed

    def text(self, name: str) -> str | None:
        return self.request.query_params.get(name)

    def flag(self, name: str, *, default: bool = False) -> bool:
        """Read ``true`` or ``false``."""
        value = self.text(name)
        if value is None:
            return default
        if value not in ("true", "false"):
            raise QueryError(f"Invalid boolean parameter: {value!r}")
        return value == "true"

    def count(self, name: str) -> int | None:
        """Read a whole number that is not negative."""
        value = self.text(name)
        if value is None:
            return None
        if not (value.isascii() and value.isdecimal() and len(value) < 16):
            raise QueryError(f"Invalid value for {name}: {value!r}")
        return int(value)

    def json_parameter(self, *names: str) -> Any:
        """Read JSON from the first of `names` that is given; None: none is."""
        value = next((self.text(name) for name in names if self.text(name) is not None), None)
        if value is None:
            return None
        try:
            return _parse_json(value.encode())
        except (MalformedError, UnicodeEncodeError) as exc:
            raise QueryError(f"Invalid JSON in {names[0]}: {exc}") from exc

    async def json_body(self, *, any_depth: bool = False) -> Any:
        """Read the body, which must be JSON, and nested no deeper than can be printed again.

        With `any_depth` whoever asks looks after that, and repeats nothing unlooked at.
        """
        content_type = self.request.headers.get("Content-Type", "").partition(";")[0].strip()
        # Like CouchDB: a PUT may leave it out, a POST must say what it sends.
        if content_type.lower() != "application/json" and self.request.method == "POST":
            raise ContentTypeError("Content-Type must be application/json")
        encoding = self.request.headers.get("Content-Encoding", "identity")
        if encoding != "identity":
            raise ContentTypeError(f"{encoding} is not a supported content encoding.")
        return _parse_json(await self._read(), any_depth=any_depth)

    async def json_object(self, *, any_depth: bool = False) -> dict[str, Any]:
        body = await self.json_body(any_depth=any_depth)
        if not isinstance(body, dict):
            raise MalformedError("Request body must be a JSON object")
        return body

    async def _read(self) -> bytes:
        limit = self.surface.max_body_bytes
        announced = self.request.headers.get("Content-Length", "0")
        if announced.isdecimal() and int(announced) > limit:
            raise TooLargeError("the request entity is too large")
        body = bytearray()
        try:
            async for chunk in self.request.stream():
                body += chunk
                if len(body) > limit:
                    raise TooLargeError("the request entity is too large")
        except ClientDisconnect as exc:
            raise MalformedError("the request was cut off") from exc  # nobody may hear it
        return bytes(body)


Handler = Callable[[Call], Awaitable[Response]]


class Resource:
    """One path of the surface as an ASGI app: a handler for each method."""

    def __init__(self, handlers: dict[str, Handler]) -> None:
        self.handlers = handlers

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope, receive, send)
        surface: Surface = request.app.state.surface
        visitor = await surface.guard.admit(request)
        bare = request.method == "HEAD" and "HEAD" not in self.handlers
        handler = self.handlers.get("GET" if bare else request.method)
        if handler is None:
            raise HTTPException(405, headers={"Allow": ",".join(sorted(self.handlers))})
        response = await handler(Call(request, surface, visitor))
        if bare:
            headers, response = response.raw_headers, Response(status_code=response.status_code)
            response.raw_headers = headers
        await response(scope, receive, send)


def resource(path: str, /, **handlers: Handler) -> Route:
    """Route `path` to one handler a method; HEAD is GET without the body."""
    return Route(path, Resource(handlers))


def json_answer(content: Any, status: int = 200, headers: dict[str, str] | None = None) -> Response:
    """Return JSON as CouchDB sends it: a line, not to be reused without asking.

    Private besides: `must-revalidate` alone lets a cache that others use keep the answer.
    """
    body = content if isinstance(content, bytes) else orjson.dumps(content)
    headers = {"Cache-Control": CACHE_CONTROL, **(headers or {})}
    return Response(body + b"\n", status, headers, "application/json")


def write_answer(outcome: Outcome, *, status: int = 201) -> Response:
    """Answer one write; raise what kept it from being one."""
    if outcome.error is not None:
        raise outcome.error
    row = {"ok": True, "id": outcome.doc_id, "rev": str(outcome.revision)}
    return json_answer(row, status, {"ETag": f'"{outcome.revision}"'})


def new_uuid() -> str:
    return uuid.uuid4().hex


def _parse_json(text: bytes, *, any_depth: bool = False) -> Any:
    try:
        parsed = orjson.loads(text)
    except orjson.JSONDecodeError as exc:
        raise MalformedError("invalid UTF-8 JSON") from exc
    # Only what has many brackets can be deep, and only then is it worth a look.
    if not any_depth and text.count(b"[") + text.count(b"{") > MAX_DEPTH:
        dump_json(parsed)
    return parsed
