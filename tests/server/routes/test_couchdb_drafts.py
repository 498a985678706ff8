"""By no door of CouchDB's protocol does a draft leave, but with an editor's token."""

from __future__ import annotations

from typing import Any

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

    assert row["deleted"] is True and row["changes"] == [{"rev": str(DRAFT.revision)}]
    assert (answer.status_code, answer.json()["reason"]) == (404, "deleted")


def test_once_it_is_published_an_advocates_client_reads_it(cairn: Cairn) -> None:
    published = new_edit(SERVICE, service(name="Open to all"), parent=DRAFT.path)
    advocate = stored(cairn, LISTED, DRAFT, published)

    for door in ("changes", "all documents", "one", "every leaf", "many"):
        assert "Open to all" in ask(advocate, door)


def test_pages_are_full_though_drafts_are_left_out(cairn: Cairn) -> None:
    advocate = stored(cairn, LISTED, DRAFT)

    rows = advocate.get(f"{DOOR}/_all_docs", params={"limit": len(OTHERS)}).json()["rows"]

    assert [row["id"] for row in rows] == OTHERS
