from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from cairn_server.access import (
    MAX_BRANCHES,
    MAX_ENTRY_BYTES,
    MAX_GENERATION,
    MAX_SUGGESTION_BYTES,
    Access,
    Member,
    Principal,
    Subscriber,
    Upstream,
    authorize,
    databases_of,
    gate_for,
)
from cairn_server.whereabouts import names_confidential_address
from cairn_sync.document import Document, new_edit, with_path
from cairn_sync.revision import Revision
from tests.server.conftest import COMMONS, DIRECTORY, SERVICE, SHELTER, SUGGESTION, service

DANA = Member("0001", "dana", "Dana", frozenset({"advocate"}), "prairie")
ELENA = Member("0002", "elena", "Elena", frozenset({"advocate", "editor"}), "prairie")
CARMEN = Member("0003", "carmen", "Carmen", frozenset({"coordinator"}), "prairie")
NOBODY = Member("0004", "noor", "Noor", frozenset(), "prairie")
ROSA = Member("0005", "rosa", "Rosa", frozenset({"editor"}), "prairie")
UPSTREAM = Upstream("prairie")

ORGANIZATION = SERVICE.replace("service", "organization")
GLOSSARY = SERVICE.replace("service", "glossary")

SHELTER_BODY = {"type": "location", "schema": 1, "location_type": "physical", "name": "Safe house"}
STREET = {
    "addresses": [{"address_type": "physical", "address_1": "12 Elm St", "city": "Bent River"}]
}


def named(principal: Principal) -> str:
    """Return the same name in every process; a set of roles prints in any order."""
    return principal.name if isinstance(principal, Member) else type(principal).__name__


def accept_all(doc_id: str, body: Mapping[str, Any]) -> str | None:
    return None


def ask(
    principal: Principal,
    new: Document,
    *old: Document,
    database: str = DIRECTORY,
) -> str | None:
    return authorize(principal, database, old, new, check=accept_all)


def report(by: Member, **changes: Any) -> dict[str, Any]:
    body = {"type": "suggestion", "schema": 1, "about": SERVICE, "what": "closed", "note": "Shut"}
    return body | {"member": by.member_id, "state": "waiting"} | changes


def edit(
    doc_id: str, body: Mapping[str, Any], *parents: Document, deleted: bool = False
) -> Document:
    return new_edit(doc_id, body, parent=parents[0].path if parents else (), deleted=deleted)


# -- Databases ------------------------------------------------------------------------------


@pytest.mark.parametrize("principal", [DANA, ELENA, CARMEN, NOBODY, UPSTREAM], ids=named)
@pytest.mark.parametrize(
    "database",
    [
        "accounts",
        "directory-desert",
        "commons-desert",
        "directory-",
        "directory",
        "_users",
        "_replicator",
        "erasures",
        "vault-1",
        "directory-prairie-east",
        "",
    ],
)
def test_nobody_writes_to_a_database_that_is_not_theirs(
    principal: Principal, database: str
) -> None:
    assert ask(principal, edit(SERVICE, service()), database=database)


@pytest.mark.parametrize(
    ("member", "directory", "commons"),
    [
        pytest.param(DANA, Access.SUGGEST, Access.SUGGEST, id="advocate"),
        pytest.param(ELENA, Access.WRITE, Access.SUGGEST, id="editor"),
        pytest.param(CARMEN, Access.SUGGEST, Access.WRITE, id="coordinator"),
    ],
)
def test_roles_say_what_a_member_may_hold(
    member: Member, directory: Access, commons: Access
) -> None:
    assert databases_of(member) == {DIRECTORY: directory, COMMONS: commons}


# -- The directory --------------------------------------------------------------------------

BODIES = {
    SERVICE: service(),
    ORGANIZATION: {"type": "organization", "schema": 1, "name": "Bent River Shelter"},
    SHELTER: SHELTER_BODY,
}


@pytest.mark.parametrize("doc_id", BODIES)
@pytest.mark.parametrize("step", ["add", "change", "delete"])
@pytest.mark.parametrize(
    ("member", "may"),
    [(DANA, False), (ELENA, True), (CARMEN, False), (NOBODY, False), (UPSTREAM, True)],
)
def test_only_editors_write_directory_entries(
    doc_id: str, step: str, member: Principal, may: bool
) -> None:
    first = edit(doc_id, BODIES[doc_id])
    change = edit(doc_id, BODIES[doc_id] | {"name": "Renamed"}, first)
    delete = edit(doc_id, {}, first, deleted=True)
    new, old = {"add": (first, []), "change": (change, [first]), "delete": (delete, [first])}[step]

    assert (ask(member, new, *old) is None) is may


def test_a_type_that_no_directory_has_is_refused() -> None:
    assert ask(ELENA, edit(GLOSSARY, {"type": "glossary", "schema": 1}))


def test_the_directorys_own_refusal_is_passed_on() -> None:
    def refuse(doc_id: str, body: Mapping[str, Any]) -> str | None:
        return f"{body['name']} has no telephone number."

    new = edit(SERVICE, service())

    assert authorize(ELENA, DIRECTORY, [], new, check=refuse) == (
        "Bent River Night Line has no telephone number."
    )
    assert authorize(UPSTREAM, DIRECTORY, [], new, check=refuse) is None


@pytest.mark.parametrize("deleted", [False, True])
@pytest.mark.parametrize("principal", [ELENA, UPSTREAM], ids=named)
def test_of_confidential_places_the_directory_refuses_whoever_sent_them(
    principal: Principal, deleted: bool
) -> None:
    def refuse(doc_id: str, body: Mapping[str, Any]) -> str | None:
        return "The location is confidential, so it must not hold directions."

    new = edit(SHELTER, SHELTER_BODY | {"confidential": True, "directions": 7}, deleted=deleted)

    assert authorize(principal, DIRECTORY, [], new, check=refuse)


def test_a_gate_asks_the_same_rule() -> None:
    gate = gate_for(DANA, DIRECTORY, accept_all)

    assert gate([], edit(SERVICE, service())) == ask(DANA, edit(SERVICE, service()))


# -- Types and IDs ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("doc_id", "body"),
    [
        pytest.param("night-line", service(), id="no type in the ID"),
        pytest.param("service:1", service(), id="no UUID in the ID"),
        pytest.param(SERVICE.upper(), service(), id="capitals"),
        pytest.param(SERVICE + "\n", service(), id="a line end after it"),
        pytest.param("_design/all", {"views": {}}, id="a design document"),
        pytest.param(SERVICE, SHELTER_BODY, id="a type that the ID does not name"),
        pytest.param(SERVICE, {"schema": 1, "name": "Night line"}, id="no type"),
        pytest.param(SERVICE, service(schema="1"), id="a schema in quotes"),
        pytest.param(SERVICE, service(schema=True), id="a schema that is true"),
        pytest.param(SERVICE, service(schema=1.0), id="a schema with a fraction"),
    ],
)
def test_a_document_whose_id_type_or_schema_is_wrong_is_refused(
    doc_id: str, body: dict[str, Any]
) -> None:
    assert ask(ELENA, edit(doc_id, body))


def test_a_type_never_changes_over_an_id() -> None:
    old = edit(SERVICE, SHELTER_BODY)

    assert ask(ELENA, edit(SERVICE, service(), old), old)


# -- Paths ------------------------------------------------------------------------------------


def rewritten(document: Document, *revisions: str) -> Document:
    return with_path(document, tuple(map(Revision.parse, revisions)))


OLD = rewritten(edit(SERVICE, service()), "3-c", "2-b", "1-a")
NEW = edit(SERVICE, service(name="Bent River Day Line"))


@pytest.mark.parametrize(
    ("path", "may"),
    [
        pytest.param("4-d 3-c", True, id="follows the leaf"),
        pytest.param("4-d 3-c 2-b 1-a", True, id="follows it, whole"),
        pytest.param("3-d 2-b", True, id="beside it, from a version known"),
        pytest.param("2-z 1-y", True, id="made apart, from the first on"),
        pytest.param("1-y", True, id="made apart, first"),
        pytest.param("4-d 3-x", False, id="from a version never heard of"),
        pytest.param("9-z", False, id="no ancestor named"),
        pytest.param("1003-z 1002-y 3-c", True, id="a thousand ahead"),
        pytest.param("1004-z 1003-y 3-c", False, id="more than a thousand ahead"),
    ],
)
def test_a_path_must_follow_from_what_is_known(path: str, may: bool) -> None:
    new = rewritten(NEW, *path.split())

    assert (ask(ELENA, new, OLD) is None) is may


@pytest.mark.parametrize(("generation", "may"), [(1, True), (7, True), (1000, True), (1001, False)])
def test_a_document_not_known_here_may_come_with_a_past_but_not_any(
    generation: int, may: bool
) -> None:
    assert (ask(ELENA, rewritten(NEW, f"{generation}-z")) is None) is may


def test_the_upstream_may_send_any_path() -> None:
    assert ask(UPSTREAM, rewritten(NEW, "5000-z"), OLD) is None


def test_not_even_the_upstream_sends_a_version_that_nobody_could_edit() -> None:
    assert ask(UPSTREAM, rewritten(NEW, f"{MAX_GENERATION}-z")) is None
    assert ask(UPSTREAM, rewritten(NEW, f"{MAX_GENERATION + 1}-z"))


ENDED = rewritten(edit(SERVICE, {}, deleted=True), "1500-c", "1499-b")


@pytest.mark.parametrize(
    ("path", "may"),
    [
        pytest.param("1501-d 1500-c", True, id="made anew after its end"),
        pytest.param("1-y", True, id="made apart, first"),
        pytest.param("1500-y 1499-x", False, id="from a version never heard of"),
        pytest.param("2501-z 2500-y 1500-c", False, id="more than a thousand ahead"),
    ],
)
def test_a_deleted_document_is_still_one_that_exists(path: str, may: bool) -> None:
    assert (ask(ELENA, rewritten(NEW, *path.split()), ENDED) is None) is may


@pytest.mark.parametrize("deleted", [False, True])
def test_nobody_floods_an_entry_with_versions_apart(deleted: bool) -> None:
    mine = [rewritten(edit(SUGGESTION, report(DANA)), f"1-{n}") for n in range(MAX_BRANCHES)]

    assert ask(DANA, rewritten(edit(SUGGESTION, report(DANA), deleted=deleted), "1-z"), *mine)
    assert ask(DANA, rewritten(edit(SUGGESTION, {}, deleted=True), "2-z", "1-0"), *mine) is None


# -- Sizes ------------------------------------------------------------------------------------


def test_an_entry_that_phones_cannot_load_is_refused_from_members() -> None:
    long = edit(SERVICE, service(description="x" * MAX_ENTRY_BYTES))

    assert ask(ELENA, long)
    assert ask(UPSTREAM, long) is None


def test_a_report_has_room_for_a_note_and_no_more() -> None:
    assert ask(DANA, edit(SUGGESTION, report(DANA, extra="x" * MAX_SUGGESTION_BYTES)))
    assert ask(DANA, edit(SUGGESTION, report(DANA, note="ñ" * 500, answer=""))) is None


@pytest.mark.parametrize(
    ("body", "asked"),
    [
        pytest.param({}, False, id="nothing"),
        pytest.param({"type": "suggestion", "schema": 1}, False, id="what it was"),
        pytest.param({"smuggled": 1}, True, id="something else"),
        pytest.param({"type": "x" * 300}, True, id="much"),
    ],
)
def test_what_a_tombstone_still_holds_must_be_fit_for_the_directory(
    body: dict[str, Any], asked: bool
) -> None:
    def refuse(doc_id: str, body: Mapping[str, Any]) -> str | None:
        return "The document's type must be one of these."

    new = edit(SUGGESTION, body, WAITING, deleted=True)

    assert (authorize(DANA, DIRECTORY, [WAITING], new, check=refuse) is not None) is asked


# -- Suggestions ------------------------------------------------------------------------------

WAITING = edit(SUGGESTION, report(DANA))
ANSWERED = edit(SUGGESTION, report(DANA, state="accepted", answered_by=ELENA.member_id), WAITING)


@pytest.mark.parametrize("member", [DANA, ELENA, CARMEN, NOBODY], ids=named)
def test_any_member_may_report_in_their_own_name(member: Member) -> None:
    assert ask(member, edit(SUGGESTION, report(member))) is None


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param({"member": ELENA.member_id}, id="in another's name"),
        pytest.param({"member": None}, id="in nobody's name"),
        pytest.param({"state": "accepted"}, id="accepted already"),
        pytest.param({"answer": "Thanks"}, id="answered already"),
        pytest.param({"answered_by": DANA.member_id}, id="signed as answered"),
    ],
)
def test_a_report_begins_waiting_and_in_ones_own_name(changes: dict[str, Any]) -> None:
    assert ask(DANA, edit(SUGGESTION, report(DANA, **changes)))


@pytest.mark.parametrize(
    ("member", "old", "body", "may"),
    [
        pytest.param(DANA, WAITING, report(DANA, note="Moved"), True, id="author, waiting"),
        pytest.param(DANA, ANSWERED, report(DANA, note="Moved"), False, id="author, answered"),
        pytest.param(DANA, WAITING, report(CARMEN), False, id="author signs it over"),
        pytest.param(DANA, WAITING, report(DANA, state="accepted"), False, id="author answers"),
        pytest.param(CARMEN, WAITING, report(CARMEN), False, id="somebody else takes it over"),
        pytest.param(
            CARMEN, WAITING, report(DANA, note="No"), False, id="somebody else changes it"
        ),
        pytest.param(
            CARMEN, WAITING, report(DANA, state="declined"), False, id="somebody else answers"
        ),
        pytest.param(
            ELENA,
            WAITING,
            report(
                DANA,
                state="accepted",
                answer="Thanks",
                answered_by=ELENA.member_id,
                answered_at="2026-11-21T09:00:00Z",
            ),
            True,
            id="editor answers",
        ),
        pytest.param(
            ELENA, ANSWERED, report(DANA, state="declined"), True, id="editor thinks again"
        ),
        pytest.param(
            ELENA,
            WAITING,
            report(DANA, state="accepted", answered_by=CARMEN.member_id),
            False,
            id="editor answers in another's name",
        ),
        pytest.param(
            ROSA,
            ANSWERED,
            report(DANA, state="declined", answered_by=ELENA.member_id),
            False,
            id="editor changes another's answer and leaves their name under it",
        ),
        pytest.param(
            ROSA,
            ANSWERED,
            report(DANA, state="declined", answered_by="0005"),
            True,
            id="editor thinks again about another's answer",
        ),
        pytest.param(
            ELENA,
            WAITING,
            report(DANA, state="accepted", note="Fine"),
            False,
            id="editor changes what it says",
        ),
        pytest.param(
            ELENA, WAITING, report(ELENA, state="accepted"), False, id="editor changes whose it is"
        ),
    ],
)
def test_who_may_change_a_report(
    member: Member, old: Document, body: dict[str, Any], may: bool
) -> None:
    assert (ask(member, edit(SUGGESTION, body, old), old) is None) is may


@pytest.mark.parametrize(
    ("member", "old", "may"),
    [
        pytest.param(DANA, WAITING, True, id="author, waiting"),
        pytest.param(DANA, ANSWERED, False, id="author, answered"),
        pytest.param(CARMEN, WAITING, False, id="another"),
        pytest.param(ELENA, WAITING, True, id="editor"),
        pytest.param(ELENA, ANSWERED, True, id="editor, answered"),
    ],
)
def test_who_may_take_a_report_back(member: Member, old: Document, may: bool) -> None:
    assert (ask(member, edit(SUGGESTION, {}, old, deleted=True), old) is None) is may


def test_a_report_that_was_never_made_cannot_be_taken_back() -> None:
    assert ask(DANA, edit(SUGGESTION, {}, deleted=True))


def test_of_two_versions_both_must_be_the_authors() -> None:
    hers, others = edit(SUGGESTION, report(CARMEN)), edit(SUGGESTION, report(DANA))

    assert ask(DANA, edit(SUGGESTION, report(DANA, note="Mine"), others), hers, others)


# -- Confidential places -----------------------------------------------------------------------

LEADING = [
    pytest.param(STREET, id="street"),
    pytest.param({"addresses": [{"address_2": "Back door"}]}, id="second line"),
    pytest.param({"addresses": [{"postal_code": "59000"}]}, id="postal code"),
    pytest.param({"latitude": 46.87}, id="latitude"),
    pytest.param({"longitude": 0}, id="longitude, were it zero"),
    pytest.param({"transportation": "Bus 4 to the end"}, id="transportation"),
    pytest.param({"url": "https://map.example.org"}, id="url"),
    pytest.param({"description": "Behind the mill"}, id="description"),
    pytest.param({"addresses": {"odd": {"address_1": "12 Elm St"}}}, id="a shape nobody expects"),
]


@pytest.mark.parametrize("fields", LEADING)
@pytest.mark.parametrize("deleted", [False, True])
@pytest.mark.parametrize("principal", [ELENA, UPSTREAM], ids=named)
def test_nobody_stores_the_way_to_a_confidential_place(
    principal: Principal, deleted: bool, fields: dict[str, Any]
) -> None:
    body = SHELTER_BODY | {"confidential": True} | fields

    reason = ask(principal, edit(SHELTER, body, deleted=deleted))

    assert reason is not None
    assert "confidential" in reason
    assert "Elm" not in reason


@pytest.mark.parametrize("principal", [ELENA, UPSTREAM], ids=named)
def test_a_confidential_place_is_not_opened_up_under_its_id(principal: Principal) -> None:
    old = edit(SHELTER, SHELTER_BODY | {"confidential": True})

    assert ask(principal, edit(SHELTER, SHELTER_BODY | STREET, old), old)


def test_a_city_and_a_telephone_do_not_lead_to_a_door() -> None:
    body = SHELTER_BODY | {
        "confidential": True,
        "addresses": [{"address_type": "physical", "city": "Bent River", "country": "US"}],
        "phones": [{"number": "555-0134", "description": "Any hour"}],
    }

    assert not names_confidential_address(body)
    assert ask(ELENA, edit(SHELTER, body)) is None


def test_an_open_place_may_have_an_address() -> None:
    assert ask(ELENA, edit(SHELTER, SHELTER_BODY | STREET)) is None


@pytest.mark.parametrize("principal", [ELENA, UPSTREAM], ids=named)
@pytest.mark.parametrize("mark", [True, 1, "yes"])
def test_no_confidential_place_hides_inside_another_entry(principal: Principal, mark: Any) -> None:
    within = {"service_at_locations": [{"location": {"confidential": mark, "street": "12 Elm"}}]}

    assert ask(principal, edit(SERVICE, service() | within))


@pytest.mark.parametrize("principal", [ELENA, UPSTREAM], ids=named)
def test_only_places_are_marked_confidential(principal: Principal) -> None:
    assert ask(principal, edit(SERVICE, service(confidential=True, street="12 Elm")))


@pytest.mark.parametrize("principal", [ELENA, UPSTREAM], ids=named)
@pytest.mark.parametrize("deleted", [False, True])
def test_without_its_mark_a_place_gains_nothing_that_it_could_not_hold_with_it(
    principal: Principal, deleted: bool
) -> None:
    def check(doc_id: str, body: Mapping[str, Any]) -> str | None:
        return "It must not hold street." if body.get("confidential") and "street" in body else None

    old = edit(SHELTER, SHELTER_BODY | {"confidential": True})
    opened = edit(SHELTER, SHELTER_BODY | {"street": "12 Elm"}, old, deleted=deleted)
    bare = edit(SHELTER, SHELTER_BODY, old, deleted=deleted)

    assert authorize(principal, DIRECTORY, [old], opened, check=check)
    assert authorize(principal, DIRECTORY, [old], bare, check=check) is None


LISTED = edit(SHELTER, SHELTER_BODY | STREET)
TAKEN_OUT = edit(SHELTER, {}, LISTED, deleted=True)


@pytest.mark.parametrize(
    ("parent", "old"),
    [
        pytest.param(LISTED, [TAKEN_OUT], id="made before, sent after"),
        pytest.param(TAKEN_OUT, [TAKEN_OUT], id="made on top"),
    ],
)
def test_an_address_does_not_come_back_under_the_id_of_a_place_taken_out(
    parent: Document, old: list[Document]
) -> None:
    late = edit(SHELTER, SHELTER_BODY | STREET | {"name": "Renamed"}, parent)

    assert ask(ELENA, late, *old)
    assert ask(ELENA, edit(SHELTER, SHELTER_BODY, parent), *old) is None
    assert ask(ELENA, late, LISTED, *old) is None  # one version of it is still listed


def test_taking_out_a_confidential_place_may_keep_the_mark() -> None:
    def refuse(doc_id: str, body: Mapping[str, Any]) -> str | None:
        return "The location must have a location_type."

    old = edit(SHELTER, SHELTER_BODY | {"confidential": True})
    mark = {"type": "location", "schema": 1, "confidential": True}
    new = edit(SHELTER, mark, old, deleted=True)

    for principal in (ELENA, UPSTREAM):
        assert authorize(principal, DIRECTORY, [old], new, check=refuse) is None


def test_a_place_is_made_confidential_without_its_record_of_changes() -> None:
    listed = edit(SHELTER, SHELTER_BODY)
    books = {"name": {"dot": f"1-{'a' * 32}"}}
    hidden = SHELTER_BODY | {"confidential": True}

    with_books = ask(ELENA, edit(SHELTER, hidden | {"edits": books}, listed), listed)

    assert with_books == "To make a place confidential, leave out its record of changes."
    assert ask(ELENA, edit(SHELTER, hidden, listed), listed) is None


# -- Others' directories, and notes about their entries ------------------------

NETWORK = "network-6f1c2d3e00094a5b8c6d000000000009"
NOTE = SERVICE.replace("service", "note")


def note(by: Member, **changes: Any) -> dict[str, Any]:
    body = {"type": "note", "schema": 1, "about": SERVICE, "text": "Ask for Pat"}
    return body | {"member": by.member_id} | changes


def test_members_read_the_networks_that_there_are() -> None:
    assert databases_of(DANA, [NETWORK])[NETWORK] == Access.READ
    assert NETWORK not in databases_of(DANA)


@pytest.mark.parametrize("principal", [ELENA, CARMEN, UPSTREAM], ids=named)
def test_nobody_but_the_server_itself_writes_to_a_network(principal: Principal) -> None:
    assert ask(principal, new_edit(SERVICE, service()), database=NETWORK)


def test_what_is_fetched_goes_into_its_own_network_and_nowhere_else() -> None:
    fetching = Subscriber("prairie", NETWORK)
    entry = new_edit(SERVICE, service())

    assert ask(fetching, entry, database=NETWORK) is None
    assert ask(fetching, entry)
    assert ask(fetching, entry, database=NETWORK.replace("9", "8"))
    assert ask(Subscriber("prairie", DIRECTORY), entry)
    assert ask(fetching, new_edit(NOTE, note(ELENA)), database=NETWORK)


def test_what_is_fetched_holds_no_way_to_a_confidential_place() -> None:
    fetching = Subscriber("prairie", NETWORK)
    secret = new_edit(SHELTER, SHELTER_BODY | {"confidential": True})

    assert ask(fetching, secret, database=NETWORK) is None
    assert ask(fetching, new_edit(SHELTER, SHELTER_BODY | STREET | {"confidential": True}),
               database=NETWORK)  # fmt: skip
    opened = new_edit(SHELTER, SHELTER_BODY | STREET, parent=secret.path)
    assert ask(fetching, opened, secret, database=NETWORK)


def test_editors_write_notes_in_their_own_name_and_nobody_else_does() -> None:
    assert ask(ELENA, new_edit(NOTE, note(ELENA))) is None
    assert ask(ELENA, new_edit(NOTE, note(ROSA)))
    assert ask(DANA, new_edit(NOTE, note(DANA)))
    assert ask(CARMEN, new_edit(NOTE, note(CARMEN)))


def test_a_note_is_removed_by_any_editor_and_changed_by_none() -> None:
    written = new_edit(NOTE, note(ELENA))

    assert ask(ROSA, new_edit(NOTE, {}, parent=written.path, deleted=True), written) is None
    assert ask(DANA, new_edit(NOTE, {}, parent=written.path, deleted=True), written)
    assert ask(ELENA, new_edit(NOTE, note(ELENA, text="Else"), parent=written.path), written)
