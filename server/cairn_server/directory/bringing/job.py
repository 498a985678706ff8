"""One import on its way, and what the app is told of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

from cairn_server.directory.bringing.guess import CHOICES
from cairn_server.directory.bringing.recording import RecordingStore
from cairn_server.directory.importing.mapping import Mapping
from cairn_server.directory.importing.report import Report
from cairn_server.directory.importing.table import Table
from cairn_server.directory.said import Said, said

__all__ = ["Choice", "Job", "State"]

State = Literal[
    "reading", "mapping", "checking", "checked", "applying", "applied", "undoing", "undone",
    "failed",
]  # fmt: skip
SAMPLES = 3
MAX_SAMPLE = 80  # letters
MAX_FINDINGS = 5_000
MAX_FIXED_HERE = 500  # rejected rows whose cells are sent along


@dataclass(slots=True)
class Choice:
    """How a person says that the list is to be read."""

    source: str = ""
    table: int = 0
    columns: dict[str, str] = field(default_factory=dict)
    public: bool = False
    fixes: dict[int, dict[str, str]] = field(default_factory=dict)
    same: frozenset[int] = frozenset()  # rows that are in the directory already, by another name


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
    known: Mapping | None = None  # a mapping that comes with Cairn, which fits
    choice: Choice = field(default_factory=Choice)
    report: Report | None = None
    same_as: list[dict[str, Any]] = field(default_factory=list)
    record: RecordingStore | None = None
    left: list[dict[str, str]] = field(default_factory=list)

    @property
    def is_busy(self) -> bool:
        return self.state in ("reading", "checking", "applying", "undoing")

    def advance(self, rows: int, of: int) -> None:
        self.rows, self.of = rows, of

    def fail(self, reason: str) -> None:
        """Go back to where there is a way on: what was written, if only in part, can be undone."""
        if self.record is not None and self.record.changed:
            if self.state == "applying":
                reason = said("{reason} Only a part of the list was written.", reason=reason)
            self.state, self.reason = "applied", reason
        else:
            self.state, self.reason = "mapping" if self.tables else "failed", reason

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
        table = self.tables[self.choice.table]
        told |= {
            "known": self.known.about or self.known.source if self.known else "",
            "source": self.choice.source,
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
            "left": self.left,
        }
        if self.report is not None:
            told |= self._report(self.report)
        return told

    def _report(self, report: Report) -> dict[str, Any]:
        rejected = {one.row for one in report.rejected} if self.known is None else set()
        rows = [row for row in self.tables[self.choice.table].rows if row.number in rejected]
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
