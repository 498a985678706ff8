"""Cross-origin reading: pages of any site may read, and nobody may do more."""

from __future__ import annotations

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

__all__ = ["OpenToReaders"]

HEADERS = {
    "Access-Control-Allow-Origin": "*",  # with this, browsers never send cookies
    "Access-Control-Expose-Headers": "ETag",
    "Cross-Origin-Resource-Policy": "cross-origin",
    # Kept by anybody, asked about each time: what is taken back must not live on in a cache.
    "Cache-Control": "public, no-cache",
    "Vary": "Accept, Accept-Encoding",
}
PREFLIGHT = {
    "Access-Control-Allow-Methods": "GET, HEAD, OPTIONS",
    "Access-Control-Allow-Headers": "Accept, If-None-Match",
    "Access-Control-Max-Age": "86400",
}


class OpenToReaders:
    """Answer OPTIONS, and put the headers on everything else. Pure ASGI: streams pass through."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def send_open(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers[name] = value
            await send(message)

        if scope["type"] == "http" and scope["method"] == "OPTIONS":
            start = {"type": "http.response.start", "status": 204, "headers": []}
            headers = MutableHeaders(scope=start)
            for name, value in PREFLIGHT.items():
                headers[name] = value
            await send_open(start)
            await send({"type": "http.response.body", "body": b""})
        else:
            await self._app(scope, receive, send_open)
