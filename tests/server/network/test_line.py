from __future__ import annotations

import gzip
from collections.abc import AsyncIterator, Callable

import httpx2
import pytest

from cairn_server.network.fault import FetchError
from cairn_server.network.line import GuardedTransport, Line, is_public_address

pytestmark = pytest.mark.anyio


@pytest.mark.parametrize(
    "address",
    "127.0.0.1 10.1.2.3 192.168.1.1 172.16.0.1 169.254.169.254 100.64.0.1 0.0.0.0 224.0.0.1 "
    "255.255.255.255 ::1 :: fe80::1 fc00::1 ff02::1 ::ffff:127.0.0.1 ::ffff:10.0.0.1 "
    "::127.0.0.1 ::ffff:0:7f00:1 64:ff9b:1::7f00:1 fec0::1 "
    "64:ff9b::7f00:1 2002:7f00:1:: 2001:0:4136:e378:8000:63bf:3fff:fdd2 localhost".split(),
)
def test_an_address_that_is_not_on_the_internet_is_not_public(address: str) -> None:
    assert not is_public_address(address)


@pytest.mark.parametrize("address", ["93.184.216.34", "2606:2800:220:1:248:1893:25c8:1946"])
def test_an_address_on_the_internet_is_public(address: str) -> None:
    assert is_public_address(address)


Handler = Callable[[httpx2.Request], httpx2.Response]


def guarded(
    handler: Handler, addresses: list[str], *, allows_private: bool = False
) -> GuardedTransport:
    async def resolve(host: str, port: int) -> list[str]:
        return addresses

    return GuardedTransport(
        allows_private=allows_private,
        resolve=resolve,
        inner=httpx2.MockTransport(handler),
    )


async def ask(transport: httpx2.AsyncBaseTransport, url: str) -> bytes:
    line = Line(url, transport, max_bytes=1_000_000)
    try:
        return (await line.get("services", {}, accept="*/*")).body
    finally:
        await line.close()


async def fault_of(transport: httpx2.AsyncBaseTransport, url: str) -> str:
    with pytest.raises(FetchError) as failed:
        await ask(transport, url)
    assert "example" not in str(failed.value)
    return failed.value.fault


async def test_the_address_that_was_judged_is_the_one_that_is_asked() -> None:
    asked: list[httpx2.Request] = []

    def answer(request: httpx2.Request) -> httpx2.Response:
        asked.append(request)
        return httpx2.Response(200, content=b"[]")

    await ask(guarded(answer, ["10.0.0.1", "93.184.216.34"]), "https://hills.example.org/hsds")

    [request] = asked
    assert request.url.host == "93.184.216.34"
    assert request.headers["Host"] == "hills.example.org"
    assert request.extensions["sni_hostname"] == "hills.example.org"


@pytest.mark.parametrize(
    ("url", "address"),
    [
        ("https://inside.example.org", "10.0.0.1"),
        ("https://127.0.0.1", "127.0.0.1"),
        ("http://hills.example.org", "93.184.216.34"),
    ],
)
async def test_nothing_is_sent_where_this_server_may_not_ask(url: str, address: str) -> None:
    def answer(request: httpx2.Request) -> httpx2.Response:
        raise AssertionError("it was asked")

    assert await fault_of(guarded(answer, [address]), url) == "not_allowed"


async def test_an_operator_may_allow_private_addresses_and_http() -> None:
    transport = guarded(
        lambda request: httpx2.Response(200, content=b"[]"), ["127.0.0.1"], allows_private=True
    )

    assert await ask(transport, "http://127.0.0.1:8000/hsds") == b"[]"


async def test_a_redirect_passes_the_same_rules_and_takes_no_password_along() -> None:
    asked: list[httpx2.Request] = []

    def answer(request: httpx2.Request) -> httpx2.Response:
        asked.append(request)
        if len(asked) == 1:
            return httpx2.Response(302, headers={"Location": "https://other.example.org/x"})
        return httpx2.Response(200, content=b"[]")

    await ask(guarded(answer, ["93.184.216.34"]), "https://dana:hunter2@hills.example.org")
    inward = guarded(
        lambda request: httpx2.Response(302, headers={"Location": "http://10.0.0.1/"}),
        ["93.184.216.34"],
    )

    assert "Authorization" in asked[0].headers
    assert "Authorization" not in asked[1].headers
    assert await fault_of(inward, "https://hills.example.org") == "not_allowed"


async def test_redirects_come_to_an_end() -> None:
    def turn(request: httpx2.Request) -> httpx2.Response:
        return httpx2.Response(307, headers={"Location": str(request.headers["Host"])})

    assert await fault_of(guarded(turn, ["93.184.216.34"]), "https://a.example.org") == "redirects"


@pytest.mark.parametrize(
    ("status", "fault"),
    [
        (401, "forbidden"),
        (403, "forbidden"),
        (404, "missing"),
        (410, "missing"),
        (418, "rubbish"),
        (500, "unreachable"),
        (503, "unreachable"),
    ],
)
async def test_a_refusal_has_its_own_fault(status: int, fault: str) -> None:
    transport = guarded(lambda request: httpx2.Response(status), ["93.184.216.34"])

    assert await fault_of(transport, "https://a.example.org") == fault


async def test_more_than_a_directory_can_be_is_not_read_to_its_end() -> None:
    sent = 0

    class Endless(httpx2.AsyncByteStream):
        async def __aiter__(self) -> AsyncIterator[bytes]:
            nonlocal sent
            while True:
                sent += 65536
                yield b" " * 65536

    transport = guarded(lambda request: httpx2.Response(200, stream=Endless()), ["93.184.216.34"])

    assert await fault_of(transport, "https://a.example.org") == "too_large"
    assert sent < 2_000_000


async def test_what_unpacks_to_too_much_is_not_unpacked() -> None:
    bomb = gzip.compress(b" " * 50_000_000)

    packed = guarded(
        lambda request: httpx2.Response(
            200,
            headers={"Content-Encoding": "gzip"},
            stream=httpx2.ByteStream(bomb),
        ),
        ["93.184.216.34"],
    )
    other = guarded(
        lambda request: httpx2.Response(
            200, headers={"Content-Encoding": "br"}, stream=httpx2.ByteStream(b"x")
        ),
        ["93.184.216.34"],
    )

    assert await fault_of(packed, "https://a.example.org") == "too_large"
    assert await fault_of(other, "https://a.example.org") == "broken_off"
