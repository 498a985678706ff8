"""The line to another collaborative's server, which may be anybody's: where it may lead, how far.

Rule 1: a name is looked up once, the addresses are judged, and one that was judged is the one
that is connected to, so that a name which changes its mind leads nowhere else.
Rule 2: a redirect is a new request, and passes the same rules; a password does not go along.
Rule 3: everything has an end: bytes, seconds, redirects.
"""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from urllib.parse import unquote, urljoin, urlsplit, urlunsplit

import anyio
import httpx2

from cairn_server.network.fault import Fault, FetchError

__all__ = ["Answer", "GuardedTransport", "Line", "NotAllowedError", "Resolve", "is_public_address"]

MAX_REDIRECTS = 3
MAX_RUN_BYTES = 64 * 2**20  # unpacked, of one fetch of a directory: 20,000 services or more
READ_SECONDS = 60.0  # without a byte
CONNECT_SECONDS = 15.0
GLOBAL_UNICAST = ipaddress.ip_network("2000::/3")
NAT64 = ipaddress.ip_network("64:ff9b::/96")

FAULTS: dict[int, Fault] = {401: "forbidden", 403: "forbidden", 404: "missing", 410: "missing"}

Resolve = Callable[[str, int], Awaitable[list[str]]]
"""(host, port) -> its addresses."""


class NotAllowedError(httpx2.RequestError):
    """An address that this server may not ask."""


async def look_up(host: str, port: int) -> list[str]:
    """Return every address of a name.

    Raises:
        OSError: it has none.
    """
    found = await anyio.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(address[0]) for *_, address in found))


def is_public_address(text: str) -> bool:
    """Tell whether an address is somebody's on the internet: not ours, not an office's."""
    try:
        address = ipaddress.ip_address(text)
    except ValueError:
        return False
    if isinstance(address, ipaddress.IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour
        if address in NAT64:
            inner = ipaddress.IPv4Address(address.packed[-4:])
        if address.teredo is not None:
            return False
        if inner is not None:
            return is_public_address(str(inner))
        if address not in GLOBAL_UNICAST:
            return False  # old and local forms, some of which hold an IPv4 address
    return address.is_global and not address.is_multicast


class GuardedTransport(httpx2.AsyncBaseTransport):
    """HTTP to public addresses only, unless an operator allows others."""

    def __init__(
        self,
        *,
        allows_private: bool,
        resolve: Resolve = look_up,
        inner: httpx2.AsyncBaseTransport | None = None,
    ) -> None:
        self._allows_private = allows_private
        self._resolve = resolve
        self._inner = inner or httpx2.AsyncHTTPTransport()

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        url = request.url
        if url.scheme != "https" and not (self._allows_private and url.scheme == "http"):
            raise NotAllowedError("not https", request=request)
        address = await self._address_of(request)
        if url.scheme == "https":
            request.extensions = {**request.extensions, "sni_hostname": url.host}
        request.url = url.copy_with(host=address)
        request.headers["Accept-Encoding"] = "gzip"
        response = await self._inner.handle_async_request(request)
        if response.headers.get("Content-Encoding", "identity").lower() not in ("identity", "gzip"):
            await response.aclose()  # others unpack to a million times their size
            raise httpx2.DecodingError("not asked for", request=request)
        return response

    async def _address_of(self, request: httpx2.Request) -> str:
        url = request.url
        try:
            found = await self._resolve(url.host, url.port or 443)
        except (OSError, UnicodeError) as exc:
            raise httpx2.ConnectError("no such name", request=request) from exc
        allowed = [one for one in found if self._allows_private or is_public_address(one)]
        if not allowed:
            raise NotAllowedError("a private address", request=request)
        return allowed[0]

    async def aclose(self) -> None:
        await self._inner.aclose()


@dataclass(frozen=True, slots=True)
class Answer:
    """What came for one request: a whole body, or nothing new."""

    body: bytes
    content_type: str
    tag: str
    is_unchanged: bool = False


class Line:
    """GET requests below one address, with one allowance of bytes for all of them together."""

    def __init__(
        self,
        url: str,
        transport: httpx2.AsyncBaseTransport,
        *,
        max_bytes: int = MAX_RUN_BYTES,
    ) -> None:
        parts = urlsplit(url)
        self._auth: httpx2.BasicAuth | None = None
        if parts.username is not None:
            self._auth = httpx2.BasicAuth(unquote(parts.username), unquote(parts.password or ""))
        host = parts.netloc.rpartition("@")[2]
        self._root = urlunsplit((parts.scheme, host, parts.path.rstrip("/"), "", ""))
        self._left = max_bytes
        self._client = httpx2.AsyncClient(
            transport=transport,
            timeout=httpx2.Timeout(READ_SECONDS, connect=CONNECT_SECONDS),
            headers={"User-Agent": "Cairn", "Accept-Encoding": "gzip"},
            follow_redirects=False,
            trust_env=False,
        )

    async def get(
        self, path: str, params: Mapping[str, str], *, accept: str, known_tag: str = ""
    ) -> Answer:
        """Return the answer to one request.

        Raises:
            FetchError: there is none that can be used.
        """
        headers = {"Accept": accept} | ({"If-None-Match": known_tag} if known_tag else {})
        url = str(httpx2.URL(f"{self._root}/{path}", params=dict(params)))
        for _ in range(MAX_REDIRECTS + 1):
            answer = await self._get(url, headers)
            if isinstance(answer, Answer):
                return answer
            url = urljoin(url, answer)
        raise FetchError("redirects")

    async def _get(self, url: str, headers: Mapping[str, str]) -> Answer | str:
        """Return the answer, or where to ask instead."""
        is_home = _origin(url) == _origin(self._root)
        auth = self._auth if is_home else None
        try:
            async with self._client.stream("GET", url, headers=headers, auth=auth) as response:
                return await self._receive(response)
        except NotAllowedError:
            raise FetchError("not_allowed") from None
        except httpx2.TimeoutException:
            raise FetchError("too_slow") from None
        except httpx2.ConnectError:
            raise FetchError("unreachable") from None
        except (httpx2.HTTPError, httpx2.InvalidURL, ValueError):
            raise FetchError("broken_off") from None

    async def _receive(self, response: httpx2.Response) -> Answer | str:
        status, headers = response.status_code, response.headers
        if status in (301, 302, 303, 307, 308) and headers.get("Location"):
            return str(headers["Location"])
        if status == 304:
            return Answer(b"", "", headers.get("ETag", ""), is_unchanged=True)
        if status != 200:
            raise FetchError(FAULTS.get(status, "unreachable" if status >= 500 else "rubbish"))
        body = bytearray()
        async for chunk in response.aiter_bytes():
            self._left -= len(chunk)
            if self._left < 0:
                raise FetchError("too_large")
            body += chunk
        kind = headers.get("Content-Type", "").partition(";")[0].strip().lower()
        return Answer(bytes(body), kind, headers.get("ETag", ""))

    async def close(self) -> None:
        await self._client.aclose()


def _origin(url: str) -> tuple[str, str]:
    parts = urlsplit(url)
    return parts.scheme, parts.netloc.rpartition("@")[2].lower()
