"""What a survey asks: which questions are counted, which words are kept without a person.

Pure. A form outlives changes of its template: it may grow, and an option that it ever had
stays a cell of its table, because a table with a cell less tells what was in that cell.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from cairn_server.worksheets.template import Question, QuestionType, Template

__all__ = ["COUNT_SMALLEST", "Form", "Tally", "counting_form", "survey_form"]

COUNT_SMALLEST = 5  # people behind a number of what worksheets add up
MOST_SENSITIVE = 1  # of what a survey asks; above it, an answer is about a person
DANGEROUS = 3  # if seen: never counted
UNSURE = "unsure"  # what the app itself adds to choices of worksheets for a person
STEPS = tuple(map(str, range(6)))  # of a scale
PICKED = {QuestionType.CHOICE, QuestionType.MULTI, QuestionType.SCALE}
WRITTEN = {QuestionType.TEXT, QuestionType.LONGTEXT}


@dataclass(frozen=True, slots=True)
class Tally:
    """One question whose answers are counted."""

    options: tuple[str, ...]
    several: bool = False
    most: int | None = None  # picks of one person; None: any number, or one where not `several`


@dataclass(frozen=True, slots=True)
class Form:
    """What may be in one answer; everything else in it is left out."""

    tallies: Mapping[str, Tally]  # by question, in the order asked
    texts: frozenset[str] = frozenset()  # questions whose words are kept

    def grown_by(self, newer: Form) -> Form:
        """Return the form that holds both: no cell is ever lost, no question changes its kind."""
        tallies = dict(self.tallies)
        for name, tally in newer.tallies.items():
            known = tallies.get(name)
            if known is None:
                tallies[name] = tally
            elif known.several == tally.several:
                options = tuple(dict.fromkeys(known.options + tally.options))
                most = max(known.most, tally.most) if known.most and tally.most else None
                tallies[name] = Tally(options, known.several, most)
        return Form(tallies, self.texts | newer.texts)

    def to_json(self) -> dict[str, Any]:
        """Return the form as it is kept beside its counts."""
        tallies = {name: [t.options, t.several, t.most] for name, t in self.tallies.items()}
        return {"tallies": tallies, "texts": sorted(self.texts)}

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> Form:
        """Read what `to_json` wrote."""
        tallies = {
            name: Tally(tuple(options), several, most)
            for name, (options, several, most) in kept["tallies"].items()
        }
        return cls(tallies, frozenset(kept["texts"]))


def survey_form(template: Template) -> Form:
    """Return what a survey of `template` counts: what it `asks`, or all that is about no person."""
    asks = template.survey.asks if template.survey else ()
    asked = [
        question
        for question in template.questions
        if (question.id in asks if asks else question.sensitivity <= MOST_SENSITIVE)
        and not {"nosave", "gate"} & set(question.flags)
    ]
    texts = frozenset(question.id for question in asked if question.type in WRITTEN)
    return Form(_tallies(template, asked), texts)


def counting_form(template: Template) -> Form | None:
    """Return what may be counted of a worksheet that is not kept; None: nothing."""
    asked = [question for question in template.questions if _may_be_counted(question)]
    return Form(_tallies(template, asked)) if asked else None


def _may_be_counted(question: Question) -> bool:
    is_asked = "aggregate" in question.flags and "nosave" not in question.flags
    return is_asked and question.type in PICKED and question.sensitivity < DANGEROUS


def _tallies(template: Template, questions: Iterable[Question]) -> dict[str, Tally]:
    return {
        question.id: Tally(
            _options(template, question),
            several=question.type is QuestionType.MULTI,
            most=question.most_picks,
        )
        for question in questions
        if question.type in PICKED
    }


def _options(template: Template, question: Question) -> tuple[str, ...]:
    if question.type is QuestionType.SCALE:
        return STEPS
    own = tuple(option.id for option in question.options)
    return (*own, UNSURE) if template.about == "person" else own
