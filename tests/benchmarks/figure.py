"""The figure: two sides measured in one run, their ratio, and the limit that it is held to."""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

__all__ = ["Figure", "Side", "docs_a_second", "side_by_side"]


@dataclass(frozen=True, slots=True)
class Side:
    """What was measured on one side."""

    label: str
    value: float
    unit: str  # "s", "docs/s", "bytes", "requests", "MB", "ms"

    def __str__(self) -> str:
        decimals = 3 if self.unit == "s" and self.value < 10 else 0
        return f"{self.value:,.{decimals}f} {self.unit}, {self.label}"


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of the table."""

    name: str
    ours: Side
    other: Side  # what it is measured against; for a budget, the budget
    ratio: float  # ours divided by the other
    at_most: float | None = None  # None: not held from above
    at_least: float | None = None

    @property
    def is_held(self) -> bool:
        return (self.at_most is None or self.ratio <= self.at_most) and (
            self.at_least is None or self.ratio >= self.at_least
        )

    @property
    def limit(self) -> str:
        if self.at_most is not None:
            return f"≤ {self.at_most:g}"
        return "not held" if self.at_least is None else f"≥ {self.at_least:g}"


Work = Callable[[int], Awaitable[object] | object]
"""One round's work, given its number; what can be awaited is."""


async def side_by_side(rounds: int, ours: Work, other: Work) -> tuple[float, float]:
    """Return the seconds of each side: the best of `rounds`, in which they take turns.

    The best and not the middle one: whatever else a machine does can only slow a side down.
    """
    taken: dict[Work, list[float]] = {ours: [], other: []}
    for number in range(rounds):
        for work in (ours, other) if number % 2 == 0 else (other, ours):
            begun = time.perf_counter()
            done = work(number)
            if isinstance(done, Awaitable):
                await done
            taken[work].append(time.perf_counter() - begun)
    return min(taken[ours]), min(taken[other])


def docs_a_second(
    name: str,
    count: int,
    labels: tuple[str, str],
    taken: tuple[float, float],
    *,
    at_least: float,
) -> Figure:
    """Return the figure of two sides that each wrote `count` documents a round."""
    ours, other = taken
    return Figure(
        name,
        Side(labels[0], count / ours, "docs/s"),
        Side(labels[1], count / other, "docs/s"),
        other / ours,
        at_least=at_least,
    )
