"""``/`` and the app's files: what the build put into ``static/``, and nothing else.

The build leaves ``.br`` and ``.gz`` twins beside the files, at the highest levels; here they
are only chosen from. Names under ``assets/`` carry a hash of their content, so browsers may
keep them for ever; everything else is asked for again each time, by its ETag.
"""

from __future__ import annotations

import hashlib
import mimetypes
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import anyio
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from cairn_server.routes.byte_range import answer_in_part

__all__ = ["STATIC", "answer_file", "app_file_routes"]

STATIC = Path(__file__).parent.parent / "static"
TWINS = (("br", ".br"), ("gzip", ".gz"))  # by preference
TYPES = {
    ".js": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".json": "application/json",
    ".svg": "image/svg+xml",
    ".m4a": "audio/mp4",
    ".mp3": "audio/mpeg",
    ".webmanifest": "application/manifest+json",
    ".woff2": "font/woff2",
}
IMMUTABLE = "public, max-age=31536000, immutable"
IN_PARTS = (".mp3", ".m4a")
NOT_BUILT = """Cairn's app has not been built here yet.

Run `make build` in the project's folder, then load this page again.
"""


@dataclass(frozen=True, slots=True)
class AppFile:
    """One file as it goes out."""

    body: bytes
    etag: str
    encoding: str | None  # None: as it is


@lru_cache(maxsize=256)
def _read(path: Path, encoding: str | None, changed_ns: int) -> AppFile:
    """Read a file; `changed_ns` is part of the cache's key, so a new build shows at once."""
    body = path.read_bytes()
    return AppFile(body, f'"{hashlib.sha256(body).hexdigest()[:20]}"', encoding)


def _accepted_encodings(header: str) -> frozenset[str]:
    """Return the encodings that an Accept-Encoding header names and does not weigh with 0."""
    named = (item.replace(" ", "").lower().partition(";q=") for item in header.split(","))
    return frozenset(name for name, _, weight in named if not weight or weight.strip("0.") != "")


def _find(folder: Path, name: str, accepted: frozenset[str]) -> AppFile | None:
    path = (folder / name).resolve()
    is_inside = path.is_relative_to(folder.resolve())
    try:
        if not is_inside or path.suffix in (".br", ".gz") or not path.is_file():
            return None
    except OSError:  # a name longer than any file's
        return None
    for encoding, suffix in TWINS:
        twin = path.with_name(path.name + suffix)
        if encoding in accepted and twin.is_file():
            return _read(twin, encoding, twin.stat().st_mtime_ns)
    return _read(path, None, path.stat().st_mtime_ns)


def app_file_routes(folder: Path = STATIC) -> list[Route]:
    """Return the door; it must come last, since it takes every name."""

    async def app_file(request: Request) -> Response:
        return await answer_file(request, folder, request.path_params["name"] or "index.html")

    return [Route("/{name:path}", app_file)]


async def answer_file(request: Request, folder: Path, name: str) -> Response:
    """Return one file of the build as the request may have it, or that there is none."""
    accepted = _accepted_encodings(request.headers.get("accept-encoding", ""))
    found = None
    if "\0" not in name:
        found = await anyio.to_thread.run_sync(_find, folder, name, accepted)
    if found is None:
        return _answer_missing(folder, name)
    headers = {
        "Cache-Control": IMMUTABLE if name.startswith("assets/") else "no-cache",
        "ETag": found.etag,
        "Vary": "Accept-Encoding",
    }
    if found.etag in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    if found.encoding:
        headers["Content-Encoding"] = found.encoding
    if name.endswith(IN_PARTS):
        return answer_in_part(found.body, request.headers, headers, media_type=_type_of(name))
    return Response(found.body, headers=headers, media_type=_type_of(name))


def _answer_missing(folder: Path, name: str) -> Response:
    if name in ("index.html", "survey.html", "confirm.html"):
        return PlainTextResponse(NOT_BUILT, 503)
    return Response(
        b'{"error":"not_found","reason":"There is nothing here."}\n',
        404,
        media_type="application/json",
    )


def _type_of(name: str) -> str:
    suffix = Path(name).suffix
    return TYPES.get(suffix) or mimetypes.types_map.get(suffix, "application/octet-stream")
