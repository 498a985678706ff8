"""Runs as copies to take away: a table for a spreadsheet, and plain text.

What is only talked about is on neither: it is not in a run. The phone writes the same
table (``copies.ts``); both pass ``tests/vectors/group-copies.json``.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from cairn_server.worksheets.group.filled import Filled, FilledRun, is_own, kept_parts
from cairn_server.worksheets.group.merge import Given
from cairn_server.worksheets.template import Question, RowField

__all__ = ["CopiedRun", "table_of", "text_of"]

HEAD = (
    *("Worksheet", "Name", "Started", "Finished", "Part", "Question"),
    *("Row", "Field", "Answer", "People", "Not chosen yet"),
)
FORMULA = ("=", "+", "-", "@", "\t", "\r")  # what a spreadsheet would run

NameOf = Callable[[str], str]
"""A service's ID -> its name."""


@dataclass(frozen=True, slots=True)
class CopiedRun:
    """A run to copy."""

    name: str  # "" when it has none
    started_on: str  # YYYY-MM-DD
    finished_on: str  # "" while it is open
    filled: FilledRun


def table_of(runs: Sequence[CopiedRun], service_name: NameOf) -> str:
    """Return CSV: a line for each answer, of each person's own and of each not chosen yet."""
    table = io.StringIO(newline="")
    writer = csv.writer(table, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(HEAD)
    for run in runs:
        which = (run.filled.template.title, run.name, run.started_on, run.finished_on)
        for section, questions in kept_parts(run.filled):
            for question in questions:
                filled = run.filled.by_question[question.id]
                for cells in _cells(question, filled, service_name):
                    line = (*which, section.title, question.text, *cells)
                    writer.writerow([_harmless(cell) for cell in line])
    return table.getvalue()


def text_of(runs: Sequence[CopiedRun], service_name: NameOf) -> str:
    """Return plain text, part by part."""
    return "\n\n\n".join(_run_text(run, service_name) for run in runs)


def _harmless(cell: str) -> str:
    return f"'{cell}" if cell.startswith(FORMULA) else cell


def _cells(
    question: Question, filled: Filled, service_name: NameOf
) -> Iterator[tuple[str, str, str, str, str]]:
    """Yield row, field, answer, people, not chosen yet."""

    def is_open(given: Sequence[Given]) -> str:
        return "yes" if len(given) > 1 and not is_own(question) else ""

    for one in filled.given:
        words = _value_words(question, one.value, service_name)
        yield "", "", words, str(len(one.members)), is_open(filled.given)
    for number, row in enumerate(filled.rows, 1):
        for field in question.fields:
            given = row.get(field.id, ())
            for one in given:
                words = _value_words(field, one.value, service_name)
                yield str(number), field.text, words, str(len(one.members)), is_open(given)


def _value_words(asked: Question | RowField, value: Any, service_name: NameOf) -> str:
    values = value if isinstance(value, list) else [value]
    return "; ".join(_one_value(asked, one, service_name) for one in values)


def _one_value(asked: Question | RowField, value: Any, service_name: NameOf) -> str:
    if asked.type.value == "directory":
        return service_name(value)
    if isinstance(value, int):
        return f"{value}: {asked.labels[value]}"
    words = {option.id: option.text for option in asked.options}
    return words.get(value, str(value))


def _run_text(run: CopiedRun, service_name: NameOf) -> str:
    standing = f"Started {run.started_on}"
    if run.finished_on:
        standing += f", finished {run.finished_on}"
    blocks = ["\n".join(part for part in (run.filled.template.title, run.name, standing) if part)]
    for section, questions in kept_parts(run.filled):
        answered = []
        for question in questions:
            filled = run.filled.by_question[question.id]
            if lines := list(_lines(question, filled, service_name)):
                listed = [f"- {line}".replace("\n", "\n  ") for line in lines]
                answered.append("\n".join([question.text, *listed]))
        if answered:
            blocks += [section.title.upper(), *answered]
    return "\n\n".join(blocks) + "\n"


def _with_label(label: str, words: str) -> str:
    """Return "Step: Call"; a question brings its own mark: "How soon? Today"."""
    return f"{label} {words}" if label.endswith("?") else f"{label}: {words}"


def _lines(question: Question, filled: Filled, service_name: NameOf) -> Iterator[str]:
    def words(asked: Question | RowField, given: Sequence[Given]) -> list[str]:
        said = [_value_words(asked, one.value, service_name) for one in given]
        return [f"{one} (not chosen yet)" for one in said] if len(said) > 1 else said

    for row in filled.rows:
        yield "\n".join(
            _with_label(field.text, " / ".join(words(field, row[field.id])))
            for field in question.fields
            if field.id in row
        )
    if filled.given and is_own(question):
        yield _spread(question, filled.given, service_name)
    elif len(filled.given) == 1 and isinstance(filled.given[0].value, list):
        for value in filled.given[0].value:
            yield _one_value(question, value, service_name)
    else:
        yield from words(question, filled.given)


def _spread(question: Question, given: Sequence[Given], service_name: NameOf) -> str:
    order = [option.id for option in question.options]

    def place(one: Given) -> int:
        first = one.value[0] if isinstance(one.value, list) else one.value
        if isinstance(first, int):
            return first
        return order.index(first) if first in order else -1

    answers = []
    for one in sorted(given, key=place):
        said = _value_words(question, one.value, service_name)
        if isinstance(one.value, int):
            said = f"{one.value} ({question.labels[one.value]})"
        answers += [said] * len(one.members)
    people = len({member for one in given for member in one.members})
    return f"{people} {'person' if people == 1 else 'people'}: {', '.join(answers)}"
