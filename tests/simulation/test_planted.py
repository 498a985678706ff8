"""The simulation can fail: planted bugs are caught, and a seed plays alike each time."""

from __future__ import annotations

import pytest

from tests.simulation.hub import Violation
from tests.simulation.planted import PLANTED
from tests.simulation.world import World

pytestmark = pytest.mark.anyio

SEEDS = 250  # tried before a bug counts as missed
# Where the rarer ones show first, so that the test is quick; a hint and nothing else.
HINTS = {
    "DocumentsFirst": 144,
    "FoldsWhatWasSent": 7,
    "HidesItsRestore": 304,
    "SwallowsFailures": 1,
    "TakesEveryAnswerAsNews": 22,
}


@pytest.mark.parametrize("bug", PLANTED)
async def test_a_planted_bug_is_caught(bug: str) -> None:
    for seed in (HINTS.get(bug, 0), *range(SEEDS)):
        try:
            await World(seed, None, PLANTED[bug]).run()
        except Violation:
            return
    pytest.fail(f"no seed up to {SEEDS} catches {bug}", pytrace=False)


async def test_a_seed_plays_alike_each_time() -> None:
    first, second = World(3, None), World(3, None)

    await first.run()
    await second.run()

    assert first.log == second.log
