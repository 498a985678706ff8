"""Waiting for what another process does, with a bound."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TypeVar

__all__ = ["wait_for"]

T = TypeVar("T")
LONGEST_SECONDS = 30.0
BETWEEN_SECONDS = 0.1


def wait_for(ask: Callable[[], T]) -> T:
    """Ask again until the answer is true, and return it; fail after 30 seconds."""
    deadline = time.monotonic() + LONGEST_SECONDS
    while not (answer := ask()):
        assert time.monotonic() < deadline, "it did not come to pass within 30 seconds"
        time.sleep(BETWEEN_SECONDS)
    return answer
