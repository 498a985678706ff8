"""One import on its way, and what the app is told of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

from anyio import CancelScope

from cairn_server.directory.bringing.guess import CHOICES
from cairn_server.directory.bringing.recording import RecordingStore
from cairn_server.directory.importing.hsds_files import Objects
from cairn_server.directory.importing.mapping import Mapping
from cairn_server.directory.importing.report import Report
from cairn_server.directory.importing.table import Table
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
    fixes: dict[int, dict[str, str]] = field(default_factory=dict)
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
    def can_be_fixed(self) -> bool:
        """Whether a row's number alone says which row is meant."""
        return len(self.tables) == 1 or (self.known is None and bool(self.tables))

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
        }
        if self.report is not None:
            told |= self._report(self.report)
        return told

    def _report(self, report: Report) -> dict[str, Any]:
        rejected = {one.row for one in report.rejected} if self.can_be_fixed else set()
        table = self.tables[self.choice.table] if self.tables else NO_TABLE
        rows = [row for row in table.rows if row.number in rejected]
        counts = report.as_json()["counts"]
        return {
            "counts": counts,
            "findings": [one.for_the_app() for one in report.findings[:MAX_FINDINGS]],
            "more_findings": max(0, len(report.findings) - MAX_FINDINGS),
            "rejected_rows": [
                {"row": row.number, "cells": row.cells | self.choice.fixes.get(row.number, {})}
                for row in rows[:MAX_FIXED_HERE]
            ],
            "same_as": self.same_as,
            "same": sorted(self.choice.same),
            "merged": {str(row): entry for row, entry in self.choice.merged.items()},
            "fixes": {str(row): cells for row, cells in self.choice.fixes.items()},
        }


def _samples(table: Table, column: str) -> list[str]:
    found: dict[str, None] = {}
    for row in table.rows[:200]:
        if text := row.cells.get(column, ""):
            found[text if len(text) <= MAX_SAMPLE else text[: MAX_SAMPLE - 1] + "…"] = None
        if len(found) == SAMPLES:
            break
    return list(found)
