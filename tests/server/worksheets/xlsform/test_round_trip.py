from __future__ import annotations

import pytest
from pyxform.xls2xform import convert

from cairn_server.worksheets import Template, strings_of, templates
from cairn_server.worksheets.catalogue import FOLDER
from cairn_server.worksheets.po import read_translations
from cairn_server.worksheets.xlsform import read_xlsform, write_xlsform

TEMPLATES = templates().values()
EVERYTHING = {  # one of each thing that a template may say, and IDs that XLSForm cannot take
    "id": "all-of-it", "schema": 1, "version": 2, "about": "group", "title": "=All", "purpose": "P",
    "who": "W", "basis": "B", "retention": "R", "note": "-N",
    "sections": [{"id": "one", "title": "+T", "intro": "@I", "questions": [
        {"id": "one", "type": "choice", "text": "Q", "sensitivity": 0, "stop": "Stop.",
         "flags": ["gate", "link:r-release"],
         "options": [{"id": "no", "text": "No", "needs": ["copy", "keeping"]},
                     {"id": "1", "text": "1"}]},
        {"id": "988", "type": "multi", "text": "Q\n2", "sensitivity": 1, "flags": ["max2"],
         "show_if": "one in ['no','1'] and one != 'no' or one not empty",
         "options": [{"id": o, "text": o} for o in "abc"]},
        {"id": "meta", "type": "scale", "text": "'Q'", "sensitivity": 2, "labels": list("abcdef")},
        {"id": "talk", "type": "talk", "text": "Q", "sensitivity": 3, "flags": ["nosave"]},
        {"id": "rows", "type": "repeat", "text": "Q", "help": "H", "sensitivity": 3, "max_rows": 4,
         "fields": [
             {"id": "one", "type": "choice", "text": "F", "options": [{"id": "x", "text": "X"}]},
             {"id": "0", "type": "scale", "text": "F", "help": "H", "labels": list("ghijkl")},
             {"id": "who", "type": "directory", "text": "F"},
             {"id": "day", "type": "date", "text": "F"}]},
        {"id": "dir", "type": "directory", "text": "Q", "sensitivity": 0,
         "show_if": "meta == '3'"},
    ]}],
}  # fmt: skip


def everything() -> Template:
    return Template.model_validate(EVERYTHING)


@pytest.mark.parametrize("template", [*TEMPLATES, everything()], ids=lambda t: t.id)
def test_every_template_comes_back_as_it_was(template: Template) -> None:
    translations = {
        language: {s.context: f"{language} {s.text}" for s in strings_of(template)}
        for language in ("es", "fr")
    }

    reading = read_xlsform(write_xlsform(template, translations))

    assert reading.template == template
    assert reading.translations == translations
    assert reading.warnings == ()


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda t: t.id)
def test_the_spanish_that_ships_comes_back_whole(template: Template) -> None:
    translations = read_translations(FOLDER.parent / "locales", template)
    assert translations["es"].keys() == {string.context for string in strings_of(template)}

    assert read_xlsform(write_xlsform(template, translations)).translations == translations


@pytest.mark.parametrize("template", [*TEMPLATES, everything()], ids=lambda t: t.id)
def test_the_tools_of_odk_read_what_is_written(template: Template) -> None:
    found: list[str] = []

    xform = convert(write_xlsform(template, {}), warnings=found, file_type=".xlsx").xform

    assert f'id="{template.id}"' in xform
    assert found == []


def test_a_half_finished_translation_comes_back_half_finished() -> None:
    template = everything()
    translations = {"es": {"all-of-it/one/rows/day#text": "Día"}}

    assert read_xlsform(write_xlsform(template, translations)).translations == translations
