"""What the release promises, and what a group's worksheets keep out."""

from __future__ import annotations

import json
from typing import Any

import pytest

from cairn_server.worksheets import TemplateError, parse_template, templates
from cairn_server.worksheets.catalogue import FOLDER

RELEASE = "r-release"
HEALING = {"g1-healing-prep-survivor", "g2-healing-prep-harm"}


def release_with(question_id: str, **changes: object) -> bytes:
    raw: dict[str, Any] = json.loads((FOLDER / f"{RELEASE}.json").read_bytes())
    questions: list[dict[str, Any]] = [q for s in raw["sections"] for q in s["questions"]]
    next(q for q in questions if q["id"] == question_id).update(changes)
    return json.dumps(raw).encode()


@pytest.mark.parametrize(
    ("question_id", "flag", "problem"),
    [
        ("how", "required_all", "required_all needs a multi"),
        ("person", "default14d", "default14d needs a date"),
        ("purpose", "action:revoke", "action:revoke needs a choice"),
        ("items", "action:purge", "action:purge needs a choice"),
        ("minor_note", "required", "a note takes no answer"),
    ],
)
def test_a_flag_on_the_wrong_kind_of_question_is_refused(
    question_id: str, flag: str, problem: str
) -> None:
    with pytest.raises(TemplateError, match=f"question {question_id}, field flags: {problem}"):
        parse_template(RELEASE, release_with(question_id, flags=[flag]))


def test_what_is_filled_in_by_hand_needs_a_form_that_prints_whole() -> None:
    raw: dict[str, Any] = json.loads(release_with("copy"))
    for section in raw["sections"]:
        for question in section["questions"]:
            question["flags"] = [f for f in question.get("flags", []) if f != "action:revoke"]
    del raw["prints"]

    with pytest.raises(TemplateError, match="question log, field flags: by_hand needs a template"):
        parse_template(RELEASE, json.dumps(raw).encode())


def test_an_option_may_need_only_what_the_app_knows_of() -> None:
    options = [{"id": "no", "text": "No"}, {"id": "yes", "text": "Yes", "needs": ["magic"]}]

    with pytest.raises(TemplateError, match="question sig, option yes, need 1"):
        parse_template(RELEASE, release_with("sig", options=options))


def test_only_a_release_requires_answers() -> None:
    requiring = {
        (template.id, question.id)
        for template in templates().values()
        for question in template.questions
        if {"required", "required_all"} & set(question.flags)
    }

    assert requiring == {(RELEASE, "risk"), (RELEASE, "ends"), (RELEASE, "sig")}


def test_nothing_that_could_hurt_a_person_is_asked_of_a_group() -> None:
    hurtful = [
        (template.id, question.id)
        for template in templates().values()
        if template.about == "group"
        for question in template.questions
        if question.sensitivity == 3
    ]

    assert hurtful == []


@pytest.mark.parametrize(
    ("template_id", "question_id"),
    [
        ("a-safety-beyond-leaving", "gut"),  # of one person
        ("f2-community-conditions", "commit"),  # words have no spread
    ],
)
def test_only_picks_of_a_group_can_be_everybodys_own(template_id: str, question_id: str) -> None:
    raw: dict[str, Any] = json.loads((FOLDER / f"{template_id}.json").read_bytes())
    questions: list[dict[str, Any]] = [q for s in raw["sections"] for q in s["questions"]]
    next(q for q in questions if q["id"] == question_id)["flags"] = ["each"]

    with pytest.raises(TemplateError, match=f"question {question_id}, field flags: each needs"):
        parse_template(template_id, json.dumps(raw).encode())


def test_everybody_rates_alone_where_a_group_looks_at_conditions() -> None:
    own = [q.id for q in templates()["f2-community-conditions"].questions if "each" in q.flags]

    assert own == ["norm_rate", "econ_rate", "mind_rate", "home_rate"]


def test_every_link_leads_to_a_template_and_none_to_a_healing_process() -> None:
    linked = {
        flag.removeprefix("link:")
        for template in templates().values()
        for question in template.questions
        for flag in question.flags
        if flag.startswith("link:")
    }

    assert linked <= templates().keys() - HEALING


def test_keeping_is_offered_only_by_options_that_say_they_need_it() -> None:
    unsaid = [
        (template.id, question.id)
        for template in templates().values()
        for question in template.questions
        for option in question.options
        if option.id == "keep" and "keeping" not in option.needs
    ]

    assert unsaid == []
