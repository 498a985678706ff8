"""Which rows somebody asks for. Pure.

As on the phone: every word must be there, names before long texts, police last unless they
are asked for. What a word begins with is enough. Where nothing has a word, one typing mistake
is forgiven, then another end.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from cairn_server.directory.police import asks_for_police
from cairn_server.directory.publishing.folding import fold
from cairn_server.plain.mistakes import SHORTEST, Vocabulary
from cairn_server.plain.row import Row, words_of

__all__ = ["Asked", "Found", "find", "vocabulary_of"]

MOST_WORDS = 8
ENDINGS = 2  # letters that may be left off


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody looks for; "" is anything."""

    words: str = ""
    category: str = ""
    place: str = ""
    language: str = ""
    is_day_and_night: bool = False
    is_open_now: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """The rows that fit, and the words that were looked for instead of mistyped ones."""

    rows: list[Row]
    instead: tuple[tuple[str, tuple[str, ...]], ...] = ()  # what was typed, what was found


def vocabulary_of(rows: Sequence[Row]) -> Vocabulary:
    """Return the words in names, kinds of help and places: those in which mistakes are forgiven."""
    return Vocabulary({word for row in rows for word in row.words.split()})


def find(
    rows: Sequence[Row],
    asked: Asked,
    *,
    vocabulary: Callable[[], Vocabulary] | None = None,
    is_there: Callable[[str], bool] = lambda start: True,
    may_be_open: Callable[[Row], bool] = lambda row: True,
) -> Found:
    """Return the rows that fit, the best first. `rows` come in their own order.

    `vocabulary` is asked for when a word is nowhere; None: it is made here. `is_there` tells
    whether anything in any row may begin so.
    """
    found = [row for row in rows if _fits(row, asked)]
    place = fold(asked.place).rstrip(" .,")
    if place:
        found = [row for row in found if any(f" {place}" in spot for spot in row.spots)]
    words = words_of(asked.words)[:MOST_WORDS]
    held = found
    tried: list[tuple[str, ...]] = []  # for each word, any of which will do
    for word in words:
        forms_of = _forms(word, vocabulary or (lambda: vocabulary_of(rows)), is_there)
        held, forms = _holding(held, forms_of) or ([], (word,))
        tried.append(forms)
    if asked.is_open_now:  # last: it is what takes longest to tell
        held = [row for row in held if may_be_open(row)]
    if not words:
        return Found(held)
    are_asked_for = asks_for_police(asked.words)

    def rank(row: Row) -> tuple[bool, int]:
        is_last = row.is_police and not are_asked_for
        is_named = all(_has_any(row.title, forms) for forms in tried)
        is_tagged = all(_has_any(row.words, forms) for forms in tried)
        return is_last, 0 if is_named else 1 if is_tagged else 2

    instead = tuple(
        (word, forms)
        for word, forms in zip(words, tried, strict=True)
        if not word.startswith(forms)
    )
    return Found(sorted(held, key=rank), instead)


def _fits(row: Row, asked: Asked) -> bool:
    return (
        (not asked.category or asked.category in row.categories)
        and (not asked.language or asked.language in row.languages)
        and (not asked.is_day_and_night or row.is_day_and_night)
    )


def _holding(
    rows: list[Row], forms_of: Iterator[tuple[str, ...]]
) -> tuple[list[Row], tuple[str, ...]] | None:
    """Return the rows that have one of these forms of a word, and which; the first that any has."""
    for forms in forms_of:
        held = [row for row in rows if _has_any(row.words, forms) or _has_any(_prose(row), forms)]
        if held:
            return held, forms
    return None


def _forms(
    word: str, vocabulary: Callable[[], Vocabulary], is_there: Callable[[str], bool]
) -> Iterator[tuple[str, ...]]:
    """Yield a word as it may be meant: as it is, then what is near to it."""
    if is_there(word):
        yield (word,)
    if len(word) < SHORTEST:
        return
    near = vocabulary().like(word)
    if near:
        yield tuple(near)
    for left_off in range(1, ENDINGS + 1):
        start = word[: len(word) - left_off]
        if is_there(start):
            yield (start,)


def _has_any(text: str, forms: tuple[str, ...]) -> bool:
    for form in forms:
        if f" {form}" in text:
            return True
    return False


def _prose(row: Row) -> str:
    return row.made[0].text
