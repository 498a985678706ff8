from __future__ import annotations

import pytest

from cairn_server.plain.words import best_language, languages, words_in

ENGLISH, SPANISH = words_in("en"), words_in("es")


@pytest.mark.parametrize(
    ("accepted", "language"),
    [
        ("", "en"),
        ("es-MX,es;q=0.9,en;q=0.8", "es"),
        ("en;q=0.5, es", "es"),
        ("es;q=0, fr", "en"),
        ("fr, de;q=x", "en"),
        ("est", "en"),
    ],
)
def test_the_language_is_the_browsers_first_that_there_is(accepted: str, language: str) -> None:
    assert best_language(accepted) == language


def test_there_is_english_and_spanish() -> None:
    assert languages()[:2] == ("en", "es")


def test_days_times_and_dates_are_said_in_the_language() -> None:
    assert ENGLISH.date("2026-11-20") == "November 20, 2026"
    assert SPANISH.date("2026-11-20") == "20 de noviembre de 2026"
    assert [ENGLISH.time(m) for m in (0, 9 * 60 + 5, 720, 1439, 1500)] == [
        *("12:00 AM", "9:05 AM", "12:00 PM", "11:59 PM", "1:00 AM")
    ]
    assert SPANISH.day_of_week("SA") == "Sábado"
    assert ENGLISH.date("soon") == "soon"


@pytest.mark.parametrize(
    ("days", "english", "spanish"),
    [
        (1, "yesterday", "ayer"),
        (6, "6 days ago", "hace 6 días"),
        (7, "1 week ago", "hace 1 semana"),
        (45, "1 month ago", "hace 1 mes"),
        (800, "2 years ago", "hace 2 años"),
    ],
)
def test_an_age_is_counted_in_words(days: int, english: str, spanish: str) -> None:
    assert (ENGLISH.days_ago(days), SPANISH.days_ago(days)) == (english, spanish)


def test_a_value_is_put_in_as_it_is() -> None:
    assert ENGLISH.t("Text {number}", number="{number} {x}") == "Text {number} {x}"


def test_languages_are_named_in_the_language_of_the_page() -> None:
    assert (ENGLISH.language_name("es"), SPANISH.language_name("es-MX")[:7]) == (
        *("Spanish", "Español"),
    )
    assert ENGLISH.language_name("qqq") == "Qqq"
