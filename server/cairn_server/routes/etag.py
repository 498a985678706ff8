"""ETags: an answer that the client has already is not sent again."""

from __future__ import annotations

import hashlib

from starlette.requests import Request
from starlette.responses import Response

__all__ = ["is_known", "not_modified", "tag_of"]


def tag_of(body: bytes) -> str:
    """Return a tag made of the body's bytes; weak, because it may go out compressed."""
    return f'W/"{hashlib.blake2b(body, digest_size=16).hexdigest()}"'


def is_known(request: Request, tag: str) -> bool:
    """Tell whether the client says that it has this very answer."""
    if request.method not in ("GET", "HEAD"):
        return False
    known = request.headers.get("If-None-Match", "")
    weak = tag.removeprefix("W/")
    return known.strip() == "*" or weak in (
        one.strip().removeprefix("W/") for one in known.split(",")
    )


def not_modified(tag: str) -> Response:
    """Return the answer to a client that has it."""
    return Response(status_code=304, headers={"ETag": tag})
