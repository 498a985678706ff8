from __future__ import annotations

import copy
import json
import re
from collections.abc import Callable
from typing import Any

import pytest

from cairn_server.worksheets import TemplateError, parse_template, strings_of, templates
from cairn_server.worksheets.catalogue import FOLDER

# What each template has to hold, counted once by hand: a slip of the editor shows here.
COUNTS = {  # sections, questions, options (those of row fields too), row fields, strings
    "a-safety-beyond-leaving": (15, 64, 226, 17, 413),
    "b-children-teens": (8, 34, 145, 9, 224),
    "c-tech-safety": (7, 24, 121, 3, 182),
    "d-economic-housing": (7, 27, 200, 5, 257),
    "e-community-connections": (12, 35, 114, 11, 200),
    "f1-community-voices": (6, 33, 112, 0, 169),
    "f2-community-conditions": (8, 33, 43, 11, 143),
    "g1-healing-prep-survivor": (6, 27, 75, 4, 136),
    "g2-healing-prep-harm": (3, 15, 27, 3, 66),
    "g3-keeper-checklist": (3, 16, 54, 0, 84),
    "h1-disclosure-pocket-guide": (1, 10, 0, 0, 28),
    "h2-warm-referral": (4, 16, 66, 0, 99),
    "h3-joint-protocol": (3, 13, 20, 9, 55),
    "i-collaborative-reflection": (13, 39, 83, 6, 172),
    "r-release": (4, 15, 33, 3, 70),
}
SAFETY = "a-safety-beyond-leaving"
Change = Callable[[dict[str, Any]], None]


def raw_safety() -> dict[str, Any]:
    """Return the safety plan's JSON, free to spoil."""
    raw: dict[str, Any] = json.loads((FOLDER / f"{SAFETY}.json").read_bytes())
    return copy.deepcopy(raw)


def question(raw: dict[str, Any], question_id: str) -> dict[str, Any]:
    questions: list[dict[str, Any]] = [q for s in raw["sections"] for q in s["questions"]]
    return next(q for q in questions if q["id"] == question_id)


def problems_after(change: Change) -> list[str]:
    raw = raw_safety()
    change(raw)
    with pytest.raises(TemplateError) as refused:
        parse_template(SAFETY, json.dumps(raw).encode())
    return refused.value.problems


def test_every_template_is_there_and_sound() -> None:
    assert templates().keys() == COUNTS.keys()


@pytest.mark.parametrize("template_id", COUNTS)
def test_nothing_of_a_template_was_lost(template_id: str) -> None:
    template = templates()[template_id]
    fields = [field for q in template.questions for field in q.fields]
    options = [o for q in template.questions for o in q.options]
    options += [o for field in fields for o in field.options]
    strings = list(strings_of(template))

    counted = (len(template.sections), len(template.questions), len(options), len(fields))
    assert (*counted, len(strings)) == COUNTS[template_id]
    assert len({string.context for string in strings}) == len(strings)


def test_what_could_hurt_if_seen_is_never_stored_when_it_is_only_talked_about() -> None:
    for template in templates().values():
        for asked in template.questions:
            if asked.type == "talk":
                assert "nosave" in asked.flags, asked.id


# A survey keeps sums only. Of a warm referral nothing is kept, which is less than it allows.
PROMISES_KEPT_NOW = {"f1-community-voices", "h2-warm-referral"}


def test_a_worksheet_that_promises_more_than_to_keep_nothing_needs_what_keeps_the_promise() -> None:
    """Until the phone can do it, such a worksheet is not shown there: see docs/worksheets.md."""
    for template in templates().values():
        if template.id in PROMISES_KEPT_NOW or template.about == "group":
            assert not template.needs, template.id
            continue
        assert bool(template.needs) != template.retention.startswith("Nothing is kept."), (
            template.id
        )


def test_a_groups_worksheet_asks_people_to_keep_it_and_never_says_it_ends_by_itself() -> None:
    """It is in the shared space until somebody removes it: only people can keep a time."""
    for template in templates().values():
        if template.about == "group":
            assert template.retention.startswith("Keep "), template.id


def test_the_list_says_nothing_that_names_harm() -> None:
    for template in templates().values():
        listed = (
            f"{template.list_title or template.title} {template.list_purpose or template.purpose}"
        )
        if not template.needs:
            assert not re.search(
                r"\b(caused harm|harm\w*|abuse\w*|violence|survivor|partner)\b", listed
            ), template.id


def rename_field_in_rule(raw: dict[str, Any]) -> None:
    question(raw, "gut_now")["show_if"] = "gutt in ['high']"


def name_an_unknown_option(raw: dict[str, Any]) -> None:
    question(raw, "gut_now")["show_if"] = "gut in ['hihg']"


def ask_about_a_later_question(raw: dict[str, Any]) -> None:
    question(raw, "why_today")["show_if"] = "gut == 'high'"


def ask_about_itself(raw: dict[str, Any]) -> None:
    question(raw, "gut")["show_if"] = "gut == 'high'"


def compare_a_multi_as_one(raw: dict[str, Any]) -> None:
    question(raw, "later")["show_if"] = "priority == 'kids'"


def ask_about_a_talk(raw: dict[str, Any]) -> None:
    question(raw, "later")["show_if"] = "rp_talk not empty"


def break_a_section_rule(raw: dict[str, Any]) -> None:
    raw["sections"][8]["show_if"] = "contact_now is 'often'"


def use_an_id_twice(raw: dict[str, Any]) -> None:
    question(raw, "good_things")["id"] = "why_today"


def use_an_option_twice(raw: dict[str, Any]) -> None:
    question(raw, "gut")["options"].append({"id": "low", "text": "A bit"})


def add_what_the_app_adds(raw: dict[str, Any]) -> None:
    question(raw, "gut")["options"].append({"id": "unsure", "text": "Not sure"})


def take_the_options_away(raw: dict[str, Any]) -> None:
    del question(raw, "gut")["options"]


def give_text_options(raw: dict[str, Any]) -> None:
    question(raw, "later")["options"] = [{"id": "a", "text": "A"}]


def shorten_a_scale(raw: dict[str, Any]) -> None:
    question(raw, "end_goal")["labels"].pop()


def shorten_a_scale_in_a_row(raw: dict[str, Any]) -> None:
    question(raw, "rp_top")["fields"][1]["labels"].pop()


def take_the_kind_words_away(raw: dict[str, Any]) -> None:
    del question(raw, "safe_now")["stop"]


def store_a_talk(raw: dict[str, Any]) -> None:
    question(raw, "rp_talk")["flags"] = []


def limit_a_choice(raw: dict[str, Any]) -> None:
    question(raw, "gut")["flags"] = ["max3"]


def count_rows_of_text(raw: dict[str, Any]) -> None:
    question(raw, "later")["max_rows"] = 3


def misspell_a_key(raw: dict[str, Any]) -> None:
    question(raw, "gut")["sensitivty"] = 3


def invent_a_type(raw: dict[str, Any]) -> None:
    question(raw, "gut")["type"] = "slider"


def invent_a_flag(raw: dict[str, Any]) -> None:
    question(raw, "gut")["flags"] = ["nosave", "secret"]


def empty_a_row_field(raw: dict[str, Any]) -> None:
    question(raw, "rp_top")["fields"][0]["text"] = "  "


def be_too_sensitive(raw: dict[str, Any]) -> None:
    question(raw, "gut")["sensitivity"] = 4


def revoke_what_is_no_release(raw: dict[str, Any]) -> None:
    question(raw, "gut")["flags"] = ["action:revoke"]


def come_from_the_future(raw: dict[str, Any]) -> None:
    raw["schema"] = 2


RISK = f"template {SAFETY}, section risk_partner, question gut"


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        (rename_field_in_rule, f"{RISK}_now, field show_if: unknown field 'gutt'"),
        (name_an_unknown_option, f"{RISK}_now, field show_if: 'gut' has no option 'hihg'"),
        (ask_about_a_later_question, "question why_today, field show_if: 'gut' comes later"),
        (ask_about_itself, f"{RISK}, field show_if: 'gut' comes later"),
        (compare_a_multi_as_one, "field show_if: '==' cannot be asked of 'priority'"),
        (ask_about_a_talk, "field show_if: 'rp_talk' is a talk and takes no answer"),
        (break_a_section_rule, "section stay, field show_if: "),
        (use_an_id_twice, "section you, question why_today, field id: used twice"),
        (use_an_option_twice, f"{RISK}, option low, field id: used twice"),
        (add_what_the_app_adds, f"{RISK}, field options: 'unsure' is what the app adds itself"),
        (take_the_options_away, f"{RISK}, field options: a choice or multi needs them"),
        (give_text_options, "question later, field options: "),
        (shorten_a_scale, "question end_goal, field labels: a scale needs 6"),
        (shorten_a_scale_in_a_row, "question rp_top, row field level, field labels: "),
        (take_the_kind_words_away, "question safe_now, field stop: "),
        (store_a_talk, "question rp_talk, field flags: a talk is never stored"),
        (limit_a_choice, f"{RISK}, field flags: max3 needs a multi"),
        (count_rows_of_text, "question later, field max_rows: only a repeat has rows"),
        (misspell_a_key, f"{RISK}, field sensitivty: "),
        (invent_a_type, f"{RISK}, field type: "),
        (invent_a_flag, f"{RISK}, flag 2: "),
        (empty_a_row_field, "question rp_top, row field worry, field text: "),
        (be_too_sensitive, f"{RISK}, field sensitivity: "),
        (revoke_what_is_no_release, "field prints: what can be revoked is a release"),
        (come_from_the_future, f"template {SAFETY}, field schema: "),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_an_error_names_template_section_question_and_field(change: Change, problem: str) -> None:
    problems = problems_after(change)

    assert any(problem in found for found in problems), problems
    assert all(found.startswith(f"template {SAFETY}, ") for found in problems)


def test_a_release_is_sound_when_it_prints_whole() -> None:
    raw = raw_safety()
    revoke_what_is_no_release(raw)
    raw["prints"] = "whole"

    template = parse_template(SAFETY, json.dumps(raw).encode())

    assert (template.prints, templates()[SAFETY].prints) == ("whole", "lines")


def test_a_file_under_another_name_is_refused() -> None:
    with pytest.raises(TemplateError, match="field id: the file says 'a-safety-beyond-leaving'"):
        parse_template("b-children-teens", json.dumps(raw_safety()).encode())


def test_a_file_that_is_not_json_is_refused() -> None:
    with pytest.raises(TemplateError, match="template notes: not JSON"):
        parse_template("notes", b"Worksheet one")
