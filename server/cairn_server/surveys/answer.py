"""One answer, taken apart into what is counted and what is kept as words. Pure.

What the survey does not ask, or no longer asks, is left out without a word: a phone may
have opened the survey before it changed.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from cairn_server.surveys.form import Form, Tally

__all__ = ["MAX_TEXT", "Answer", "read_answer"]

MAX_TEXT = 1_000  # characters


@dataclass(frozen=True, slots=True)
class Answer:
    """What one person said."""

    picks: frozenset[tuple[str, str]]  # question and option
    texts: frozenset[tuple[str, str]]  # question and words

    @property
    def is_blank(self) -> bool:
        """True when everything was left out: nobody is counted for that."""
        return not self.picks and not self.texts


def read_answer(form: Form, said: Mapping[str, object]) -> Answer:
    """Return what of `said`, by question, the form asks for."""
    picks: set[tuple[str, str]] = set()
    texts: set[tuple[str, str]] = set()
    for question, value in said.items():
        if tally := form.tallies.get(question):
            picks |= {(question, option) for option in _picked(tally, value)}
        elif question in form.texts and isinstance(value, str) and (words := _words(value)):
            texts.add((question, words))
    return Answer(frozenset(picks), frozenset(texts))


def _picked(tally: Tally, value: object) -> Iterator[str]:
    named = value if isinstance(value, list) else [value]
    known = [option for option in tally.options if option in map(_text, named)]
    most = (tally.most or len(known)) if tally.several else 1
    if len(known) <= most:
        yield from known


def _text(value: object) -> str:
    return str(value) if isinstance(value, str | int) else ""


def _words(text: str) -> str:
    """Return text as it is kept: no control characters, no more than is read."""
    readable = (" " if unicodedata.category(letter)[0] == "C" else letter for letter in text)
    return "".join(readable).strip()[:MAX_TEXT]
