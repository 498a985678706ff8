"""What was planned, or written, summed up in the report."""

from __future__ import annotations

from collections.abc import Sequence

from cairn_server.directory.importing.finding import Finding, Result
from cairn_server.directory.importing.plan import Planned, Verdict
from cairn_server.directory.importing.report import Count, Report

__all__ = ["sum_up"]


def sum_up(report: Report, planned: Sequence[Planned]) -> None:
    """Count each row once, and add what it has to tell."""
    for one in planned:
        count = report.count_for(one.draft.kind)
        results = {finding.result for finding in one.draft.findings}
        if one.draft.file:
            _add(count, one.verdict)
        elif one.verdict is not Verdict.UNCHANGED:
            count.made += 1
        if one.verdict is not Verdict.REJECTED:
            count.repaired += bool(results & {Result.REPAIRED, Result.LEFT_OUT})
            count.tidied += Result.TIDIED in results
            count.kept += Result.KEPT in results
            count.confidential += Result.CONFIDENTIAL in results
        report.findings += _findings(one)


def _add(count: Count, verdict: Verdict) -> None:
    match verdict:
        case Verdict.ADDED:
            count.added += 1
        case Verdict.CHANGED:
            count.changed += 1
        case Verdict.UNCHANGED:
            count.unchanged += 1
        case Verdict.REJECTED:
            count.rejected += 1


def _findings(planned: Planned) -> list[Finding]:
    """Return the draft's findings; of a rejected row only why, the rest being moot."""
    findings = planned.draft.findings
    if planned.verdict is Verdict.REJECTED:
        findings = [one for one in findings if one.result is Result.REJECTED]
    return list(dict.fromkeys(findings))
