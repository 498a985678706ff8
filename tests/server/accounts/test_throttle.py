from __future__ import annotations

from cairn_server.accounts import throttle
from cairn_server.accounts.throttle import Throttle
from tests.server.conftest import Clock


def make(clock: Clock) -> Throttle:
    return Throttle(clock.monotonic, allowed=3, window_seconds=60)


def test_the_allowed_failures_cost_no_wait(clock: Clock) -> None:
    tries = make(clock)

    for _ in range(2):
        tries.count_failure("dana")

    assert tries.wait_seconds("dana") == 0


def test_one_more_waits_until_the_oldest_is_forgotten(clock: Clock) -> None:
    tries = make(clock)
    for _ in range(3):
        tries.count_failure("dana")
        clock.pass_by(seconds=10)

    assert tries.wait_seconds("dana") == 30
    clock.pass_by(seconds=30)
    assert tries.wait_seconds("dana") == 0


def test_one_keys_failures_count_for_it_alone(clock: Clock) -> None:
    tries = make(clock)
    for _ in range(3):
        tries.count_failure("dana")

    assert tries.wait_seconds("elena") == 0


def test_a_success_forgives(clock: Clock) -> None:
    tries = make(clock)
    for _ in range(3):
        tries.count_failure("dana")

    tries.forgive("dana")

    assert tries.wait_seconds("dana") == 0


def test_memory_stays_bounded(clock: Clock) -> None:
    tries = make(clock)

    for n in range(throttle.MAX_KEYS + 10):
        tries.count_failure(f"guess-{n}")

    assert len(tries._failures) == throttle.MAX_KEYS
    assert "guess-0" not in tries._failures
