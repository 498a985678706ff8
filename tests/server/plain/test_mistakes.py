from __future__ import annotations

from itertools import product
from string import ascii_lowercase

import pytest

from cairn_server.plain.mistakes import Vocabulary, is_one_mistake


def mistakes(word: str) -> set[str]:
    """Return everything that is one mistake away, the long way round."""
    cuts = [(word[:n], word[n:]) for n in range(len(word) + 1)]
    missing = {a + b[1:] for a, b in cuts if b}
    turned = {a + b[1] + b[0] + b[2:] for a, b in cuts if len(b) > 1}
    wrong = {a + c + b[1:] for (a, b), c in product(cuts, ascii_lowercase) if b}
    added = {a + c + b for (a, b), c in product(cuts, ascii_lowercase)}
    return (missing | turned | wrong | added) - {word}


@pytest.mark.parametrize("word", ["court", "albergue", "papel", "aabba"])
def test_every_mistake_is_found_wherever_it_is(word: str) -> None:
    book = Vocabulary([word, "other", "words"])

    for typed in mistakes(word):
        assert is_one_mistake(typed, word), typed
        if len(typed) >= 5:
            assert word in book.like(typed), typed


@pytest.mark.parametrize(
    ("typed", "meant"), [("court", "court"), ("curt", "courts"), ("tocur", "court"), ("", "ab")]
)
def test_two_mistakes_are_not_one(typed: str, meant: str) -> None:
    assert not is_one_mistake(typed, meant)


def test_short_words_are_not_guessed() -> None:
    assert Vocabulary(["bus", "gas", "bars"]).like("bas") == []
