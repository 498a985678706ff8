from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from cairn_server.access import Member, Principal, Upstream, authorize
from cairn_server.body import check_body
from cairn_server.shared_space.check import PROGRAM_ID, group_sheet_id, worksheet_id
from cairn_sync.document import Document, new_edit
from tests.server.conftest import COMMONS, DIRECTORY, SERVICE, SHELTER, program, service
from tests.server.shared_space.documents import (
    CARMEN_ID,
    DANA_ID,
    ELENA_ID,
    GROUP,
    GROUP_ID,
    draft,
    group_worksheet,
    sheet,
    survey,
    worksheet,
)

DANA = Member(DANA_ID, "dana", "Dana", frozenset({"advocate"}), "prairie")
ELENA = Member(ELENA_ID, "elena", "Elena", frozenset({"advocate", "editor"}), "prairie")
CARMEN = Member(CARMEN_ID, "carmen", "Carmen", frozenset({"coordinator"}), "prairie")
UPSTREAM = Upstream("prairie")

DRAFT_ID = "worksheet_draft:6f1c2d3e-0005-4a5b-8c6d-000000000005"
SURVEY_ID = "survey:6f1c2d3e-0006-4a5b-8c6d-000000000006"
DANAS_SHEET = group_sheet_id(GROUP, DANA_ID)

COORDINATORS = {
    PROGRAM_ID: program(),
    worksheet_id("night-shift"): worksheet(),
    DRAFT_ID: draft(),
    SURVEY_ID: survey(),
}
EVERYTHING = COORDINATORS | {GROUP_ID: group_worksheet(), DANAS_SHEET: sheet()}


def ask(principal: Principal, new: Document, *old: Document, database: str = COMMONS) -> str | None:
    return authorize(principal, database, old, new, check=check_body)


def edit(
    doc_id: str, body: Mapping[str, Any], *parents: Document, deleted: bool = False
) -> Document:
    return new_edit(doc_id, body, parent=parents[0].path if parents else (), deleted=deleted)


def removal(of: Document, **body: Any) -> Document:
    return edit(of.doc_id, body, of, deleted=True)


@pytest.mark.parametrize("doc_id", COORDINATORS)
@pytest.mark.parametrize("step", ["add", "change", "remove"])
@pytest.mark.parametrize(
    ("member", "may"), [(DANA, False), (ELENA, False), (CARMEN, True), (UPSTREAM, True)]
)
def test_coordinators_write_what_all_work_by(
    doc_id: str, step: str, member: Principal, may: bool
) -> None:
    first = edit(doc_id, COORDINATORS[doc_id])
    new, old = {
        "add": (first, []),
        "change": (edit(doc_id, COORDINATORS[doc_id], first), [first]),
        "remove": (removal(first), [first]),
    }[step]

    assert (ask(member, new, *old) is None) is may


@pytest.mark.parametrize("doc_id", COORDINATORS)
def test_nobody_signs_for_another(doc_id: str) -> None:
    body = COORDINATORS[doc_id]
    signed = {k: DANA_ID for k in ("updated_by", "published_by", "started_by") if k in body}
    if doc_id == PROGRAM_ID:
        signed = {"updated_by": DANA_ID}

    assert ask(CARMEN, edit(doc_id, body | signed)) == "A change must be made in your own name."


def test_what_another_coordinator_signed_may_be_kept_as_it_stands() -> None:
    first = edit(PROGRAM_ID, program(updated_by=ELENA_ID))
    chosen = edit(PROGRAM_ID, program(updated_by=ELENA_ID, how_long={"en": "A day"}), first)

    assert ask(CARMEN, chosen, first) is None


# -- Group worksheets -----------------------------------------------------------------------


@pytest.mark.parametrize("member", [DANA, ELENA, CARMEN])
def test_any_member_starts_a_group_worksheet(member: Member) -> None:
    assert ask(member, edit(GROUP_ID, group_worksheet(started_by=member.member_id))) is None


def test_a_group_worksheet_is_started_in_ones_own_name() -> None:
    assert ask(ELENA, edit(GROUP_ID, group_worksheet())) == (
        "A group worksheet must be started in your own name."
    )


@pytest.mark.parametrize(("member", "may"), [(DANA, True), (ELENA, False), (CARMEN, True)])
def test_who_started_a_group_worksheet_and_coordinators_finish_and_remove_it(
    member: Member, may: bool
) -> None:
    first = edit(GROUP_ID, group_worksheet())
    finished = group_worksheet(state="finished", finished_on="2026-12-01")

    assert (ask(member, edit(GROUP_ID, finished, first), first) is None) is may
    assert (ask(member, removal(first), first) is None) is may


@pytest.mark.parametrize(("member", "may"), [(DANA, True), (ELENA, False), (CARMEN, True)])
def test_who_may_remove_a_group_worksheet_may_bring_it_back(member: Member, may: bool) -> None:
    gone = removal(edit(GROUP_ID, group_worksheet()))

    assert (ask(member, edit(GROUP_ID, group_worksheet(), gone), gone) is None) is may


@pytest.mark.parametrize(
    "change",
    [
        {"started_by": CARMEN_ID},
        {"started_on": "2026-01-01"},
        {"template": "e-community-connections"},
    ],
)
@pytest.mark.parametrize("member", [DANA, CARMEN])
def test_where_a_group_worksheet_comes_from_never_changes(
    member: Member, change: dict[str, Any]
) -> None:
    first = edit(GROUP_ID, group_worksheet())

    assert ask(member, edit(GROUP_ID, group_worksheet(**change), first), first)


# -- Sheets ---------------------------------------------------------------------------------


@pytest.mark.parametrize(("member", "may"), [(DANA, True), (ELENA, False), (CARMEN, False)])
def test_nobody_fills_in_anothers_sheet(member: Member, may: bool) -> None:
    first = edit(DANAS_SHEET, sheet())

    assert (ask(member, first) is None) is may
    assert (ask(member, edit(DANAS_SHEET, sheet(answers={}), first), first) is None) is may


@pytest.mark.parametrize(("member", "may"), [(DANA, True), (ELENA, False), (CARMEN, True)])
def test_a_sheet_is_removed_by_its_member_or_a_coordinator(member: Member, may: bool) -> None:
    first = edit(DANAS_SHEET, sheet())

    assert (ask(member, removal(first), first) is None) is may


def test_a_sheet_changes_hands_never() -> None:
    first = edit(DANAS_SHEET, sheet())

    assert ask(ELENA, edit(DANAS_SHEET, sheet(member=ELENA_ID), first), first)
    assert ask(DANA, edit(DANAS_SHEET, sheet(member=ELENA_ID), first), first)


def test_a_sheet_in_another_members_name_is_refused_whatever_its_id() -> None:
    new = edit(group_sheet_id(GROUP, ELENA_ID), sheet(member=ELENA_ID))

    assert ask(DANA, new) == "Answers must be given in your own name."


def test_a_sheet_stays_with_its_form() -> None:
    first = edit(DANAS_SHEET, sheet())
    moved = edit(DANAS_SHEET, sheet(template="night-shift"), first)

    assert ask(DANA, moved, first) == (
        "Answers stay with the group worksheet that they were given in."
    )


def test_of_two_versions_of_a_sheet_either_may_be_gone_on_from() -> None:
    first = edit(DANAS_SHEET, sheet())
    one = edit(DANAS_SHEET, sheet(answers={}), first)
    other = edit(DANAS_SHEET, sheet(), first)

    assert ask(DANA, edit(DANAS_SHEET, sheet(), one), one, other) is None
    assert ask(DANA, removal(other), one, other) is None


def test_a_sheet_that_was_removed_meanwhile_takes_no_harm_from_another_removal() -> None:
    first = edit(DANAS_SHEET, sheet())
    gone = removal(first)

    assert ask(DANA, removal(first, type="group_sheet"), gone) is None


@pytest.mark.parametrize("doc_id", [GROUP_ID, DANAS_SHEET])
def test_what_was_never_there_is_not_removed(doc_id: str) -> None:
    assert ask(DANA, edit(doc_id, {}, deleted=True)) == "There is nothing here to remove."


# -- Removal --------------------------------------------------------------------------------


@pytest.mark.parametrize("doc_id", EVERYTHING)
def test_coordinators_may_remove_anything(doc_id: str) -> None:
    first = edit(doc_id, EVERYTHING[doc_id])

    assert ask(CARMEN, removal(first), first) is None


@pytest.mark.parametrize("doc_id", EVERYTHING)
@pytest.mark.parametrize("member", [DANA, CARMEN])
def test_what_is_removed_leaves_nothing_behind(doc_id: str, member: Member) -> None:
    first = edit(doc_id, EVERYTHING[doc_id])

    assert ask(member, removal(first, answers={"one": "still here"}), first)


# -- What belongs where ---------------------------------------------------------------------


@pytest.mark.parametrize("member", [DANA, CARMEN])
def test_the_shared_space_holds_nothing_else(member: Member) -> None:
    glossary = SERVICE.replace("service", "glossary")
    refusal = ask(member, edit(glossary, {"type": "glossary", "schema": 1}))

    assert refusal == "The shared space holds no documents of type 'glossary'."
    assert ask(CARMEN, edit(SERVICE, service()))


@pytest.mark.parametrize("doc_id", EVERYTHING)
def test_the_directory_holds_nothing_of_the_shared_space(doc_id: str) -> None:
    editor = Member(DANA_ID, "dana", "Dana", frozenset({"editor", "coordinator"}), "prairie")

    assert ask(editor, edit(doc_id, EVERYTHING[doc_id]), database=DIRECTORY)


@pytest.mark.parametrize("doc_id", EVERYTHING)
def test_what_the_upstream_sends_is_kept_as_it_came(doc_id: str) -> None:
    kind = doc_id.partition(":")[0]

    assert ask(UPSTREAM, edit(doc_id, {"type": kind, "schema": 2, "more": True})) is None


def test_not_even_the_upstream_brings_the_address_of_a_confidential_place() -> None:
    place = {"type": "location", "confidential": True, "addresses": [{"address_1": "12 Elm St"}]}

    assert ask(UPSTREAM, edit(SHELTER, place))


def test_a_worksheet_is_at_most_what_a_phone_can_take() -> None:
    long = draft(template={"id": "night-shift", "note": "x" * 256 * 1024})

    assert ask(CARMEN, edit(DRAFT_ID, long)) == "This entry is too long to be sent to phones."
