"""What holds for every request and every answer, whichever door: headers, origin, the line.

Pure ASGI, so that streamed answers pass through untouched.
"""

from __future__ import annotations

import ipaddress
from urllib.parse import urlsplit

import orjson
from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import HTTPConnection
from starlette.types import ASGIApp, Message, Receive, Scope, Send

__all__ = [
    "DATA_HEADERS",
    "EXCHANGE_HEADERS",
    "SECURITY_HEADERS",
    "SecurityMiddleware",
    "is_private_line",
    "own_origin",
]

SECURITY_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; "
        "font-src 'self'; media-src 'self'; connect-src 'self'; manifest-src 'self'; "
        "worker-src 'self'; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}
# For data, which a browser must not render at all: a stricter policy, and nothing that only
# means something for a page. 320 bytes less, a third of what an idle exchange may cost
# (decision 0012).
DATA_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}
# An exchange's answer goes to a script alone: no page or form can ask for one (decision 0016).
EXCHANGE_HEADERS = {
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
}
# A year, as the preload lists ask. Only ever sent over HTTPS: elsewhere it means nothing.
STRICT_TRANSPORT = "max-age=31536000"
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})


class SecurityMiddleware:
    """Put the security headers on every answer; turn foreign pages' writes away."""

    def __init__(self, app: ASGIApp, *, public_origin: str | None) -> None:
        self._app = app
        self._public_origin = public_origin

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _headers_for(headers.get("Content-Type", "")).items():
                    headers.setdefault(name, value)
                headers.setdefault("Cache-Control", "no-store")
                if scope["scheme"] == "https":
                    headers.setdefault("Strict-Transport-Security", STRICT_TRANSPORT)
            await send(message)

        if self._is_foreign(scope):
            await _refuse_foreign(send_with_headers)
        else:
            await self._app(scope, receive, send_with_headers)

    def _is_foreign(self, scope: Scope) -> bool:
        origin = Headers(scope=scope).get("origin")
        if origin is None or scope["method"] in SAFE_METHODS:
            return False
        return origin != (self._public_origin or own_origin(HTTPConnection(scope)))


def _headers_for(content_type: str) -> dict[str, str]:
    if content_type.startswith("application/x-ndjson"):
        return EXCHANGE_HEADERS
    return DATA_HEADERS if content_type.startswith("application/json") else SECURITY_HEADERS


async def _refuse_foreign(send: Send) -> None:
    reason = "This request comes from a page of another site."
    body = orjson.dumps({"error": "forbidden", "reason": reason})
    headers = [(b"content-type", b"application/json")]
    await send({"type": "http.response.start", "status": 403, "headers": headers})
    await send({"type": "http.response.body", "body": body})


def own_origin(connection: HTTPConnection) -> str:
    """Return the origin that the client thinks it talks to."""
    return f"{connection.scope['scheme']}://{connection.headers.get('host', '')}"


def is_private_line(connection: HTTPConnection) -> bool:
    """Tell whether nobody between the client and us can listen: HTTPS, or this very machine.

    Behind a proxy the scheme is what the proxy says, if it is one of `trusted_proxies`. One
    that says nothing looks like this machine, but for the name that was asked for; so does
    a foreign page whose name was made to point here.
    """
    if connection.url.scheme == "https":
        return True
    client = connection.client.host if connection.client else ""
    return _is_loopback(client) and _is_loopback(_host_asked_for(connection))


def _host_asked_for(connection: HTTPConnection) -> str:
    try:
        return urlsplit("//" + connection.headers.get("host", "")).hostname or ""
    except ValueError:
        return ""


def _is_loopback(host: str) -> bool:
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
