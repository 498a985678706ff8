"""Replicate one store into another: the algorithm, step by step.

The headings are those of the CouchDB Replication Protocol v3, in its order, so that
the two can be read side by side. One invariant carries everything: a checkpoint never
leads what the target holds. So a run may be cancelled or killed at any ``await``; the
next one repeats work, and skips none.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from email.utils import format_datetime
from uuid import uuid4

from cairn_sync.checkpoint import (
    START,
    Checkpoint,
    ReplicationLog,
    find_common_ancestry,
    replication_id,
)
from cairn_sync.document import Document
from cairn_sync.errors import (
    ForbiddenError,
    NotFoundError,
    SyncError,
    UnavailableError,
    UnsupportedError,
)
from cairn_sync.revision import Revision
from cairn_sync.store import DatabaseInfo, Gate, Lacking, Store

__all__ = ["BATCH_BYTES", "BATCH_SIZE", "Failure", "Summary", "replicate"]

BATCH_SIZE = 500  # rows of the changes feed; CouchDB's own default
BATCH_BYTES = 1 * 2**20  # of bodies in one write; an eighth of what a server here accepts
FIRST_FETCH = 50  # revisions asked for before their size is known
LISTED_FAILURES = 1000  # kept in a summary; more are only counted

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Failure:
    """One revision that did not get across, and why; the others did."""

    doc_id: str
    revision: Revision
    reason: str


@dataclass(frozen=True, slots=True)
class Summary:
    """What one run did so far."""

    replication_id: str
    last_sequence: str = START  # of the source's feed; the next run starts here
    changes_read: int = 0  # rows of the changes feed
    docs_read: int = 0  # revisions fetched
    docs_written: int = 0  # revisions the target lacked and now holds
    doc_write_failures: int = 0
    failures: tuple[Failure, ...] = ()  # the first LISTED_FAILURES of them
    source_is_read_only: bool = False  # it cannot keep its half of the checkpoint


async def replicate(
    source: Store,
    target: Store,
    *,
    batch_size: int = BATCH_SIZE,
    batch_bytes: int = BATCH_BYTES,
    gate: Gate | None = None,
    on_progress: Callable[[Summary], None] | None = None,
    now: Callable[[], datetime] = lambda: datetime.now(UTC),
) -> Summary:
    """Copy every revision `target` lacks from `source`; stop at the feed's end.

    Safe to cancel or kill anywhere. A document that cannot be read or that the target
    refuses is a Failure in the summary and stops nothing; it is tried again when it
    changes. `on_progress` is called after each checkpoint.

    Raises:
        NotFoundError: either database does not exist.
        UnavailableError: a store stopped answering; progress so far is kept.
        ForbiddenError: a store does not let us read, or the target not write.
        ProtocolError: a store answered something the protocol does not allow.
    """
    run = _Run(source, target, batch_size, batch_bytes, gate, now)
    await run.start()
    return await run.to_the_end(on_progress)


@dataclass(slots=True)
class _Run:
    """One run under way: what it was given, and where it is."""

    source: Store
    target: Store
    batch_size: int
    batch_bytes: int
    gate: Gate | None
    now: Callable[[], datetime]
    summary: Summary = field(init=False, default=Summary(""))
    session_id: str = field(init=False, default="")
    started: str = field(init=False, default="")
    source_log: ReplicationLog = field(init=False, default=ReplicationLog())
    target_log: ReplicationLog = field(init=False, default=ReplicationLog())
    source_life: str = field(init=False, default="")  # changes when the source is restored
    target_life: str = field(init=False, default="")  # likewise

    async def start(self) -> None:
        """Meet both peers and find out where to go on."""
        # -- Verify Peers, Get Peers Information -------------------------------
        source_info, target_info = await self.source.info(), await self.target.info()

        # -- Generate Replication ID -------------------------------------------
        log_id = replication_id(source_info.uuid, target_info.uuid)
        self.session_id = uuid4().hex
        self.started = self._date()
        self.source_life, self.target_life = _life(source_info), _life(target_info)

        # -- Find Common Ancestry ----------------------------------------------
        self.target_log = ReplicationLog.parse(await self.target.read_local(log_id))
        read_only = False
        try:
            self.source_log = ReplicationLog.parse(await self.source.read_local(log_id))
        except (ForbiddenError, UnsupportedError):
            self.source_log, read_only = ReplicationLog(), True
        since = find_common_ancestry(self.source_log, self.target_log)
        if not self.source_log and self.target_log.read_only_source == self.source_life:
            # Nothing to compare with, but it is still the database that we read from.
            since, read_only = self.target_log.history[0].recorded_seq, True
        self.summary = Summary(log_id, since, source_is_read_only=read_only)

    async def to_the_end(self, on_progress: Callable[[Summary], None] | None) -> Summary:
        """Go on from there to the end of the source's feed."""
        # -- Locate Changed Documents ------------------------------------------
        while True:
            before = self.summary.last_sequence
            batch = await self.source.changes(before, limit=self.batch_size)
            if not batch.changes and batch.last_sequence == before:
                return self.summary

            # -- Calculate Revision Difference ---------------------------------
            offered: dict[str, list[Revision]] = {}
            for change in batch.changes:
                leaves = offered.setdefault(change.doc_id, [])
                leaves.extend(b.leaf for b in change.branches if b.leaf not in leaves)
            lacking = await self.target.revs_diff(offered) if offered else {}

            # -- Replicate Changes ---------------------------------------------
            await self._copy(lacking)

            # -- Record Replication Checkpoint ---------------------------------
            self.summary = replace(
                self.summary,
                last_sequence=batch.last_sequence,
                changes_read=self.summary.changes_read + len(batch.changes),
            )
            if batch.changes:
                await self._record_checkpoint()
            if on_progress is not None:
                on_progress(self.summary)
            if len(batch.changes) < self.batch_size and batch.pending == 0:
                return self.summary

    async def _copy(self, lacking: dict[str, Lacking]) -> None:
        """Fetch and write what is lacking, no more than about `batch_bytes` at a time."""
        wanted = [
            (doc_id, revision)
            for doc_id, lack in lacking.items()
            for revision in sorted(lack.missing)
        ]
        waiting: list[Document] = []
        waiting_bytes, fetch = 0, min(FIRST_FETCH, self.batch_size)
        while wanted:
            # -- Fetch Changed Documents ---------------------------------------
            asked, wanted = wanted[:fetch], wanted[fetch:]
            fetched = await self._fetch(asked)

            # -- Upload Batch of Changed Documents -----------------------------
            for document in fetched:
                if waiting and waiting_bytes + len(document.body) > self.batch_bytes:
                    await self._write(waiting)
                    waiting, waiting_bytes = [], 0
                waiting.append(document)
                waiting_bytes += len(document.body)
            average = sum(len(document.body) for document in fetched) // max(len(fetched), 1)
            fetch = max(1, min(self.batch_size, self.batch_bytes // max(average, 1)))
        if waiting:
            await self._write(waiting)

    async def _fetch(self, asked: Sequence[tuple[str, Revision | None]]) -> list[Document]:
        documents: list[Document] = []
        answers = await self.source.bulk_get(asked)
        for (doc_id, revision), document in zip(asked, answers, strict=True):
            assert revision is not None
            if document is None:
                document = await self._look_again(doc_id, revision)
            if document is not None:
                documents.append(document)
        self.summary = replace(self.summary, docs_read=self.summary.docs_read + len(documents))
        return documents

    async def _look_again(self, doc_id: str, revision: Revision) -> Document | None:
        """Find out why the source did not hand over a revision that its feed had named."""
        try:
            leaves = await self.source.leaves(doc_id)
        except UnavailableError:
            raise
        except NotFoundError:
            leaves = []
        except SyncError as exc:
            self._fail(doc_id, revision, str(exc))
            return None
        # No leaf any more: edited since, so the feed will name what replaced it.
        return next((leaf for leaf in leaves if leaf.revision == revision), None)

    async def _write(self, documents: Sequence[Document]) -> None:
        outcomes = await self.target.bulk_docs(documents, new_edits=False, gate=self.gate)
        written = 0
        for outcome in outcomes:
            if isinstance(outcome.error, UnavailableError):
                raise outcome.error  # not refused, only not yet: the checkpoint must wait
            if outcome.error is None:
                written += 1
            else:
                self._fail(outcome.doc_id, outcome.revision, str(outcome.error))
        self.summary = replace(self.summary, docs_written=self.summary.docs_written + written)

    def _fail(self, doc_id: str, revision: Revision, reason: str) -> None:
        logger.warning("%s of %s was not replicated: %s", revision, doc_id, reason)
        failures = self.summary.failures
        if len(failures) < LISTED_FAILURES:
            failures = (*failures, Failure(doc_id, revision, reason))
        count = self.summary.doc_write_failures + 1
        self.summary = replace(self.summary, doc_write_failures=count, failures=failures)

    async def _record_checkpoint(self) -> None:
        """Write both logs, the target's first: what only it holds is not yet agreed on."""
        done = self.summary
        entry = Checkpoint(
            self.session_id,
            done.last_sequence,
            self.started,
            self._date(),
            done.docs_read,
            done.docs_written,
            done.doc_write_failures,
        )
        target_log = self.target_log.add(entry)
        life = self.source_life if done.source_is_read_only else None
        target_log = replace(target_log, read_only_source=life)
        await self._require_same_target()
        await self.target.write_local(done.replication_id, target_log.to_body())
        self.target_log = target_log
        if done.source_is_read_only:
            return
        source_log = self.source_log.add(entry)
        try:
            await self.source.write_local(done.replication_id, source_log.to_body())
        except (ForbiddenError, UnsupportedError):
            # Once is enough: from here on the target's log has to do, and says so.
            self.summary = replace(done, source_is_read_only=True)
            target_log = replace(target_log, read_only_source=self.source_life)
            await self.target.write_local(done.replication_id, target_log.to_body())
            self.target_log = target_log
        else:
            self.source_log = source_log

    async def _require_same_target(self) -> None:
        """Stop when the target was restored under us: it lacks what earlier batches wrote.

        Nothing may stand between this and the log's writing: a restore takes longer than
        from one call to the next, so it cannot pass unseen in between.
        """
        if _life(await self.target.info()) != self.target_life:
            raise UnavailableError(f"{self.target.name} was restored in the midst of a replication")

    def _date(self) -> str:
        return format_datetime(self.now(), usegmt=True)


def _life(info: DatabaseInfo) -> str:
    return f"{info.uuid}/{info.epoch}"
