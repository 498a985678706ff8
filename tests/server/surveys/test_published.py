"""What is hidden stays hidden: by the numbers shown, by the rules, and over time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cairn_server.surveys.form import Form, Tally
from cairn_server.surveys.published import Counts, Published, may_step, published

OPTIONS = tuple("abcdefg")


def form(options: int, *, several: bool = False, most: int | None = None) -> Form:
    return Form({"first": Tally(OPTIONS[:options], several, most)})


def shown(asked: Form, answered: int, numbers: tuple[int, ...], smallest: int) -> Published | None:
    options = asked.tallies["first"].options
    counts = Counts(answered, {"first": dict(zip(options, numbers, strict=True))})
    return published(asked, counts, smallest)


def seen(result: Published | None) -> tuple[int | None, ...]:
    """Return every number as somebody outside sees it, None for a hidden one."""
    assert result is not None
    table = result.tables["first"]
    rest = () if table.several else (table.no_answer,)
    return (*table.cells.values(), *rest)


def splits(total: int, parts: int) -> Iterator[tuple[int, ...]]:
    """Yield every way in which `parts` numbers add up to `total`."""
    if parts == 1:
        yield (total,)
        return
    for first in range(total + 1):
        for rest in splits(total - first, parts - 1):
            yield (first, *rest)


@pytest.mark.parametrize("smallest", [3, 4, 5])
@pytest.mark.parametrize("options", [1, 2, 3])
def test_no_hidden_number_follows_from_those_shown_and_the_rules(
    smallest: int, options: int
) -> None:
    """All tables there can be are made, and those that look alike laid side by side."""
    asked = form(options)
    for answered in range(smallest, 4 * smallest + 2):
        behind: dict[tuple[int | None, ...], list[tuple[int, ...]]] = defaultdict(list)
        for table in splits(answered, options + 1):
            behind[seen(shown(asked, answered, table[:-1], smallest))].append(table)
        for look, tables in behind.items():
            for place, number in enumerate(look):
                if number is None:
                    assert len({table[place] for table in tables}) > 1, (answered, look)


@pytest.mark.parametrize("smallest", [3, 4])
@pytest.mark.parametrize("most", [None, 2])
def test_no_hidden_number_of_several_picks_follows_either(smallest: int, most: int | None) -> None:
    asked = form(3, several=True, most=most)
    for answered in range(smallest, 2 * smallest + 3):
        behind: dict[tuple[int | None, ...], list[tuple[int, ...]]] = defaultdict(list)
        for table in product(range(answered + 1), repeat=3):
            if most is None or sum(table) <= answered * most:
                behind[seen(shown(asked, answered, table, smallest))].append(table)
        for look, tables in behind.items():
            for place, number in enumerate(look):
                if number is None:
                    assert len({table[place] for table in tables}) > 1, (answered, look)


@given(
    smallest=st.integers(3, 12),
    numbers=st.lists(st.integers(0, 60), min_size=1, max_size=7),
    blank=st.integers(0, 60),
    several=st.booleans(),
)
def test_every_number_shown_is_true_and_large_enough(
    smallest: int, numbers: list[int], blank: int, several: bool
) -> None:
    answered = (max(numbers) if several else sum(numbers)) + blank
    result = shown(form(len(numbers), several=several), answered, tuple(numbers), smallest)

    assert (result is None) == (answered < smallest)
    if result is None:
        return
    real = (*numbers, *(() if several else (blank,)))
    for number, told in zip(real, seen(result), strict=True):
        assert told in (None, number)
        assert told is None or told >= smallest
        assert told is None or not several or answered - told >= smallest


@given(
    smallest=st.integers(3, 12),
    numbers=st.lists(st.integers(0, 60), min_size=1, max_size=7),
    blank=st.integers(0, 60),
)
def test_what_is_hidden_of_a_table_that_adds_up_is_never_one_cell_or_a_handful_of_people(
    smallest: int, numbers: list[int], blank: int
) -> None:
    answered = sum(numbers) + blank
    result = shown(form(len(numbers)), answered, tuple(numbers), smallest)
    if result is None or None not in seen(result):
        return
    real = (*numbers, blank)
    hidden = [n for n, told in zip(real, seen(result), strict=True) if told is None]

    assert len(hidden) > 1
    assert sum(hidden) >= smallest


def test_nothing_is_shown_of_nine_people_and_something_of_ten() -> None:
    asked = form(2)

    assert shown(asked, 9, (9, 0), 10) is None
    assert seen(shown(asked, 40, (20, 20), 10)) == (None, None, None)  # nobody left it blank
    assert seen(shown(asked, 60, (20, 25), 10)) == (20, 25, 15)


def test_an_option_that_nearly_everybody_picked_tells_of_the_few_who_did_not() -> None:
    asked = form(2, several=True)

    assert seen(shown(asked, 30, (25, 15), 10)) == (None, 15)


@given(st.lists(st.integers(1, 7), max_size=60), st.integers(3, 12))
def test_what_is_shown_moves_on_by_a_whole_group_or_not_at_all(
    arrivals: list[int], smallest: int
) -> None:
    answered, shown_of, steps = 0, 0, []
    for more in arrivals:
        answered += more
        if may_step(shown_of, answered, smallest):
            steps.append(answered - shown_of)
            shown_of = answered

    assert all(step >= smallest for step in steps)
    assert answered - shown_of < smallest
