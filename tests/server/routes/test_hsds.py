from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from typing import Any

import anyio
import pytest
from starlette.testclient import TestClient

from cairn_server.demo.seed import demo_documents
from cairn_server.directory.publishing.public_directory import PublicDirectory
from cairn_server.directory.publishing.query import PARAMETERS
from cairn_sync.document import Document, new_edit
from cairn_sync.errors import UnavailableError
from cairn_sync.store import Batch
from cairn_sync.stores.memory import MemoryDatabases, MemoryStore
from tests.server.conftest import DIRECTORY, SERVICE, Cairn, service, suggestion
from tests.server.directory.profile.json_schema import faults

TODAY = date(2026, 11, 20)
TABLE_OF = {
    "services": "service",
    "organizations": "organization",
    "service_at_locations": "service_at_location",
    "taxonomies": "taxonomy",
    "taxonomy_terms": "taxonomy_term",
}
PAGE = {
    "total_items": int,
    "total_pages": int,
    "page_number": int,
    "size": int,
    "first_page": bool,
    "last_page": bool,
    "empty": bool,
    "contents": list,
}
DEMO = demo_documents(TODAY)


@pytest.fixture
def hsds(cairn: Cairn) -> Iterator[TestClient]:
    """The door, over the demo's directory, looking at the store each time."""
    store(cairn, *DEMO)
    cairn.app.state.public_directory = PublicDirectory(
        cairn.databases, DIRECTORY, cairn.deployment.check, max_age_seconds=0
    )
    yield cairn.client


def store(cairn: Cairn, *documents: Document) -> None:
    async def write() -> None:
        outcomes = await (await cairn.databases.open(DIRECTORY)).bulk_docs(documents)
        assert not any(one.error for one in outcomes)

    anyio.run(write)


def listed(hsds: TestClient, listing: str, **params: Any) -> list[dict[str, Any]]:
    answer = hsds.get(f"/hsds/{listing}", params=params)
    assert answer.status_code == 200, answer.text
    contents: list[dict[str, Any]] = answer.json()["contents"]
    return contents


# -- Every answer is as the schemas say ---------------------------------------


@pytest.mark.parametrize("listing", PARAMETERS)
@pytest.mark.parametrize("full", ["false", "true"])
def test_every_page_is_as_the_schemas_say(hsds: TestClient, listing: str, full: str) -> None:
    params: dict[str, str | int] = {"full": full, "full_service": full, "per_page": 20}
    count = 0
    for number in range(1, 99):
        page = hsds.get(f"/hsds/{listing}", params=params | {"page": number}).json()
        assert {name: type(value) for name, value in page.items()} == PAGE
        assert page["size"] == len(page["contents"])
        assert page["empty"] is (page["size"] == 0)
        assert (page["first_page"], page["page_number"]) == (number == 1, number)
        for one in page["contents"]:
            assert faults(one, TABLE_OF[listing]) == []
        count += page["size"]
        if page["last_page"]:
            assert number == page["total_pages"]
            break
    assert count == page["total_items"] > 0


@pytest.mark.parametrize("listing", PARAMETERS)
def test_every_entry_is_as_the_schemas_say(hsds: TestClient, listing: str) -> None:
    for one in listed(hsds, listing, per_page=500):
        answer = hsds.get(f"/hsds/{listing}/{one['id']}")
        assert answer.status_code == 200
        assert faults(answer.json(), TABLE_OF[listing]) == []
        assert answer.json()["id"] == one["id"]


def test_a_service_with_everything_comes_out_whole(cairn: Cairn, hsds: TestClient) -> None:
    moment = "2026-11-20T18:30:00Z"
    owner = "6f1c2d3e-0009-4a5b-8c6d-000000000009"
    program = {"id": "6f1c2d3e-0010-4a5b-8c6d-000000000010", "name": "Nights", "description": "x"}
    organization = {
        "type": "organization",
        "schema": 1,
        "name": "Bent River",
        "public": True,
        "programs": [program],
        "contacts": [{"name": "Ana", "email": "ana@example.org", "phones": [{"number": "988"}]}],
        "organization_identifiers": [{"identifier_type": "EIN", "identifier": "00-0000000"}],
        "funding": [{"source": "State"}],
        "additional_websites": [{"url": "https://example.org/more"}],
    }
    body = service(
        organization_id=owner,
        program_id=program["id"],
        public=True,
        assured_date="2026-11-01",
        last_modified=moment,
        verify_every_days=30,
        culturally_specific=["Dakota"],
        restorative=True,
        capacities=[{"unit": {"name": "bed"}, "available": 2, "updated": moment}],
        schedules=[{"freq": "WEEKLY", "byday": "MO", "exceptions": [{"date": "2026-12-25"}]}],
        additional_urls=[{"url": "https://example.org/apply"}],
    )
    store(cairn, new_edit(f"organization:{owner}", organization), new_edit(SERVICE, body))

    shown = hsds.get(f"/hsds/services/{SERVICE.partition(':')[2]}").json()

    assert faults(shown, "service") == []
    assert shown["program"]["name"] == "Nights" and shown["organization"]["name"] == "Bent River"
    assert shown["schedules"][0]["exceptions"][0]["date"] == "2026-12-25"
    assert shown["capacities"][0]["unit"]["name"] == "bed"


def test_times_end_with_the_zone_where_it_is_known(cairn: Cairn, hsds: TestClient) -> None:
    hours = {"freq": "WEEKLY", "byday": "MO", "opens_at": "09:00", "closes_at": "17:00"}
    holiday = {"date": "2026-12-24", "opens_at": "09:00", "closes_at": "12:00"}
    store(
        cairn,
        new_edit(
            SERVICE,
            service(
                public=True,
                time_zone="America/Denver",
                schedules=[hours | {"exceptions": [holiday]}],
            ),
        ),
    )

    shown = hsds.get(f"/hsds/services/{SERVICE[8:]}").json()

    assert faults(shown, "service") == []
    [told] = shown["schedules"]
    assert (told["opens_at"], told["timezone"]) == ("09:00:00-07:00", -7)
    assert told["exceptions"][0]["closes_at"] == "12:00:00-07:00"


# -- What it says of itself -----------------------------------------------------


@pytest.mark.parametrize("path", ["/hsds", "/hsds/"])
def test_it_names_its_version_profile_and_description(hsds: TestClient, path: str) -> None:
    about = hsds.get(path).json()

    assert about["version"] == "3.2.3"
    for name in ("profile", "openapi_url"):
        assert hsds.get(about[name]).status_code == 200, about[name]


def test_the_openapi_document_names_what_is_there(hsds: TestClient) -> None:
    described = hsds.get("/hsds/openapi.json").json()

    assert described["openapi"] == "3.1.0"
    assert set(described["paths"]) == {"/"} | {f"/{one}" for one in PARAMETERS} | {
        f"/{one}/{{id}}" for one in PARAMETERS
    }
    for path, methods in described["paths"].items():
        url = "/hsds" + path.replace(
            "{id}", listed(hsds, path.split("/")[1])[0]["id"] if "{" in path else ""
        )
        for method in methods:
            assert hsds.request(method.upper(), url).status_code == 200, (method, url)


def test_every_reference_of_the_openapi_document_leads_somewhere(hsds: TestClient) -> None:
    described = hsds.get("/hsds/openapi.json").json()
    references = {part.split('"')[0] for part in json.dumps(described).split('"$ref": "')[1:]}

    assert references
    for reference in references:
        if reference.startswith("#/"):
            found = described
            for step in reference[2:].split("/"):
                found = found[step]
        else:
            assert hsds.get(f"/hsds/{reference}").status_code == 200, reference


def test_the_profile_lists_files_that_are_there(hsds: TestClient) -> None:
    index = hsds.get("/hsds/profile/").json()

    for path in (*index["profile"], *index["schema"]):
        assert hsds.get(f"/hsds/profile/{path}").status_code == 200
    assert hsds.get("/hsds/profile/../../settings").status_code == 404


# -- Listings -------------------------------------------------------------------


def test_one_to_one_fields_only_unless_asked_for_more(hsds: TestClient) -> None:
    for listing in ("services", "organizations"):
        for one in listed(hsds, listing):
            assert not [name for name, value in one.items() if isinstance(value, list)]
    assert any("phones" in one for one in listed(hsds, "services", full="true"))


def test_minimal_is_all_ids_on_one_page(hsds: TestClient) -> None:
    page = hsds.get("/hsds/services", params={"minimal": "true"}).json()

    assert page["total_pages"] == 1 and page["size"] == page["total_items"]
    assert all(one.keys() <= {"id", "modified_date"} for one in page["contents"])
    assert len(listed(hsds, "services", minimal="true", per_page=2)) == 2


def test_an_organization_names_its_services_or_tells_them_in_full(hsds: TestClient) -> None:
    number = listed(hsds, "organizations", search="alder house")[0]["id"]
    brief = hsds.get(f"/hsds/organizations/{number}").json()["services"]
    whole = hsds.get(f"/hsds/organizations/{number}?full_service=true").json()["services"]

    assert [one["id"] for one in brief] == [one["id"] for one in whole]
    assert not any("phones" in one for one in brief) and any("phones" in one for one in whole)


@pytest.mark.parametrize("headers", [{}, {"Accept": "application/x-ndjson"}])
def test_everything_comes_as_lines_when_asked_for(
    hsds: TestClient, headers: dict[str, str]
) -> None:
    params = {} if headers else {"format": "ndjson"}

    answer = hsds.get("/hsds/services", params=params, headers=headers)

    assert answer.headers["Content-Type"] == "application/x-ndjson"
    lines = [json.loads(line) for line in answer.text.splitlines()]
    assert [one["id"] for one in lines] == [
        one["id"] for one in listed(hsds, "services", per_page=500)
    ]


def test_no_lines_at_all_when_nothing_is_found(hsds: TestClient) -> None:
    assert hsds.get("/hsds/services?format=ndjson&search=qqqq").text == ""


@pytest.mark.parametrize("body", [{"data": {"search": "lawyer"}}, {"json": {"search": "lawyer"}}])
def test_a_question_may_be_posted(hsds: TestClient, body: Any) -> None:
    posted = hsds.post("/hsds/services", **body)

    assert posted.status_code == 200
    assert posted.json()["contents"] == listed(hsds, "services", search="lawyer")
    assert 0 < posted.json()["total_items"] < len(listed(hsds, "services"))


def test_a_posted_number_or_flag_counts_as_in_an_address(hsds: TestClient) -> None:
    page = hsds.post("/hsds/services", json={"per_page": 3, "full": True}).json()

    assert page["size"] == 3


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/hsds/services?page=0", 400),
        ("GET", "/hsds/service_at_locations?proximity=5", 400),
        ("GET", "/hsds/services/nothing", 404),
        ("GET", "/hsds/services/0b000000-0000-4000-8000-000000000009", 404),
        ("GET", "/hsds/locations", 404),
        ("PUT", "/hsds/services", 405),
        ("DELETE", "/hsds/services/x", 405),
        ("POST", "/hsds/services/x", 405),
    ],
)
def test_what_is_not_there_is_answered_in_a_sentence(
    hsds: TestClient, method: str, path: str, status: int
) -> None:
    answer = hsds.request(method, path)

    assert answer.status_code == status
    assert answer.json()["reason"].endswith(".")


def test_a_posted_body_that_is_no_object_or_too_large_is_refused(hsds: TestClient) -> None:
    assert hsds.post("/hsds/services", json=["x"]).status_code == 400
    broken = {"Content-Type": "application/json"}
    assert hsds.post("/hsds/services", content=b"{", headers=broken).status_code == 400
    assert hsds.post("/hsds/services", content=b"x" * 20_000).status_code == 413
    form = {"Content-Type": "application/x-www-form-urlencoded"}
    many = "&".join(f"a{n}=1" for n in range(60))
    assert hsds.post("/hsds/services", content=many, headers=form).status_code == 400
    deep = b'{"search": ' + b"[" * 500 + b"]" * 500 + b"}"
    assert hsds.post("/hsds/services", content=deep, headers=broken).status_code == 400


# -- ETags ------------------------------------------------------------------------


@pytest.mark.parametrize("path", ["/hsds/services", "/hsds/services?format=ndjson", "/hsds"])
def test_what_is_known_is_not_sent_again(hsds: TestClient, path: str) -> None:
    tag = hsds.get(path).headers["ETag"]

    for known in (tag, tag.removeprefix("W/"), f'"x", {tag}', "*"):
        again = hsds.get(path, headers={"If-None-Match": known})
        assert (again.status_code, again.content) == (304, b"")
        assert again.headers["ETag"] == tag
    assert hsds.get(path, headers={"If-None-Match": '"x"'}).status_code == 200


def test_pages_and_lines_have_tags_of_their_own(hsds: TestClient) -> None:
    pages = hsds.get("/hsds/services").headers["ETag"]

    assert hsds.get("/hsds/services?format=ndjson").headers["ETag"] != pages


def test_tags_change_with_what_is_public_and_only_then(cairn: Cairn, hsds: TestClient) -> None:
    number = listed(hsds, "services")[0]["id"]
    paths = ("/hsds/services", f"/hsds/services/{number}", "/hsds/organizations")

    def tags() -> list[str]:
        return [hsds.get(path).headers["ETag"] for path in paths]

    before = tags()
    private = new_edit(SERVICE, service(description="Moved"))
    store(cairn, private, new_edit("suggestion:" + SERVICE[8:], suggestion(cairn.people["dana"])))
    assert tags() == before

    store(cairn, new_edit(SERVICE, service(public=True), parent=private.path))
    assert [old == new for old, new in zip(before, tags(), strict=True)] == [False, True, False]


def test_head_tells_what_get_would(hsds: TestClient) -> None:
    head, got = hsds.head("/hsds/services"), hsds.get("/hsds/services")

    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["ETag"] == got.headers["ETag"]


# -- What must not come out -------------------------------------------------------


def test_nobody_needs_to_sign_in_and_no_cookie_is_looked_at(cairn: Cairn, hsds: TestClient) -> None:
    assert hsds.get("/hsds/services").json() == cairn.phone_of("elena").get("/hsds/services").json()
    assert "Set-Cookie" not in hsds.get("/hsds/services").headers


def test_no_answer_tells_what_is_not_public(cairn: Cairn, hsds: TestClient) -> None:
    dana = cairn.people["dana"]
    noted = suggestion(dana, note="internal note")
    store(
        cairn,
        new_edit(SERVICE, service(name="Private line")),
        new_edit("suggestion:" + SERVICE[8:], noted),
    )
    answers = []
    for listing in PARAMETERS:
        answers.append(hsds.get(f"/hsds/{listing}?format=ndjson&full=true&full_service=true").text)
        answers += [hsds.get(f"/hsds/{listing}/{one['id']}").text for one in listed(hsds, listing)]
    told = "".join(answers)

    assert "Private line" not in told and "internal" not in told and dana.member_id not in told
    national = [one for one in DEMO if b'"public":true' not in one.body]
    assert national and not any(one.doc_id.partition(":")[2] in told for one in national)
    assert hsds.get(f"/hsds/services/{SERVICE[8:]}").status_code == 404


def test_a_retired_service_says_that_it_is_gone_and_what_is_instead(
    cairn: Cairn, hsds: TestClient
) -> None:
    other = SERVICE[:-1] + "9"
    store(cairn, new_edit(SERVICE, service(public=True, state="retired", replaced_by=other)))
    alone = hsds.get(f"/hsds/services/{SERVICE[8:]}")
    store(cairn, new_edit(other, service(public=True, name="Day Line")))

    answer = hsds.get(f"/hsds/services/{SERVICE[8:]}")

    assert (alone.status_code, answer.status_code) == (410, 410)
    assert alone.json().keys() == {"error", "reason"}
    assert answer.json()["replaced_by"] == other[8:]
    assert answer.headers["Link"] == f'</hsds/services/{other[8:]}>; rel="successor-version"'
    assert "Night" not in answer.text
    assert not [one for one in listed(hsds, "services", per_page=500) if one["id"] == SERVICE[8:]]


def test_a_retired_service_that_was_not_public_is_not_there(cairn: Cairn, hsds: TestClient) -> None:
    store(cairn, new_edit(SERVICE, service(state="retired")))

    answer = hsds.get(f"/hsds/services/{SERVICE[8:]}")

    assert (answer.status_code, answer.json()["error"]) == (404, "not_found")


def test_of_the_demos_confidential_places_only_area_and_phones_are_told(hsds: TestClient) -> None:
    hidden = {one.doc_id.partition(":")[2] for one in DEMO if b'"confidential":true' in one.body}
    places = [
        one["location"] for one in listed(hsds, "service_at_locations", full="true", per_page=500)
    ]
    shown = [place for place in places if place["id"] in hidden]

    assert {place["id"] for place in shown} == hidden
    for place in shown:
        assert place.keys() <= {
            *("id", "location_type", "confidential", "area", "phones", "organization_id")
        }


def test_a_store_out_of_reach_is_told_as_such(cairn: Cairn, hsds: TestClient) -> None:
    class Unreachable(MemoryStore):
        async def changes(self, since: str = "0", **more: Any) -> Batch:
            raise UnavailableError("no route to host")

    class Roof(MemoryDatabases):
        async def open(self, name: str) -> MemoryStore:
            return Unreachable(name)

    cairn.app.state.public_directory = PublicDirectory(Roof(), DIRECTORY, cairn.deployment.check)

    assert hsds.get("/hsds/services").status_code == 503
