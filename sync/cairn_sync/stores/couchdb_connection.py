"""A connection to a CouchDB: sends a request, and turns every answer into a value or an error.

Credentials come in with the URL and go out with each request. They are in no error, no
log line and no repr: all of these name the peer by its URL without them.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import quote, unquote, urlsplit, urlunsplit

import httpx2
import orjson

from cairn_sync.errors import (
    ConflictError,
    ExistsError,
    ForbiddenError,
    MalformedError,
    NotFoundError,
    ProtocolError,
    StoreError,
    SyncError,
    UnavailableError,
    UnsupportedError,
)

__all__ = ["Connection", "TooLargeForPeerError", "UnreadableAnswerError", "split_database_url"]

TIMEOUT_SECONDS = 60.0  # without a byte; EDGE stalls for half a minute
CONNECT_SECONDS = 15.0
MAX_ANSWER_BYTES = 32 * 2**20  # unpacked; four times what a CouchDB takes as one document
MAX_REASON = 300  # characters of the peer's own words that an error repeats

ERRORS: dict[int, type[SyncError]] = {
    400: MalformedError,
    401: ForbiddenError,
    403: ForbiddenError,
    404: NotFoundError,
    409: ConflictError,
    412: ExistsError,
    429: UnavailableError,
    501: UnsupportedError,
}


class TooLargeForPeerError(StoreError):
    """The peer does not take a body of that size."""


class UnreadableAnswerError(ProtocolError):
    """The peer's answer is no JSON, or larger than any should be."""


class Connection:
    """HTTP to one CouchDB server; close it when done."""

    def __init__(self, url: str, *, transport: httpx2.AsyncBaseTransport | None = None) -> None:
        parts = urlsplit(url)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise MalformedError("a CouchDB's address must start with http:// or https://")
        auth = None
        if parts.username is not None:
            auth = httpx2.BasicAuth(unquote(parts.username), unquote(parts.password or ""))
        host = parts.netloc.rpartition("@")[2]
        self.url = urlunsplit((parts.scheme, host, parts.path.rstrip("/"), "", ""))
        self._client = httpx2.AsyncClient(
            auth=auth,
            transport=transport,
            timeout=httpx2.Timeout(TIMEOUT_SECONDS, connect=CONNECT_SECONDS),
            headers={"Accept": "application/json", "User-Agent": "Cairn"},
        )
        self._server_uuid: str | None = None

    def __repr__(self) -> str:
        return f"Connection({self.url!r})"

    async def request(
        self,
        method: str,
        *segments: str,
        params: Mapping[str, str] | None = None,
        content: bytes | None = None,
        wait_seconds: float = 0.0,
    ) -> Any:
        """Return the JSON that the peer answers; `wait_seconds` is what it may take besides.

        Raises:
            UnavailableError: it does not answer, or says that it cannot now.
            StoreError: what it says in another way, by status.
            ProtocolError: it answers what CouchDB never would.
        """
        url = "/".join([self.url, *(quote(segment, safe="") for segment in segments)])
        headers = {"Content-Type": "application/json"} if content is not None else {}
        timeout = httpx2.Timeout(TIMEOUT_SECONDS + wait_seconds, connect=CONNECT_SECONDS)
        try:
            async with self._client.stream(
                method, url, params=params, content=content, headers=headers, timeout=timeout
            ) as response:
                body = await self._receive(response)
        except httpx2.RequestError as exc:
            kind = type(exc).__name__
            raise UnavailableError(f"{self.url} does not answer: {kind} {exc}".rstrip()) from exc
        return self._read(response.status_code, body)

    async def server_uuid(self) -> str | None:
        """Return the server's own ID; None: it tells none, as PouchDB's does not."""
        if self._server_uuid is None:
            welcome = await self.request("GET", "")
            uuid = welcome.get("uuid") if isinstance(welcome, dict) else None
            self._server_uuid = uuid if isinstance(uuid, str) else None
        return self._server_uuid

    async def close(self) -> None:
        await self._client.aclose()

    async def _receive(self, response: httpx2.Response) -> bytes:
        """Return the body, unpacked, as long as it stays of a sensible size."""
        body = bytearray()
        async for chunk in response.aiter_bytes():
            body += chunk
            if len(body) > MAX_ANSWER_BYTES:
                raise UnreadableAnswerError(f"{self.url} answered more than is sensible")
        return bytes(body)

    def _read(self, status: int, body: bytes) -> Any:
        try:
            answer = orjson.loads(body)
        except orjson.JSONDecodeError as exc:
            if status < 300:
                raise UnreadableAnswerError(f"{self.url} answered {status} without JSON") from exc
            answer = {}
        if 200 <= status < 300:
            return answer
        fields = answer if isinstance(answer, dict) else {}
        said = f"{fields.get('error', '')}: {fields.get('reason')}"[:MAX_REASON]
        reason = f"{self.url} answered {status} {said}"
        if status == 413:
            raise TooLargeForPeerError(reason)
        if status in ERRORS:
            raise ERRORS[status](reason)
        raise UnavailableError(reason) if status >= 500 else ProtocolError(reason)


def split_database_url(url: str) -> tuple[str, str]:
    """Split a database's URL into its server's, credentials and all, and the name.

    Raises:
        MalformedError: it names no database. The message does not repeat the URL.
    """
    server, _, name = url.rstrip("/").rpartition("/")
    if not urlsplit(server).hostname or not name:
        raise MalformedError("the address must end with a database's name")
    return server, unquote(name)
