"""A server of ours in a process of its own, and a bare socket to talk to it with."""

from __future__ import annotations

import functools
import http.client
import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from cairn_server.accounts.encoding import from_base64url, to_base64url
from cairn_server.accounts.passphrase import derive_login_secret

__all__ = ["LivePhone", "LiveServer", "read_answer", "running_server"]

TIMEOUT_SECONDS = 30.0


@dataclass(frozen=True)
class LivePhone:
    """A phone on which one person is signed in."""

    member_id: str
    cookie: str  # the header's value


@dataclass
class LiveServer:
    """A running `cairn serve --demo`."""

    process: subprocess.Popen[str]
    port: int
    log: Path

    def connect(self) -> socket.socket:
        return socket.create_connection(("127.0.0.1", self.port), timeout=TIMEOUT_SECONDS)

    def sign_in(self, name: str) -> LivePhone:
        """Return a phone that signs in as one of the demo's people."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=TIMEOUT_SECONDS)
        connection.request("GET", f"/api/sign-in/parameters?name={name}")
        salt = from_base64url(json.loads(connection.getresponse().read())["salt"])
        body = {
            "name": name,
            "login_secret": to_base64url(_derive(f"demo-{name}", salt)),
            "device_name": "Moto G",
        }
        headers = {"Content-Type": "application/json"}
        connection.request("POST", "/api/sign-in", json.dumps(body), headers)
        answer = connection.getresponse()
        said = json.loads(answer.read())
        assert answer.status == 200, said
        connection.close()
        cookie = str(answer.headers["Set-Cookie"]).partition(";")[0]
        return LivePhone(said["member"]["id"], cookie)

    def exchange_head(self, phone: LivePhone, length: int, *, encoding: str = "gzip") -> bytes:
        """Return the head of a request to exchange, as short as a browser's can be."""
        return (
            f"POST /exchange HTTP/1.1\r\nHost: 127.0.0.1:{self.port}\r\n"
            f"Content-Type: application/x-ndjson\r\nContent-Length: {length}\r\n"
            f"Accept-Encoding: {encoding}\r\nCairn-Member: {phone.member_id}\r\n"
            f"Cookie: {phone.cookie}\r\n\r\n"
        ).encode()

    def kill(self) -> None:
        """End it as a power cut would."""
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()


@functools.cache
def _derive(passphrase: str, salt: bytes) -> bytes:
    return derive_login_secret(passphrase, salt)


@contextmanager
def running_server(data: Path, **settings: str) -> Iterator[LiveServer]:
    """Start a server on any free port; end it at the end."""
    cairn = Path(sys.executable).parent / "cairn"
    log = data.with_suffix(".log")
    with log.open("a") as errors:
        process = subprocess.Popen(
            [cairn, "serve", "--demo", "--port", "0", "--data", str(data)],
            stdout=subprocess.PIPE,
            stderr=errors,
            env=os.environ | settings,
            text=True,
        )
    try:
        assert process.stdout is not None
        first = process.stdout.readline()
        assert "http://127.0.0.1:" in first, first + log.read_text()
        yield LiveServer(process, int(first.rpartition(":")[2]), log)
    finally:
        process.terminate()
        try:
            process.wait(timeout=TIMEOUT_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        if process.stdout is not None:
            process.stdout.close()


def read_answer(connection: socket.socket) -> tuple[bytes, bytes]:
    """Read one chunked answer to its end; return all of it as it came, and its body unchunked."""
    raw = b""
    while not raw.endswith(b"0\r\n\r\n"):
        part = connection.recv(65536)
        assert part, raw
        raw += part
    head, _, chunked = raw.partition(b"\r\n\r\n")
    assert head.startswith(b"HTTP/1.1 200 "), raw
    body = b""
    while chunked:
        size, _, chunked = chunked.partition(b"\r\n")
        body += chunked[: int(size, 16)]
        chunked = chunked[int(size, 16) + 2 :]
    return raw, body
