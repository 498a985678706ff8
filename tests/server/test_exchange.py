from __future__ import annotations

from collections.abc import AsyncIterator, Mapping, Sequence
from typing import Any

import orjson
import pytest

from cairn_server import exchange as module
from cairn_server.access import MAX_ENTRY_BYTES, Member, Upstream, gate_for
from cairn_server.body import check_body
from cairn_server.cursor import print_cursor, read_cursor
from cairn_server.deployment import create_databases
from cairn_server.directory.models import check_document
from cairn_server.exchange import Exchange, UnknownProtocolError
from cairn_server.shared_space.check import PROGRAM_ID
from cairn_sync.document import Document, new_edit
from cairn_sync.errors import UnavailableError
from cairn_sync.store import Databases, Gate, Outcome
from cairn_sync.stores.memory import MemoryDatabases, MemoryStore
from tests.server.conftest import (
    COMMONS,
    DIRECTORY,
    ORGANIZATION_ID,
    SERVICE,
    SHELTER,
    SUGGESTION,
    edit_line,
    pick,
    program,
    request_body,
    service,
    suggestion,
)

pytestmark = pytest.mark.anyio

DANA = Member(
    "9a000000-0000-4000-8000-00000000000a", "dana", "Dana", frozenset({"advocate"}), "prairie"
)
ELENA = Member(
    "9a000000-0000-4000-8000-00000000000b", "elena", "Elena", frozenset({"editor"}), "prairie"
)


@pytest.fixture
async def databases() -> Databases:
    databases = MemoryDatabases()
    await create_databases(databases, "prairie")
    return databases


async def batches(*bodies: bytes) -> AsyncIterator[list[bytes]]:
    for body in bodies:
        yield body.splitlines()


async def go(
    databases: Databases, member: Member, *bodies: bytes, check: Any = check_document
) -> list[dict[str, Any]]:
    """Run one whole exchange; each of `bodies` comes as a batch."""
    trip = Exchange(databases, member, check)
    await trip.take(batches(*bodies))
    return [orjson.loads(line) async for line in trip.answer()]


def numbered(n: int, **changes: Any) -> Document:
    return new_edit(SERVICE[:-3] + f"{n:03}", service(name=f"Line {n}", **changes))


def place(**changes: Any) -> dict[str, Any]:
    return {"type": "location", "schema": 1, "location_type": "physical"} | changes


async def put(databases: Databases, *documents: Document, database: str = DIRECTORY) -> None:
    store = await databases.open(database)
    for outcome in await store.bulk_docs(documents):
        assert outcome.error is None


# -- The shape of an answer -------------------------------------------------------------------


async def test_an_idle_exchange_answers_databases_cursor_and_done(databases: Databases) -> None:
    first = await go(databases, DANA, request_body())
    again = await go(databases, DANA, request_body(cursor=first[-2]["cursor"]))

    assert [list(line) for line in again] == [["databases"], ["cursor"], ["done"]]
    assert {name: d["role"] for name, d in again[0]["databases"].items()} == {
        DIRECTORY: "suggest",
        COMMONS: "suggest",
    }
    assert again[1] == first[-2]


async def test_the_lines_come_in_the_order_that_phones_expect(databases: Databases) -> None:
    await put(databases, numbered(1))

    lines = await go(databases, ELENA, request_body(numbered(2)))

    kinds = [next(key for key in line if key != "database") for line in lines]
    assert kinds == ["databases", "accepted", "changes", "cursor", "cursor", "done"]


async def test_a_document_comes_with_its_ancestry(databases: Databases) -> None:
    first = numbered(1)
    second = new_edit(first.doc_id, service(name="Line 1b"), parent=first.path)
    await put(databases, first, second)

    [[doc]] = pick(await go(databases, DANA, request_body()), "changes")

    assert doc["_rev"] == str(second.revision)
    assert doc["_revisions"] == {
        "start": 2,
        "ids": [second.revision.signature, first.revision.signature],
    }
    assert "_conflicts" not in doc


async def test_a_conflict_comes_with_every_live_body(databases: Databases) -> None:
    mine, other = numbered(1), new_edit(numbered(1).doc_id, service(name="Other"))
    await put(databases, mine, other)

    [[doc]] = pick(await go(databases, DANA, request_body()), "changes")

    assert len(doc["_conflicts"]) == 1
    assert {doc["name"], doc["_conflicts"][0]["name"]} == {"Line 1", "Other"}
    assert doc["_conflicts"][0]["_revisions"]["start"] == 1


async def test_a_deleted_document_comes_as_a_tombstone(databases: Databases) -> None:
    first = numbered(1)
    await put(databases, first, new_edit(first.doc_id, {}, parent=first.path, deleted=True))

    [[doc]] = pick(await go(databases, DANA, request_body()), "changes")

    assert doc["_deleted"] is True


# -- What was sent --------------------------------------------------------------------------


async def test_what_was_accepted_is_not_told_again(databases: Databases) -> None:
    lines = await go(databases, ELENA, request_body(numbered(1)))

    assert pick(lines, "accepted") == [[[numbered(1).doc_id, str(numbered(1).revision)]]]
    assert not pick(lines, "changes")
    assert not pick(await go(databases, ELENA, request_body(cursor=lines[-2]["cursor"])), "changes")


async def test_what_was_written_beside_another_change_is_told_merged(databases: Databases) -> None:
    await put(databases, numbered(1))
    mine = new_edit(numbered(1).doc_id, service(name="Mine"))

    [[doc]] = pick(await go(databases, ELENA, request_body(mine)), "changes")

    assert "_conflicts" not in doc
    claims = doc["edits"]["name"]["claims"]
    assert {claim["value"] for claim in claims} == {"Line 1", "Mine"}
    assert doc["name"] == claims[0]["value"]


async def test_what_was_accepted_is_told_when_a_branch_ended_meanwhile(
    databases: Databases,
) -> None:
    """The phone still shows that branch, and only the document itself says that it ended."""
    first, second = numbered(1), new_edit(numbered(1).doc_id, service(name="Also"))
    winner, loser = sorted((first, second), key=lambda d: d.revision, reverse=True)
    await put(databases, first, second)
    await put(databases, new_edit(loser.doc_id, {}, parent=loser.path, deleted=True))
    mine = new_edit(winner.doc_id, service(name="Mine"), parent=winner.path)

    [[doc]] = pick(await go(databases, ELENA, request_body(mine)), "changes")

    assert (doc["name"], doc.get("_conflicts")) == ("Mine", None)


async def test_sending_twice_is_sending_once(databases: Databases) -> None:
    body = request_body(numbered(1), new_edit(SUGGESTION, suggestion(ELENA)))

    first, second = await go(databases, ELENA, body), await go(databases, ELENA, body)

    assert pick(first, "accepted") == pick(second, "accepted")
    assert (await (await databases.open(DIRECTORY)).info()).doc_count == 2


async def test_an_accepted_report_may_be_sent_again_after_it_was_answered(
    databases: Databases,
) -> None:
    mine = new_edit(SUGGESTION, suggestion(DANA))
    answer = suggestion(DANA, state="accepted", answered_by=ELENA.member_id)
    await go(databases, DANA, request_body(mine))
    await go(databases, ELENA, request_body(new_edit(SUGGESTION, answer, parent=mine.path)))

    lines = await go(databases, DANA, request_body(mine))

    assert pick(lines, "accepted") == [[[SUGGESTION, str(mine.revision)]]]
    [[doc]] = pick(lines, "changes")
    assert doc["state"] == "accepted"


async def test_a_refused_edit_is_named_and_the_rest_goes_on(databases: Databases) -> None:
    bad, good = numbered(1), new_edit(SUGGESTION, suggestion(DANA))

    lines = await go(databases, DANA, request_body(bad, good))

    [[refused]] = pick(lines, "refused")
    assert (refused["id"], refused["rev"]) == (bad.doc_id, str(bad.revision))
    assert refused["reason"].startswith("Only directory editors")
    assert pick(lines, "accepted") == [[[SUGGESTION, str(good.revision)]]]


@pytest.mark.parametrize("database", ["accounts", "directory-desert", COMMONS, "nowhere", ""])
async def test_an_edit_for_another_database_is_refused_and_not_kept(
    databases: Databases, database: str
) -> None:
    await databases.create("directory-desert")

    lines = await go(databases, ELENA, request_body(numbered(1), database=database))

    assert len(pick(lines, "refused")) == 1
    for name in await databases.names():
        assert (await (await databases.open(name)).info()).doc_count == 0


async def test_a_database_that_is_not_yours_looks_like_one_that_is_not_there(
    databases: Databases,
) -> None:
    reasons = set()
    for database in ("accounts", "nowhere"):
        lines = await go(databases, ELENA, request_body(numbered(1), database=database))
        reasons.add(pick(lines, "refused")[0][0]["reason"])

    assert len(reasons) == 1


@pytest.mark.parametrize(
    "line",
    [
        b"no json",
        b"[]",
        b"7",
        b"{}",
        b'{"database":"directory-prairie"}',
        b'{"database":"directory-prairie","edit":7}',
        b'{"database":7,"edit":{}}',
        b'{"database":"directory-prairie","edit":{"_id":"service:1"}}',
        b'{"database":"directory-prairie","edit":{"_id":"service:1","_rev":"1-a","n":1e999}}',
        b'{"database":"directory-prairie","edit":{"_id":"a","_rev":"1-a","_attachments":{"x":{}}}}',
        b"\xff\xfe",
        b'{"database":"\\ud800","edit":{}}',
    ],
)
async def test_a_line_that_is_no_edit_is_named_by_its_number(
    databases: Databases, line: bytes
) -> None:
    first, good = request_body(), edit_line(DIRECTORY, numbered(1))

    lines = await go(databases, ELENA, first + line + b"\n\n" + good)

    [[refused]] = pick(lines, "refused")
    assert refused["line"] == 2
    assert refused["reason"]
    assert len(pick(lines, "accepted")) == 1


@pytest.mark.parametrize(
    "first",
    [
        b'{"protocol":2}',
        b'{"protocol":"1"}',
        b'{"protocol":true}',
        b"{}",
        b"[]",
        b"no json",
        b'{"cursor":""}',
        edit_line(DIRECTORY, numbered(1)),
    ],
)
async def test_another_protocol_is_refused_before_anything_is_written(
    databases: Databases, first: bytes
) -> None:
    with pytest.raises(UnknownProtocolError):
        await go(databases, ELENA, first + b"\n" + edit_line(DIRECTORY, numbered(1)))

    assert (await (await databases.open(DIRECTORY)).info()).doc_count == 0


async def test_an_empty_request_is_no_exchange(databases: Databases) -> None:
    with pytest.raises(UnknownProtocolError):
        await go(databases, ELENA)


# -- Cursors ----------------------------------------------------------------------------------


async def test_every_cursor_resumes_where_its_line_stood(
    databases: Databases, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "BATCH_BYTES", 600)  # so that a few documents make many lines
    monkeypatch.setattr(module, "ROWS", 4)
    await put(databases, *(numbered(n) for n in range(11)))
    whole = await go(databases, DANA, request_body())
    everything = {doc["_id"] for docs in pick(whole, "changes") for doc in docs}
    assert len(everything) == 11
    assert len(pick(whole, "cursor")) > 4

    seen: set[str] = set()
    for line in whole:
        seen |= {doc["_id"] for doc in line.get("changes", [])}
        if "cursor" in line:
            rest = await go(databases, DANA, request_body(cursor=line["cursor"]))
            after = {doc["_id"] for docs in pick(rest, "changes") for doc in docs}
            assert after == everything - seen


async def test_only_what_is_new_since_the_cursor_is_sent(databases: Databases) -> None:
    await put(databases, numbered(1))
    cursor = (await go(databases, DANA, request_body()))[-2]["cursor"]
    await put(databases, numbered(2))

    [[doc]] = pick(await go(databases, DANA, request_body(cursor=cursor)), "changes")

    assert doc["_id"] == numbered(2).doc_id


@pytest.mark.parametrize(
    "cursor",
    [
        "",
        "nonsense",
        print_cursor({DIRECTORY: "nonsense"}),
        print_cursor({DIRECTORY: "9-gone"}),
        print_cursor({"accounts": "0", "nowhere": "7"}),
    ],
)
async def test_a_bad_cursor_means_everything_and_never_an_error(
    databases: Databases, cursor: str
) -> None:
    await put(databases, numbered(1))

    lines = await go(databases, DANA, request_body(cursor=cursor))

    assert len(pick(lines, "changes")) == 1
    assert set(read_cursor(pick(lines, "cursor")[-1])) == {DIRECTORY, COMMONS}


async def test_a_database_gained_comes_from_the_start(databases: Databases) -> None:
    await put(databases, numbered(1))
    cursor = (await go(databases, DANA, request_body()))[-2]["cursor"]
    before = {COMMONS: read_cursor(cursor)[COMMONS]}

    lines = await go(databases, DANA, request_body(cursor=print_cursor(before)))

    assert len(pick(lines, "changes")) == 1


# -- Who sees what ----------------------------------------------------------------------------


async def test_no_member_is_sent_another_databases_documents(databases: Databases) -> None:
    await put(databases, numbered(1), database="accounts")
    desert = await databases.create("directory-desert")
    await desert.bulk_docs([numbered(2)])

    lines = await go(
        databases,
        DANA,
        request_body(cursor=print_cursor({"accounts": "0", "directory-desert": "0"})),
    )

    assert not pick(lines, "changes")


async def test_what_the_upstream_sent_and_phones_cannot_use_is_kept_and_hidden(
    databases: Databases,
) -> None:
    broken = new_edit(SERVICE, {"type": "service", "schema": 1, "name": 7})
    design = new_edit("_design/all", {"views": {}})
    gate = gate_for(Upstream("prairie"), DIRECTORY, check_document)
    store = await databases.open(DIRECTORY)
    await store.bulk_docs([broken, design, numbered(2)], gate=gate)

    lines = await go(databases, DANA, request_body())

    assert [doc["_id"] for docs in pick(lines, "changes") for doc in docs] == [numbered(2).doc_id]
    assert (await store.bulk_get([(SERVICE, None)]))[0] == broken
    rest = await go(databases, DANA, request_body(cursor=pick(lines, "cursor")[-1]))
    assert not pick(rest, "changes")


async def test_of_the_shared_space_too_phones_get_only_what_they_can_use(
    databases: Databases,
) -> None:
    good = new_edit(PROGRAM_ID, program())
    broken = new_edit(SERVICE.replace("service", "survey"), {"type": "survey", "schema": 1})
    foreign = numbered(1)
    store = await databases.open(COMMONS)
    gate = gate_for(Upstream("prairie"), COMMONS, check_body)
    await store.bulk_docs([broken, good, foreign], gate=gate)

    lines = await go(databases, DANA, request_body(), check=check_body)

    assert [doc["_id"] for docs in pick(lines, "changes") for doc in docs] == [PROGRAM_ID]
    assert (await store.info()).doc_count == 3


async def test_a_losing_version_that_phones_cannot_use_is_left_out(databases: Databases) -> None:
    def only_named(doc_id: str, body: Mapping[str, Any]) -> str | None:
        return None if "name" in body else "It needs a name."

    good = new_edit(SERVICE, service(), parent=numbered(1).path)
    broken = new_edit(SERVICE, {"type": "service", "organization_id": ORGANIZATION_ID})
    await put(databases, good, broken)

    [[doc]] = pick(await go(databases, DANA, request_body(), check=only_named), "changes")

    assert "_conflicts" not in doc


async def test_the_address_of_a_place_that_another_version_hides_is_not_shown(
    databases: Databases,
) -> None:
    listed = new_edit(SHELTER, place(name="Harbor House", transportation="Bus 4 to the end"))
    changed = new_edit(SHELTER, place(transportation="Bus 5 to the end"), parent=listed.path)
    hidden = new_edit(SHELTER, place(confidential=True), parent=listed.path)
    store = await databases.open(DIRECTORY)
    await store.bulk_docs([listed, changed, hidden])

    [[doc]] = pick(await go(databases, DANA, request_body()), "changes")

    assert doc["_rev"] == str(hidden.revision)
    assert "_conflicts" not in doc
    assert "Bus" not in str(doc)


async def test_what_would_hold_up_a_phone_for_minutes_is_not_sent(databases: Databases) -> None:
    filling = [{"name": "n" * 300} for _ in range(400)]
    endless = new_edit(SERVICE, service(service_areas=filling * 3, name="Endless"))
    apart = [
        new_edit(numbered(1).doc_id, service(name=f"{n}", service_areas=filling)) for n in range(9)
    ]
    gone = new_edit(SUGGESTION, {"filling": "x" * 300_000}, deleted=True)
    store = await databases.open(DIRECTORY)
    await store.bulk_docs([endless, *apart, gone])

    docs = [
        doc for docs in pick(await go(databases, DANA, request_body()), "changes") for doc in docs
    ]

    assert {doc["_id"] for doc in docs} == {numbered(1).doc_id, SUGGESTION}
    assert all(len(orjson.dumps(doc)) < 3 * MAX_ENTRY_BYTES for doc in docs)
    assert not any("filling" in doc for doc in docs)


# -- When a store fails -------------------------------------------------------------------------


class LosesItsDisk(MemoryStore):
    """Writes the first batch, then is out of reach."""

    batches = 0

    async def bulk_docs(
        self, documents: Sequence[Document], *, new_edits: bool = False, gate: Gate | None = None
    ) -> list[Outcome]:
        self.batches += 1
        if self.batches > 1:
            raise UnavailableError("the disk does not answer")
        return await super().bulk_docs(documents, new_edits=new_edits, gate=gate)


async def test_what_was_committed_before_a_store_failed_stays(databases: Databases) -> None:
    store = LosesItsDisk(DIRECTORY)
    databases._stores[DIRECTORY] = store  # type: ignore[attr-defined]  # the memory store's own
    first = request_body(numbered(1))
    second = edit_line(DIRECTORY, numbered(2))

    with pytest.raises(UnavailableError):
        await go(databases, ELENA, first, second)

    assert [document.doc_id for document in await store.all_docs()] == [numbered(1).doc_id]
