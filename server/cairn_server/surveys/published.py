"""Which numbers of a survey may be seen. Pure.

Rule 1: nothing at all while fewer than `smallest` people answered.
Rule 2: a number under `smallest`, none included, is hidden.
Rule 3: what is hidden cannot be worked out from what is shown, not even by somebody who knows
these rules. Where a table adds up, more of its cells are hidden, the smallest first and equal
ones together, until what is hidden holds two different numbers and `smallest` answers in all.
Then the hidden numbers may stand in any order: every cell has two possible values.
Rule 4: of a question with several picks, who did not pick an option counts too: both numbers
must be large enough. Where picks are limited, what was left over is a number like the others.
Rule 5: time subtracts as well, so a table moves on only by `smallest` people at once: see `step`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from cairn_server.surveys.form import Form, Tally

__all__ = ["Counts", "Published", "Table", "may_step", "published"]


@dataclass(frozen=True, slots=True)
class Counts:
    """How many people answered, and how many of them picked what."""

    answered: int = 0
    picks: Mapping[str, Mapping[str, int]] = field(default_factory=dict)  # question, option


@dataclass(frozen=True, slots=True)
class Table:
    """The numbers of one question; None: hidden."""

    cells: Mapping[str, int | None]
    several: bool
    no_answer: int | None = None  # of a question with one pick; of others it is not told


@dataclass(frozen=True, slots=True)
class Published:
    """What coordinators may see of a survey."""

    answered: int
    tables: Mapping[str, Table]


def may_step(shown: int, answered: int, smallest: int) -> bool:
    """Tell whether what is shown may follow: that many people more have answered."""
    return answered - shown >= smallest


def published(form: Form, counts: Counts, smallest: int) -> Published | None:
    """Return the numbers that may be seen; None: none yet."""
    if counts.answered < smallest:
        return None
    tables = {
        name: (_several if tally.several else _single)(
            tally, counts.picks.get(name, {}), counts.answered, smallest
        )
        for name, tally in form.tallies.items()
    }
    return Published(counts.answered, tables)


def _single(tally: Tally, picks: Mapping[str, int], answered: int, smallest: int) -> Table:
    numbers = [picks.get(option, 0) for option in tally.options]
    numbers.append(answered - sum(numbers))  # the table adds up to `answered`
    hidden = _hide(numbers, {n for n in numbers if n < smallest}, smallest)
    *cells, no_answer = (None if n in hidden else n for n in numbers)
    return Table(dict(zip(tally.options, cells, strict=True)), several=False, no_answer=no_answer)


def _several(tally: Tally, picks: Mapping[str, int], answered: int, smallest: int) -> Table:
    numbers = [picks.get(option, 0) for option in tally.options]
    hidden = {n for n in numbers if n < smallest or answered - n < smallest}
    if tally.most is not None:
        left_over = answered * tally.most - sum(numbers)
        for number in sorted(set(numbers) - hidden):
            if not hidden or _most_hidden(numbers, hidden, left_over) >= smallest:
                break
            hidden.add(number)
    cells = [None if n in hidden else n for n in numbers]
    return Table(dict(zip(tally.options, cells, strict=True)), several=True)


def _most_hidden(numbers: list[int], hidden: set[int], left_over: int) -> int:
    """Return how many picks the hidden options may have together, as seen from outside."""
    return sum(n for n in numbers if n in hidden) + left_over


def _hide(numbers: list[int], hidden: set[int], smallest: int) -> set[int]:
    """Return the numbers to hide of a table whose sum is known; equal ones go together."""
    hidden = set(hidden)
    for number in sorted(set(numbers) - hidden):
        if not hidden or _is_open(numbers, hidden, smallest):
            break
        hidden.add(number)
    return hidden


def _is_open(numbers: list[int], hidden: set[int], smallest: int) -> bool:
    return len(hidden) > 1 and sum(n for n in numbers if n in hidden) >= smallest
