"""Merge what was changed at the same time, by whichever door it came.

The exchange settles what it has just written, so that the same answer tells of the merge.
What stock clients, imports and the upstream wrote is found in the changes feed by a task
of the lifespan. Both only carry out what `merging` decides; done twice, it is done once.
"""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Iterable

import anyio

from cairn_server.access import BodyCheck, Merger, gate_for
from cairn_server.history.source import Door, Source, writing
from cairn_server.merging import next_writes
from cairn_sync.errors import SyncError
from cairn_sync.store import Store

__all__ = ["follow", "settle"]

POLL_SECONDS = 60.0  # how long one wait for a change stays open
RETRY_SECONDS = 30.0
MOST_TURNS = 8  # at one document; others may write to it meanwhile
ROWS = 500  # of the changes feed at a time

logger = logging.getLogger(__name__)


async def settle(store: Store, doc_ids: Iterable[str], check: BodyCheck) -> None:
    """Merge the live leaves of each document, as far as they can be. Idempotent.

    Raises:
        SyncError: the store failed; what was written stays, and is gone on from next time.
    """
    collaborative = store.name.removeprefix("directory-")
    if collaborative == store.name:
        return
    for doc_id in doc_ids:
        for _ in range(MOST_TURNS):
            leaves = await store.leaves(doc_id)
            writes = next_writes(leaves, check) if len(leaves) > 1 else []
            if not writes:
                break
            gate = gate_for(Merger(collaborative, tuple(leaves)), store.name, check)
            with writing(Source(Door.MERGE)):
                outcomes = await store.bulk_docs(writes, gate=gate)
            errors = [outcome.error for outcome in outcomes if outcome.error is not None]
            if errors:
                logger.info("%s of %s is not merged: %s", doc_id, store.name, errors[0])
                break


async def follow(
    store: Store, check: BodyCheck, *, sleep: Callable[[float], Awaitable[None]] = anyio.sleep
) -> None:
    """Settle every document that has several leaves, now and whenever one changes."""
    since = "0"
    while True:
        try:
            since = await settle_changes(store, since, check)
            await store.wait_for_change(since, timeout_seconds=POLL_SECONDS)
        except SyncError as exc:
            logger.warning("merging in %s waits: %s", store.name, exc)
            await sleep(RETRY_SECONDS)
        except Exception:
            # The task's outermost edge: a bug of ours must not end merging for good.
            logger.exception("merging in %s failed", store.name)
            await sleep(RETRY_SECONDS)


async def settle_changes(store: Store, since: str, check: BodyCheck) -> str:
    """Settle what changed after `since`; return how far the feed was read."""
    while True:
        batch = await store.changes(since, limit=ROWS)
        await settle(store, [c.doc_id for c in batch.changes if len(c.branches) > 1], check)
        since = batch.last_sequence
        if not batch.changes:
            return since
