"""Keep a target up with its source, for months, over lines that are down for days.

Each round is a whole `replicate`: it meets both peers again and compares their logs, so
a target restored from a backup while nothing was changing is noticed at the next round
too. In between it waits for the source's next change.
"""

from __future__ import annotations

import random
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import NoReturn

import anyio

from cairn_sync.errors import SyncError, UnavailableError
from cairn_sync.replicator import BATCH_BYTES, BATCH_SIZE, Summary, replicate
from cairn_sync.retry import Backoff
from cairn_sync.store import Gate, Store

__all__ = ["ReplicationState", "replicate_continuously"]

POLL_SECONDS = 60.0  # how long one wait for a change stays open


@dataclass(frozen=True, slots=True)
class ReplicationState:
    """How a continuous replication is doing, for whoever watches over it."""

    last_success_at: datetime | None = None  # when the target last held all there was
    last_error: str | None = None  # None: the last round went well
    failures: int = 0  # rounds failed in a row
    retry_seconds: float = 0.0  # until the next try; 0 when nothing is wrong
    summary: Summary | None = None  # of the last good round


async def replicate_continuously(
    source: Store,
    target: Store,
    *,
    batch_size: int = BATCH_SIZE,
    batch_bytes: int = BATCH_BYTES,
    gate: Gate | None = None,
    poll_seconds: float = POLL_SECONDS,
    backoff: Backoff = Backoff(),  # noqa: B008 -- frozen
    on_state: Callable[[ReplicationState], None] = lambda state: None,
    now: Callable[[], datetime] = lambda: datetime.now(UTC),
    sleep: Callable[[float], Awaitable[None]] = anyio.sleep,
    jitter: Callable[[], float] = random.random,
) -> NoReturn:
    """Replicate, wait for a change, and again, until cancelled. Safe to cancel anywhere.

    `on_state` is told after every round. What is transient is waited out, however long.

    Raises:
        SyncError: anything else, which no waiting would mend; the state names it first.
    """
    state = ReplicationState()
    while True:
        try:
            summary = await replicate(
                source,
                target,
                batch_size=batch_size,
                batch_bytes=batch_bytes,
                gate=gate,
                now=now,
            )
            state = ReplicationState(last_success_at=now(), summary=summary)
            on_state(state)
            await source.wait_for_change(summary.last_sequence, timeout_seconds=poll_seconds)
        except UnavailableError as exc:
            failures = state.failures + 1
            wait = backoff.wait_seconds(failures, jitter=jitter())
            state = replace(state, last_error=str(exc), failures=failures, retry_seconds=wait)
            on_state(state)
            await sleep(wait)
        except SyncError as exc:
            on_state(replace(state, last_error=str(exc), failures=state.failures + 1))
            raise
