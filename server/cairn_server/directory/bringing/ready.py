"""One import's work: the list made ready as somebody chose, and handed to the importer.

It runs in a thread of its own, so that the server is free meanwhile.
"""

from __future__ import annotations

import copy
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from cairn_server.directory.bringing.job import Choice, Job
from cairn_server.directory.bringing.one_list import SERVICE, prepare
from cairn_server.directory.bringing.recording import RecordingStore, run
from cairn_server.directory.bringing.same_as import Columns, Held, find_same
from cairn_server.directory.importing.draft import document_id
from cairn_server.directory.importing.files import assign_tables
from cairn_server.directory.importing.fixing import fix_objects, fix_table
from cairn_server.directory.importing.hsds_files import Objects
from cairn_server.directory.importing.importer import import_files
from cairn_server.directory.importing.mapping import Mapping
from cairn_server.directory.importing.report import Report
from cairn_server.directory.importing.table import Table
from cairn_sync.store import Gate

__all__ = ["import_in_thread"]


def import_in_thread(
    job: Job,
    record: RecordingStore,
    gate: Gate,
    held: list[Held],
    adopted: dict[str, str],
    dry_run: bool,
) -> tuple[Report, list[dict[str, Any]]]:
    """Return the report, and the rows that may be entries which are there already."""
    prepared = _prepared(job, held, adopted)
    now = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    report = run(
        import_files(
            record,  # type: ignore[arg-type]  # what an import uses of a store
            prepared.mapping,
            {},
            tables=prepared.tables,
            found=_objects(job),
            adopted=prepared.adopted,
            gate=gate,
            dry_run=dry_run,
            public=job.choice.public,
            as_drafts=job.choice.as_drafts,
            at=now,
            looked=job.advance,
            progress=job.advance,
        )
    )
    return report, prepared.same


def _objects(job: Job) -> Objects | None:
    if job.objects is None:
        return None
    return fix_objects(copy.deepcopy(job.objects), job.choice.fixes)  # an import takes them apart


@dataclass(slots=True)
class _Ready:
    mapping: Mapping
    tables: dict[str, Table]
    adopted: dict[str, str] = field(default_factory=dict)
    same: list[dict[str, Any]] = field(default_factory=list)


def _prepared(job: Job, held: list[Held], adopted: dict[str, str]) -> _Ready:
    if job.known is not None:
        alone = len(job.tables) == 1
        tables = [fix_table(table, job.choice.fixes, alone=alone) for table in job.tables]
        mapping = job.known.model_copy(update={"source": job.choice.source})
        return _Ready(mapping, assign_tables(mapping, tables) if tables else {})
    choice = job.choice
    table = fix_table(job.tables[choice.table], choice.fixes, alone=True)
    every = prepare(table, choice.columns, source=choice.source)
    own = {
        row.number: document_id(every.mapping, "service", row.cells[SERVICE])
        for row in every.tables["service"].rows
    }
    chosen = {own[row]: entry for row, entry in choice.merged.items() if row in own}
    prepared = prepare(
        table,
        choice.columns,
        source=choice.source,
        skipped=choice.same,
        merged={row for row, doc_id in own.items() if doc_id in adopted or doc_id in chosen},
    )
    rows = [
        (own[row.number], row)
        for row in every.tables["service"].rows
        if own[row.number] not in adopted
    ]
    return _Ready(
        prepared.mapping,
        prepared.tables,
        chosen,
        find_same(rows, held, _columns_of(choice)),
    )


def _columns_of(choice: Choice) -> Columns:
    def of(*wanted: str) -> list[str]:
        return [name for one in wanted for name, held in choice.columns.items() if held == one]

    towns = of("place.city", "place.whole")
    return Columns(of("service.name"), of("service.phones"), towns[0] if towns else "")
