"""A spreadsheet into a template and its translations, or every reason why not."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from cairn_server.directory.said import said
from cairn_server.worksheets.catalogue import TemplateError
from cairn_server.worksheets.check import check_template
from cairn_server.worksheets.placed import placed
from cairn_server.worksheets.template import Template
from cairn_server.worksheets.xlsform.columns import (
    SETTINGS_TEXTS,
    SETTINGS_WORDS,
    SOURCE_LANGUAGE,
    language_code,
)
from cairn_server.worksheets.xlsform.judge import judge
from cairn_server.worksheets.xlsform.survey import Location, Parts, Survey
from cairn_server.worksheets.xlsform.texts import Texts
from cairn_server.worksheets.xlsform.workbook import Findings, Row, Sheet, read_workbook

__all__ = ["Reading", "read_xlsform"]

COLUMNS = {  # where a template's field stands, when not in `cairn::field`
    "title": "label",
    "text": "label",
    "intro": "label",
    "help": "hint",
    "show_if": "relevant",
    "options": "type",
    "fields": "type",
    "questions": "type",
    "type": "type",
    "id": "name",
    "labels": "parameters",
}
EXPECTED = {
    "id": "small letters, digits and _, with no space",
    "title": "words",
    "text": "words",
    "flags": "a flag that docs/authoring.md lists",
    "sensitivity": "0, 1, 2 or 3",
    "max_rows": "a number from 1 to 50",
    "needs": "keeping or copy, or another need that docs/authoring.md lists",
    "questions": "a question between begin group and end group",
    "about": "person, group or guide",
    "prints": "lines or whole, or nothing for lines",
    "version": "a whole number, 1 or more",
}
# What a form from other tools does not say; its author is told, and can change it.
TAKEN = {
    "about": "person",
    "purpose": "A worksheet of our own program.",
    "who": "Any advocate, together with the person.",
    "basis": "Our own program.",
    "retention": "Nothing is kept.",
}
CHECKED = re.compile(r"^(?P<path>.*?),? ?field (?P<field>\w+): (?P<why>.*)$", re.S)


@dataclass(frozen=True, slots=True)
class Reading:
    """What a spreadsheet says."""

    template: Template
    translations: Mapping[str, Mapping[str, str]]  # by language, then by context
    warnings: tuple[str, ...]  # what was left out, or taken for granted


def read_xlsform(source: Path | bytes) -> Reading:
    """Read a spreadsheet as a template.

    Raises:
        TemplateError: it cannot be one; `problems` names sheet, row and column of every reason.
        OSError: there is no such file to read.
    """
    findings = Findings()
    sheets = read_workbook(source if isinstance(source, bytes) else source.read_bytes(), findings)
    absent = [name for name in ("survey", "settings") if not _rows(sheets, name)]
    findings.errors += [
        placed(f"sheet {name}", said("is missing, or has no rows")) for name in absent
    ]
    if absent:
        raise TemplateError(findings.errors)
    _settle_languages(sheets, findings)
    template, texts, parts = _read_parts(sheets, findings)
    built = _build(template, parts, _rows(sheets, "settings")[0], findings)
    if built is not None and not findings.errors:
        findings.errors += judge(sheets)
    if built is None or findings.errors:
        raise TemplateError(list(dict.fromkeys(findings.errors)))
    return Reading(built, texts.translations, tuple(dict.fromkeys(findings.warnings)))


def _rows(sheets: Mapping[str, Sheet], name: str) -> list[Row]:
    return list(sheets[name].rows) if name in sheets else []


def _settle_languages(sheets: dict[str, Sheet], findings: Findings) -> None:
    """Say in which language the columns without one are written."""
    settings = _rows(sheets, "settings")[0]
    default = settings.get("default_language")
    code = language_code(default) if default else SOURCE_LANGUAGE
    if code is None:
        why = said("{language} has no code: write English (en)", language=repr(default))
        findings.refuse(settings, "default_language", why)
        code = SOURCE_LANGUAGE
    for name, sheet in sheets.items():
        rows = tuple(Row(row.sheet, row.number, row.cells, code) for row in sheet.rows)
        sheets[name] = Sheet(name, sheet.columns, rows)


def _read_parts(
    sheets: Mapping[str, Sheet], findings: Findings
) -> tuple[dict[str, Any], Texts, Parts]:
    first, *more = _rows(sheets, "settings")
    first = _with_what_is_taken(first, findings)
    for row in more:
        findings.warn(row, "form_title", said("only the first row of settings is read"))
    columns = [column for sheet in sheets.values() for column in sheet.columns]
    used = {column.language for column in columns} | {first.plain_language}
    texts = Texts(sorted(used - {""}), findings)
    id_ = first.get("form_id")
    template = _settings(first, id_, texts)
    survey = Survey(id_, texts, _rows(sheets, "choices"))
    parts = survey.read(_rows(sheets, "survey"))
    template["sections"] = parts.sections
    if not parts.sections:
        why = said("has no begin group, so the template has no sections")
        findings.errors.append(placed("sheet survey", why))
    if parts.careless:
        rows = ", ".join(map(str, parts.careless))
        why = said("blank in row {rows}, and taken as 3, the most careful", rows=rows)
        findings.warnings.append(placed("sheet survey, column cairn::sensitivity", why))
    return template, texts, parts


def _settings(row: Row, id_: str, texts: Texts) -> dict[str, Any]:
    """Return the fields of the template itself."""
    version = row.get("version") or "1"
    template: dict[str, Any] = {"id": id_, "schema": 1, "about": row.get("cairn::about")}
    template["version"] = int(version) if version.isdecimal() and len(version) < 19 else version
    if prints := row.get("cairn::prints"):
        template["prints"] = prints
    if survey := row.get("cairn::survey").split():
        template["survey"] = _survey_terms(*survey)
    for name in SETTINGS_WORDS:
        template[name] = row.get(f"cairn::{name}").replace(",", " ").split()
    row = _with_title(row)
    for name in SETTINGS_TEXTS:
        text = texts.take(row, f"cairn::{name}", f"{id_}#{name}")
        if text is not None:
            template[name] = text
    return template


def _survey_terms(smallest: str, years: str = "", *asks: str) -> dict[str, Any]:
    """Return how many people stand behind a number, how long sums are kept, and what is asked."""
    numbers = {"smallest": smallest, "years": years}
    terms: dict[str, Any] = {k: int(v) if v.isdecimal() else v for k, v in numbers.items()}
    return {**terms, "asks": list(asks)}


def _with_what_is_taken(row: Row, findings: Findings) -> Row:
    """Return the settings of a form made for other tools, with what only Cairn asks for."""
    cells = dict(row.cells)
    if any(name.startswith("cairn::") for name, _ in cells):
        return row
    for name, value in TAKEN.items():
        cells[f"cairn::{name}", "" if name == "about" else SOURCE_LANGUAGE] = value
        findings.warn(
            row, f"cairn::{name}", said("is blank, and taken as {value}", value=repr(value))
        )
    id_ = cells.get(("form_id", ""), "")
    if "_" in id_:
        cells["form_id", ""] = id_.replace("_", "-")
        findings.warn(
            row,
            "form_id",
            said("{id} is taken as {taken}", id=repr(id_), taken=repr(cells["form_id", ""])),
        )
    return Row(row.sheet, row.number, cells, row.plain_language)


def _with_title(row: Row) -> Row:
    """Return settings whose English title is the form's, where no column of Cairn's has it."""
    title = row.text("cairn::title", SOURCE_LANGUAGE) or row.get("form_title")
    cells = {**row.cells, ("cairn::title", SOURCE_LANGUAGE): title}
    return Row(row.sheet, row.number, cells, row.plain_language)


# -- From the model's errors to rows --------------------------------------------------------


def _build(raw: dict[str, Any], parts: Parts, settings: Row, findings: Findings) -> Template | None:
    try:
        template = Template.model_validate(raw)
    except ValidationError as error:
        for detail in error.errors():
            if detail["loc"] != ("sections",):  # said above in better words
                _refuse_part(
                    detail["loc"], detail["input"], detail["type"], parts, settings, findings
                )
        return None
    rows = dict(_named_rows(raw, parts))
    for problem in check_template(template):
        found = CHECKED.match(problem.removeprefix(f"template {template.id}, "))
        assert found, problem
        path = found["path"]
        while path not in rows:
            path = path.rpartition(", ")[0]
        column = _column(found["field"], rows[path])
        findings.refuse(rows[path], column, found["why"])
    return template


def _refuse_part(
    location: Location, value: object, kind: str, parts: Parts, settings: Row, findings: Findings
) -> None:
    """Say pydantic's error about `location` with the row and the column."""
    length = next(n for n in range(len(location), -1, -1) if not n or location[:n] in parts.rows)
    row = parts.rows[location[:length]] if length else settings
    name = str(location[length]) if length < len(location) else "id"
    column = _column(name, row) if length else _settings_column(name)
    wanted = "small letters, digits and -" if not length and name == "id" else EXPECTED.get(name)
    if kind == "missing" or not value:
        findings.refuse(
            row, column, said("is blank: it needs {wanted}", wanted=wanted or said("words"))
        )
    else:
        findings.refuse(row, column, _not_that(value, wanted))


def _not_that(value: object, wanted: str | None) -> str:
    if wanted is None:
        return said("{value} is not understood", value=repr(value))
    return said("{value} is not {wanted}", value=repr(value), wanted=wanted)


def _column(name: str, row: Row) -> str:
    if name == "id" and row.get("cairn::id"):
        return "cairn::id"
    return COLUMNS.get(name, f"cairn::{name}")


def _settings_column(name: str) -> str:
    plain = {"id": "form_id", "title": "form_title", "version": "version"}
    return plain.get(name, f"cairn::{name}")


def _named_rows(raw: Mapping[str, Any], parts: Parts) -> Iterator[tuple[str, Row]]:
    """Yield the rows by the names that ``check.py`` gives to places."""
    nouns = {
        "sections": "section",
        "questions": "question",
        "fields": "row field",
        "options": "option",
    }
    for location, row in parts.rows.items():
        part: Any = raw
        path = []
        for key, index in zip(location[::2], location[1::2], strict=True):
            part = part[key][index]
            path.append(f"{nouns[str(key)]} {part['id']}")
        yield ", ".join(path), row
