"""The worksheets in Spanish are complete, and keep to their own rules."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from babel.messages.catalog import Message
from babel.messages.pofile import read_po

from cairn_server.translations import po_files, read_catalogue
from cairn_server.worksheets import strings_of, templates
from cairn_server.worksheets.catalogue import FOLDER

PO = FOLDER.parent / "locales" / "es.po"
OWN_FILES = [path for path in po_files(PO) if path != PO]  # each with one worksheet
PLACEHOLDER = re.compile(r"\{\w+\}")
# Of the app's own words, those that people should never have to read.
NEVER_ON_SCREEN = re.compile(
    r"\b(vault|exchange|outbox|conflict|replicat\w*|purge|epoch|keyring|S3|session only)\b", re.I
)
TU = re.compile(r"\b(tú|tu|tus|ti|contigo|tienes|puedes|quieres|debes|eres|estás)\b", re.I)
DIRECTIONS = re.compile(r"[←→↑↓⇐⇒]|\b(on|to) the (left|right)\b|izquierda|derecha", re.I)


# Words that give the survivor, the partner or the reader a gender, where others are at hand.
GENDER = re.compile(
    r"\b(él|esposo|esposa|marido|novio|novia|agresor\w*|usted mism[oa]|bienvenid[oa]|"
    r"junt[oa]s)\b|\w[oa]/[oa]\b|\([oa]s?\)|\w@\w?",
    re.I,
)

MESSAGES: list[Message] = [message for message in read_catalogue(PO, "es") if message.id]
ENGLISH = {s.context: s.text for t in templates().values() for s in strings_of(t)}


def text_of(value: object) -> str:
    assert isinstance(value, str)
    return value


def test_every_string_of_every_template_is_translated_and_no_other() -> None:
    translated = {message.context: message.id for message in MESSAGES if message.string}

    assert translated == ENGLISH


def test_nothing_is_marked_as_a_guess() -> None:
    assert [message.context for message in MESSAGES if message.fuzzy] == []


def test_a_translation_keeps_placeholders_numbers_and_questions() -> None:
    def kept(text: str) -> tuple[list[str], list[str], bool]:
        return sorted(PLACEHOLDER.findall(text)), re.findall(r"\d+", text), "?" in text

    assert [m.context for m in MESSAGES if kept(text_of(m.id)) != kept(text_of(m.string))] == []


def test_every_question_opens_with_its_mark() -> None:
    texts = [text_of(message.string) for message in MESSAGES]

    assert [text for text in texts if text.count("?") != text.count("¿")] == []
    assert [text for text in texts if text != text.strip()] == []


@pytest.mark.parametrize("rule", [NEVER_ON_SCREEN, DIRECTIONS], ids=["jargon", "directions"])
def test_words_on_screen_are_plain_and_hold_in_any_direction(rule: re.Pattern[str]) -> None:
    texts = [text_of(text) for message in MESSAGES for text in (message.id, message.string)]

    assert [text for text in texts if rule.search(text)] == []


def test_the_reader_is_always_usted() -> None:
    assert [text for message in MESSAGES if TU.search(text := text_of(message.string))] == []


def test_nobody_is_given_a_gender() -> None:
    assert [text for message in MESSAGES if GENDER.search(text := text_of(message.string))] == []


def test_nobody_is_asked_why_or_told_what_they_should_do() -> None:
    blaming = re.compile(r"\bwhy did(n't)? you\b|\byou should\b|\bpor qué no\b|\bdebería\b", re.I)
    texts = [text_of(text) for message in MESSAGES for text in (message.id, message.string)]

    assert [text for text in texts if blaming.search(text)] == []


def test_the_glossary_stands_at_the_top_for_translators() -> None:
    assert "survivor = persona sobreviviente" in PO.read_text()


@pytest.mark.parametrize("path", OWN_FILES, ids=lambda path: path.stem)
def test_a_file_of_its_own_holds_one_worksheet_and_says_the_rules(path: Path) -> None:
    with path.open("rb") as file:
        contexts = [m.context or "" for m in read_po(file, locale="es") if m.id]

    assert {re.split("[#/]", context)[0] for context in contexts} == {path.stem}
    head = path.read_text().partition("msgid")[0]
    assert "docs/worksheets-spanish.md" in head and 'Always "usted"' in head
