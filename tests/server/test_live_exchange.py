"""The exchange over a real socket to a real process: what no test client can show."""

from __future__ import annotations

import socket
import subprocess
import sys
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

import brotli  # type: ignore[import-untyped]  # it has no types
import orjson
import pytest

from cairn_sync.document import new_edit
from tests.server.conftest import edit_line, pick, request_body, service
from tests.server.live import LivePhone, LiveServer, read_answer, running_server

DEMO = "directory-demo"
LINE = "service:7f1c2d3e-0001-4a5b-8c6d-000000000001"
IDLE_BYTES = 1024  # both ways, with headers: the budget of an exchange with nothing new


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveServer]:
    with running_server(tmp_path_factory.mktemp("live") / "data") as running:
        yield running


def exchange(
    server: LiveServer, phone: LivePhone, body: bytes, *, encoding: str = "gzip"
) -> tuple[int, list[dict[str, object]]]:
    """Return how many bytes went both ways, and the answer's lines."""
    request = server.exchange_head(phone, len(body), encoding=encoding) + body
    with server.connect() as connection:
        connection.sendall(request)
        raw, packed = read_answer(connection)
    text = zlib.decompress(packed, 31) if encoding == "gzip" else brotli.decompress(packed)
    return len(request) + len(raw), [orjson.loads(line) for line in text.splitlines()]


@pytest.mark.parametrize("encoding", ["gzip", "br"])
def test_an_idle_exchange_fits_its_budget(server: LiveServer, encoding: str) -> None:
    phone = server.sign_in("dana")
    _, first = exchange(server, phone, request_body())
    cursor = str(pick(first, "cursor")[-1])

    body = request_body(cursor=cursor, member_id=phone.member_id)
    size, lines = exchange(server, phone, body, encoding=encoding)

    assert [list(line)[0] for line in lines] == ["databases", "cursor", "done"]
    assert size <= IDLE_BYTES


@pytest.mark.parametrize("encoding", ["gzip", "br"])
def test_every_line_is_flushed_before_the_next_is_made(server: LiveServer, encoding: str) -> None:
    """Each chunk on the wire, unpacked as it comes, ends a line."""
    phone = server.sign_in("dana")
    unpack = zlib.decompressobj(31).decompress if encoding == "gzip" else unpack_brotli()
    body = request_body()

    with server.connect() as connection:
        connection.sendall(server.exchange_head(phone, len(body), encoding=encoding) + body)
        stream = connection.makefile("rb")
        while stream.readline() != b"\r\n":
            pass
        lines = []
        while size := int(stream.readline(), 16):
            if text := unpack(stream.read(size)):
                assert text.endswith(b"\n")
                lines.append(orjson.loads(text))
            stream.readline()

    assert "databases" in lines[0]
    assert lines[-1] == {"done": True}
    assert pick(lines, "changes")


def unpack_brotli() -> Callable[[bytes], bytes]:
    decompressor = brotli.Decompressor()

    def unpack(chunk: bytes) -> bytes:
        text = decompressor.process(chunk)
        while more := decompressor.process(b""):  # it hands out some 32 KB at a time
            text += more
        return bytes(text)

    return unpack


def test_the_headers_say_nothing_of_the_software(server: LiveServer) -> None:
    with server.connect() as connection:
        connection.sendall(b"GET /healthz HTTP/1.1\r\nHost: cairn\r\nConnection: close\r\n\r\n")
        head = connection.makefile("rb").read().partition(b"\r\n\r\n")[0].lower()

    assert b"\r\nserver:" not in head
    assert b"uvicorn" not in head


def test_a_killed_server_has_kept_every_line_that_it_accepted(tmp_path: Path) -> None:
    edits = [new_edit(LINE[:-3] + f"{n:03}", service(name=f"Line {n}")) for n in range(40)]
    body = request_body(*edits, database=DEMO)
    with running_server(tmp_path / "data") as server:
        phone = server.sign_in("elena")
        with server.connect() as connection:
            connection.sendall(server.exchange_head(phone, len(body), encoding="identity") + body)
            heard = b""
            while b'"accepted"' not in heard or not heard.endswith(b"\n"):
                heard += connection.recv(4096)
            server.kill()
    said = heard[heard.index(b'{"database"', heard.index(b'{"databases"') + 5) :]
    accepted = orjson.loads(said.splitlines()[0])["accepted"]

    with running_server(tmp_path / "data") as again:
        _, lines = exchange(again, phone, request_body())

    kept = {(doc["_id"], doc["_rev"]) for docs in pick(lines, "changes") for doc in docs}
    assert len(accepted) == 40
    assert {tuple(row) for row in accepted} <= kept


def test_lines_that_came_whole_before_a_cut_are_kept(tmp_path: Path, server: LiveServer) -> None:
    phone = server.sign_in("elena")
    whole = new_edit(LINE.replace("0001-", "0002-"), service(name="Came whole"))
    cut = new_edit(LINE.replace("0001-", "0003-"), service(name="Was cut"))
    body = request_body(whole, database=DEMO) + edit_line(DEMO, cut)[:-9]

    with server.connect() as connection:
        connection.sendall(server.exchange_head(phone, len(body) + 500) + body)
        # The server commits what came while it waits for more; then the line goes dead.
        wait_until_kept(server, phone, whole.doc_id)
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")

    _, lines = exchange(server, phone, request_body())
    names = [doc.get("name") for docs in pick(lines, "changes") for doc in docs]
    assert "Came whole" in names
    assert "Was cut" not in names


def wait_until_kept(server: LiveServer, phone: LivePhone, doc_id: str) -> None:
    """Ask until another exchange shows the document; the test's own limit ends a vain wait."""
    while True:
        _, lines = exchange(server, phone, request_body())
        if any(doc["_id"] == doc_id for docs in pick(lines, "changes") for doc in docs):
            return


def test_who_is_shut_out_on_the_command_line_is_out_at_once(tmp_path: Path) -> None:
    data = tmp_path / "data"
    with running_server(data) as server:
        phone = server.sign_in("dana")
        exchange(server, phone, request_body())
        cairn = str(Path(sys.executable).parent / "cairn")
        command = [cairn, "members", "disable", "dana", "--data", str(data)]
        subprocess.run(command, check=True, capture_output=True)

        body = request_body()
        with server.connect() as connection:
            connection.sendall(server.exchange_head(phone, len(body)) + body)
            answer = connection.recv(4096)

    assert answer.startswith(b"HTTP/1.1 401 ")


def test_no_secret_is_in_the_log(tmp_path: Path) -> None:
    with running_server(
        tmp_path / "data",
        CAIRN_LOG_LEVEL="debug",
        CAIRN_COUCHDB_URL="http://cairn:hunter2@127.0.0.1:9",
    ) as server:
        phone = server.sign_in("dana")
        exchange(server, phone, request_body())
        while "replicating" not in server.log.read_text():
            exchange(server, phone, request_body())

    log = server.log.read_text()
    assert "hunter2" not in log
    assert phone.cookie.partition("=")[2] not in log
    assert "demo-dana" not in log
