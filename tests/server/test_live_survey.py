"""A real server after real answers: its folder and its log hold sums, and nothing else of them."""

from __future__ import annotations

import http.client
import json
from pathlib import Path

from cairn_server.surveys.desk import counting_id
from tests.server.live import LiveServer, running_server

PLACE = counting_id("demo", "h2-warm-referral")
RESULTS = ("got", "bad", "chose", "wait", "noreply", "some", "got")
AGENT = "Moto-of-somebody/1.0"


def send(server: LiveServer, number: int, result: str) -> int:
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=30)
    body = {"once": f"{number:032x}", "answers": {"result": result}, "padding": "." * 3000}
    headers = {
        "Content-Type": "application/json",
        "User-Agent": AGENT,
        "X-Forwarded-For": "203.0.113.77",
        "X-Forwarded-Proto": "https",
        "Cookie": "__Host-cairn-0badcafe=somebodys-token",
    }
    connection.request("POST", f"/survey/{PLACE}", json.dumps(body), headers)
    status = connection.getresponse().status
    connection.close()
    return status


def everything_in(folder: Path) -> bytes:
    return b"".join(file.read_bytes() for file in sorted(folder.rglob("*")) if file.is_file())


def test_folder_and_log_hold_no_caller_no_answer_and_no_trace_of_the_request(
    tmp_path: Path,
) -> None:
    data = tmp_path / "data"
    with running_server(data, CAIRN_LOG_LEVEL="debug") as server:
        before = server.log.read_text()
        assert [send(server, n, result) for n, result in enumerate(RESULTS)] == [204] * 7
        said = server.log.read_text().removeprefix(before)
        server.kill()  # as a power cut would: nothing is tidied up

    kept = everything_in(data)
    assert b"result" in kept
    for trace in (AGENT, "203.0.113.77", "somebodys-token", "0badcafe", f"{1:032x}", "....."):
        assert trace.encode() not in kept, trace
        assert trace not in said, trace
    for word in ("survey", PLACE, "result", *RESULTS, "127.0.0.1"):
        assert word not in said, said
