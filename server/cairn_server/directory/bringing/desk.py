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
from cairn_server.directory.bringing.job import Choice, Job, State
from cairn_server.directory.bringing.known import find_known
from cairn_server.directory.bringing.one_list import SERVICE, prepare
from cairn_server.directory.bringing.recording import RecordingStore, run
from cairn_server.directory.bringing.same_as import find_same
from cairn_server.directory.bringing.undo import undo_import
from cairn_server.directory.errors import DirectoryError
from cairn_server.directory.importing.draft import document_id
from cairn_server.directory.importing.files import assign_tables
from cairn_server.directory.importing.importer import import_files
from cairn_server.directory.importing.mapping import Mapping
from cairn_server.directory.importing.report import Report
from cairn_server.directory.importing.table import Table
from cairn_server.directory.models import check_document
from cairn_server.directory.said import said
from cairn_sync.document import Document
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
        """Forget an import; what it wrote stays."""
        self._jobs.pop(job.job_id, None)

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
        self._start(job, "applying", partial(self._import, job, self._gate(member), dry_run=False))

    def undo(self, job: Job, member: Member) -> None:
        """Begin to take back what was written."""
        self._start(job, "undoing", partial(self._undo, job, self._gate(member)))

    # -- In the background ----------------------------------------------------

    def _start(self, job: Job, state: State, work: Callable[[], Awaitable[State]]) -> None:
        job.state, job.rows, job.of, job.reason = state, 0, 0, ""
        self._tasks.start_soon(self._work, job, work)

    async def _work(self, job: Job, work: Callable[[], Awaitable[State]]) -> None:
        try:
            async with self._turn:
                job.state = await work()
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
        with data:
            job.tables = await read_apart(data, job.file, self._limits)
        job.known = find_known(job.tables)
        largest = max(range(len(job.tables)), key=lambda place: len(job.tables[place].rows))
        job.choice = await self._remembered(job.tables[largest], largest)
        if job.known is not None:
            job.choice.source = job.known.source
        return "mapping"

    async def _import(self, job: Job, gate: Gate, *, dry_run: bool) -> State:
        record = RecordingStore(self._store)
        if not dry_run:
            # Before the first write: what fails midway must be taken back like the rest, and so
            # must what an earlier try wrote.
            record = job.record = job.record or record
            job.left = []
        held = await self._services() if dry_run and job.known is None else []
        work = partial(_import_in_thread, job, record, gate, held, dry_run)
        job.report, job.same_as = await anyio.to_thread.run_sync(work)
        if dry_run:
            await self._remember(job)
            return "checked"
        return "applied"

    async def _undo(self, job: Job, gate: Gate) -> State:
        assert job.record is not None
        job.left = await undo_import(
            self._store, job.record.changed, job.record.memories, gate=gate, progress=job.advance
        )
        job.record, job.report = None, None
        return "undone"

    async def _services(self) -> list[tuple[str, dict[str, Any]]]:
        found: list[Document] = []
        start = "service:"
        while True:
            some = await self._store.all_docs(start=start, end="service;", limit=1000)
            found += some
            if len(some) < 1000:
                return [(one.doc_id, one.parsed_body()) for one in found]
            start = some[-1].doc_id + "\0"

    # -- What is remembered of a partner --------------------------------------

    async def _remembered(self, table: Table, place: int) -> Choice:
        """Return the choice of the partner whose list has these columns, else a guess."""
        kept = (await self._store.read_local(PARTNERS) or {}).get("partners", {})
        for source, how in kept.items():
            if set(how["names"]) == {name for name in table.columns if name}:
                return Choice(source, place, dict(how["columns"]), bool(how["public"]))
        return Choice("", place, guess_columns(table))

    async def _remember(self, job: Job) -> None:
        if job.known is not None:
            return
        table = job.tables[job.choice.table]
        kept = (await self._store.read_local(PARTNERS) or {}).get("partners", {})
        kept[job.choice.source] = {
            "names": [name for name in table.columns if name],
            "columns": job.choice.columns,
            "public": job.choice.public,
        }
        await self._store.write_local(PARTNERS, {"partners": kept})

    def _gate(self, member: Member) -> Gate:
        return gate_for(member, self._store.name, check_document)

    def _sweep(self) -> None:
        oldest = self._clock() - KEPT_SECONDS
        for job in list(self._jobs.values()):
            if not job.is_busy and job.touched < oldest:
                del self._jobs[job.job_id]


def _import_in_thread(
    job: Job,
    record: RecordingStore,
    gate: Gate,
    held: list[tuple[str, dict[str, Any]]],
    dry_run: bool,
) -> tuple[Report, list[dict[str, Any]]]:
    mapping, tables, same = _prepared(job, held)
    report = run(
        import_files(
            record,  # type: ignore[arg-type]  # what an import uses of a store
            mapping,
            {},
            tables=tables,
            gate=gate,
            dry_run=dry_run,
            public=job.choice.public,
            progress=job.advance,
        )
    )
    return report, same


def _prepared(
    job: Job, held: list[tuple[str, dict[str, Any]]]
) -> tuple[Mapping, dict[str, Table], list[dict[str, Any]]]:
    if job.known is not None:
        return job.known, assign_tables(job.known, job.tables), []
    choice = job.choice
    prepared = prepare(
        job.tables[choice.table],
        choice.columns,
        source=choice.source,
        fixes=choice.fixes,
        skipped=choice.same,
    )
    every = prepare(
        job.tables[choice.table], choice.columns, source=choice.source, fixes=choice.fixes
    )
    rows = (
        (document_id(every.mapping, "service", row.cells[SERVICE]), row)
        for row in every.tables["service"].rows
    )
    phones = [name for name, held in choice.columns.items() if held == "service.phones"]
    names = [name for name, held in choice.columns.items() if held == "service.name"]
    return prepared.mapping, prepared.tables, find_same(rows, held, names=names, phones=phones)
