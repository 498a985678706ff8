"""The sheet choices: lists of options, and the six words of a scale."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from cairn_server.directory.said import said
from cairn_server.worksheets.xlsform.kind import STEPS, is_zero_to_five, scale_list
from cairn_server.worksheets.xlsform.texts import Texts
from cairn_server.worksheets.xlsform.workbook import Row

__all__ = ["Choices"]


class Choices:
    """The lists by name. A list may serve several questions; each has its own translations."""

    def __init__(self, rows: Sequence[Row], texts: Texts) -> None:
        self.texts, self.findings = texts, texts.findings
        self.lists: dict[str, list[Row]] = {}
        self.used: set[str] = set()
        for row in rows:
            for column in ("list_name", "name"):
                if not row.get(column):
                    self.findings.refuse(row, column, said("is blank"))
            self.lists.setdefault(row.get("list_name"), []).append(row)

    def rows(self, row: Row, column: str, name: str) -> list[Row]:
        """Return the list that `column` of a survey's row names; `[]` after refusing the row."""
        self.used.add(name)
        if not name:
            self.findings.refuse(row, column, said("needs a list of six words, named 0 to 5"))
            return []
        if name not in self.lists:
            self.findings.refuse(
                row, column, said("there is no list {name} on the sheet choices", name=repr(name))
            )
        return self.lists.get(name, [])

    def options(self, name: str, place: str) -> list[dict[str, Any]]:
        """Return the options of one question, as a template's JSON has them."""
        return [self._option(choice, place) for choice in self.lists.get(name, [])]

    def labels(self, row: Row, word: str, place: str) -> list[str]:
        """Return a scale's six words; `[]` after refusing the row."""
        name, why = row.get("cairn::labels"), ""
        if word == "range":
            named, why = scale_list(row.get("parameters"))
            name = name or named
        elif not is_zero_to_five(row.get("constraint")):
            why = "an integer is a scale of 0 to 5: write . >= 0 and . <= 5"
            self.findings.refuse(row, "constraint", why)
        if why:
            if word == "range":
                self.findings.refuse(
                    row,
                    "parameters",
                    said("{value}: {why}", value=repr(row.get("parameters")), why=why),
                )
            return []
        column = "parameters" if word == "range" else "cairn::labels"
        choices = self.rows(row, column, name)
        if choices and tuple(choice.get("name") for choice in choices) != STEPS:
            self.findings.refuse(
                row,
                column,
                said("the list {name} needs the names 0 to 5, in order", name=repr(name)),
            )
            return []
        return [self._label(choice, f"{place}/{choice.get('name')}") for choice in choices]

    def warn_of_unused(self) -> None:
        """Say which lists no question names."""
        for name in sorted(self.lists.keys() - self.used - {""}):
            row = self.lists[name][0]
            self.findings.warn(
                row, "list_name", said("no question uses the list {name}", name=repr(name))
            )

    def _option(self, choice: Row, place: str) -> dict[str, Any]:
        name = choice.get("name")
        text = self.texts.take(choice, "label", f"{place}/{name}#text")
        needs = choice.get("cairn::needs").replace(",", " ").split()
        return {"id": name, "text": text or "", "needs": needs}

    def _label(self, choice: Row, place: str) -> str:
        label = self.texts.take(choice, "label", f"{place}#label")
        if label is None:
            self.findings.refuse(choice, "label", said("is blank"))
        return label or ""
