"""Seeded runs with marks, purges, drafts and retired entries; ``CAIRN_EXAMPLES=100`` plays more."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.examples import TIMES
from tests.simulation.hub import Violation
from tests.simulation.secrecy import Secrecy

pytestmark = pytest.mark.anyio

SEEDS = 4  # of each test, in the suite
BATCHES = 4


@pytest.mark.parametrize("batch", range(BATCHES))
async def test_no_secret_is_left_and_all_come_to_agree(batch: int, tmp_path: Path) -> None:
    for seed in range(batch, SEEDS * BATCHES * TIMES, BATCHES):
        world = Secrecy(seed, tmp_path / str(seed))
        try:
            await world.run()
        except Violation as exc:
            pytest.fail("\n".join([f"seed {seed}: {exc}", *world.log]), pytrace=False)
