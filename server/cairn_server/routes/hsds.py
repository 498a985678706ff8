"""``/hsds``: the public directory as HSDS 3.2.3 has it. Read-only, for everybody, no cookies.

Listings may be asked for with POST too, which keeps what was searched for out of logs.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from urllib.parse import parse_qsl

import orjson
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import BaseRoute, Mount, Route
from starlette_compress import CompressMiddleware

from cairn_server.directory.profile.files import read_openapi, read_profile
from cairn_server.directory.publishing.page import compose_item, compose_lines, compose_page
from cairn_server.directory.publishing.public_directory import PublicDirectory
from cairn_server.directory.publishing.query import PARAMETERS, QueryError, read_query
from cairn_server.directory.publishing.read_model import ReadModel
from cairn_server.directory.publishing.retired import gone_entry
from cairn_server.directory.publishing.selection import select
from cairn_server.errors import RequestError
from cairn_server.routes.cors import OpenToReaders
from cairn_server.routes.door import deployment_of, read_bytes
from cairn_server.routes.etag import is_known, not_modified, tag_of
from cairn_server.security import own_origin

__all__ = ["hsds_routes"]

VERSION = "3.2.3"
MAX_QUESTION_BYTES = 16 * 1024  # of a POST; every parameter at its longest has a quarter of it
MAX_FIELDS = 50  # of a form; the listing with the most parameters has a fifth of them
JSON, NDJSON = "application/json", "application/x-ndjson"


async def about(request: Request) -> Response:
    """``GET /``: which standard, which profile, and where it is described."""
    origin = deployment_of(request).settings.public_origin or own_origin(request)
    body = {
        "version": VERSION,
        "profile": f"{origin}/hsds/profile/",
        "openapi_url": f"{origin}/hsds/openapi.json",
        "description": "The public entries of a directory kept with Cairn.",
    }
    return _answer(request, orjson.dumps(body))


async def listing(request: Request) -> Response:
    """``GET`` or ``POST /services`` and the four others: a page, or everything as lines."""
    name = request.url.path.rstrip("/").rpartition("/")[2]
    given = dict(request.query_params) | await _posted(request)
    try:
        query = read_query(name, given)
    except QueryError as exc:
        raise RequestError(400, "bad_request", str(exc)) from None
    ndjson = query.ndjson or ("format" not in given and _accepts_lines(request))
    model = await _look(request)
    tag = f'W/"{model.digest:032x}{"-lines" if ndjson else ""}"'
    if is_known(request, tag):
        return not_modified(tag)
    ids = select(model, name, query)
    if ndjson:
        lines = compose_lines(model, name, query, ids)
        return StreamingResponse(_stream(lines), headers={"ETag": tag}, media_type=NDJSON)
    return _tagged(compose_page(model, name, query, ids), tag)


async def item(request: Request) -> Response:
    """``GET /services/{id}`` and the four others: one object with all there is."""
    name = request.url.path.rstrip("/").split("/")[-2]
    full_service = request.query_params.get("full_service", "").lower() in ("true", "1")
    model = await _look(request)
    number = request.path_params["number"].lower()
    body = compose_item(model, name, number, full_service=full_service)
    if body is not None:
        return _answer(request, body)
    gone = gone_entry(model, name.removesuffix("s"), number)
    if gone is None:
        raise RequestError(404, "not_found", "There is no public entry with this ID.")
    told = {"error": "gone", "reason": "This entry is no longer in the directory."}
    if not gone.replacement:
        return Response(orjson.dumps(told), 410, media_type=JSON)
    link = {"Link": f'</hsds/{name}/{gone.replacement}>; rel="successor-version"'}
    return Response(
        orjson.dumps(told | {"replaced_by": gone.replacement}), 410, link, media_type=JSON
    )


async def openapi(request: Request) -> Response:
    """``GET /openapi.json``: this door, described."""
    return _answer(request, read_openapi())


async def profile(request: Request) -> Response:
    """``GET /profile/...``: what Cairn adds to HSDS, and the schemas that come out."""
    body = read_profile(request.path_params["path"])
    if body is None:
        raise RequestError(404, "not_found", "The profile has no such file.")
    return _answer(request, body)


async def nothing(request: Request) -> Response:
    """Answer every other path."""
    raise RequestError(404, "not_found", "There is nothing here: see /hsds/openapi.json.")


def hsds_routes() -> list[BaseRoute]:
    """Return the door, open to pages of any site, its answers compressed."""
    routes = [
        Route("/", about),
        Route("/openapi.json", openapi),
        Route("/profile/{path:path}", profile),
        *(Route(f"/{name}", listing, methods=["GET", "POST"]) for name in PARAMETERS),
        *(Route(f"/{name}/{{number}}", item) for name in PARAMETERS),
        Route("/{path:path}", nothing),
    ]
    middleware = [
        Middleware(OpenToReaders),
        Middleware(CompressMiddleware, zstd_level=3, brotli_quality=2, gzip_level=2),
    ]
    return [
        Route("/hsds", about, methods=["GET", "OPTIONS"], middleware=middleware),
        Mount("/hsds", routes=routes, middleware=middleware),
    ]


async def _look(request: Request) -> ReadModel:
    directory: PublicDirectory = request.app.state.public_directory
    return await directory.look()


async def _posted(request: Request) -> dict[str, str]:
    """Return the parameters in a POST's body: a form, or a JSON object."""
    if request.method != "POST":
        return {}
    text = await read_bytes(request, max_bytes=MAX_QUESTION_BYTES)
    if not text.strip():
        return {}
    if request.headers.get("Content-Type", "").startswith(JSON):
        try:
            sent = orjson.loads(text)
        except orjson.JSONDecodeError:
            sent = None
        if not isinstance(sent, dict):
            raise RequestError(400, "bad_request", "The body must be a JSON object.")
        return {
            name: value if isinstance(value, str) else _print(value) for name, value in sent.items()
        }
    try:
        return dict(parse_qsl(text.decode("utf-8", "replace"), max_num_fields=MAX_FIELDS))
    except ValueError:
        raise RequestError(400, "bad_request", "The question has too many fields.") from None


def _print(value: object) -> str:
    try:
        return orjson.dumps(value).decode()
    except orjson.JSONEncodeError:  # it reads deeper nesting than it writes
        raise RequestError(400, "bad_request", "The question is nested too deeply.") from None


def _accepts_lines(request: Request) -> bool:
    wanted = request.headers.get("Accept", "")
    return "application/x-ndjson" in wanted or "application/ndjson" in wanted


async def _stream(lines: Iterator[bytes]) -> AsyncIterator[bytes]:
    for chunk in lines:
        yield chunk


# -- ETags --------------------------------------------------------------------


def _answer(request: Request, body: bytes) -> Response:
    """Answer with a body whose tag is made of its bytes."""
    tag = tag_of(body)
    return not_modified(tag) if is_known(request, tag) else _tagged(body, tag)


def _tagged(body: bytes, tag: str) -> Response:
    return Response(body, headers={"ETag": tag}, media_type=JSON)
