"""Who is sent drafts, and who loses them."""

from __future__ import annotations

from typing import Any

import pytest

from cairn_server import exchange as module
from cairn_server.access import Member
from cairn_server.deployment import create_databases
from cairn_sync.document import Document, new_edit
from cairn_sync.store import Databases
from cairn_sync.stores.memory import MemoryDatabases
from tests.server.conftest import SERVICE, pick, request_body, service
from tests.server.test_exchange import DANA, ELENA, go, numbered, put

pytestmark = pytest.mark.anyio

SECRET = "The new safe house"


@pytest.fixture
async def databases() -> Databases:
    databases = MemoryDatabases()
    await create_databases(databases, "prairie")
    return databases


def draft(parent: Document | None = None) -> Document:
    body = service(name=SECRET, state="draft")
    return new_edit(SERVICE, body, parent=parent.path if parent else ())


def news(lines: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """Return the documents of an answer by ID, as the last line tells them."""
    return {doc["_id"]: doc for changes in pick(lines, "changes") for doc in changes}


def cursor_of(lines: list[dict[str, Any]]) -> str:
    return str([line["cursor"] for line in lines if "cursor" in line][-1])


async def test_editors_are_sent_drafts_and_a_new_advocates_phone_not_even_their_ids(
    databases: Databases,
) -> None:
    await put(databases, draft(), numbered(2))

    for_elena = news(await go(databases, ELENA, request_body()))
    for_dana = news(await go(databases, DANA, request_body()))

    assert for_elena[SERVICE]["name"] == SECRET
    assert list(for_dana) == [numbered(2).doc_id]


@pytest.mark.parametrize(("held", "told"), [("none", False), ("some", True), ("all", True)])
async def test_of_a_new_draft_only_a_copy_that_may_hold_it_is_told_the_end(
    databases: Databases, held: str, told: bool
) -> None:
    await put(databases, numbered(2))
    before = cursor_of(await go(databases, DANA, request_body(drafts="none")))
    new = draft()
    await put(databases, new)

    after = await go(databases, DANA, request_body(cursor=before, drafts=held))

    assert (SERVICE in news(after)) is told
    assert new.revision.signature not in str(after)


async def test_an_answer_says_whether_drafts_are_in_it(databases: Databases) -> None:
    async def done(member: Member, **first_line: Any) -> dict[str, Any]:
        return (await go(databases, member, request_body(**first_line)))[-1]

    assert await done(ELENA, drafts="none") == {"done": True, "drafts": True}
    assert await done(DANA, drafts="some") == {"done": True, "drafts": False}
    assert await done(DANA, drafts="some", send_only=True) == {"done": True}
    assert await done(ELENA) == {"done": True}  # an app from before there were drafts


async def test_a_published_draft_reaches_everybody(databases: Databases) -> None:
    first = draft()
    await put(databases, first)
    before = await go(databases, DANA, request_body(drafts="none"))
    await put(databases, new_edit(SERVICE, service(name="Open now"), parent=first.path))

    after = await go(databases, DANA, request_body(cursor=cursor_of(before), drafts="none"))

    assert news(after)[SERVICE]["name"] == "Open now"


async def test_what_becomes_a_draft_again_vanishes_from_the_advocates_phones(
    databases: Databases,
) -> None:
    first = new_edit(SERVICE, service(name="Listed"))
    await put(databases, first)
    before = await go(databases, DANA, request_body(drafts="none"))
    again = draft(first)
    await put(databases, again)

    after = await go(databases, DANA, request_body(cursor=cursor_of(before), drafts="none"))

    [gone] = news(after).values()
    revisions = gone.pop("_revisions")
    assert (revisions["start"], revisions["ids"][1:]) == (2, [first.revision.signature])
    assert gone.pop("_rev") != str(again.revision)
    assert gone == {"_id": SERVICE, "_deleted": True}


async def test_one_draft_among_two_versions_hides_both(databases: Databases) -> None:
    first = new_edit(SERVICE, service(name="Listed"))
    await put(databases, first, numbered(2))
    before = cursor_of(await go(databases, DANA, request_body()))
    listed = new_edit(SERVICE, service(name="Listed, changed"), parent=first.path)
    await put(databases, draft(first), listed)

    after = await go(databases, DANA, request_body(cursor=before))

    assert SECRET not in str(after) and "Listed" not in str(after)
    assert news(after)[SERVICE]["_deleted"] is True


@pytest.mark.parametrize("held", ["none", "some"])
async def test_who_becomes_an_editor_is_sent_the_drafts_from_before(
    databases: Databases, held: str
) -> None:
    await put(databases, draft(), numbered(2))
    before = cursor_of(await go(databases, DANA, request_body(drafts="none")))

    after = await go(databases, ELENA, request_body(cursor=before, drafts=held))

    assert {doc_id: doc["name"] for doc_id, doc in news(after).items()} == {SERVICE: SECRET}
    assert cursor_of(after) == before


@pytest.mark.parametrize("held", ["all", "some"])
async def test_who_is_an_editor_no_more_loses_the_drafts(databases: Databases, held: str) -> None:
    await put(databases, draft(), numbered(2))
    before = cursor_of(await go(databases, ELENA, request_body(drafts="none")))

    after = await go(databases, DANA, request_body(cursor=before, drafts=held))

    assert list(news(after)) == [SERVICE]
    assert news(after)[SERVICE]["_deleted"] is True
    assert SECRET not in str(after)


async def test_a_shared_copy_without_a_place_in_it_is_cleaned_too(databases: Databases) -> None:
    await put(databases, draft())

    after = await go(databases, DANA, request_body(drafts="some"))

    assert news(after)[SERVICE]["_deleted"] is True


@pytest.mark.parametrize("held", [{}, {"drafts": "all"}, {"drafts": 7}])
async def test_drafts_that_are_there_are_not_sent_again(
    databases: Databases, held: dict[str, Any]
) -> None:
    await put(databases, draft(), numbered(2))
    before = cursor_of(await go(databases, ELENA, request_body()))

    after = await go(databases, ELENA, request_body(cursor=before, **held))

    assert news(after) == {}


async def test_drafts_that_are_cut_off_are_sent_again(
    databases: Databases, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "BATCH_BYTES", 1)
    drafts = [numbered(n, state="draft") for n in range(4)]
    await put(databases, *drafts, numbered(9))
    before = cursor_of(await go(databases, DANA, request_body(drafts="none")))
    whole = await go(databases, ELENA, request_body(cursor=before, drafts="none"))
    cut = [line["cursor"] for line in whole if "cursor" in line][1]

    again = await go(databases, ELENA, request_body(cursor=cut, drafts="some"))

    assert list(news(again)) == [one.doc_id for one in drafts]
