"""A template and its translations into a spreadsheet that Cairn and ODK's tools both read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from io import BytesIO
from typing import Any

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font

from cairn_server.worksheets.catalogue import TemplateError
from cairn_server.worksheets.template import Option, Question, RowField, Section, Template
from cairn_server.worksheets.xlsform.columns import (
    SETTINGS_TEXTS,
    SETTINGS_WORDS,
    SOURCE_LANGUAGE,
    language_name,
)
from cairn_server.worksheets.xlsform.kind import STEPS
from cairn_server.worksheets.xlsform.names import Names
from cairn_server.worksheets.xlsform.relevant import RelevantError, relevant_of
from cairn_server.worksheets.xlsform.workbook import MAX_CELL

__all__ = ["write_xlsform"]

Translations = Mapping[str, Mapping[str, str]]  # by language, then by context
Cells = dict[str, str | int]  # of one row, by header

XLSFORM_TYPES = {
    "text": "text",
    "longtext": "text",
    "directory": "text",
    "choice": "select_one",
    "multi": "select_multiple",
    "scale": "range",
    "date": "date",
    "repeat": "begin repeat",
    "note": "note",
    "talk": "note",
}
NAMED = {"longtext", "directory", "talk"}  # types that XLSForm has no word for
FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")
WIDTHS = {"label": 60, "hint": 50, "relevant": 40, "cairn::stop": 40}  # in characters; others 16


def write_xlsform(template: Template, translations: Translations) -> bytes:
    """Return an .xlsx file; `read_xlsform` gives the same template and translations back.

    A rule comes back in the one form that XLSForm leaves it: ``x == 'a' or x == 'b'``
    is ``x in ['a','b']``.

    Raises:
        TemplateError: a text or rule means something else in a spreadsheet.
    """
    writing = _Writing(template, translations)
    sheets = writing.sheets()
    problems = writing.problems + [
        f"template {template.id}, sheet {name}: {problem}: {str(value)[:60]!r}"
        for name, (_, rows) in sheets.items()
        for row in rows
        for value in row.values()
        if (problem := _unwritable(str(value)))
    ]
    if problems:
        raise TemplateError(problems)
    workbook = Workbook()
    workbook.remove(workbook.active)
    for name, (headers, rows) in sheets.items():
        _fill(workbook.create_sheet(name), headers, rows)
    file = BytesIO()
    workbook.save(file)
    return file.getvalue()


def _unwritable(text: str) -> str:
    if ILLEGAL_CHARACTERS_RE.search(text) or "\r" in text:
        return "a spreadsheet cannot hold a control character"
    return f"more than {MAX_CELL:,} characters" if len(text) > MAX_CELL else ""


def _fill(sheet: Any, headers: Sequence[str], rows: Sequence[Cells]) -> None:
    """Write cells as texts: none is a formula, now or when a program saves the file anew."""
    sheet.append(list(headers))
    for header, cell in zip(headers, sheet[1], strict=True):
        cell.font = Font(bold=True)
        sheet.column_dimensions[cell.column_letter].width = WIDTHS.get(
            header.rsplit("::", 1)[0], 16
        )
    sheet.freeze_panes = "A2"
    for number, row in enumerate(rows, start=2):
        for column, header in enumerate(headers, start=1):
            value = row.get(header, "")
            if value == "":
                continue
            cell = sheet.cell(number, column, value)
            cell.alignment = Alignment(vertical="top", wrap_text=True)
            if isinstance(value, str):
                cell.data_type = "s"
                cell.quotePrefix = value.startswith(FORMULA_SIGNS)


class _Writing:
    """The rows of one template."""

    def __init__(self, template: Template, translations: Translations) -> None:
        self.template, self.translations = template, translations
        self.languages = [SOURCE_LANGUAGE, *sorted(translations.keys() - {SOURCE_LANGUAGE})]
        self.names = Names(template)
        self.problems: list[str] = []
        self.survey: list[Cells] = []
        self.choices: list[Cells] = []

    def sheets(self) -> dict[str, tuple[list[str], list[Cells]]]:
        """Return headers and rows by sheet."""
        for section in self.template.sections:
            self._section(section)
        survey = [
            *("type", "name", *self._headers("label"), *self._headers("hint")),
            *("relevant", "appearance", "parameters", "cairn::type", "cairn::id", "cairn::flags"),
            *("cairn::sensitivity", "cairn::max_rows", *self._headers("cairn::stop")),
        ]
        # pyxform cannot read `::` in the other columns of choices.
        choices = ["list_name", "name", *self._headers("label"), "cairn_needs"]
        settings = self._settings()
        return {
            "survey": (survey, self.survey),
            "choices": (choices, self.choices),
            "settings": (list(settings), [settings]),
        }

    def _settings(self) -> Cells:
        template = self.template
        cells: Cells = {
            "form_title": template.title,
            "form_id": template.id,
            "version": template.version,
            "default_language": language_name(SOURCE_LANGUAGE),
            "cairn::about": template.about,
            "cairn::prints": template.prints,
        }
        if terms := template.survey:
            cells["cairn::survey"] = " ".join([f"{terms.smallest}", f"{terms.years}", *terms.asks])
        for name in SETTINGS_WORDS:
            cells[f"cairn::{name}"] = " ".join(getattr(template, name))
        for name in SETTINGS_TEXTS:
            texts = self._texts(f"cairn::{name}", getattr(template, name), f"{template.id}#{name}")
            cells.update(texts)
        del cells[self._headers("cairn::title")[0]]  # it is the form's
        return cells

    def _section(self, section: Section) -> None:
        place = f"{self.template.id}/{section.id}"
        name = self.names.sections[section.id]
        row: Cells = {"type": "begin group", "name": name, "cairn::id": _other(section.id, name)}
        row.update(self._texts("label", section.title, f"{place}#title"))
        row["relevant"] = self._relevant(section)
        self.survey.append(row)
        if section.intro:
            intro: Cells = {"type": "note", "name": self.names.intros[section.id]}
            intro["cairn::type"] = "intro"
            self.survey.append(intro | self._texts("label", section.intro, f"{place}#intro"))
        for question in section.questions:
            self._question(question, f"{place}/{question.id}")
        self.survey.append({"type": "end group"})

    def _question(self, question: Question, place: str) -> None:
        name = self.names.questions[question.id]
        row = self._shared(question, name, place, name)
        row["relevant"] = self._relevant(question)
        row["cairn::flags"] = " ".join(question.flags)
        row["cairn::sensitivity"] = question.sensitivity
        row["cairn::max_rows"] = question.max_rows or ""
        row.update(self._texts("cairn::stop", question.stop, f"{place}#stop"))
        self.survey.append(row)
        if question.type == "repeat":
            for field in question.fields:
                own = self.names.of_field(field.id)
                here = f"{place}/{field.id}"
                self.survey.append(self._shared(field, own, here, f"{name}.{own}"))
            self.survey.append({"type": "end repeat"})

    def _shared(self, part: Question | RowField, name: str, place: str, list_name: str) -> Cells:
        row: Cells = {"type": XLSFORM_TYPES[part.type], "name": name}
        row["cairn::id"] = _other(part.id, name)
        row["cairn::type"] = part.type.value if part.type.value in NAMED else ""
        row["appearance"] = "multiline" if part.type == "longtext" else ""
        row.update(self._texts("label", part.text, f"{place}#text"))
        row.update(self._texts("hint", part.help, f"{place}#help"))
        if part.options:
            row["type"] = f"{XLSFORM_TYPES[part.type]} {list_name}"
            for option in part.options:
                self._choice(list_name, option, f"{place}/{option.id}#text")
        if part.labels:
            row["parameters"] = f"start=0 end=5 step=1 tick_labelset={list_name}"
            for step, label in zip(STEPS, part.labels, strict=True):
                choice: Cells = {"list_name": list_name, "name": int(step)}
                self.choices.append(choice | self._texts("label", label, f"{place}/{step}#label"))
        return row

    def _choice(self, list_name: str, option: Option, context: str) -> None:
        row: Cells = {"list_name": list_name, "name": option.id}
        row["cairn_needs"] = " ".join(option.needs)
        self.choices.append(row | self._texts("label", option.text, context))

    def _relevant(self, part: Section | Question) -> str:
        if part.rule is None:
            return ""
        try:
            return relevant_of(part.rule, self.names.questions)
        except RelevantError as error:
            self.problems.append(f"template {self.template.id}, {part.id}, field show_if: {error}")
            return ""

    def _texts(self, column: str, text: str | None, context: str) -> Cells:
        """Return a text in every language, by header."""
        cells: Cells = {}
        for language, header in zip(self.languages, self._headers(column), strict=True):
            other = self.translations.get(language, {}).get(context, "")
            cells[header] = (text if language == SOURCE_LANGUAGE else other) or ""
            if "${" in str(cells[header]):
                self.problems.append(f"{context}: XLSForm takes '${{' for an answer's place")
        return cells

    def _headers(self, column: str) -> list[str]:
        return [f"{column}::{language_name(language)}" for language in self.languages]


def _other(id_: str, name: str) -> str:
    return "" if id_ == name else id_
