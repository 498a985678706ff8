"""The import's report as tables for a terminal."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from pathlib import Path

from rich.console import Console
from rich.table import Table
from rich.text import Text

from cairn_server.directory.importing.finding import Finding, Result
from cairn_server.directory.importing.report import Report

__all__ = ["print_report"]

SHOWN = 8  # rows listed of one reason; the JSON report has all. Rejected rows are always listed.

HEADINGS = {
    Result.REJECTED: "Rejected: these rows are not in the directory",
    Result.CONFIDENTIAL: "Confidential: where these places are was not taken in",
    Result.KEPT: "Kept: an editor changed these by hand",
    Result.LEFT_OUT: "Left out: the row is in, without this value",
    Result.REPAIRED: "Repaired: the value is in, put right",
    Result.TIDIED: "Tidied: the value is in, written in the directory's own way",
}
LINES = (
    ("rows read", "rows"),
    ("added", "added"),
    ("changed", "changed"),
    ("unchanged", "unchanged"),
    ("rejected", "rejected"),
    ("about the same as a row before", "repeated"),
    ("blank", "blank"),
    ("of these, repaired", "repaired"),
    ("of these, tidied", "tidied"),
    ("of these, kept as an editor has it", "kept"),
    ("of these, confidential", "confidential"),
    ("made without a row", "made"),
)


def print_report(report: Report, *, saved: Path | None, console: Console | None = None) -> None:
    """Print counts, then every finding by what became of it and why."""
    console = console or Console()
    console.print("Nothing was written: this is a dry run." if report.dry_run else "Done.")
    for source in report.sources:
        console.print(
            f"{source.file}: {source.rows} rows, read as {source.kind}s ({source.encoding})",
            markup=False,
            highlight=False,
        )
    for file in report.ignored_files:
        console.print(f"{file}: not read, the mapping does not name it", markup=False)
    console.print(_counts(report))
    for result, heading in HEADINGS.items():
        findings = [one for one in report.findings if one.result is result]
        if findings:
            console.print(Text(f"\n{heading} ({len(findings)})", style="bold"))
            _print_findings(console, findings, all_rows=result is Result.REJECTED)
    if saved is not None:
        console.print(f"\nThe whole report is in {saved}.", markup=False, highlight=False)


def _counts(report: Report) -> Table:
    """Return a table with a column for each type, without the lines that are all zero."""
    counts = list(report.counts.values())
    table = Table("", *(f"{kind}s" for kind in report.counts))
    for label, field in LINES:
        numbers = [getattr(count, field) for count in counts]
        if any(numbers) or field == "rows":
            table.add_row(label, *map(str, numbers))
    return table


def _print_findings(console: Console, findings: Sequence[Finding], *, all_rows: bool) -> None:
    def about(finding: Finding) -> tuple[str, str, str, str]:
        return finding.file, finding.column, finding.reason, finding.fix

    for (file, column, reason, fix), group in groupby(sorted(findings, key=about), key=about):
        alike = list(group)
        shown = alike if all_rows else alike[:SHOWN]
        where = file + (f", column {column!r}" if column else "")
        rows = ", ".join(_row(finding) for finding in shown)
        more = f" and {len(alike) - len(shown)} more" if len(alike) > len(shown) else ""
        console.print(Text(f"  {where}: {reason}" if where else f"  {reason}"))
        console.print(Text(f"    row {rows}{more}", style="dim"))
        if fix:
            console.print(Text(f"    {fix}", style="green"))


def _row(finding: Finding) -> str:
    value = " ".join(finding.shown_value.split())[:60]
    if became := " ".join(finding.shown_became.split())[:60]:
        value = f"{value} → {became}"
    return f"{finding.row} ({value})" if value else str(finding.row)
