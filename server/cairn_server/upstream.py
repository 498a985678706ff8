"""Keep this server and its CouchDB replicated, both ways, through days without a line.

One task for each database and direction, from the lifespan on. Nothing that the upstream
sends or says stops them: a refused document is counted and named, a line that is down is
waited out, and what no waiting would mend (a wrong password, a missing database) is tried
again after a while, because an operator may mend it over there.

The upstream is a principal of its own. What it sends is kept as it is, fit for phones or
not (`exchange` decides what phones see), but for one thing: the address of a confidential
place is never stored, wherever it comes from.
"""

from __future__ import annotations

import logging
import random
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

import anyio

from cairn_server import access
from cairn_server.access import gate_for, replicated_databases
from cairn_server.accounts.account import format_time
from cairn_server.deployment import Deployment
from cairn_server.history.source import Door, Source, writing
from cairn_sync.continuous import ReplicationState, replicate_continuously
from cairn_sync.errors import ExistsError, NotFoundError, SyncError, UnavailableError
from cairn_sync.retry import Backoff
from cairn_sync.store import Databases, Store

__all__ = ["Upstream"]

STUBBORN_SECONDS = 300.0  # between tries of what waiting alone will not mend
MAX_LOGGED = 500  # characters of what another server says
MAX_LISTED = 1000  # refused IDs remembered for one direction

logger = logging.getLogger(__name__)


@dataclass(slots=True)
class Direction:
    """One database, one way."""

    database: str
    arrow: str  # "from upstream" or "to upstream"
    state: ReplicationState = ReplicationState()
    refused: set[str] = field(default_factory=set)  # document IDs

    def __str__(self) -> str:
        return f"{self.database} {self.arrow}"


class Upstream:
    """The replication of one deployment with its CouchDB."""

    def __init__(
        self,
        connect: Callable[[], Awaitable[Databases]],
        deployment: Deployment,
        *,
        sleep: Callable[[float], Awaitable[None]] = anyio.sleep,
        jitter: Callable[[], float] = random.random,
        replicate: Callable[..., Awaitable[Any]] = replicate_continuously,
    ) -> None:
        self._connect = connect
        self._deployment = deployment
        self._sleep = sleep
        self._jitter = jitter
        self._replicate = replicate
        self.directions = [
            Direction(database, arrow)
            for database in replicated_databases(deployment.collaborative)
            for arrow in ("from upstream", "to upstream")
        ]

    async def run(self) -> None:
        """Replicate until cancelled."""
        async with anyio.create_task_group() as tasks:
            for direction in self.directions:
                tasks.start_soon(self._keep_going, direction)

    def report(self) -> dict[str, Any]:
        """Return what ``/readyz`` tells: nothing in it names documents or the upstream."""
        oldest = [direction.state.last_success_at for direction in self.directions]
        known = [moment for moment in oldest if moment is not None]
        is_well = all(direction.state.last_error is None for direction in self.directions)
        all_met = len(known) == len(oldest)
        return {
            "state": ("up" if all_met else "starting") if is_well else "down",
            "last_success_at": format_time(min(known)) if all_met else None,
            "refused_documents": sum(len(d.refused) for d in self.directions),
        }

    async def _keep_going(self, direction: Direction) -> None:
        while True:
            wait = STUBBORN_SECONDS
            try:
                await self._replicate_one(direction)
            except UnavailableError as exc:
                failures = direction.state.failures + 1
                wait = Backoff().wait_seconds(failures, jitter=self._jitter())
                self._note_failure(direction, exc, wait)
            except SyncError as exc:
                self._note_failure(direction, exc, wait)
            except Exception:
                # The task's outermost edge: a bug of ours must not end replication for good.
                logger.exception("replicating %s failed", direction)
            await self._sleep(wait)

    async def _replicate_one(self, direction: Direction) -> None:
        here = await self._deployment.databases.open(direction.database)
        remote = await self._connect()
        try:
            there = await _open_or_create(remote, direction.database)
            is_pull = direction.arrow == "from upstream"
            principal = access.Upstream(self._deployment.collaborative)
            gate = gate_for(principal, direction.database, self._deployment.check)
            with writing(Source(Door.UPSTREAM)):
                await self._replicate(
                    there if is_pull else here,
                    here if is_pull else there,
                    gate=gate if is_pull else None,
                    on_state=lambda state: self._note(direction, state),
                )
        finally:
            with anyio.CancelScope(shield=True):
                await remote.close()

    def _note_failure(self, direction: Direction, exc: SyncError, wait_seconds: float) -> None:
        failed = ReplicationState(
            last_success_at=direction.state.last_success_at,
            last_error=str(exc),
            failures=direction.state.failures + 1,
            retry_seconds=wait_seconds,
        )
        self._note(direction, failed)

    def _note(self, direction: Direction, state: ReplicationState) -> None:
        """Keep a state; log a line only when it is another than before."""
        before = direction.state
        direction.state = state
        if state.last_error != before.last_error:
            if state.last_error is not None:
                logger.warning("replicating %s waits: %s", direction, _one_line(state.last_error))
            else:
                logger.info("replicating %s goes on", direction)
        elif before.last_success_at is None and state.last_success_at is not None:
            logger.info("replicating %s: everything is there", direction)
        self._note_refused(direction, state)

    def _note_refused(self, direction: Direction, state: ReplicationState) -> None:
        # The replicator has logged each by ID and reason, never by anything a document says.
        for failure in state.summary.failures if state.summary else ():
            if len(direction.refused) < MAX_LISTED:
                direction.refused.add(failure.doc_id)


def _one_line(text: str) -> str:
    """Return words that may be another server's as one short line, so that it writes no more."""
    return "".join(c if c.isprintable() else " " for c in text[:MAX_LOGGED])


async def _open_or_create(remote: Databases, database: str) -> Store:
    try:
        return await remote.open(database)
    except NotFoundError:
        pass
    try:
        return await remote.create(database)
    except ExistsError:  # made by the other direction's task meanwhile
        return await remote.open(database)
