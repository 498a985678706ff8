"""How long to wait before the nth try. Reads no clock and rolls no dice."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Backoff"]


@dataclass(frozen=True, slots=True)
class Backoff:
    """Capped exponential waiting, for UnavailableError and nothing else.

    Half of each wait is fixed and half is left to chance, so that a hundred peers
    that lost the same server do not come back in the same second.
    """

    first_seconds: float = 1.0  # the longest first wait
    cap_seconds: float = 300.0  # no wait is longer; five minutes after a line returns

    def wait_seconds(self, failures: int, *, jitter: float) -> float:
        """Return the wait after `failures` failures in a row; `jitter` is from 0 up to 1."""
        # Days without a line make thousands of failures, and 2.0**1024 overflows.
        doublings = min(max(failures - 1, 0), 60)
        longest = min(self.cap_seconds, self.first_seconds * 2.0**doublings)
        return longest / 2 + longest / 2 * jitter
