"""Waiting for what another process does, with a bound."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TypeVar

__all__ = ["LONGEST_SECONDS", "wait_for"]

T = TypeVar("T")
LONGEST_SECONDS = 60.0  # far more than it takes: a busy machine must not fail a test
BETWEEN_SECONDS = 0.05


def wait_for(ask: Callable[[], T]) -> T:
    """Ask again until the answer is true, and return it; fail after a minute."""
    deadline = time.monotonic() + LONGEST_SECONDS
    while not (answer := ask()):
        assert time.monotonic() < deadline, "it did not come to pass within a minute"
        time.sleep(BETWEEN_SECONDS)
    return answer
