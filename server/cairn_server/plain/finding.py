"""Which rows somebody asks for. Pure.

As on the phone: every word must be there, names before long texts, police last unless they
are asked for. What a word begins with is enough; where nothing has a word, its end may differ.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from cairn_server.directory.police import asks_for_police
from cairn_server.directory.publishing.folding import fold
from cairn_server.plain.row import Row, words_of

__all__ = ["Asked", "find"]

MOST_WORDS = 8
LONG = 5  # letters: "lawyers" finds "lawyer", "bus" does not find "but"
ENDINGS = 2  # letters that may be left off


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody looks for; "" is anything."""

    words: str = ""
    category: str = ""
    place: str = ""
    language: str = ""
    is_day_and_night: bool = False


def find(rows: Sequence[Row], asked: Asked) -> list[Row]:
    """Return the rows that fit, the best first. `rows` come in their own order."""
    found = [row for row in rows if _fits(row, asked)]
    place = fold(asked.place).rstrip(" .,")
    if place:
        found = [row for row in found if any(f" {place}" in spot for spot in row.spots)]
    words = words_of(asked.words)[:MOST_WORDS]
    if not words:
        return found
    held = found
    for word in words:
        held = _holding(held, word)
    starts = [f" {word}" for word in words]
    are_asked_for = asks_for_police(asked.words)

    def rank(row: Row) -> tuple[bool, int]:
        is_last = row.is_police and not are_asked_for
        is_named = all(start in row.title for start in starts)
        is_tagged = all(start in row.words for start in starts)
        return is_last, 0 if is_named else 1 if is_tagged else 2

    return sorted(held, key=rank)


def _fits(row: Row, asked: Asked) -> bool:
    return (
        (not asked.category or asked.category in row.categories)
        and (not asked.language or asked.language in row.languages)
        and (not asked.is_day_and_night or row.is_day_and_night)
    )


def _holding(rows: list[Row], word: str) -> list[Row]:
    for left_off in range(ENDINGS + 1 if len(word) >= LONG else 1):
        start = f" {word[: len(word) - left_off]}"
        held = [row for row in rows if start in row.words or start in row.made[0].text]
        if held:
            return held
    return []
