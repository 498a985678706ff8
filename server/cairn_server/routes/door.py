"""What the doors share: the deployment, who is signed in, and reading a small JSON body."""

from __future__ import annotations

from typing import TypeVar

from pydantic import BaseModel, ValidationError
from starlette.requests import Request
from starlette.responses import Response

from cairn_server.access import Member
from cairn_server.accounts.account import Device
from cairn_server.deployment import Deployment
from cairn_server.errors import RequestError
from cairn_server.security import is_private_line

__all__ = [
    "clear_cookie",
    "deployment_of",
    "read_body",
    "require_content_type",
    "require_device",
    "require_private_line",
    "set_cookie",
]

SECURE_COOKIE = "__Host-cairn"
# For plain HTTP on this very machine, where WebKit keeps no Secure cookie (decision 0011).
LOOPBACK_COOKIE = "cairn"
MAX_BODY_BYTES = 16 * 1024  # of a JSON body; the largest holds a name and a secret

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


async def require_device(request: Request) -> tuple[Member, Device]:
    """Return who is signed in on which device; refuse everybody else."""
    require_private_line(request)
    token = request.cookies.get(_cookie_name(request))
    found = await deployment_of(request).roster.admit_device(token) if token else None
    if found is None:
        raise RequestError(401, "unauthorized", "Please sign in.")
    return found


async def read_body(request: Request, model: type[Body]) -> Body:
    """Read a JSON body of the shape `model`."""
    require_content_type(request, "application/json")
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > MAX_BODY_BYTES:
            raise RequestError(413, "too_large", "The request is too large.")
    try:
        return model.model_validate_json(bytes(body))
    except ValidationError as exc:
        problem = exc.errors()[0]
        where = ".".join(map(str, problem["loc"])) or "the body"
        # The message never repeats what was sent: it may be a secret.
        raise RequestError(400, "bad_request", f"{where}: {problem['msg']}") from None


def set_cookie(request: Request, response: Response, token: str, *, days: int) -> None:
    """Keep the device's token where no script can read it."""
    is_https = request.url.scheme == "https"
    response.set_cookie(
        _cookie_name(request),
        token,
        max_age=days * 86400,
        path="/",
        secure=is_https,
        httponly=True,
        samesite="strict",
    )


def clear_cookie(request: Request, response: Response) -> None:
    """Make the browser forget the device's token."""
    set_cookie(request, response, "", days=0)


def _cookie_name(request: Request) -> str:
    return SECURE_COOKIE if request.url.scheme == "https" else LOOPBACK_COOKIE
