"""Words that are one typing mistake away: a letter too many, missing, wrong, or two turned round.

A mistake leaves the first or the last half of a word as it is. So two sorted lists are enough
to look at a few hundred words and not at all of them. Pure.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence

__all__ = ["SHORTEST", "Beginnings", "Vocabulary", "is_one_mistake"]

SHORTEST = 5  # letters: "sheltr" finds "shelter", "gas" does not find "bus"; as on the phone


class Vocabulary:
    """The words that a directory is found by."""

    def __init__(self, words: Iterable[str]) -> None:
        known = set(words)
        self._forward = sorted(known)
        self._backward = sorted(word[::-1] for word in known)

    def like(self, word: str) -> list[str]:
        """Return the words that are one mistake away, in order; none for a short word."""
        if len(word) < SHORTEST:
            return []
        half = (len(word) - 1) // 2
        first, last = word[:half], word[half + 1 :]
        near = set(_beginning(self._forward, first))
        near.update(one[::-1] for one in _beginning(self._backward, last[::-1]))
        return sorted(one for one in near if is_one_mistake(word, one))


class Beginnings:
    """What some word begins with: so that nobody looks through every text for what is nowhere."""

    def __init__(self) -> None:
        self._known: set[str] = set()
        self._sorted: list[str] = []

    def add(self, words: Iterable[str]) -> None:
        """Take words in. They are never taken out: one too many costs a look, no more."""
        fresh = set(words) - self._known
        self._known |= fresh
        self._sorted += fresh

    def has(self, start: str) -> bool:
        """Tell whether a word begins so."""
        self._sorted.sort()  # quick where it is sorted but for some at the end
        return next(_beginning(self._sorted, start), None) is not None


def _beginning(words: Sequence[str], start: str) -> Iterator[str]:
    for place in range(bisect_left(words, start), len(words)):
        if not words[place].startswith(start):
            return
        yield words[place]


def is_one_mistake(typed: str, meant: str) -> bool:
    """Tell whether one letter, or the order of two beside each other, makes the difference."""
    if abs(len(typed) - len(meant)) > 1 or typed == meant:
        return False
    same = next(
        (n for n, (a, b) in enumerate(zip(typed, meant, strict=False)) if a != b),
        min(len(typed), len(meant)),
    )
    left, right = typed[same:], meant[same:]
    return (
        left[1:] == right  # one too many
        or left == right[1:]  # one missing
        or left[1:] == right[1:]  # a wrong one
        or (left[:2] == right[1::-1] and left[2:] == right[2:])  # two turned round
    )
