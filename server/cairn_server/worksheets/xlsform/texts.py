"""The texts of a template, in English and in other languages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from cairn_server.directory.said import said
from cairn_server.worksheets.xlsform.columns import SOURCE_LANGUAGE
from cairn_server.worksheets.xlsform.workbook import Findings, Row

__all__ = ["Texts"]


@dataclass(slots=True)
class Texts:
    """Texts as they are found, in the language of the template and in others."""

    languages: Sequence[str]
    findings: Findings
    translations: dict[str, dict[str, str]] = field(default_factory=dict)  # language, then context

    def take(self, row: Row, column: str, context: str) -> str | None:
        """Return a cell's English, and keep its translations under `context`."""
        english = row.text(column, SOURCE_LANGUAGE)
        for language in self.languages:
            text = row.text(column, language)
            if "${" in text:
                self.findings.refuse(
                    row, column, said("Cairn puts no answers into a text: {sign}", sign="'${'")
                )
            if language == SOURCE_LANGUAGE or not text:
                continue
            self.translations.setdefault(language, {})[context] = text
            if not english:
                self.findings.refuse(
                    row,
                    column,
                    said("is written in {language} and not in English", language=repr(language)),
                )
        return english or None
