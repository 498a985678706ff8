"""``/api/...``: signing in and out, one's own devices and tokens."""

from __future__ import annotations

from typing import Annotated, Any, Literal

import orjson
from pydantic import BaseModel, ConfigDict, Field
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from cairn_server.access import Member
from cairn_server.accounts.account import ROLES, Device, Token, format_time
from cairn_server.errors import RequestError
from cairn_server.routes.cookie import clear_cookie, cookie_name, device_cookies, set_cookie
from cairn_server.routes.directory_export import directory_export_routes
from cairn_server.routes.door import (
    deployment_of,
    read_body,
    require_content_type,
    require_device,
    require_private_line,
)

__all__ = ["api_routes"]

MAX_PEOPLE = 8  # signed in on one phone: each costs every request 70 bytes

Label = Annotated[str, Field(max_length=200)]


class SignInBody(BaseModel):
    """What a phone sends to sign in."""

    model_config = ConfigDict(extra="forbid")

    name: Label
    login_secret: Label
    device_name: Label = ""


class TokenBody(BaseModel):
    """What a member sends to get a token for a CouchDB client."""

    model_config = ConfigDict(extra="forbid")

    name: Label
    scope: list[Literal["read", "write"]] = Field(min_length=1)


async def parameters(request: Request) -> Response:
    """``GET /api/sign-in/parameters``: the salt and derivation for a name."""
    require_private_line(request)
    name = request.query_params.get("name", "")
    return _answer(await deployment_of(request).sign_in.parameters(name))


async def sign_in(request: Request) -> Response:
    """``POST /api/sign-in``: check the login secret, and keep the member signed in here.

    Others who are signed in on this phone stay so.
    """
    require_private_line(request)
    body = await read_body(request, SignInBody)
    deployment = deployment_of(request)
    unused = await _make_room(request, body.name)
    signed_in = await deployment.sign_in.sign_in(
        body.name,
        login_secret=body.login_secret,
        device_name=body.device_name,
        address=request.client.host if request.client else "",
        device_tokens=device_cookies(request).values(),
    )
    response = _answer(_describe(signed_in.member, signed_in.device))
    days = deployment.settings.device_days
    for name in unused:
        clear_cookie(request, response, name)
    name = cookie_name(request, signed_in.member.member_id)
    set_cookie(request, response, name, signed_in.device_token, days=days)
    return response


async def _make_room(request: Request, name: str) -> list[str]:
    """Return the cookies that must go for one more person to fit on this phone.

    Only what opens nothing any more goes. A phone full of people takes no other.
    """
    cookies = device_cookies(request)
    if len(cookies) < MAX_PEOPLE:
        return []
    roster = deployment_of(request).roster
    await roster.refresh()
    account = roster.find(name.strip().lower())
    own = cookie_name(request, account.member.member_id) if account else None
    others = {key: token for key, token in cookies.items() if key != own}
    unused = [key for key, token in others.items() if await roster.admit_device(token) is None]
    if len(others) - len(unused) >= MAX_PEOPLE:
        raise RequestError(
            409, "phone_is_full", "Eight people are signed in on this phone. One must sign out."
        )
    return unused


async def sign_out(request: Request) -> Response:
    """``POST /api/sign-out``: cut this device off."""
    require_content_type(request, "application/json")
    member, device = await require_device(request)
    await deployment_of(request).roster.revoke_device(member.member_id, device.device_id)
    response = Response(status_code=204)
    clear_cookie(request, response, cookie_name(request, member.member_id))
    return response


async def me(request: Request) -> Response:
    """``GET /api/me``: who is signed in here."""
    return _answer(_describe(*await require_device(request)))


async def devices(request: Request) -> Response:
    """``GET /api/devices``: where one is signed in."""
    member, here = await require_device(request)
    listed = deployment_of(request).roster.devices_of(member.member_id)
    return _answer({"devices": [_describe_device(device, here) for device in listed]})


async def revoke_device(request: Request) -> Response:
    """``POST /api/devices/{id}/revoke``: cut one of one's own devices off."""
    require_content_type(request, "application/json")
    member, here = await require_device(request)
    device_id = request.path_params["id"]
    if not await deployment_of(request).roster.revoke_device(member.member_id, device_id):
        raise RequestError(404, "not_found", "You have no such device.")
    response = Response(status_code=204)
    if device_id == here.device_id:
        clear_cookie(request, response, cookie_name(request, member.member_id))
    return response


async def tokens(request: Request) -> Response:
    """``GET /api/tokens``: one's tokens for CouchDB clients, without their text."""
    member, _ = await require_device(request)
    listed = deployment_of(request).roster.tokens_of(member.member_id)
    return _answer({"tokens": [_describe_token(token) for token in listed]})


async def add_token(request: Request) -> Response:
    """``POST /api/tokens``: a new token, its text told this once."""
    member, _ = await require_device(request)
    body = await read_body(request, TokenBody)
    roster = deployment_of(request).roster
    token, text = await roster.add_token(member.member_id, body.name, write="write" in body.scope)
    return _answer({"id": token.token_id, "token": text}, status=201)


async def revoke_token(request: Request) -> Response:
    """``POST /api/tokens/{id}/revoke``: end one of one's own tokens."""
    require_content_type(request, "application/json")
    member, _ = await require_device(request)
    roster = deployment_of(request).roster
    if not await roster.revoke_token(member.member_id, request.path_params["id"]):
        raise RequestError(404, "not_found", "You have no such token.")
    return Response(status_code=204)


def api_routes() -> list[Route]:
    """Return the doors, without the ``/api`` in front."""
    return [
        Route("/sign-in/parameters", parameters),
        Route("/sign-in", sign_in, methods=["POST"]),
        Route("/sign-out", sign_out, methods=["POST"]),
        Route("/me", me),
        Route("/devices", devices),
        Route("/devices/{id}/revoke", revoke_device, methods=["POST"]),
        Route("/tokens", tokens),
        Route("/tokens", add_token, methods=["POST"]),
        Route("/tokens/{id}/revoke", revoke_token, methods=["POST"]),
        *directory_export_routes(),
    ]


def _answer(content: dict[str, Any], *, status: int = 200) -> Response:
    return Response(orjson.dumps(content), status, media_type="application/json")


def _describe(member: Member, device: Device) -> dict[str, Any]:
    described: dict[str, Any] = {
        "id": member.member_id,
        "name": member.name,
        "display_name": member.display_name,
        "roles": [role for role in ROLES if role in member.roles],
    }
    if member.language:
        described["language"] = member.language
    return {
        "member": described,
        "collaborative": member.collaborative,
        "device": {"id": device.device_id, "name": device.name},
    }


def _describe_device(device: Device, here: Device) -> dict[str, Any]:
    return {
        "id": device.device_id,
        "name": device.name,
        "created_at": format_time(device.created_at),
        "is_this_one": device.device_id == here.device_id,
    }


def _describe_token(token: Token) -> dict[str, Any]:
    return {
        "id": token.token_id,
        "name": token.name,
        "scope": [scope for scope in ("read", "write") if scope in token.scope],
        "created_at": format_time(token.created_at),
    }
