from __future__ import annotations

from collections.abc import Iterator

import anyio
import orjson
import pytest
from starlette.requests import Request
from starlette.types import Message, Receive

from cairn_server.deployment import create_databases
from cairn_server.directory.models import check_document
from cairn_server.errors import RequestError
from cairn_server.exchange import Exchange
from cairn_server.routes.exchange import RequestLines
from cairn_sync.document import Document, new_edit
from cairn_sync.errors import UnavailableError
from cairn_sync.store import Batch
from cairn_sync.stores.memory import MemoryDatabases, MemoryStore
from tests.server.conftest import (
    COMMONS,
    DIRECTORY,
    SERVICE,
    Cairn,
    Clock,
    edit_for,
    exchange,
    pick,
    request_body,
    service,
)
from tests.server.test_exchange import ELENA

NDJSON = {"Content-Type": "application/x-ndjson"}


def edits(count: int) -> list[Document]:
    return [new_edit(SERVICE[:-3] + f"{n:03}", service(name=f"Línea {n}")) for n in range(count)]


# -- Through the whole server -------------------------------------------------------------------


def test_an_editors_edit_reaches_an_advocate(cairn: Cairn) -> None:
    edit = new_edit(SERVICE, service())

    sent = exchange(cairn.phone_of("elena"), request_body(edit))
    got = exchange(cairn.phone_of("dana"), request_body())

    assert sent[1] == {"database": DIRECTORY, "accepted": [[SERVICE, str(edit.revision)]]}
    assert not pick(sent, "changes")
    [[doc]] = pick(got, "changes")
    assert (doc["_id"], doc["_rev"]) == (SERVICE, str(edit.revision))


def test_nobody_exchanges_without_signing_in(cairn: Cairn) -> None:
    answer = cairn.client.post("/exchange", content=request_body(), headers=NDJSON)

    assert answer.status_code == 401
    assert answer.json() == {"error": "unauthorized", "reason": "Please sign in."}


def test_a_member_who_was_shut_out_exchanges_nothing_more(cairn: Cairn) -> None:
    phone = cairn.phone_of("elena")

    async def shut_out() -> None:
        await cairn.deployment.roster.set_disabled("elena", disabled=True)

    anyio.run(shut_out)

    answer = phone.post("/exchange", content=request_body(*edits(1)), headers=NDJSON)
    assert answer.status_code == 401


def test_a_phones_sign_in_ends_after_its_days(cairn: Cairn, clock: Clock) -> None:
    phone = cairn.phone_of("dana")
    clock.pass_by(days=cairn.settings.device_days)

    assert phone.post("/exchange", content=request_body(), headers=NDJSON).status_code == 401


def test_another_protocol_is_told_to_update(cairn: Cairn) -> None:
    answer = cairn.phone_of("dana").post("/exchange", content=b'{"protocol":2}', headers=NDJSON)

    assert answer.status_code == 426
    assert answer.json()["error"] == "upgrade_required"


def test_another_content_type_is_refused(cairn: Cairn) -> None:
    headers = {"Content-Type": "text/plain"}

    answer = cairn.phone_of("dana").post("/exchange", content=request_body(), headers=headers)

    assert answer.status_code == 415


def test_one_line_that_is_too_large_is_refused_and_the_others_are_kept(cairn: Cairn) -> None:
    phone = cairn.phone_of("elena")
    small, huge = edits(2)
    big = new_edit(huge.doc_id, service(description="x" * cairn.settings.max_exchange_bytes))

    answer = phone.post("/exchange", content=request_body(small, big), headers=NDJSON)

    assert answer.status_code == 413
    [[doc]] = pick(exchange(phone, request_body()), "changes")
    assert doc["_id"] == small.doc_id


@pytest.mark.parametrize(
    ("name", "writes"),
    [
        ("dana", {DIRECTORY: False, COMMONS: False}),
        ("elena", {DIRECTORY: True, COMMONS: False}),
        ("carmen", {DIRECTORY: False, COMMONS: True}),
    ],
)
@pytest.mark.parametrize("database", [DIRECTORY, COMMONS, "accounts", "directory-desert"])
def test_by_exchange_every_role_writes_only_what_is_theirs(
    cairn: Cairn, name: str, writes: dict[str, bool], database: str
) -> None:
    edit = edit_for(database)

    lines = exchange(cairn.phone_of(name), request_body(edit, database=database))

    assert bool(pick(lines, "accepted")) is writes.get(database, False)
    assert bool(pick(lines, "refused")) is not writes.get(database, False)


class LosesItsDisk(MemoryStore):
    """Takes edits, but can no longer be read."""

    async def changes(self, since: str = "0", **given: object) -> Batch:
        raise UnavailableError("the disk does not answer")


def test_an_answer_that_breaks_off_says_why_in_its_last_line(cairn: Cairn) -> None:
    phone = cairn.phone_of("elena")
    cairn.databases._stores[DIRECTORY] = LosesItsDisk(DIRECTORY)  # type: ignore[attr-defined]  # memory's

    lines = exchange(phone, request_body(*edits(1)))

    assert len(pick(lines, "accepted")) == 1
    assert lines[-1]["error"] == "service_unavailable"
    assert "disk" not in lines[-1]["reason"]  # that is for whoever runs the server
    assert not pick(lines, "done")


# -- Cut bodies ---------------------------------------------------------------------------------


def receiver(*chunks: bytes, cut: bool) -> Receive:
    """Hand over a body as a server does, then its end, or that the client is gone."""

    def messages() -> Iterator[Message]:
        for chunk in chunks:
            yield {"type": "http.request", "body": chunk, "more_body": True}
        if not cut:
            yield {"type": "http.request", "body": b"", "more_body": False}
        while True:
            yield {"type": "http.disconnect"}

    stream = messages()

    async def receive() -> Message:
        return next(stream)

    return receive


def lines_of(receive: Receive, **given: float) -> RequestLines:
    request = Request({"type": "http", "method": "POST", "headers": []}, receive)
    return RequestLines(
        request,
        max_line_bytes=int(given.get("max_line_bytes", 2**20)),
        stall_seconds=given.get("stall_seconds", 60.0),
    )


async def kept_of(lines: RequestLines) -> int:
    """Take a request in and return how many documents are kept of it."""
    databases = MemoryDatabases()
    await create_databases(databases, "prairie")
    await Exchange(databases, ELENA, check_document).take(lines)
    return (await (await databases.open(DIRECTORY)).info()).doc_count


@pytest.mark.anyio
async def test_cut_at_any_byte_every_complete_line_is_kept() -> None:
    body = request_body(*edits(3))

    for size in range(body.index(b"\n") + 1, len(body) + 1):
        lines = lines_of(receiver(body[:size], cut=True))
        assert await kept_of(lines) == body[:size].count(b"\n") - 1
        assert lines.cut


@pytest.mark.anyio
@pytest.mark.parametrize("size", [1, 2, 7, 100, 4096])
async def test_the_chunks_that_a_body_comes_in_do_not_matter(size: int) -> None:
    body = request_body(*edits(3))
    chunks = [body[start : start + size] for start in range(0, len(body), size)]

    assert await kept_of(lines_of(receiver(*chunks, cut=False))) == 3


@pytest.mark.anyio
async def test_the_last_line_of_a_whole_body_needs_no_newline() -> None:
    body = request_body(*edits(3)).removesuffix(b"\n")

    assert await kept_of(lines_of(receiver(body, cut=False))) == 3
    assert await kept_of(lines_of(receiver(body, cut=True))) == 2


@pytest.mark.anyio
async def test_a_body_that_stands_still_is_given_up_after_a_while() -> None:
    whole = receiver(request_body(*edits(1)), cut=False)
    handed_over = False

    async def receive() -> Message:
        nonlocal handed_over
        if handed_over:
            await anyio.sleep_forever()
        handed_over = True
        return await whole()

    lines = lines_of(receive, stall_seconds=0.01)

    assert await kept_of(lines) == 1
    assert lines.cut


@pytest.mark.anyio
async def test_a_line_without_end_is_not_read_to_its_end() -> None:
    with pytest.raises(RequestError):
        await kept_of(lines_of(receiver(request_body(), b"x" * 101, cut=False), max_line_bytes=100))


def test_a_cut_request_sent_again_changes_nothing_but_what_was_missing(cairn: Cairn) -> None:
    phone = cairn.phone_of("elena")
    body = request_body(*edits(3))
    exchange(phone, body[: body.index(b"\n", body.index(b"\n") + 1)])

    lines = exchange(phone, body)

    assert len(pick(lines, "accepted")[0]) == 3
    assert len({row[0] for row in pick(lines, "accepted")[0]}) == 3
    assert orjson.loads(orjson.dumps(lines[-1])) == {"done": True}
