"""One import on its way, and what the app is told of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

from anyio import CancelScope

from cairn_server.directory.bringing.guess import CHOICES
from cairn_server.directory.bringing.recording import RecordingStore
from cairn_server.directory.importing.finding import Finding, Result
from cairn_server.directory.importing.fixing import columns_of, fields_of, key_of
from cairn_server.directory.importing.hsds_files import Objects
from cairn_server.directory.importing.mapping import Mapping
from cairn_server.directory.importing.report import Report
from cairn_server.directory.importing.table import Row, Table
from cairn_server.directory.said import Said, said

__all__ = ["Choice", "Job", "State", "Stopped"]

State = Literal[
    "reading", "mapping", "checking", "checked", "applying", "applied", "undoing", "undone",
    "failed",
]  # fmt: skip
SAMPLES = 3
MAX_SAMPLE = 80  # letters
MAX_FINDINGS = 5_000
MAX_FIXED_HERE = 500  # rejected rows whose cells are sent along


class Stopped(Exception):
    """The editor stopped the import."""


@dataclass(slots=True)
class Choice:
    """How a person says that the list is to be read."""

    source: str = ""
    table: int = 0
    columns: dict[str, str] = field(default_factory=dict)
    public: bool = False
    fixes: dict[str, dict[str, str]] = field(default_factory=dict)  # by `fixing.key_of`
    same: frozenset[int] = frozenset()  # rows that are left out: they are there already
    merged: dict[int, str] = field(default_factory=dict)  # row -> the entry that it fills in
    as_drafts: bool = False


NO_TABLE = Table("", "", (), (), (), 0)


@dataclass(slots=True)
class Job:
    """Held in memory only: a restart of the server forgets it, and nothing of it is on disk."""

    job_id: str
    member_id: str
    file: str
    touched: float
    state: State = "reading"
    rows: int = 0
    of: int = 0
    reason: str = ""
    tables: list[Table] = field(default_factory=list)
    objects: Objects | None = None  # of HSDS; then there are no tables
    known: Mapping | None = None  # a mapping that comes with Cairn, which fits
    choice: Choice = field(default_factory=Choice)
    report: Report | None = None
    same_as: list[dict[str, Any]] = field(default_factory=list)
    record: RecordingStore | None = None
    left: list[dict[str, str]] = field(default_factory=list)
    is_stopped: bool = False
    scope: CancelScope | None = None  # of what can be broken off at once

    @property
    def asks_source(self) -> bool:
        """Whether somebody has to say whose list it is."""
        return self.known is None or self.known.many

    @property
    def read_tables(self) -> list[Table]:
        """Return the tables that are read: the sheet that was chosen, or all of a known list."""
        if self.known is not None or not self.tables:
            return self.tables
        return [self.tables[self.choice.table]]

    @property
    def is_busy(self) -> bool:
        return self.state in ("reading", "checking", "applying", "undoing")

    def advance(self, rows: int, of: int) -> None:
        """Note how far it is; called from the thread that works, too.

        Raises:
            Stopped: the editor wants no more of it.
        """
        if self.is_stopped:
            raise Stopped
        self.rows, self.of = rows, of

    def stop(self) -> None:
        """End what is being done as soon as it may be left."""
        self.is_stopped = True
        if self.scope is not None:
            self.scope.cancel()

    def fail(self, reason: str) -> None:
        """Go back to where there is a way on: what was written, if only in part, can be undone."""
        if self.record is not None and self.record.changed:
            if self.state == "applying":
                reason = said("{reason} Only a part of the list was written.", reason=reason)
            self.state, self.reason = "applied", reason
        else:
            is_read = bool(self.tables) or self.objects is not None
            self.state, self.reason = "mapping" if is_read else "failed", reason

    def as_json(self) -> dict[str, Any]:
        """Return what the screen shows."""
        told: dict[str, Any] = {
            "id": self.job_id,
            "file": self.file,
            "state": self.state,
            "rows": self.rows,
            "of": self.of,
            "reason": self.reason,
            "said": self.reason.as_json() if isinstance(self.reason, Said) else None,
        }
        if self.is_busy or self.state == "failed":
            return told
        table = self.tables[self.choice.table] if self.tables else NO_TABLE
        told |= {
            "known": self.known.about or self.known.source if self.known else "",
            "source": self.choice.source,
            "asks_source": self.asks_source,
            "table": self.choice.table,
            "tables": [{"name": one.file, "rows": len(one.rows)} for one in self.tables],
            "columns": [
                {
                    "name": name,
                    "choice": self.choice.columns.get(name, ""),
                    "samples": _samples(table, name),
                }
                for name in table.columns
                if name
            ],
            "choices": list(CHOICES),
            "public": self.choice.public,
            "as_drafts": self.choice.as_drafts,
            "left": self.left,
            "same": sorted(self.choice.same),
            "merged": {str(row): entry for row, entry in self.choice.merged.items()},
            "fixes": self.choice.fixes,
        }
        if self.report is not None:
            told |= self._report(self.report)
        return told

    def _report(self, report: Report) -> dict[str, Any]:
        counts = report.as_json()["counts"]
        wrong = self._wrong_rows(report)
        alone = len(self.read_tables) == 1
        return {
            "counts": counts,
            "findings": [self._with_key(one) for one in report.findings[:MAX_FINDINGS]],
            "more_findings": max(0, len(report.findings) - MAX_FINDINGS),
            "wrong_rows": wrong,
            "rejected_rows": [  # what older phones know
                {"row": one["row"], "cells": one["cells"]} for one in wrong if alone
            ],
            "same_as": self.same_as,
        }

    def _with_key(self, finding: Finding) -> dict[str, Any]:
        told = finding.for_the_app()
        if finding.result is Result.REJECTED and finding.row and not finding.key:
            for table in self.read_tables:
                if table.file == finding.file:
                    told["key"] = key_of(table, finding.row, alone=len(self.read_tables) == 1)
        return told

    def _wrong_rows(self, report: Report) -> list[dict[str, Any]]:
        """Return what can be put right here: rejected rows with their cells, in their order."""
        rejected = {(one.file, one.row) for one in report.rejected}
        keys = {one.key for one in report.rejected if one.key}
        if self.objects is not None:
            every = (*self.objects.found, *self.objects.orphans)
            return [
                {"key": one.key, "file": one.file, "row": one.row, "kind": one.kind}
                | {"cells": fields_of(one) | self.choice.fixes.get(one.key, {})}
                for one in every
                if one.key in keys
            ][:MAX_FIXED_HERE]
        found: list[dict[str, Any]] = []
        alone = len(self.read_tables) == 1
        for table in self.read_tables:
            rows = [
                row for row in (*table.rows, *table.broken) if (table.file, row.number) in rejected
            ]
            for row in rows[: MAX_FIXED_HERE - len(found)]:
                key = key_of(table, row.number, alone=alone)
                cells = self._cells(table, row) | self.choice.fixes.get(key, {})
                found.append({"key": key, "file": table.file, "row": row.number, "cells": cells})
        return found

    def _cells(self, table: Table, row: Row) -> dict[str, str]:
        names = list(self.choice.columns) if self.known is None else columns_of(self.known, table)
        return {name: row.cells.get(name, "") for name in table.columns if name in names}


def _samples(table: Table, column: str) -> list[str]:
    found: dict[str, None] = {}
    for row in table.rows[:200]:
        if text := row.cells.get(column, ""):
            found[text if len(text) <= MAX_SAMPLE else text[: MAX_SAMPLE - 1] + "…"] = None
        if len(found) == SAMPLES:
            break
    return list(found)
