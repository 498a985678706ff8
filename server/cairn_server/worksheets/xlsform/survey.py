"""The sheet survey as the parts of a template.

Nothing is judged here that the template's models judge: this file puts each cell where
it belongs, and remembers the row, so that a later error can name it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from cairn_server.directory.said import said
from cairn_server.worksheets.xlsform.choices import Choices
from cairn_server.worksheets.xlsform.columns import REFUSED
from cairn_server.worksheets.xlsform.kind import FIELD_TYPES, TYPE_OF, read_type
from cairn_server.worksheets.xlsform.relevant import ALLOWED, RelevantError, compile_relevant
from cairn_server.worksheets.xlsform.texts import Texts
from cairn_server.worksheets.xlsform.workbook import Row

__all__ = ["Location", "Parts", "Survey"]

Location = tuple[int | str, ...]  # as pydantic names a place: ("sections", 0, "questions", 2)
MOST_CAREFUL = 3  # the sensitivity of a question that names none
OF_A_QUESTION = ("cairn::flags", "cairn::sensitivity", "cairn::stop", "relevant")
WORDS_ONLY = ("parameters", "constraint", "cairn::labels", "cairn::max_rows")


@dataclass(slots=True)
class Parts:
    """What the survey holds, in the form of a template's JSON."""

    sections: list[dict[str, Any]] = field(default_factory=list)
    rows: dict[Location, Row] = field(default_factory=dict)  # where each part was written
    careless: list[int] = field(default_factory=list)  # rows of questions without a sensitivity


class Survey:
    """One reading of the survey, from its first row to its last."""

    def __init__(self, template: str, texts: Texts, choices: Sequence[Row]) -> None:
        self.template, self.texts, self.findings = template, texts, texts.findings
        self.lists = Choices(choices, texts)
        self.ids: dict[str, str] = {}  # of questions outside repeats, by name
        self.choices: frozenset[str] = frozenset()
        self.parts = Parts()
        self.section: tuple[Row, dict[str, Any]] | None = None
        self.repeat: tuple[Row, dict[str, Any]] | None = None
        self.nested: list[str] = []  # the ends of groups and repeats that were refused

    def read(self, rows: Sequence[Row]) -> Parts:
        """Return the parts of the template; what is wrong goes to the findings."""
        typed = [(row, *self._type(row)) for row in rows]
        self._gather_names(typed)
        for row, word, list_name in typed:
            if word:
                self._take(row, word, list_name)
        for begun, noun in ((self.repeat, "repeat"), (self.section, "group")):
            if begun:
                self.findings.refuse(
                    begun[0],
                    "type",
                    said("{first} has no {last}", first=f"begin {noun}", last=f"end {noun}"),
                )
        self.lists.warn_of_unused()
        return self.parts

    def _type(self, row: Row) -> tuple[str, str]:
        """Return the row's type and list, after refusing the columns that Cairn cannot keep to."""
        word, list_name, why = read_type(row.get("type"))
        if why:
            self.findings.refuse(row, "type", why if row.get("type") else said("is blank"))
        for column, reason in REFUSED.items():
            value = row.get(column)
            if column == "required" and value.lower() in ("no", "false", "false()"):
                continue
            if value and not (column == "constraint" and word == "integer"):
                self.findings.refuse(
                    row,
                    column,
                    said("{value} cannot be kept to: {reason}", value=repr(value), reason=reason),
                )
        appearance = row.get("appearance")
        if appearance and (word, appearance.lower()) != ("text", "multiline"):
            why = said(
                "{value} is left out; only a text may be 'multiline'", value=repr(appearance)
            )
            self.findings.warn(row, "appearance", why)
        return word, list_name

    def _gather_names(self, typed: Sequence[tuple[Row, str, str]]) -> None:
        """Learn the names that rules may ask about, those of later questions too."""
        depth, of_choices = 0, set()
        for row, word, _ in typed:
            depth -= word == "end repeat"
            if word in TYPE_OF and depth == 0 and row.get("name"):
                self.ids[row.get("name")] = _id(row)
                if word == "select_one":
                    of_choices.add(_id(row))
            depth += word == "begin repeat"
        self.choices = frozenset(of_choices)

    # -- Groups and repeats ---------------------------------------------------------------

    def _take(self, row: Row, word: str, list_name: str) -> None:
        if self.nested[-1:] == [word]:
            self.nested.pop()
        elif word == "begin group":
            self._begin_section(row)
        elif word == "end group":
            if self.section is None or self.repeat is not None:
                self.findings.refuse(row, "type", said("there is no group to end here"))
            else:
                self.section = None
        elif word == "end repeat":
            if self.repeat is None:
                self.findings.refuse(row, "type", said("there is no repeat to end here"))
            self.repeat = None
        elif self.section is None:
            self.findings.refuse(row, "type", said("stands outside any group: put it in a section"))
        elif self.repeat is not None:
            self._take_row_field(row, word, list_name, self.repeat[1])
        else:
            self._take_question(row, word, list_name, self.section[1])

    def _begin_section(self, row: Row) -> None:
        if self.section is not None:
            self.findings.refuse(
                row, "type", said("a group within another: sections have no parts")
            )
            self.nested.append("end group")
            return
        place = f"{self.template}/{_id(row)}"
        title = self.texts.take(row, "label", f"{place}#title")
        section = _without_none(id=_id(row), title=title, show_if=self._rule(row), questions=[])
        for column in ("hint", *OF_A_QUESTION[:3], "cairn::type", *WORDS_ONLY):
            self._refuse_if_filled(row, column, said("a section has none"))
        self.parts.rows["sections", len(self.parts.sections)] = row
        self.parts.sections.append(section)
        self.section = row, section

    # -- Questions ------------------------------------------------------------------------

    def _take_question(self, row: Row, word: str, list_name: str, section: dict[str, Any]) -> None:
        place = f"{self.template}/{section['id']}"
        kind = self._kind(row, word)
        if kind == "intro":
            self._take_intro(row, section, f"{place}#intro")
            return
        place = f"{place}/{_id(row)}"
        location = (
            *("sections", len(self.parts.sections) - 1),
            *("questions", len(section["questions"])),
        )
        question = _without_none(
            **self._shared(row, word, kind, list_name, place, location),
            show_if=self._rule(row),
            sensitivity=self._number(row, "cairn::sensitivity", MOST_CAREFUL),
            stop=self.texts.take(row, "cairn::stop", f"{place}#stop"),
            flags=row.get("cairn::flags").replace(",", " ").split(),
            max_rows=self._number(row, "cairn::max_rows", None),
        )
        if not row.get("cairn::sensitivity"):
            self.parts.careless.append(row.number)
        section["questions"].append(question)
        if word == "begin repeat":
            question["fields"] = []
            self.repeat = row, question

    def _take_intro(self, row: Row, section: dict[str, Any], context: str) -> None:
        if section["questions"] or "intro" in section:
            self.findings.refuse(
                row, "cairn::type", said("an intro comes once, first in its group")
            )
        for column in ("hint", *OF_A_QUESTION, "cairn::max_rows"):
            self._refuse_if_filled(row, column, said("an intro has none"))
        intro = self.texts.take(row, "label", context)
        if intro is None:
            self.findings.refuse(row, "label", said("is blank"))
        section["intro"] = intro

    def _take_row_field(self, row: Row, word: str, list_name: str, repeat: dict[str, Any]) -> None:
        kind = self._kind(row, word)
        if word == "begin repeat":
            self.findings.refuse(row, "type", said("a repeat within another cannot be"))
            self.nested.append("end repeat")
            return
        if kind not in FIELD_TYPES:
            column = "cairn::type" if row.get("cairn::type") else "type"
            allowed = ", ".join(sorted(FIELD_TYPES))
            self.findings.refuse(
                row,
                column,
                said("a repeat's rows hold {allowed}; not {kind}", allowed=allowed, kind=kind),
            )
            kind = "choice" if kind == "multi" else "text"  # so that the model says no more
        for column in (*OF_A_QUESTION, "cairn::max_rows"):
            self._refuse_if_filled(
                row, column, said("belongs to the repeat, not to one field of it")
            )
        questions = self.parts.sections[-1]["questions"]
        location = (
            *("sections", len(self.parts.sections) - 1, "questions", len(questions) - 1),
            *("fields", len(repeat["fields"])),
        )
        place = f"{self.template}/{self.parts.sections[-1]['id']}/{repeat['id']}/{_id(row)}"
        repeat["fields"].append(
            _without_none(**self._shared(row, word, kind, list_name, place, location))
        )

    def _shared(
        self, row: Row, word: str, kind: str, list_name: str, place: str, location: Location
    ) -> dict[str, Any]:
        """Return what questions and row fields both have."""
        self.parts.rows[location] = row
        shared: dict[str, Any] = {
            "id": _id(row),
            "type": kind,
            "text": self.texts.take(row, "label", f"{place}#text"),
            "help": self.texts.take(row, "hint", f"{place}#help"),
        }
        if word in ("select_one", "select_multiple"):
            for index, choice in enumerate(self.lists.rows(row, "type", list_name)):
                self.parts.rows[*location, "options", index] = choice
            shared["options"] = self.lists.options(list_name, place)
        if word in ("range", "integer"):
            shared["labels"] = self.lists.labels(row, word, place)
        else:
            for column in ("parameters", "cairn::labels"):
                self._refuse_if_filled(row, column, said("only a scale has them"))
        return shared

    def _kind(self, row: Row, word: str) -> str:
        """Return the Cairn type of a row; `""` when what it says cannot be."""
        allowed = TYPE_OF[word]
        wanted = row.get("cairn::type").lower()
        if wanted in allowed:
            return wanted
        if wanted:
            either = " or ".join(allowed)
            self.findings.refuse(
                row,
                "cairn::type",
                said(
                    "{value}: a {word} can be {either}",
                    value=repr(wanted),
                    word=word,
                    either=either,
                ),
            )
        elif word == "text" and row.get("appearance").lower() == "multiline":
            return "longtext"
        return allowed[0]

    # -- Cells ----------------------------------------------------------------------------

    def _rule(self, row: Row) -> str | None:
        text = row.get("relevant")
        if not text:
            return None
        try:
            return compile_relevant(text, self.ids, self.choices)
        except RelevantError as error:
            self.findings.refuse(
                row,
                "relevant",
                said(
                    "{rule}: {why}. Allowed are {allowed}",
                    rule=repr(text),
                    why=error.args[0],
                    allowed=ALLOWED,
                ),
            )
            return None

    @staticmethod
    def _number(row: Row, column: str, default: int | None) -> int | str | None:
        text = row.get(column)
        return int(text) if text.isdecimal() and len(text) < 10 else text or default

    def _refuse_if_filled(self, row: Row, column: str, why: str) -> None:
        if any(row.text(column, language) for language in ("", *self.texts.languages)):
            self.findings.refuse(row, column, why)


def _id(row: Row) -> str:
    return row.get("cairn::id") or row.get("name")


def _without_none(**values: Any) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value is not None}
