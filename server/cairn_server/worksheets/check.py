"""What is wrong with a template, as sentences that name the place.

A template's author reads these, so each says template, section, question and field.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from pydantic import ValidationError

from cairn_server.worksheets.show_if import ShowIfError, Test, parse_rule
from cairn_server.worksheets.template import Question, QuestionType, RowField, Template

__all__ = ["TOO_LARGE", "check_template", "describe_error", "is_too_large"]

SCALE_STEPS = 6  # 0 to 5
MOST_PARTS = 5_000  # sections, questions, options and fields; the longest that ships has 300
TOO_LARGE = f"field sections: more than {MOST_PARTS:,} parts, questions and options in all"
UNSURE, SKIP = "unsure", "skip"  # what the app itself adds to choices about a person
HAS_OPTIONS = {"choice", "multi"}
RESERVED = {"confidential"}  # what marks a place, wherever it stands in a document
NO_ANSWER = {QuestionType.NOTE, QuestionType.TALK}
SPREAD = {
    QuestionType.CHOICE,
    QuestionType.MULTI,
    QuestionType.SCALE,
}  # what `each` can be asked of, and what a survey counts
ASKED_OF = {  # flags that mean something for one type of question only
    "required_all": QuestionType.MULTI,
    "default14d": QuestionType.DATE,
    "review": QuestionType.DATE,
    "action:purge": QuestionType.CHOICE,
    "action:revoke": QuestionType.CHOICE,
}


def check_template(template: Template) -> list[str]:
    """Return every problem of a template whose parts are well formed; `[]` means sound."""
    return [f"template {template.id}, {problem}" for problem in _problems(template)]


def is_too_large(raw: Mapping[str, Any]) -> bool:
    """Tell whether a template's JSON has more parts than anybody could read, or check."""
    waiting, seen = [raw], 0
    while waiting and seen <= MOST_PARTS:
        part = waiting.pop()
        for name in ("sections", "questions", "fields", "options", "labels"):
            inner = part.get(name)
            if isinstance(inner, list):
                seen += len(inner)
                waiting += [one for one in inner if isinstance(one, dict)]
    return seen > MOST_PARTS


def describe_error(name: str, raw: object, error: ValidationError) -> list[str]:
    """Say pydantic's errors about the JSON `raw` with IDs in place of positions."""
    return [
        ", ".join([f"template {name}", *_place(raw, detail["loc"])]) + f": {detail['msg']}"
        for detail in error.errors()
    ]


def _place(raw: object, location: Sequence[int | str]) -> Iterator[str]:
    """Walk `location` through the JSON, naming each section, question, field and option."""
    nouns = {"sections": "section", "questions": "question", "fields": "row field"}
    noun = ""
    for step in location:
        if isinstance(step, int) and isinstance(raw, list) and step < len(raw):
            raw = raw[step]
            name = raw.get("id", step + 1) if isinstance(raw, dict) else step + 1
            yield f"{nouns.get(noun, noun.removesuffix('s'))} {name}"
        else:
            raw = raw.get(step) if isinstance(raw, dict) else None
            noun = str(step)
            if not isinstance(raw, list) or step == location[-1]:
                yield f"field {step}"


def _problems(template: Template) -> Iterator[str]:
    seen: dict[str, Question] = {}
    is_release = any("action:revoke" in question.flags for question in template.questions)
    if is_release and template.prints != "whole":
        yield "field prints: what can be revoked is a release, which prints whole"
    yield from _survey_problems(template)
    yield from _repeated("section", (section.id for section in template.sections))
    for section in template.sections:
        place = f"section {section.id}"
        yield from (f"{place}, {p}" for p in _rule_problems(template, section.show_if, seen))
        for question in section.questions:
            here = f"{place}, question {question.id}"
            if question.id in seen:
                yield f"{here}, field id: used twice"
            if question.id in RESERVED:
                yield f"{here}, field id: a word that marks places, so take another"
            yield from (f"{here}, {p}" for p in _question_problems(template, question))
            if "by_hand" in question.flags and template.prints != "whole":
                yield f"{here}, field flags: by_hand needs a template that prints whole"
            yield from (f"{here}, {p}" for p in _rule_problems(template, question.show_if, seen))
            seen[question.id] = question


def _survey_problems(template: Template) -> Iterator[str]:
    asks = template.survey.asks if template.survey else ()
    by_id = {question.id: question for question in template.questions}
    for name in asks:
        question = by_id.get(name)
        if question is None:
            yield f"field survey: unknown question {name!r}"
        elif question.type not in SPREAD or question.sensitivity > 1:
            yield f"field survey: {name!r} cannot be asked: it is no choice, or about a person"
    for name in asks:
        for test in _tests_of(by_id.get(name)):
            if test.field not in asks:
                yield f"field survey: {name!r} waits for {test.field!r}, which is not asked"


def _tests_of(question: Question | None) -> tuple[Test, ...]:
    """Return the comparisons of a question's rule; none of what is no rule: told elsewhere."""
    try:
        return question.rule.tests if question and question.rule else ()
    except ShowIfError:
        return ()


def _question_problems(template: Template, question: Question) -> Iterator[str]:
    yield from _shape_problems(question)
    adds_unsure = template.about == "person"
    for option in question.options:
        if option.id == SKIP or (option.id == UNSURE and adds_unsure):
            yield f"field options: {option.id!r} is what the app adds itself"
    if (question.type is QuestionType.REPEAT) != bool(question.fields):
        yield "field fields: a repeat needs them, and nothing else has them"
    if question.max_rows and question.type is not QuestionType.REPEAT:
        yield "field max_rows: only a repeat has rows"
    picks = question.most_picks
    if picks and (question.type is not QuestionType.MULTI or picks >= len(question.options)):
        yield f"field flags: max{picks} needs a multi with more than {picks} options"
    if question.type is QuestionType.TALK and "nosave" not in question.flags:
        yield "field flags: a talk is never stored, so it needs nosave"
    for flag in question.flags:
        if ASKED_OF.get(flag, question.type) is not question.type:
            yield f"field flags: {flag} needs a {ASKED_OF[flag]}"
    if "each" in question.flags and (template.about != "group" or question.type not in SPREAD):
        yield "field flags: each needs a choice, multi or scale of a group worksheet"
    if "aggregate" in question.flags and (question.type not in SPREAD or question.sensitivity > 2):
        yield "field flags: aggregate needs a choice, multi or scale that endangers nobody"
    if "required" in question.flags and question.type in NO_ANSWER:
        yield f"field flags: a {question.type} takes no answer, so none can be required"
    is_gate = "gate" in question.flags and any(option.id == "no" for option in question.options)
    if bool(question.stop) != is_gate:
        yield "field stop: a gate with a 'no' needs the kind words to stop with, nothing else does"
    yield from _repeated("row field", (field.id for field in question.fields))
    for field in question.fields:
        yield from (f"row field {field.id}, {problem}" for problem in _shape_problems(field))


def _shape_problems(part: Question | RowField) -> Iterator[str]:
    if (part.type.value in HAS_OPTIONS) != bool(part.options):
        yield "field options: a choice or multi needs them, and nothing else has them"
    if len(part.labels) != (SCALE_STEPS if part.type.value == "scale" else 0):
        yield f"field labels: a scale needs {SCALE_STEPS} of them, and nothing else has them"
    yield from _repeated("option", (option.id for option in part.options))


def _rule_problems(template: Template, text: str | None, seen: dict[str, Question]) -> list[str]:
    if text is None:
        return []
    try:
        tests = parse_rule(text).tests
    except ShowIfError as error:
        return [f"field show_if: {error}"]
    return [f"field show_if: {p}" for test in tests for p in _test_problems(template, test, seen)]


def _test_problems(template: Template, test: Test, seen: dict[str, Question]) -> Iterator[str]:
    question = seen.get(test.field)
    if question is None:
        known = test.field in template.question_ids
        yield f"{test.field!r} comes later" if known else f"unknown field {test.field!r}"
        return
    if question.type in NO_ANSWER:
        yield f"{test.field!r} is a {question.type} and takes no answer"
    is_list = question.type in {QuestionType.MULTI, QuestionType.REPEAT}
    if test.operator != "not empty" and is_list != (test.operator == "includes"):
        yield f"{test.operator!r} cannot be asked of {test.field!r}, which is a {question.type}"
    known_values = {option.id for option in question.options}
    if template.about == "person":
        known_values.add(UNSURE)
    if question.options:
        for value in test.values:
            if value not in known_values:
                yield f"{test.field!r} has no option {value!r}"


def _repeated(noun: str, ids: Iterable[str]) -> Iterator[str]:
    seen: set[str] = set()
    for id_ in ids:
        if id_ in seen:
            yield f"{noun} {id_}, field id: used twice"
        seen.add(id_)
