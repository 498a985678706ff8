"""Read the cells of one row as a mapping says, telling of each that could not be used."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from cairn_server.directory.importing.category import find_categories
from cairn_server.directory.importing.finding import Result
from cairn_server.directory.importing.mapping import Condition, FieldSource
from cairn_server.directory.importing.table import Row
from cairn_server.directory.importing.transform import FIELDS, LISTS, TRANSFORMS
from cairn_server.directory.importing.value import clean_text
from cairn_server.directory.models import CATEGORIES

__all__ = ["CellReader", "Note"]

# Blank lines and bullets separate too: lists typed into a cell come with both.
LINES = re.compile(r"\s*\n\s*(?:[•*-]\s+)?")
NOTHING = re.compile(r"n/?a|n\.a\.|null|tbd|-+", re.IGNORECASE)  # what stands for an empty cell


class Note(Protocol):
    """Takes a finding about the row."""

    def __call__(
        self, result: Result, reason: str, *, column: str = "", value: str = "", fix: str = ""
    ) -> None: ...


class CellReader:
    """One row's cells."""

    def __init__(
        self,
        keywords: Mapping[str, Sequence[str]],
        row: Row,
        *,
        columns: Mapping[str, str],
        note: Note,
    ) -> None:
        self._keywords = keywords
        self._row = row
        self._columns = columns
        self._note = note

    def cell(self, column: str) -> str:
        """Return the text of a column that the mapping names."""
        return clean_text(self._row.cells[self._columns[column]])

    def holds(self, condition: Condition | None) -> bool:
        """Return whether the row meets the condition; no condition is never met."""
        if condition is None:
            return False
        wanted = {value.casefold() for value in condition.equals}
        return self.cell(condition.column).casefold() in wanted

    def pieces(self, source: FieldSource | None) -> list[str]:
        """Return the single texts in a cell, looked up, each once; ``[]``: none."""
        if source is None or (source.only_if is not None and not self.holds(source.only_if)):
            return []
        text = self.cell(source.column)
        if not text or NOTHING.fullmatch(text):
            return [source.default] if source.default else []
        if source.split == "lines":
            parts = LINES.split(text)
        else:
            parts = text.split(source.split) if source.split else [text]
        found = (self._look_up(source, part.strip()) for part in parts if part.strip())
        return list(dict.fromkeys(filter(None, found)))

    def read_fields(self, kind: str, fields: Mapping[str, Sequence[FieldSource]]) -> dict[str, Any]:
        """Return the fields of a body that the row fills; absent ones are left out."""
        body: dict[str, Any] = {}
        for name, sources in fields.items():
            values: list[Any] = []
            for source in sources:
                values.extend(v for v in self._values(kind, name, source) if v not in values)
            if not values:
                continue
            if name == "position":
                body |= values[0]
            elif name in LISTS:
                body[name] = values
            elif FIELDS[kind][name] == "text" and name not in SINGLE:
                body[name] = "\n".join(map(str, values))
            else:
                body[name] = values[0]
        return body

    def _values(self, kind: str, name: str, source: FieldSource) -> list[Any]:
        if source.constant is not None:
            if source.only_if is not None and not self.holds(source.only_if):
                return []
            constant = source.constant
            return constant if isinstance(constant, list) and name in LISTS else [constant]
        transform = source.transform or FIELDS[kind][name]
        texts = self.pieces(source)
        if name == "categories":
            return self._categories(texts, transform=transform)
        if transform == "text" and name not in LISTS:
            joined = "; ".join(texts)
            return [f"{source.before}{joined}{source.after}"] if joined else []
        values: list[Any] = []
        for text in texts:
            reading = TRANSFORMS[transform](f"{source.before}{text}{source.after}")
            self._tell(reading.fault, reading.fix, reading.repairs, source.column, text, name)
            values.extend(reading.values)
        if source.type:
            values = [{"type": source.type} | value for value in values]
        return values

    def _categories(self, texts: Sequence[str], *, transform: str) -> list[str]:
        if transform != "category":
            return [text for text in texts if text in CATEGORIES]
        return list(find_categories("\n".join(texts), self._keywords)) if texts else []

    def _look_up(self, source: FieldSource, text: str) -> str:
        if not source.lookup:
            return text
        meanings = {key.casefold(): meaning for key, meaning in source.lookup.items()}
        meaning = meanings.get(text.casefold())
        if meaning is None and source.lookup_other == "keep":
            return text
        if meaning is None:
            known = ", ".join(source.lookup)
            self._note(
                Result.LEFT_OUT,
                "the mapping's lookup does not know this value",
                column=source.column,
                value=text,
                fix=f"Use one of: {known}; or add it to the lookup.",
            )
            return source.default
        return meaning

    def _tell(
        self,
        fault: str,
        fix: str,
        repairs: Sequence[str],
        column: str,
        text: str,
        name: str,
    ) -> None:
        if fault:
            value = "" if name in WHEREABOUTS else text
            self._note(Result.LEFT_OUT, fault, column=column, value=value, fix=fix)
        for repair in repairs:
            value = "" if name in WHEREABOUTS else text
            self._note(Result.REPAIRED, repair, column=column, value=value)


SINGLE = frozenset({"name", "status", "location_type"})  # of several sources the first counts

# At this point nobody knows yet whether the place is confidential, so the report never
# shows what stands in these.
WHEREABOUTS = frozenset({"addresses", "position", "transportation"})
