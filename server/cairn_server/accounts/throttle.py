"""How often a sign-in may fail: a sliding window of failures for each name and each address.

Pure but for the clock that is handed in. What it counts is kept in memory: a restart
forgives, which an attacker cannot cause.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable

__all__ = ["Throttle"]

MAX_KEYS = 10_000  # beyond this the longest silent are forgotten, so memory stays bounded


class Throttle:
    """At most `allowed` failures of one key in any `window_seconds`."""

    def __init__(self, clock: Callable[[], float], *, allowed: int, window_seconds: float) -> None:
        self._clock = clock  # seconds, never going back
        self._allowed = allowed
        self._window_seconds = window_seconds
        self._failures: dict[str, deque[float]] = {}  # by key, the longest silent first

    def wait_seconds(self, key: str) -> float:
        """Return how long the key must wait before its next try; 0 means: go on."""
        failures = self._recent(key)
        if len(failures) < self._allowed:
            return 0.0
        return failures[-self._allowed] + self._window_seconds - self._clock()

    def count_failure(self, key: str) -> None:
        """Note one failed try."""
        failures = self._recent(key)
        failures.append(self._clock())
        self._failures.pop(key, None)
        self._failures[key] = failures
        while len(self._failures) > MAX_KEYS:
            del self._failures[next(iter(self._failures))]

    def forgive(self, key: str) -> None:
        """Forget the key's failures: it signed in."""
        self._failures.pop(key, None)

    def _recent(self, key: str) -> deque[float]:
        failures = self._failures.get(key)
        if failures is None:
            return deque()
        oldest = self._clock() - self._window_seconds
        while failures and failures[0] <= oldest:
            failures.popleft()
        if not failures:
            del self._failures[key]
        return failures
