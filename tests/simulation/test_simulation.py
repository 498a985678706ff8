"""Seeded faults over phones, hubs and a replica; one seed is one test, and plays alike each time.

``CAIRN_SEEDS=500`` plays more seeds, ``CAIRN_SEED=17`` one of them alone.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.simulation.hub import Violation
from tests.simulation.world import World

pytestmark = pytest.mark.anyio

COUNT = int(os.environ.get("CAIRN_SEEDS", "40"))
ALONE = os.environ.get("CAIRN_SEED")
SEEDS = [int(ALONE)] if ALONE else range(COUNT)


@pytest.mark.parametrize("seed", SEEDS)
async def test_nothing_is_lost_and_all_come_to_agree(seed: int, tmp_path: Path) -> None:
    world = World(seed, tmp_path if seed % 10 == 0 else None)
    try:
        await world.run()
    except Violation as exc:
        story = "\n".join(world.log)
        pytest.fail(f"seed {seed}: {exc}\n{story}", pytrace=False)
