"""By no door of CouchDB's protocol does a draft leave, but with an editor's token."""

from __future__ import annotations

from typing import Any

import orjson
import pytest
from starlette.testclient import TestClient

from cairn_server.member_view import FEW
from cairn_sync.document import Document, new_edit
from tests.server.conftest import DIRECTORY, SERVICE, Cairn, service
from tests.server.routes.test_couchdb import client_of, push

OTHERS = [SERVICE[:-2] + f"{n + 10}" for n in range(FEW + 3)]
LISTED = new_edit(SERVICE, service(name="Listed before"))
SECRET = "The new safe house"
DRAFT = new_edit(SERVICE, service(name=SECRET, state="draft"), parent=LISTED.path)
BESIDE = new_edit(SERVICE, service(name="Listed beside it"), parent=LISTED.path)
DOOR = f"/couchdb/{DIRECTORY}"

DOORS: dict[str, Any] = {
    "changes": ("GET", "/_changes?include_docs=true&style=all_docs&conflicts=true", None),
    "changes backwards": ("GET", "/_changes?include_docs=true&descending=true", None),
    "changes of one": (
        "POST",
        "/_changes?filter=_doc_ids&include_docs=true",
        {"doc_ids": [SERVICE]},
    ),
    "longpoll": ("GET", "/_changes?feed=longpoll&include_docs=true", None),
    "all documents": ("GET", "/_all_docs?include_docs=true&conflicts=true", None),
    "all by name": ("POST", "/_all_docs?include_docs=true", {"keys": [SERVICE]}),
    "one": ("GET", f"/{SERVICE}?meta=true", None),
    "one by its revision": ("GET", f"/{SERVICE}?rev={DRAFT.revision}&latest=true", None),
    "the other by its revision": ("GET", f"/{SERVICE}?rev={BESIDE.revision}", None),
    "every leaf": ("GET", f"/{SERVICE}?open_revs=all&revs=true", None),
    "a leaf": ("GET", f'/{SERVICE}?open_revs=["{DRAFT.revision}"]&latest=true', None),
    "many": ("POST", "/_bulk_get", {"docs": [{"id": SERVICE}, *({"id": o} for o in OTHERS)]}),
    "many by revision": (
        "POST",
        "/_bulk_get?revs=true",
        {"docs": [{"id": SERVICE, "rev": str(DRAFT.revision)}]},
    ),
}


def stored(cairn: Cairn, *edits: Document) -> TestClient:
    """Put the edits in as an editor; return an advocate's client."""
    editor = client_of(cairn, "elena")
    for other in OTHERS:
        assert push(editor, DIRECTORY, new_edit(other, service(name="Open Door"))) is None
    for edit in edits:
        assert push(editor, DIRECTORY, edit) is None
    return client_of(cairn, "dana")


def ask(client: TestClient, door: str) -> str:
    method, path, body = DOORS[door]
    return client.request(method, DOOR + path, json=body).text


@pytest.mark.parametrize("door", DOORS)
@pytest.mark.parametrize("edits", [[LISTED, DRAFT], [LISTED, DRAFT, BESIDE]])
def test_an_advocates_client_reads_no_draft_nor_what_stands_beside_it(
    cairn: Cairn, door: str, edits: list[Document]
) -> None:
    advocate = stored(cairn, *edits)

    told = ask(advocate, door)

    assert SECRET not in told and "Listed" not in told


@pytest.mark.parametrize("door", sorted(set(DOORS) - {"the other by its revision"}))
def test_an_editors_client_reads_it(cairn: Cairn, door: str) -> None:
    stored(cairn, LISTED, DRAFT)

    assert SECRET in ask(client_of(cairn, "elena"), door)


def test_a_published_entry_that_became_a_draft_has_ended_for_an_advocates_client(
    cairn: Cairn,
) -> None:
    advocate = stored(cairn, LISTED)
    since = advocate.get(f"{DOOR}/_changes").json()["last_seq"]
    stored(cairn, DRAFT)

    [row] = advocate.get(f"{DOOR}/_changes", params={"since": since}).json()["results"]
    answer = advocate.get(f"{DOOR}/{SERVICE}")

    [change] = row["changes"]
    assert row["deleted"] is True and change["rev"] not in (DRAFT.revision, LISTED.revision)
    assert (answer.status_code, answer.json()["reason"]) == (404, "deleted")


NEW = new_edit(SERVICE, service(name=SECRET, state="draft"))
NOT_THERE = SERVICE[:-2] + "99"
QUESTIONS: dict[str, Any] = {
    "one": ("GET", "/{id}?revs_info=true&conflicts=true", None),
    "one by its revision": ("GET", "/{id}?rev={rev}", None),
    "every leaf": ("GET", "/{id}?open_revs=all", None),
    "a leaf": ("GET", '/{id}?open_revs=["{rev}"]', None),
    "many": ("POST", "/_bulk_get?revs=true", {"docs": [{"id": "{id}"}]}),
    "many by revision": ("POST", "/_bulk_get", {"docs": [{"id": "{id}", "rev": "{rev}"}]}),
    "by name": ("POST", "/_all_docs", {"keys": ["{id}"]}),
    "what is lacking": ("POST", "/_revs_diff", {"{id}": ["{rev}", "3-" + "a" * 32]}),
    "an edit": ("PUT", "/{id}", {"name": "x"}),
    "an edit of it": ("PUT", "/{id}?rev={rev}", {"name": "x"}),
    "an end of it": ("DELETE", "/{id}?rev={rev}", None),
    "the same again": (
        "POST",
        "/_bulk_docs",
        {"new_edits": False, "docs": [{"_id": "{id}", "_rev": "{rev}"}]},
    ),
    "a local document": ("GET", "/_local/{id}", None),
    "the feed": ("POST", "/_changes?filter=_doc_ids&style=all_docs", {"doc_ids": ["{id}"]}),
}


def asked(client: TestClient, question: str, doc_id: str) -> tuple[int, str]:
    """Ask about an ID; return the answer with its names left out."""
    method, path, body = QUESTIONS[question]

    def fill(text: str) -> str:
        return text.replace("{id}", doc_id).replace("{rev}", str(NEW.revision))

    answer = client.request(
        method,
        DOOR + fill(path),
        content=fill(orjson.dumps(body).decode()) if body is not None else None,
        headers={"Content-Type": "application/json"},
    )
    return answer.status_code, answer.text.replace(doc_id, "{id}")


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_draft_that_was_never_listed_is_for_an_advocate_as_if_it_were_not_there(
    cairn: Cairn, question: str
) -> None:
    advocate = stored(cairn, NEW)

    assert asked(advocate, question, SERVICE) == asked(advocate, question, NOT_THERE)


def test_what_lists_and_counts_leaves_a_new_draft_out(cairn: Cairn) -> None:
    advocate = stored(cairn, NEW)

    counted = advocate.get(DOOR).json()
    listed = advocate.get(f"{DOOR}/_all_docs").json()
    feed = advocate.get(f"{DOOR}/_changes").text

    assert (counted["doc_count"], counted["doc_del_count"]) == (len(OTHERS), 0)
    assert listed["total_rows"] == len(listed["rows"]) == len(OTHERS)
    assert SERVICE not in feed and NEW.revision.signature not in feed


def test_an_entry_that_became_a_draft_is_counted_as_ended(cairn: Cairn) -> None:
    advocate = stored(cairn, LISTED)
    assert advocate.get(DOOR).json()["doc_count"] == len(OTHERS) + 1

    stored(cairn, DRAFT)

    counted = advocate.get(DOOR).json()
    assert (counted["doc_count"], counted["doc_del_count"]) == (len(OTHERS), 1)


def test_by_no_answer_is_a_drafts_revision_told(cairn: Cairn) -> None:
    advocate = stored(cairn, LISTED, DRAFT)

    for door in sorted(set(DOORS) - {"a leaf", "many by revision"}):
        assert DRAFT.revision.signature not in ask(advocate, door), door
    wanted = {SERVICE: [str(DRAFT.revision)]}
    lacking = advocate.post(f"{DOOR}/_revs_diff", json=wanted).json()
    assert lacking[SERVICE]["missing"] == [str(DRAFT.revision)]


def test_the_end_of_a_draft_can_be_fetched_by_the_name_it_is_told_under(cairn: Cairn) -> None:
    advocate = stored(cairn, LISTED, DRAFT)
    [row] = [r for r in advocate.get(f"{DOOR}/_changes").json()["results"] if r["id"] == SERVICE]
    rev = row["changes"][0]["rev"]

    found = advocate.post(
        f"{DOOR}/_bulk_get?revs=true", json={"docs": [{"id": SERVICE, "rev": rev}]}
    ).json()

    [end] = found["results"][0]["docs"]
    assert end["ok"]["_deleted"] is True
    assert end["ok"]["_revisions"]["ids"][1:] == [LISTED.revision.signature]
    assert advocate.post(f"{DOOR}/_revs_diff", json={SERVICE: [rev]}).json() == {}


def test_a_short_page_of_the_feed_is_filled_up_past_drafts(cairn: Cairn) -> None:
    advocate = stored(cairn, NEW)
    stored(cairn, *(new_edit(SERVICE[:-2] + f"{n}", service()) for n in (70, 71)))

    first = advocate.get(f"{DOOR}/_changes", params={"limit": len(OTHERS) + 1}).json()
    last = advocate.get(f"{DOOR}/_changes", params={"descending": True, "limit": 1}).json()

    assert [row["id"][-2:] for row in first["results"]][-1] == "70"
    assert [row["id"][-2:] for row in last["results"]] == ["71"]


def test_once_it_is_published_an_advocates_client_reads_it(cairn: Cairn) -> None:
    published = new_edit(SERVICE, service(name="Open to all"), parent=DRAFT.path)
    advocate = stored(cairn, LISTED, DRAFT, published)

    for door in ("changes", "all documents", "one", "every leaf", "many"):
        assert "Open to all" in ask(advocate, door)


def test_pages_are_full_though_drafts_are_left_out(cairn: Cairn) -> None:
    advocate = stored(cairn, LISTED, DRAFT)

    rows = advocate.get(f"{DOOR}/_all_docs", params={"limit": len(OTHERS)}).json()["rows"]

    assert [row["id"] for row in rows] == OTHERS
