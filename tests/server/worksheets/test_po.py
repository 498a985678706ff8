from __future__ import annotations

from pathlib import Path

import pytest

from cairn_server.worksheets import strings_of, templates
from cairn_server.worksheets.po import read_translations, write_translations

TEMPLATE = templates()["h1-disclosure-pocket-guide"]
TITLE = f"{TEMPLATE.id}#title"


@pytest.mark.parametrize("path", ["es.po", "es/h1-disclosure-pocket-guide.po"])
def test_translations_come_back_from_a_file_or_a_folder(tmp_path: Path, path: str) -> None:
    texts = {string.context: f"Así: {string.text}" for string in strings_of(TEMPLATE)}
    file = tmp_path / path
    file.parent.mkdir(exist_ok=True)
    file.write_bytes(write_translations(TEMPLATE, "es", texts))

    assert read_translations(tmp_path, TEMPLATE) == {"es": texts}


def test_what_is_not_translated_yet_is_there_to_translate(tmp_path: Path) -> None:
    data = write_translations(TEMPLATE, "es", {TITLE: "Guía"})
    (tmp_path / "es.po").write_bytes(data)

    assert data.count(b"msgctxt") == len(list(strings_of(TEMPLATE)))
    assert read_translations(tmp_path, TEMPLATE) == {"es": {TITLE: "Guía"}}


def test_a_guess_and_a_translation_of_other_words_are_left_out(tmp_path: Path) -> None:
    data = write_translations(TEMPLATE, "es", {TITLE: "Guía"}).decode()
    guess = data.replace("msgctxt", "#, fuzzy\nmsgctxt")
    other = data.replace("When someone tells you", "When nobody tells you")
    for text in (guess, other):
        assert text != data
        (tmp_path / "es.po").write_text(text)
        assert read_translations(tmp_path, TEMPLATE) == {}


def test_the_file_says_nothing_of_when_or_by_whom_it_was_written() -> None:
    head = write_translations(TEMPLATE, "es", {}).split(b"\n\n")[0]

    assert b"Date" not in head and b"Babel" not in head and b"Language: es" in head
