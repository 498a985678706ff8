"""``POST /exchange``: the phone's one round trip over HTTP."""

from __future__ import annotations

import itertools
import logging
from collections.abc import AsyncIterator

import anyio
import orjson
from starlette.middleware import Middleware
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import Route
from starlette_compress import CompressMiddleware, add_compress_type

from cairn_server.errors import RequestError
from cairn_server.exchange import Exchange
from cairn_server.routes.door import deployment_of, require_content_type, require_device
from cairn_sync.errors import SyncError
from cairn_sync.http.errors import error_fields

__all__ = ["exchange_routes"]

NDJSON = "application/x-ndjson"

logger = logging.getLogger(__name__)


class RequestLines:
    """The request's complete lines, in the batches that they arrive in.

    Ends quietly where the line was cut: `cut` tells. What follows the last newline of a cut
    body is no line; at the end of a whole one it is.
    """

    def __init__(self, request: Request, *, max_line_bytes: int, stall_seconds: float) -> None:
        self.cut = False
        self._request = request
        self._max_line_bytes = max_line_bytes
        self._stall_seconds = stall_seconds

    async def __aiter__(self) -> AsyncIterator[list[bytes]]:
        rest = b""
        stream = self._request.stream()
        while True:
            try:
                with anyio.fail_after(self._stall_seconds):
                    chunk = await anext(stream)
            except StopAsyncIteration:
                break
            except (ClientDisconnect, TimeoutError):
                self.cut = True
                return
            *lines, rest = (rest + chunk).split(b"\n")
            whole = list(itertools.takewhile(self._fits, lines))
            if whole:
                yield whole
            if len(whole) < len(lines) or not self._fits(rest):
                raise RequestError(413, "too_large", "One of the changes is too large to send.")
        if rest:
            yield [rest]

    def _fits(self, line: bytes) -> bool:
        return len(line) <= self._max_line_bytes


async def exchange(request: Request) -> Response:
    """Take the phone's edits, then stream what it lacks."""
    deployment = deployment_of(request)
    settings = deployment.settings
    member, _ = await require_device(request)
    require_content_type(request, NDJSON)
    register = deployment.networks.register
    trip = Exchange(
        deployment.databases,
        member,
        deployment.check,
        register.open_names(),
        register.ended_names(),
        deployment.withholding_key,
        deployment.facts,
    )
    lines = RequestLines(
        request,
        max_line_bytes=settings.max_exchange_bytes,
        stall_seconds=settings.stall_seconds,
    )
    await trip.take(lines)
    if lines.cut:
        # Nobody may be left to hear it. The edits that came whole are kept all the same.
        raise RequestError(408, "request_timeout", "The connection broke off. Please try again.")
    return StreamingResponse(_until_error(trip), media_type=NDJSON)


async def _until_error(trip: Exchange) -> AsyncIterator[bytes]:
    """Yield the answer; should it fail half way, say so in a last line."""
    try:
        async for line in trip.answer():
            yield line
    except SyncError as exc:
        status, fields = error_fields(exc)
        log = logger.warning if status == 503 else logger.exception
        log("an exchange broke off: %s", exc)
        yield orjson.dumps(fields, option=orjson.OPT_APPEND_NEWLINE)


def exchange_routes() -> list[Route]:
    """Return the door, its answers compressed and flushed line by line."""
    add_compress_type(NDJSON, streaming=True)
    # zstd would be preferred to brotli, whose built-in dictionary serves short answers better.
    compress = Middleware(CompressMiddleware, zstd=False, brotli_quality=5, gzip_level=6)
    return [Route("/exchange", exchange, methods=["POST"], middleware=[compress])]
