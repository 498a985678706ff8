"""The worksheets in Spanish are complete, and keep to their own rules."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

from cairn_server.worksheets import strings_of, templates
from cairn_server.worksheets.catalogue import FOLDER

PO = FOLDER.parent / "locales" / "es.po"
PLACEHOLDER = re.compile(r"\{\w+\}")
# Of the app's own words, those that people should never have to read.
NEVER_ON_SCREEN = re.compile(
    r"\b(vault|exchange|outbox|conflict|replicat\w*|purge|epoch|keyring|S3|session only)\b", re.I
)
TU = re.compile(r"\b(tú|tu|tus|ti|contigo|tienes|puedes|quieres|debes|eres|estás)\b", re.I)
DIRECTIONS = re.compile(r"[←→↑↓⇐⇒]|\b(on|to) the (left|right)\b|izquierda|derecha", re.I)


def spanish() -> Catalog:
    with PO.open("rb") as file:
        return read_po(file, locale="es", abort_invalid=True)


MESSAGES: list[Message] = [message for message in spanish() if message.id]
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


def test_nobody_is_asked_why_or_told_what_they_should_do() -> None:
    blaming = re.compile(r"\bwhy did(n't)? you\b|\byou should\b|\bpor qué no\b|\bdebería\b", re.I)
    texts = [text_of(text) for message in MESSAGES for text in (message.id, message.string)]

    assert [text for text in texts if blaming.search(text)] == []


def test_the_glossary_stands_at_the_top_for_translators() -> None:
    assert "survivor = persona sobreviviente" in Path(PO).read_text()
