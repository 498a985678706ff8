"""How many examples the property tests try: a fixed few, or on request many new ones.

``CAIRN_EXAMPLES=50 make test T=tests/sync/test_merge_laws.py`` tries fifty times as many, drawn
anew each time; pytest's ``--hypothesis-seed=17`` repeats a draw. What that finds becomes an
explicit test. Without it every run tries the same, so that no change fails by chance.
"""

from __future__ import annotations

import os

from hypothesis import settings

__all__ = ["TIMES", "examples", "load_profile"]

TIMES = int(os.environ.get("CAIRN_EXAMPLES", "1"))


def examples(count: int) -> int:
    """Return how many examples to try where `count` are usual."""
    return count * TIMES


def load_profile() -> None:
    """Make every run alike, unless many examples are asked for."""
    settings.register_profile("cairn", derandomize=TIMES == 1, max_examples=examples(100))
    settings.load_profile("cairn")
