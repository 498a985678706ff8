"""What an import did, or would do: for people, and as JSON for programs."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any

from cairn_server.directory.importing.finding import Finding, Result

__all__ = ["Count", "Report", "Source"]


@dataclass(slots=True)
class Count:
    """Of one type of document. Every row is counted in exactly one of the first six."""

    added: int = 0
    changed: int = 0
    unchanged: int = 0
    rejected: int = 0
    repeated: int = 0  # further rows about the same thing, where the mapping allows them
    blank: int = 0
    repaired: int = 0  # rows that went in with a value put right or left out
    tidied: int = 0  # rows with a value written in the directory's own way
    kept: int = 0  # rows where an editor's own value stayed
    confidential: int = 0  # places treated as ones that must not be found
    made: int = 0  # documents without a row: organizations that no file lists

    @property
    def rows(self) -> int:
        parts = (self.added, self.changed, self.unchanged, self.rejected)
        return sum(parts) + self.repeated + self.blank


@dataclass(frozen=True, slots=True)
class Source:
    """One file that was read."""

    file: str
    kind: str
    encoding: str
    rows: int  # the header not counted


@dataclass(slots=True)
class Report:
    """The whole story."""

    dry_run: bool
    sources: list[Source] = field(default_factory=list)
    counts: dict[str, Count] = field(default_factory=dict)  # by type
    findings: list[Finding] = field(default_factory=list)
    ignored_files: list[str] = field(default_factory=list)  # no part of the mapping names them

    @property
    def rejected(self) -> list[Finding]:
        return [one for one in self.findings if one.result is Result.REJECTED]

    def count_for(self, kind: str) -> Count:
        return self.counts.setdefault(kind, Count())

    def as_json(self) -> dict[str, Any]:
        """Return the report for ``--report``."""
        return {
            "dry_run": self.dry_run,
            "files": [asdict(source) for source in self.sources],
            "ignored_files": self.ignored_files,
            "counts": {
                kind: {"rows": count.rows, **asdict(count)} for kind, count in self.counts.items()
            },
            "findings": [finding.as_json() for finding in self.findings],
        }
