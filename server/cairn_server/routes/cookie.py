"""Device tokens in cookies: one for each member who is signed in on a phone.

A cookie's name ends in a key made of the member ID, so that a sign-in or a sign-out touches
that member's cookie and no other. The name says nothing about the member, and proves
nothing: whose a token is, the roster decides.
"""

from __future__ import annotations

import hashlib

from starlette.requests import Request
from starlette.responses import Response

__all__ = ["clear_cookie", "cookie_name", "device_cookies", "set_cookie"]

SECURE_PREFIX = "__Host-cairn-"
# For plain HTTP on this very machine, where WebKit keeps no Secure cookie (decision 0011).
LOOPBACK_PREFIX = "cairn-"
KEY_DIGITS = 8  # of the name; every byte of it travels in every exchange


def cookie_name(request: Request, member_id: str) -> str:
    """Return the name of the one cookie that may hold this member's token."""
    return _prefix(request) + hashlib.sha256(member_id.encode()).hexdigest()[:KEY_DIGITS]


def device_cookies(request: Request) -> dict[str, str]:
    """Return every device token that came along, by the cookie's name."""
    prefix = _prefix(request)
    return {name: token for name, token in request.cookies.items() if name.startswith(prefix)}


def set_cookie(request: Request, response: Response, name: str, token: str, *, days: int) -> None:
    """Keep a device's token where no script can read it."""
    response.set_cookie(
        name,
        token,
        max_age=days * 86400,
        path="/",
        secure=request.url.scheme == "https",
        httponly=True,
        samesite="strict",
    )


def clear_cookie(request: Request, response: Response, name: str) -> None:
    """Make the browser forget one device token."""
    set_cookie(request, response, name, "", days=0)


def _prefix(request: Request) -> str:
    return SECURE_PREFIX if request.url.scheme == "https" else LOOPBACK_PREFIX
