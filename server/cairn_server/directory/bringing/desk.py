"""The imports of this server: read, checked, applied and taken back, each in turn.

They are held in memory for `KEPT_SECONDS` after their editor last looked, never on disk. Only
how a partner's list is read is kept: in a local document, which never replicates.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Awaitable, Callable
from functools import partial
from typing import IO, Any
from uuid import uuid4

import anyio
import anyio.abc
import anyio.to_thread

from cairn_server.access import Member, gate_for
from cairn_server.directory.bringing.apart import NORMAL, Limits, read_apart
from cairn_server.directory.bringing.guess import guess_columns
from cairn_server.directory.bringing.job import Choice, Job, State, Stopped
from cairn_server.directory.bringing.known import HSDS, find_known
from cairn_server.directory.bringing.ready import import_in_thread
from cairn_server.directory.bringing.recording import Changed, RecordingStore
from cairn_server.directory.bringing.same_as import Held, held_of, towns_of
from cairn_server.directory.bringing.undo import undo_import
from cairn_server.directory.errors import DirectoryError
from cairn_server.directory.importing.adopt import ADOPTED
from cairn_server.directory.importing.table import Table
from cairn_server.directory.models import check_document
from cairn_server.directory.said import said
from cairn_server.history.source import Door, Source, writing
from cairn_sync.errors import SyncError
from cairn_sync.store import Gate, Store

__all__ = ["MAX_JOBS", "ImportDesk"]

logger = logging.getLogger(__name__)

MAX_JOBS = 6
KEPT_SECONDS = 4 * 3600.0
PARTNERS = "import-partners"  # local document: source -> how its list was read last


class ImportDesk:
    """What the doors hand files to."""

    def __init__(
        self,
        store: Store,
        tasks: anyio.abc.TaskGroup,
        *,
        limits: Limits = NORMAL,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._store = store
        self._tasks = tasks
        self._limits = limits
        self._clock = clock
        self._turn = anyio.Lock()  # one works at a time
        self._jobs: dict[str, Job] = {}

    def jobs_of(self, member_id: str) -> list[Job]:
        """Return this person's imports, the newest first."""
        self._sweep()
        return [job for job in reversed(self._jobs.values()) if job.member_id == member_id]

    def find(self, job_id: str, member_id: str) -> Job | None:
        """Return the import, if it is this person's and not forgotten."""
        self._sweep()
        job = self._jobs.get(job_id)
        if job is None or job.member_id != member_id:
            return None
        job.touched = self._clock()
        return job

    @property
    def is_full(self) -> bool:
        self._sweep()
        return len(self._jobs) >= MAX_JOBS

    def open(self, member_id: str, file: str, data: IO[bytes]) -> Job:
        """Begin to read an open file, which is closed when that is done."""
        job = Job(uuid4().hex, member_id, file, self._clock())
        self._jobs[job.job_id] = job
        self._start(job, "reading", partial(self._read, job, data))
        return job

    def close(self, job: Job) -> None:
        """Forget an import, at any moment; what it wrote stays."""
        job.stop()
        self._jobs.pop(job.job_id, None)

    def stop(self, job: Job) -> None:
        """End what is being done, soon: a file is forgotten, what was written can be undone."""
        if job.state == "reading":
            self.close(job)
        elif job.is_busy:
            job.stop()

    async def choose_sheet(self, job: Job, place: int) -> None:
        """Begin anew with another sheet: as its partner was read last, else by a guess."""
        job.choice = await self._remembered(job.tables[place], place)
        job.report, job.same_as, job.state = None, [], "mapping"

    def check(self, job: Job, choice: Choice, member: Member) -> None:
        """Begin a dry run."""
        job.choice = choice
        self._start(job, "checking", partial(self._import, job, self._gate(member), dry_run=True))

    def apply(self, job: Job, member: Member) -> None:
        """Begin to write."""
        with writing(Source(Door.IMPORT, by=member.member_id, name=job.choice.source)):
            self._start(
                job, "applying", partial(self._import, job, self._gate(member), dry_run=False)
            )

    def undo(self, job: Job, member: Member) -> None:
        """Begin to take back what was written."""
        with writing(Source(Door.UNDO, by=member.member_id, name=job.choice.source)):
            self._start(job, "undoing", partial(self._undo, job, self._gate(member)))

    # -- In the background ----------------------------------------------------

    def _start(self, job: Job, state: State, work: Callable[[], Awaitable[State]]) -> None:
        job.state, job.rows, job.of, job.reason = state, 0, 0, ""
        job.is_stopped = False
        self._tasks.start_soon(self._work, job, work)

    async def _work(self, job: Job, work: Callable[[], Awaitable[State]]) -> None:
        try:
            async with self._turn:
                if job.is_stopped:
                    raise Stopped
                job.state = await work()
        except Stopped:
            job.fail(said("It was stopped."))
        except DirectoryError as error:
            job.fail(error.reason)
        except SyncError:
            job.fail(said("The directory did not answer. Please try again."))
        except Exception as error:
            # Never what the file says: it may be where somebody is hiding.
            logger.error("an import failed: %s", type(error).__name__)
            job.fail(said("Something went wrong on the server."))
        job.touched = self._clock()

    async def _read(self, job: Job, data: IO[bytes]) -> State:
        with data, anyio.CancelScope() as job.scope:
            read = await read_apart(data, job.file, self._limits, progress=job.advance)
        if job.is_stopped:
            raise Stopped
        job.tables, job.objects = read.tables, read.objects
        if job.objects is not None:
            job.known, job.choice = HSDS, Choice()
            return "mapping"
        job.known = find_known(job.tables)
        largest = max(range(len(job.tables)), key=lambda place: len(job.tables[place].rows))
        job.choice = await self._remembered(job.tables[largest], largest)
        if job.known is not None and not job.known.many:
            job.choice.source = job.known.source
        return "mapping"

    async def _import(self, job: Job, gate: Gate, *, dry_run: bool) -> State:
        record = RecordingStore(self._store)
        if not dry_run:
            # Before the first write: what fails midway must be taken back like the rest, and so
            # must what an earlier try wrote.
            record = job.record = job.record or record
            job.left = []
        held = await self._held() if dry_run and job.known is None else []
        adopted = await self._adopted(job.choice.source)
        work = partial(import_in_thread, job, record, gate, held, adopted, dry_run)
        job.report, job.same_as = await anyio.to_thread.run_sync(work)
        if dry_run:
            await self._remember(job)
            return "checked"
        return "applied"

    async def _undo(self, job: Job, gate: Gate) -> State:
        assert job.record is not None
        undone: dict[str, Changed] = {}
        try:
            job.left = await undo_import(
                self._store,
                job.record.changed,
                job.record.memories,
                gate=gate,
                progress=job.advance,
                undone=undone,
            )
        finally:
            # Of what is broken off the rest can be taken back later.
            job.record.changed = [one for one in job.record.changed if one.doc_id not in undone]
        job.record, job.report = None, None
        return "undone"

    async def _held(self) -> list[Held]:
        towns = {
            doc_id.partition(":")[2]: towns_of(body)
            for doc_id, body in await self._bodies("location")
        }
        return held_of(await self._bodies("service"), towns)

    async def _bodies(self, kind: str) -> list[tuple[str, dict[str, Any]]]:
        found: list[tuple[str, dict[str, Any]]] = []
        start = f"{kind}:"
        while page := await self._store.all_docs(start=start, end=f"{kind};", limit=1000):
            found += [(one.doc_id, one.parsed_body()) for one in page]
            start = f"{page[-1].doc_id}\0"
        return found

    async def _adopted(self, source: str) -> dict[str, str]:
        kept = await self._store.read_local(f"import-{source}-{ADOPTED}") or {}
        return dict(kept.get("entries", {}))

    # -- What is remembered of a partner --------------------------------------

    async def _remembered(self, table: Table, place: int) -> Choice:
        """Return the choice of the partner whose list has these columns, else a guess."""
        kept = (await self._store.read_local(PARTNERS) or {}).get("partners", {})
        for source, how in kept.items():
            if set(how["names"]) == {name for name in table.columns if name}:
                return Choice(
                    source,
                    place,
                    dict(how["columns"]),
                    bool(how["public"]),
                    as_drafts=bool(how.get("as_drafts")),
                )
        return Choice("", place, guess_columns(table))

    async def _remember(self, job: Job) -> None:
        if not job.tables or not job.asks_source:
            return
        table = job.tables[job.choice.table]
        kept = (await self._store.read_local(PARTNERS) or {}).get("partners", {})
        kept[job.choice.source] = {
            "names": [name for name in table.columns if name],
            "columns": job.choice.columns,
            "public": job.choice.public,
            "as_drafts": job.choice.as_drafts,
        }
        await self._store.write_local(PARTNERS, {"partners": kept})

    def _gate(self, member: Member) -> Gate:
        return gate_for(member, self._store.name, check_document)

    def _sweep(self) -> None:
        oldest = self._clock() - KEPT_SECONDS
        for job in list(self._jobs.values()):
            if not job.is_busy and job.touched < oldest:
                del self._jobs[job.job_id]
