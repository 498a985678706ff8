"""Worksheet templates: sections and questions as data.

These models hold what one template may say about itself, and nothing of what a
survivor answers. What only the whole template can tell (an ID used twice, a rule
about a question that comes later) is found by ``check.py``.
"""

from __future__ import annotations

from enum import StrEnum
from functools import cached_property
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from cairn_server.worksheets.show_if import ShowIf, parse_rule

__all__ = [
    "Change",
    "FieldType",
    "Option",
    "Question",
    "QuestionType",
    "Removed",
    "RowField",
    "Section",
    "Template",
]

Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9_]*$")]
TemplateId = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]*$")]
# The longest is what a cell of a spreadsheet may hold.
Text = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True, max_length=10_000)]
Day = Annotated[str, StringConstraints(pattern=r"^\d{4}-\d{2}-\d{2}$")]
Flag = Annotated[
    str,
    StringConstraints(
        pattern=r"^(nosave|gate|id|nopii|mr|aggregate|smallcell|max[2-9]|link:[a-z0-9-]+"
        r"|action:(purge|revoke)|share|review|review2|glossary|each|dirfix|required|required_all|default14d"
        r"|by_hand)$"
    ),
]
# What the app must be able to do before an option, or a whole worksheet, means what it says.
Need = Literal["keeping", "copy", "sharing", "counting", "signing"]
ShowIfText = Annotated[str, StringConstraints(min_length=1, max_length=2_000)]


class FieldType(StrEnum):
    """What one field of a row may hold."""

    TEXT = "text"
    CHOICE = "choice"
    SCALE = "scale"
    DATE = "date"
    DIRECTORY = "directory"


class QuestionType(StrEnum):
    """How a question is asked. `note` and `talk` take no answer at all."""

    TEXT = "text"
    LONGTEXT = "longtext"
    CHOICE = "choice"
    MULTI = "multi"
    SCALE = "scale"
    DATE = "date"
    REPEAT = "repeat"
    NOTE = "note"
    TALK = "talk"
    DIRECTORY = "directory"


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Option(_Part):
    """One answer to pick. Answers hold its ID, never its words."""

    id: Id
    text: Text
    needs: tuple[Need, ...] = ()


class RowField(_Part):
    """One field of a repeat question's row."""

    id: Id
    type: FieldType
    text: Text
    help: Text | None = None
    labels: tuple[Text, ...] = ()  # of a scale: six words, for 0 to 5
    options: tuple[Option, ...] = ()


class Question(_Part):
    """One question, note or prompt."""

    id: Id
    type: QuestionType
    text: Text
    help: Text | None = None
    labels: tuple[Text, ...] = ()  # of a scale: six words, for 0 to 5
    options: tuple[Option, ...] = ()
    show_if: ShowIfText | None = None
    sensitivity: Annotated[int, Field(ge=0, le=3)]
    stop: Text | None = None  # shown when a gate's answer is "no"
    flags: tuple[Flag, ...] = ()
    max_rows: Annotated[int, Field(ge=1, le=50)] | None = None
    fields: tuple[RowField, ...] = ()

    @property
    def rule(self) -> ShowIf | None:
        """The parsed show-if; None means always."""
        return None if self.show_if is None else parse_rule(self.show_if)

    @property
    def most_picks(self) -> int | None:
        """The number in `max2` or `max3`; None means any number."""
        return next((int(flag[3:]) for flag in self.flags if flag.startswith("max")), None)


class Section(_Part):
    """One screen of questions."""

    id: Id
    title: Text
    intro: Text | None = None
    show_if: ShowIfText | None = None
    questions: Annotated[tuple[Question, ...], Field(min_length=1)]

    @property
    def rule(self) -> ShowIf | None:
        """The parsed show-if; None means always."""
        return None if self.show_if is None else parse_rule(self.show_if)


class SurveyTerms(_Part):
    """What makes a worksheet a survey: many people answer, and only sums are seen."""

    smallest: Annotated[int, Field(ge=3, le=1000)]  # people behind any number that is shown
    years: Annotated[int, Field(ge=1, le=10)]  # that the sums are kept for after it closes
    asks: tuple[Id, ...] = ()  # question IDs; none: all that are about no person


class Removed(_Part):
    """A section or question that is no more, in the words it had."""

    place: Text
    text: Text


class Change(_Part):
    """What a version changed. A place is `section` or `section/question`; "" is the template."""

    version: Annotated[int, Field(ge=2)]
    on: Day
    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    removed: tuple[Removed, ...] = ()


class Template(_Part):
    """A whole worksheet, as its file says it."""

    id: TemplateId
    schema_: Annotated[Literal[1], Field(alias="schema")]  # the form of this file
    version: Annotated[int, Field(ge=1)]  # raised with every change of content
    about: Literal["person", "group", "guide"]  # person: each choice gets "Not sure" and "Skip"
    needs: tuple[Need, ...] = ()
    survey: SurveyTerms | None = None
    title: Text
    purpose: Text
    # In the list, where a title or purpose would say too much over a shoulder.
    list_title: Text | None = None
    list_purpose: Text | None = None
    who: Text
    basis: Text  # sources of the topics
    retention: Text
    note: Text | None = None
    prints: Literal["lines", "whole"] = "lines"  # whole: a form to be signed, as a release is
    changes: tuple[Change, ...] = ()  # by version, the newest last
    sections: Annotated[tuple[Section, ...], Field(min_length=1)]

    @property
    def questions(self) -> tuple[Question, ...]:
        """Every question, in order."""
        return tuple(question for section in self.sections for question in section.questions)

    @cached_property
    def question_ids(self) -> frozenset[str]:
        """The IDs of all questions."""
        return frozenset(question.id for question in self.questions)
