from __future__ import annotations

import pytest

from cairn_sync.retry import Backoff


@pytest.mark.parametrize(
    ("failures", "longest"),
    [(1, 1.0), (2, 2.0), (3, 4.0), (9, 256.0), (10, 300.0), (100_000, 300.0)],
)
def test_each_wait_is_twice_the_last_up_to_a_cap(failures: int, longest: float) -> None:
    backoff = Backoff(first_seconds=1.0, cap_seconds=300.0)

    assert backoff.wait_seconds(failures, jitter=1.0) == longest


def test_chance_decides_half_of_a_wait() -> None:
    backoff = Backoff(first_seconds=8.0)

    waits = [backoff.wait_seconds(1, jitter=jitter) for jitter in (0.0, 0.5, 1.0)]

    assert waits == [4.0, 6.0, 8.0]
