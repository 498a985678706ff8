"""What the doors share: the deployment, who is signed in, and reading a small JSON body.

A phone may hold several members' cookies. The `Cairn-Member` header says for whom a request
speaks, and only that member's cookie is looked at.
"""

from __future__ import annotations

from typing import TypeVar
from urllib.parse import quote

import anyio
from pydantic import BaseModel, ValidationError
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response

from cairn_server.access import Member
from cairn_server.accounts.account import Device
from cairn_server.deployment import Deployment
from cairn_server.errors import RequestError
from cairn_server.routes.cookie import cookie_name, device_cookies
from cairn_server.security import is_private_line

__all__ = [
    "MEMBER_HEADER",
    "deployment_of",
    "read_body",
    "read_bytes",
    "require_content_type",
    "require_device",
    "require_private_line",
    "to_plain",
]

MEMBER_HEADER = "Cairn-Member"
MAX_BODY_BYTES = 16 * 1024  # of most JSON bodies, which hold a name and a secret

Body = TypeVar("Body", bound=BaseModel)


def deployment_of(request: Request) -> Deployment:
    """Return what this server serves."""
    deployment: Deployment = request.app.state.deployment
    return deployment


def require_private_line(request: Request) -> None:
    """Refuse to talk about secrets where others may listen."""
    if not is_private_line(request):
        raise RequestError(
            403, "forbidden", "Cairn must be opened over HTTPS: ask whoever runs this server."
        )


def require_content_type(request: Request, expected: str) -> None:
    """Refuse another content type: a foreign page's form cannot send this one."""
    given = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if given != expected:
        raise RequestError(415, "bad_content_type", f"Content-Type must be {expected}.")


def to_plain(language: str, *path: str) -> Response:
    """Lead to the page that works without scripts: the one with them cannot name it."""
    tag = language if language in ("en", "es") else "en"
    there = "/".join(("/plain", tag, *(quote(one, safe="") for one in path)))
    return Response(status_code=303, headers={"Location": there})


async def require_device(request: Request) -> tuple[Member, Device]:
    """Return who is signed in on which device; refuse everybody else.

    Without the header, one cookie is clear enough, and several are not.
    """
    require_private_line(request)
    spoken_for = request.headers.get(MEMBER_HEADER)
    cookies = device_cookies(request)
    if spoken_for is not None:
        token = cookies.get(cookie_name(request, spoken_for))
    elif len(cookies) <= 1:
        token = next(iter(cookies.values()), None)
    else:
        raise RequestError(
            401, "which_member", f"Several people are signed in here: name one in {MEMBER_HEADER}."
        )
    found = await deployment_of(request).roster.admit_device(token) if token else None
    if found is None or spoken_for not in (None, found[0].member_id):
        raise RequestError(401, "unauthorized", "Please sign in.")
    return found


async def read_bytes(request: Request, *, max_bytes: int) -> bytes:
    """Read a whole body; refuse one that is too large, and a line that says nothing for long."""
    body = bytearray()
    chunks = request.stream()
    try:
        while True:
            with anyio.fail_after(deployment_of(request).settings.stall_seconds):
                body += await anext(chunks)
            if len(body) > max_bytes:
                raise RequestError(413, "too_large", "The request is too large.")
    except StopAsyncIteration:
        return bytes(body)
    except (ClientDisconnect, TimeoutError):
        raise RequestError(
            408, "request_timeout", "The connection broke off. Please try again."
        ) from None


async def read_body(
    request: Request, model: type[Body], *, max_bytes: int = MAX_BODY_BYTES
) -> Body:
    """Read a JSON body of the shape `model`."""
    require_content_type(request, "application/json")
    body = await read_bytes(request, max_bytes=max_bytes)
    try:
        return model.model_validate_json(body)
    except ValidationError as exc:
        problem = exc.errors()[0]
        where = ".".join(map(str, problem["loc"])) or "the body"
        # The message never repeats what was sent: it may be a secret.
        raise RequestError(400, "bad_request", f"{where}: {problem['msg']}") from None
