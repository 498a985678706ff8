from __future__ import annotations

from cairn_server.directory.importing.language import find_languages, read_languages


def test_words_become_codes() -> None:
    reading = read_languages("English; español, Haitian Creole and ASL")

    assert [language["code"] for language in reading.values] == ["en", "es", "ht", "ase"]
    assert not reading.repairs
    assert reading.tidied == ("languages are written as codes",)
    assert not read_languages("en, es").tidied


def test_a_language_that_is_not_known_stays_a_name_and_is_reported() -> None:
    reading = read_languages("Quendi")

    assert reading.values == ({"name": "Quendi"},)
    assert reading.repairs


def test_languages_are_found_in_running_text() -> None:
    assert find_languages("press 2 for Spanish") == [{"code": "es", "name": "Spanish"}]
