"""The directory without scripts, as somebody at a text browser meets it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import anyio
import pytest
from starlette.testclient import TestClient

from cairn_server.demo.seed import demo_documents
from cairn_server.directory.publishing.public_directory import PublicDirectory
from cairn_server.plain.listing import PlainDirectory
from cairn_sync.document import Document, new_edit
from cairn_sync.errors import UnavailableError
from cairn_sync.store import Batch
from cairn_sync.stores.memory import MemoryDatabases, MemoryStore
from tests.server.conftest import DIRECTORY, SERVICE, SHELTER, Cairn, service
from tests.server.plain.reading import crawl, read

DEMO = demo_documents(date(2026, 11, 20))
NUMBER = SERVICE.partition(":")[2]
EVIL = "\u202e<script>alert(1)</script> & \"'"
STREET = "99 Hidden Hollow Road"


@pytest.fixture
def web(cairn: Cairn) -> Iterator[TestClient]:
    """A browser, over the demo's directory, looking at the store each time."""
    store(cairn, *DEMO)
    look_at(cairn, cairn.databases)
    yield cairn.client


def look_at(cairn: Cairn, databases: Any) -> None:
    public = PublicDirectory(databases, DIRECTORY, cairn.deployment.check, max_age_seconds=0)
    cairn.app.state.plain_directory = PlainDirectory(public, clock=cairn.clock.wall)


def store(cairn: Cairn, *documents: Document) -> None:
    async def write() -> None:
        outcomes = await (await cairn.databases.open(DIRECTORY)).bulk_docs(documents)
        assert not any(one.error for one in outcomes)

    anyio.run(write)


def public(doc_id: str = SERVICE, **more: Any) -> Document:
    return new_edit(doc_id, service(public=True, **more))


# -- Every page ---------------------------------------------------------------


def test_every_page_that_links_lead_to_can_be_read_without_scripts(web: TestClient) -> None:
    pages = crawl(web)

    assert len(pages) > 200
    for path, html in pages.items():
        if not path.endswith(".txt"):
            assert read(html).amiss() == [], path


def test_both_languages_lead_to_the_same_pages(web: TestClient) -> None:
    english, spanish = (
        {path.removeprefix(f"/plain/{tag}") for path in crawl(web) if f"/plain/{tag}/" in path}
        for tag in ("en", "es")
    )

    assert english == spanish


def test_every_public_service_is_listed_once_over_all_pages(web: TestClient) -> None:
    pages = crawl(web)
    entries = {path for path in pages if path.startswith("/plain/en/service/")}
    shown = web.get("/hsds/services?minimal=true").json()["contents"]

    assert len(entries) == 2 * len(shown)  # each as text too


@pytest.mark.parametrize(
    ("path", "language"),
    [("/plain", "es"), ("/plain/", "es"), ("/plain/en/", "en"), ("/plain/es", "es")],
)
def test_the_language_is_the_addresss_else_the_browsers(
    web: TestClient, path: str, language: str
) -> None:
    answer = web.get(path, headers={"Accept-Language": "es-MX,en;q=0.5"})

    assert dict(read(answer.text).elements)["html"]["lang"] == language
    assert ("Accept-Language" in answer.headers["Vary"]) is (path in ("/plain", "/plain/"))


def test_numbers_stand_before_the_search_and_can_be_called(web: TestClient) -> None:
    page = read(web.get("/plain/en/").text)

    assert page.seen.index("Crisis lines") < page.seen.index("Search")
    assert "tel:7015550134" in page.links


# -- Finding ------------------------------------------------------------------


def test_a_search_finds_by_the_words_people_use(web: TestClient) -> None:
    page = read(web.get("/plain/es/search?q=abogada&place=millbrook").text)

    assert "Lawyers for protection orders" in page.seen
    assert {"value": "abogada"}.items() <= page_field(page, "q").items()


def page_field(page: Any, name: str) -> dict[str, str | None]:
    return next(given for _, given in page.elements if given.get("name") == name)


def test_results_come_in_pages_with_a_way_on_and_back(web: TestClient) -> None:
    first, last = (read(web.get(f"/plain/en/search?page={n}").text) for n in (1, 9999))

    assert any("page=2" in link for link in first.links)
    assert "Page before" in last.text and "Next page" not in last.text
    assert not set(first.links) & {one for one in last.links if "/service/" in one}


@pytest.mark.parametrize(
    "query", ["q=%00%E2%80%AE", "page=-1", "page=%C2%B2", "category=x", "q=" + "a+" * 900, "q=%ff"]
)
def test_an_odd_question_is_answered_all_the_same(web: TestClient, query: str) -> None:
    answer = web.get(f"/plain/en/search?{query}")

    assert answer.status_code == 200
    assert read(answer.text).amiss() == []


def test_where_nothing_is_found_there_is_a_way_on(web: TestClient) -> None:
    page = read(web.get("/plain/en/search?q=qqqq").text)

    assert "Nothing found" in page.text
    assert "/plain/en/search?category=hotline" in page.links


# -- One entry ----------------------------------------------------------------


def test_an_entry_says_in_words_what_is_known(cairn: Cairn, web: TestClient) -> None:
    hours = {"freq": "WEEKLY", "byday": "MO,TU", "opens_at": "09:00", "closes_at": "12:00"}
    store(
        cairn,
        public(
            categories=["legal"],
            phones=[{"number": "701-555-0199", "extension": 7, "type": "cell"}],
            schedules=[hours | {"exceptions": [{"date": "2099-12-25"}]}],
            minimum_age=12,
            url="https://example.org/help",
            alert="Closed in May.",
            languages=[{"code": "es"}],
            cost_options=[{"option": "Visit", "amount": 5, "currency": "USD"}],
        ),
    )
    page, text = (web.get(f"/plain/en/service/{NUMBER}{end}").text for end in ("", ".txt"))

    for said in (
        "701-555-0199 ext. 7",
        "Monday to Tuesday: 9:00 AM to 12:00 PM",
        "December 25, 2099: closed",
        "Age 12 and older",
        "Closed in May.",
        "Spanish",
        "Visit: $5.00",
        "No one has checked this yet: call first",
    ):
        assert said in read(page).text and said in text, said
    assert {"tel:7015550199,7", "sms:7015550199"} <= set(read(page).links)


def test_the_text_is_plain_and_in_the_language(web: TestClient) -> None:
    number = web.get("/hsds/services?search=supper").json()["contents"][0]["id"]
    answer = web.get(f"/plain/es/service/{number}.txt")

    assert answer.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert answer.text.startswith("HOT SUPPER\n") and "TELÉFONO\n" in answer.text


def test_letters_of_an_entry_are_never_markup(cairn: Cairn, web: TestClient) -> None:
    evil: dict[str, Any] = {
        "name": EVIL,
        "description": EVIL,
        "alert": EVIL,
        "phones": [{"number": "5550134", "description": EVIL}],
        "service_areas": [{"name": EVIL}],
        "languages": [{"name": EVIL}],
        "contacts": [{"name": EVIL}],
        "culturally_specific": [EVIL],
    }
    store(cairn, public(**evil))
    paths = [f"/plain/en/service/{NUMBER}", "/plain/en/search?q=alert", "/plain/en/places"]
    for path in paths:
        html = web.get(path).text
        assert read(html).amiss() == [], path
        assert "alert(1)" in read(html).text and "<script" not in html
        assert "\u202e" not in html and "\x07" not in html


def test_a_question_is_never_markup(web: TestClient) -> None:
    html = web.get("/plain/en/search", params={"q": EVIL + "\x07", "place": EVIL}).text

    assert read(html).amiss() == [] and "<script" not in html and "\u202e" not in html


def test_a_website_that_is_no_address_of_the_web_is_no_link(cairn: Cairn, web: TestClient) -> None:
    pages = "".join(crawl(web).values())

    assert "javascript:" not in pages


# -- What must not come out ---------------------------------------------------


def test_nothing_that_is_not_public_is_on_any_page(cairn: Cairn, web: TestClient) -> None:
    address = {
        "address_type": "physical",
        "address_1": STREET,
        "city": "Hollow",
        "region": "Alder County",
        "state_province": "ND",
        "postal_code": "58001",
        "country": "US",
    }
    place = {"type": "location", "schema": 1, "location_type": "physical", "public": True}
    hidden = place | {"name": "Hidden House", "addresses": [address], "confidential": True}
    kept = new_edit(SHELTER, {k: v for k, v in hidden.items() if k != "confidential"})
    marked = new_edit(SHELTER, hidden, parent=kept.path)
    links = [{"location_id": SHELTER.partition(":")[2]}]
    private = "service:6f1c2d3e-0007-4a5b-8c6d-000000000007"
    store(
        cairn,
        public(service_at_locations=links),
        new_edit(private, service(name="Private line", description="Only for members")),
        marked,
    )

    told = "".join(crawl(web).values())

    for word in (STREET, "Hidden House", "Hollow", "58001", "Private line", "Only for members"):
        assert word.lower() not in told.lower(), word
    assert "Alder County, ND" in told
    assert web.get(f"/plain/en/service/{private[8:]}").status_code == 404


@pytest.mark.parametrize("state", ["draft", "retired"])
def test_what_is_no_longer_or_not_yet_offered_is_on_no_page(
    cairn: Cairn, web: TestClient, state: str
) -> None:
    store(cairn, public(name="Kept back", state=state))

    assert "Kept back" not in web.get("/plain/en/search?q=kept").text
    for path in (f"/plain/en/service/{NUMBER}", f"/plain/en/service/{NUMBER}.txt"):
        answer = web.get(path)
        assert answer.status_code == {"draft": 404, "retired": 410}[state]
        assert "Kept back" not in answer.text


# -- What is no longer offered ------------------------------------------------

NEXT, LAST = (f"service:6f1c2d3e-0001-4a5b-8c6d-0000000000c{n}" for n in (1, 2))


def test_a_retired_entry_leads_to_what_replaces_it(cairn: Cairn, web: TestClient) -> None:
    store(
        cairn,
        public(name="Old line", state="retired", replaced_by=NEXT, phones=[{"number": "555-0199"}]),
        public(NEXT, name="In between", state="retired", replaced_by=LAST),
        public(LAST, name="New line"),
    )

    answer = web.get(f"/plain/en/service/{NUMBER}")
    text = web.get(f"/plain/en/service/{NUMBER}.txt")

    page = read(answer.text)
    assert (answer.status_code, page.amiss()) == (410, [])
    assert page.text.endswith("Use this instead\nNew line\nSearch")
    assert f"/plain/en/service/{LAST[8:]}" in page.links
    assert "555-0199" not in answer.text + text.text
    assert text.headers["Content-Type"].startswith("text/plain")
    assert text.text.endswith(f"New line\n/plain/en/service/{LAST[8:]}.txt\n")
    assert "Use esta en su lugar" in web.get(f"/plain/es/service/{NUMBER}").text


@pytest.mark.parametrize(
    "replacement",
    [
        pytest.param(public(NEXT, name="Not yet", state="draft"), id="draft"),
        pytest.param(new_edit(NEXT, service(name="Not yet")), id="private"),
        pytest.param(public(NEXT, name="Not yet", state="retired", replaced_by=SERVICE), id="ring"),
    ],
)
def test_what_replaces_it_is_named_only_when_it_is_listed(
    cairn: Cairn, web: TestClient, replacement: Document
) -> None:
    store(cairn, public(state="retired", replaced_by=NEXT), replacement)

    answer = web.get(f"/plain/en/service/{NUMBER}")

    assert answer.status_code == 410
    assert "Use this instead" not in answer.text and "Not yet" not in answer.text
    assert NEXT[8:] not in answer.text


def test_a_retired_organization_leads_to_the_next(cairn: Cairn, web: TestClient) -> None:
    old, new = ("organization:" + one[8:] for one in (NEXT, LAST))
    body = {"type": "organization", "schema": 1, "name": "Bent River", "public": True}
    store(cairn, new_edit(old, body | {"state": "retired", "replaced_by": new}))
    store(cairn, new_edit(new, body | {"name": "Bent River Together"}))

    answer = web.get(f"/plain/en/organization/{old[13:]}")

    assert answer.status_code == 410
    assert f"/plain/en/organization/{new[13:]}" in read(answer.text).links


def test_drafts_private_and_unknown_entries_cannot_be_told_apart(
    cairn: Cairn, web: TestClient
) -> None:
    edit = public(state="draft")
    private = "service:6f1c2d3e-0001-4a5b-8c6d-0000000000d1"
    retired = "service:6f1c2d3e-0001-4a5b-8c6d-0000000000d2"
    disputed = "service:6f1c2d3e-0001-4a5b-8c6d-0000000000d3"
    store(
        cairn,
        edit,
        new_edit(private, service()),
        new_edit(retired, service(state="retired")),  # and never public
        public(disputed, state="retired"),
        public(disputed, state="draft"),
    )
    hidden = next(one for one in DEMO if b'"confidential":true' in one.body).doc_id
    unknown = "service:6f1c2d3e-0001-4a5b-8c6d-0000000000d4"

    answers = [
        web.get(f"/plain/en/service/{one.partition(':')[2]}")
        for one in (SERVICE, private, retired, disputed, hidden, unknown)
    ]

    assert {one.status_code for one in answers} == {404}
    assert len({one.content for one in answers}) == 1
    kept = ("content-type", "cache-control", "content-length", "etag", "link")
    assert len({tuple(one.headers.get(name) for name in kept) for one in answers}) == 1


def test_what_is_offered_again_is_there_again(cairn: Cairn, web: TestClient) -> None:
    edit = public(state="retired")
    store(cairn, edit)
    assert web.get(f"/plain/en/service/{NUMBER}").status_code == 410

    store(cairn, new_edit(SERVICE, service(public=True), parent=edit.path))

    assert web.get(f"/plain/en/service/{NUMBER}").status_code == 200


def test_an_entry_that_is_taken_back_is_gone_at_once(cairn: Cairn, web: TestClient) -> None:
    edit = public(name="Shortly public")
    store(cairn, edit)
    assert "Shortly public" in web.get("/plain/en/search?q=shortly").text

    store(cairn, new_edit(SERVICE, service(name="Shortly public"), parent=edit.path))

    assert "Shortly public" not in web.get("/plain/en/search?q=shortly+public").text.replace(
        "shortly public", ""
    )
    assert web.get(f"/plain/en/service/{NUMBER}").status_code == 404


def test_nobody_is_known_here(cairn: Cairn, web: TestClient) -> None:
    signed_in = cairn.phone_of("elena").get("/plain/en/")
    answer = web.get("/plain/en/")

    assert signed_in.text == answer.text
    assert "set-cookie" not in answer.headers
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert "noindex" in answer.headers["X-Robots-Tag"]
    policy = answer.headers["Content-Security-Policy"]
    assert "script-src" not in policy and "default-src 'none'" in policy


# -- Answers ------------------------------------------------------------------


def test_a_page_that_is_known_is_not_sent_again(web: TestClient) -> None:
    tag = web.get("/plain/en/categories").headers["ETag"]
    again = web.get("/plain/en/categories", headers={"If-None-Match": tag})

    assert (again.status_code, again.content) == (304, b"")
    assert web.head("/plain/en/categories").headers["ETag"] == tag


@pytest.mark.parametrize(
    "path", ["en/service/none", f"en/service/{NUMBER}.pdf", "en/x", "xx/", "en/organization/none"]
)
def test_what_is_not_there_is_said_on_a_page(web: TestClient, path: str) -> None:
    answer = web.get(f"/plain/{path}")

    assert answer.status_code == 404
    assert read(answer.text).amiss() == []


def test_a_store_out_of_reach_is_said_on_a_page(cairn: Cairn, web: TestClient) -> None:
    class Unreachable(MemoryStore):
        async def changes(self, since: str = "0", **more: Any) -> Batch:
            raise UnavailableError("no route to host")

    class Roof(MemoryDatabases):
        async def open(self, name: str) -> MemoryStore:
            return Unreachable(name)

    look_at(cairn, Roof())
    answer = web.get("/plain/es/")

    assert answer.status_code == 503
    assert read(answer.text).amiss() == []
