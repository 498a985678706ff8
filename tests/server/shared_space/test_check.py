from __future__ import annotations

from copy import deepcopy
from typing import Any

import pytest

from cairn_server.commons import SHARED_TYPES
from cairn_server.shared_space.check import PROGRAM_ID, check_shared, group_sheet_id, worksheet_id
from cairn_server.worksheets import templates
from tests.server.conftest import program
from tests.server.shared_space.documents import (
    DANA_ID,
    ELENA_ID,
    GROUP,
    GROUP_ID,
    TEMPLATE,
    answer,
    draft,
    group_worksheet,
    sheet,
    survey,
    worksheet,
)

DRAFT_ID = "worksheet_draft:6f1c2d3e-0005-4a5b-8c6d-000000000005"
SURVEY_ID = "survey:6f1c2d3e-0006-4a5b-8c6d-000000000006"
SHEET_ID = group_sheet_id(GROUP, DANA_ID)
NIGHT_SHIFT = worksheet_id("night-shift")

SOUND = {
    PROGRAM_ID: program(),
    NIGHT_SHIFT: worksheet(),
    DRAFT_ID: draft(),
    GROUP_ID: group_worksheet(),
    SHEET_ID: sheet(),
    SURVEY_ID: survey(),
}
WHOLE = program(
    name={"en": "Bent River Advocates"},
    must_report={"en": "Harm to a child.", "es": "Daño a un menor."},
    interpreter_line={"number": "555-0100", "note": {"en": "Say the language first."}},
    how_long={"en": "Up to 90 days."},
    confidentiality={"en": "What you say stays with us."},
    updated_on="2026-11-20",
    updated_by=DANA_ID,
)


def answered(place: str, value: Any = "yes", **changes: Any) -> dict[str, Any]:
    return sheet(answers={place: [answer(value)]}, **changes)


def template(**changes: Any) -> dict[str, Any]:
    return deepcopy(TEMPLATE) | changes


def test_every_type_that_may_be_written_has_a_shape() -> None:
    assert {doc_id.partition(":")[0] for doc_id in SOUND} == SHARED_TYPES


@pytest.mark.parametrize("doc_id", SOUND)
def test_a_sound_document_passes(doc_id: str) -> None:
    assert check_shared(doc_id, SOUND[doc_id]) is None


def test_a_page_about_the_program_may_hold_every_fact() -> None:
    assert check_shared(PROGRAM_ID, WHOLE) is None


@pytest.mark.parametrize("doc_id", SOUND)
@pytest.mark.parametrize("changes", [{"more": 1}, {"schema": 2}, {"schema": True}, {"type": "x"}])
def test_what_a_type_does_not_name_it_does_not_hold(doc_id: str, changes: dict[str, Any]) -> None:
    refusal = check_shared(doc_id, SOUND[doc_id] | changes)

    assert refusal is not None
    assert refusal.endswith(".")


@pytest.mark.parametrize(
    ("doc_id", "body", "sentence"),
    [
        pytest.param(
            PROGRAM_ID,
            program(line_24h={"number": "call us"}),
            "The program's line_24h.number must be a phone number such as 555-0134.",
            id="number",
        ),
        pytest.param(
            PROGRAM_ID,
            program(how_long={"en": " "}),
            "The program's how_long.en must be left out rather than empty.",
            id="blank",
        ),
        pytest.param(
            PROGRAM_ID,
            program(must_report={"en": "x" * 4001}),
            "The program's must_report.en must be at most 4000 letters long.",
            id="long",
        ),
        pytest.param(
            PROGRAM_ID,
            program(fee={"en": "None"}),
            "The program's fee is not known here.",
            id="unknown fact",
        ),
        pytest.param(
            PROGRAM_ID.replace("0001", "0002"),
            program(),
            "A collaborative has one page about its program, and this is another.",
            id="second page",
        ),
        pytest.param(
            worksheet_id("day-shift"),
            worksheet(),
            "A worksheet's ID must follow from its template's.",
            id="foreign worksheet ID",
        ),
        pytest.param(
            group_sheet_id(GROUP, ELENA_ID),
            sheet(),
            "A sheet's ID must follow from its group worksheet's and its member's.",
            id="foreign sheet ID",
        ),
        pytest.param(
            GROUP_ID,
            group_worksheet(finished_on="2026-12-01"),
            "The group worksheet must have no finished_on while it is open.",
            id="finished and open",
        ),
        pytest.param(
            SURVEY_ID,
            survey(smallest=4),
            "The survey's smallest must be at least 5.",
            id="small cell",
        ),
        pytest.param(
            SURVEY_ID,
            survey(closes_on="2026-11-01"),
            "The survey must not have a closes_on before its opens_on.",
            id="closes before it opens",
        ),
    ],
)
def test_a_fault_is_said_in_a_sentence(doc_id: str, body: dict[str, Any], sentence: str) -> None:
    assert check_shared(doc_id, body) == sentence


# -- Worksheets -----------------------------------------------------------------------------


@pytest.mark.parametrize("template_id", templates())
def test_every_worksheet_that_comes_with_cairn_could_be_published(template_id: str) -> None:
    raw = templates()[template_id].model_dump(mode="json", by_alias=True, exclude_none=True)
    body = worksheet(template=raw, words={"es": {f"{template_id}#title": "Título"}})

    assert check_shared(worksheet_id(template_id), body) is None


def test_an_unsound_worksheet_is_refused_with_the_place() -> None:
    broken = template()
    broken["sections"][0]["questions"][0]["show_if"] = "missing == 'yes'"

    refusal = check_shared(NIGHT_SHIFT, worksheet(template=broken))

    assert refusal is not None
    assert "template night-shift, section plan, question who_calls, field show_if" in refusal


def test_a_malformed_worksheet_is_refused_with_the_place() -> None:
    broken = template(version="1")

    assert check_shared(NIGHT_SHIFT, worksheet(template=broken)) == (
        "This worksheet cannot be published: template night-shift, field version: "
        "Input should be a valid integer."
    )


@pytest.mark.parametrize("raw", [{}, {"id": 7}, {"id": ["night-shift"]}])
def test_a_template_without_a_name_is_refused(raw: dict[str, Any]) -> None:
    assert check_shared(NIGHT_SHIFT, worksheet(template=raw))


def test_a_worksheet_with_no_end_is_refused_before_it_is_read() -> None:
    """Each write and each phone's answer checks it: 80,000 faults took four seconds."""
    endless = template()
    endless["sections"][0]["questions"] = [{}] * 5_000

    refusal = check_shared(NIGHT_SHIFT, worksheet(template=endless))

    assert refusal is not None
    assert "more than 5,000" in refusal


def test_a_worksheet_may_not_share_what_every_sheet_would_be_refused_for() -> None:
    raw = templates()["e-community-connections"].model_dump(mode="json", by_alias=True)
    doc_id = worksheet_id("e-community-connections")
    assert check_shared(doc_id, worksheet(template=raw)) is None
    questions = [q for section in raw["sections"] for q in section["questions"]]
    held = next(q for q in questions if q["sensitivity"] > 0 and q["type"] not in ("note", "talk"))
    held["sensitivity"] = 0

    refusal = check_shared(doc_id, worksheet(template=raw))

    assert refusal is not None
    assert f"question {held['id']}: it is only for talking about" in refusal


def test_an_unsound_worksheet_can_still_be_withdrawn() -> None:
    assert (
        check_shared(NIGHT_SHIFT, worksheet(template={"id": "night-shift"}, state="retired"))
        is None
    )


def test_a_question_may_not_take_the_name_that_marks_places() -> None:
    marked = template()
    marked["sections"][0]["questions"][0]["id"] = "confidential"

    assert check_shared(NIGHT_SHIFT, worksheet(template=marked))


# -- Sheets ---------------------------------------------------------------------------------


@pytest.mark.parametrize("value", ["yes", "", 3, 2.5, True, None, [], ["one", "two"]], ids=repr)
def test_an_answer_may_be_any_that_a_question_takes(value: Any) -> None:
    assert check_shared(SHEET_ID, answered("review", value)) is None


@pytest.mark.parametrize(
    "value", [{}, [1], [[]], "x" * 10_001, ["x"] * 101], ids=lambda v: repr(v)[:9]
)
def test_an_answer_is_nothing_else(value: Any) -> None:
    assert check_shared(SHEET_ID, answered("review", value))


def test_a_field_of_a_row_is_named_by_question_row_and_field() -> None:
    assert check_shared(SHEET_ID, answered(f"sign/{GROUP}/on")) is None


def test_a_row_that_was_taken_away_is_named_by_question_and_row() -> None:
    assert check_shared(SHEET_ID, answered(f"sign/{GROUP}", value=True)) is None


def test_two_answers_of_one_member_may_stand_at_one_place() -> None:
    two = [answer("2027-05-20"), answer("2027-06-20", by="1f1e2d3c4b5a6978")]

    assert check_shared(SHEET_ID, sheet(answers={"review": two})) is None


@pytest.mark.parametrize(
    "entries",
    [
        [],
        {"value": "yes", "dot": 1},
        [answer("yes", by=DANA_ID)],
        [answer("yes", dot=0)],
        [answer("yes", seen={DANA_ID: 1})],
        [answer("yes", more=1)],
    ],
    ids=lambda entries: repr(entries)[:30],
)
def test_an_answer_says_which_it_is_and_what_it_follows(entries: Any) -> None:
    assert check_shared(SHEET_ID, sheet(answers={"review": entries}))


@pytest.mark.parametrize("place", ["", "Review", "review/1", "sign/on", f"sign/{GROUP}/on/x"])
def test_an_answer_stands_at_a_place(place: str) -> None:
    assert check_shared(SHEET_ID, answered(place))


def outside_sharing() -> list[tuple[str, str]]:
    return [
        (template.id, question.id)
        for template in templates().values()
        if template.about == "group"
        for question in template.questions
        if question.sensitivity > 0 or question.type.value in ("note", "talk")
    ]


@pytest.mark.parametrize(("template_id", "question"), outside_sharing())
def test_what_may_point_at_a_person_is_not_shared(template_id: str, question: str) -> None:
    refusal = check_shared(SHEET_ID, answered(question, template=template_id))

    assert refusal == f"The answer to {question!r} is only for talking about, not for sharing."


def test_a_worksheet_about_a_person_is_not_filled_in_by_a_group() -> None:
    about_a_person = "a-safety-beyond-leaving"

    assert check_shared(SHEET_ID, sheet(template=about_a_person, answers={}))
    assert check_shared(GROUP_ID, group_worksheet(template=about_a_person))


def test_a_worksheet_of_the_collaborative_may_ask_what_it_likes() -> None:
    assert check_shared(SHEET_ID, answered("who_calls", template="night-shift")) is None
