from __future__ import annotations

from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient
from starlette.types import Message

from cairn_sync.errors import SyncError, UnavailableError
from cairn_sync.http import OpenGuard, create_app
from cairn_sync.http.errors import ANSWERS, error_fields
from cairn_sync.stores.memory import MemoryDatabases


def every_error(kind: type[SyncError] = SyncError) -> Iterator[type[SyncError]]:
    yield kind
    for smaller in kind.__subclasses__():
        yield from every_error(smaller)


@pytest.mark.parametrize("kind", list(ANSWERS), ids=lambda kind: kind.__name__)
def test_every_error_has_its_status_word_and_reason(kind: type[SyncError]) -> None:
    status, fields = error_fields(kind("the reason"))

    assert (status, fields["error"]) == ANSWERS[kind]
    assert fields["reason"]


def test_an_error_nobody_thought_of_has_an_answer_too() -> None:
    class NewError(UnavailableError):
        pass

    assert error_fields(NewError("the disk is full"))[0] == 503
    assert all(error_fields(kind("x"))[0] >= 400 for kind in every_error())


def test_a_bug_of_ours_tells_the_client_nothing() -> None:
    class Buggy(MemoryDatabases):
        async def names(self) -> list[str]:
            raise RuntimeError("password=three-geese")

    app = create_app(Buggy(), guard=OpenGuard())
    client = TestClient(app, raise_server_exceptions=False)

    response = client.get("/_all_dbs")

    assert response.status_code == 500
    assert response.json()["error"] == "internal_server_error"
    assert "three-geese" not in response.text
    assert "Traceback" not in response.text


def test_what_is_for_the_operator_is_logged_and_not_answered(
    caplog: pytest.LogCaptureFixture,
) -> None:
    class LosesItsDisk(MemoryDatabases):
        async def names(self) -> list[str]:
            raise UnavailableError("/srv/cairn/accounts.sqlite3 cannot be used now")

    client = TestClient(create_app(LosesItsDisk(), guard=OpenGuard()))

    response = client.get("/_all_dbs")

    assert response.status_code == 503
    assert "/srv" not in response.text
    assert "/srv/cairn/accounts.sqlite3" in caplog.text


def test_no_cache_that_others_use_keeps_what_is_read(directory: TestClient) -> None:
    for path in ("", "/_changes", "/_all_docs"):
        answer = directory.get("/directory-demo" + path)
        assert "private" in answer.headers["Cache-Control"]


@pytest.mark.anyio
async def test_a_body_that_is_cut_off_is_no_bug_of_ours() -> None:
    databases = MemoryDatabases()
    await databases.create("directory-demo")
    app = create_app(databases, guard=OpenGuard())
    sent: list[Message] = []
    messages = iter([{"type": "http.request", "body": b"{", "more_body": True}])

    async def receive() -> Message:
        return next(messages, {"type": "http.disconnect"})

    async def send(message: Message) -> None:
        sent.append(message)

    path = "/directory-demo/a"
    scope = {"type": "http", "method": "PUT", "path": path, "headers": [], "query_string": b""}
    await app(scope, receive, send)

    assert sent[0]["status"] == 400


def test_an_unknown_path_is_answered_in_json(directory: TestClient) -> None:
    response = directory.post("/directory-demo/_nothing/of/the/kind")

    assert response.json()["error"] in ("not_found", "method_not_allowed")


@pytest.mark.parametrize("announced", [True, False])
def test_a_body_beyond_the_limit_is_not_read(announced: bool) -> None:
    client = TestClient(create_app(MemoryDatabases(), guard=OpenGuard(), max_body_bytes=100))
    client.put("/directory-demo")
    body = b'{"name":"%s"}' % (b"x" * 100)
    headers = {"Content-Type": "application/json"}

    response = client.put(
        "/directory-demo/a", content=body if announced else iter([body]), headers=headers
    )

    assert response.status_code == 413
    assert response.json() == {"error": "too_large", "reason": "the request entity is too large"}


@pytest.mark.parametrize("body", [b"", b"{", b'{"a":1}x', b"\xff", b"[" * 100_000, b"NaN"])
def test_a_body_that_is_no_json_is_refused(directory: TestClient, body: bytes) -> None:
    headers = {"Content-Type": "application/json"}

    response = directory.post("/directory-demo/_bulk_docs", content=body, headers=headers)

    assert response.status_code == 400
    assert response.json() == {"error": "bad_request", "reason": "invalid UTF-8 JSON"}


def test_a_compressed_body_is_not_read(directory: TestClient) -> None:
    headers = {"Content-Type": "application/json", "Content-Encoding": "gzip"}

    response = directory.post("/directory-demo/_bulk_docs", content=b"x", headers=headers)

    assert (response.status_code, response.json()["error"]) == (415, "bad_content_type")
