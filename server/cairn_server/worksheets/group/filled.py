"""A merged run as its template asks it: of each question, what is answered.

The phone's ``filled.ts`` reads a run in the same way.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import product
from typing import Any

from cairn_server.worksheets.group.merge import Given, Merged, merge
from cairn_server.worksheets.group.register import Register
from cairn_server.worksheets.show_if import ShowIf, holds
from cairn_server.worksheets.template import Question, Section, Template

__all__ = ["Filled", "FilledRun", "fill", "is_own", "kept_parts"]

SCALE_STEPS = 6
MOST_VARIANTS = 64  # six open choices between two; beyond, the first answers stand


@dataclass(frozen=True, slots=True)
class Filled:
    """What is answered to one question."""

    given: tuple[Given, ...]  # none: nobody answered; of `each`: the spread; else to choose from
    rows: tuple[Mapping[str, tuple[Given, ...]], ...]  # of a repeat: by field ID


@dataclass(frozen=True, slots=True)
class FilledRun:
    """One run, by question ID."""

    template: Template
    by_question: Mapping[str, Filled]


def fill(template: Template, register: Register) -> FilledRun:
    """Return what `register` answers of `template`; what fits no question is left out."""
    merged = merge(register, {q.id for q in template.questions if is_own(q)})
    kept = [question for question in template.questions if _is_kept(question)]
    return FilledRun(template, {q.id: _filled(q, merged) for q in kept})


def is_own(question: Question) -> bool:
    """Tell whether every member answers for themselves."""
    return "each" in question.flags


def kept_parts(run: FilledRun) -> Iterator[tuple[Section, tuple[Question, ...]]]:
    """Yield the parts with the questions to show of each, of what the shared space keeps.

    What was answered shows, whatever its rule says: the rule may ask about an answer that
    only one phone has had.
    """
    variants = _variants(run)
    for section in run.template.sections:
        shown = tuple(
            question
            for question in section.questions
            if _is_kept(question)
            and (
                _is_answered(run.by_question[question.id])
                or (_opens(section.rule, variants) and _opens(question.rule, variants))
            )
        )
        if shown:
            yield section, shown


def _is_kept(question: Question) -> bool:
    is_asked = question.type.value not in ("note", "talk") and "nosave" not in question.flags
    return is_asked and question.sensitivity == 0


def _is_answered(filled: Filled) -> bool:
    return bool(filled.given or filled.rows)


def _filled(question: Question, merged: Merged) -> Filled:
    if question.type.value != "repeat":
        return Filled(_fitting(question.type.value, merged.answers.get(question.id, ())), ())
    rows = []
    for row in merged.rows.get(question.id, ()):
        fields = {
            field.id: _fitting(
                field.type.value,
                merged.answers.get(f"{question.id}/{row.row_id}/{field.id}", ()),
            )
            for field in question.fields
        }
        if filled := {field: given for field, given in fields.items() if given}:
            rows.append(filled)
    return Filled((), tuple(rows))


def _fitting(kind: str, given: tuple[Given, ...]) -> tuple[Given, ...]:
    return tuple(one for one in given if _fits(kind, one.value))


def _fits(kind: str, value: Any) -> bool:
    if kind == "scale":
        return type(value) is int and 0 <= value < SCALE_STEPS
    if kind == "multi":
        return bool(value) and isinstance(value, list) and all(isinstance(v, str) for v in value)
    return isinstance(value, str) and bool(value.strip())


def _opens(rule: ShowIf | None, variants: list[dict[str, Any]]) -> bool:
    return rule is None or any(holds(rule, answers) for answers in variants)


def _variants(run: FilledRun) -> list[dict[str, Any]]:
    """Return the answers that rules are asked of: where two stand, once with each."""
    choices: list[list[tuple[str, Any]]] = []
    count = 1
    for question_id, filled in run.by_question.items():
        values = [list(filled.rows)] if filled.rows else [one.value for one in filled.given]
        if count * len(values) > MOST_VARIANTS:
            values = values[:1]
        if values:
            count *= len(values)
            choices.append([(question_id, value) for value in values])
    return [dict(picked) for picked in product(*choices)]
