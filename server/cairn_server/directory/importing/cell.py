"""Read the cells of one row as a mapping says, telling of each that could not be used."""

from __future__ import annotations

import re
from collections.abc import Container, Mapping, Sequence
from typing import Any, Protocol

from cairn_server.directory.exporting.cell import is_formula
from cairn_server.directory.importing.category import find_categories
from cairn_server.directory.importing.finding import Result
from cairn_server.directory.importing.mapping import WHEREABOUTS, Condition, FieldSource
from cairn_server.directory.importing.reading import Reading
from cairn_server.directory.importing.table import Row
from cairn_server.directory.importing.transform import FIELDS, LISTS, TRANSFORMS
from cairn_server.directory.importing.value import clean_text, with_line_breaks
from cairn_server.directory.models import CATEGORIES
from cairn_server.directory.said import said

__all__ = ["CellReader", "Note"]

# Blank lines and bullets separate too: lists typed into a cell come with both.
LINES = re.compile(r"\s*\n\s*(?:[•*-]\s+)?")
NOTHING = re.compile(r"n/?a|n\.a\.|null|tbd|-+", re.IGNORECASE)  # what stands for an empty cell


class Note(Protocol):
    """Takes a finding about the row."""

    def __call__(
        self,
        result: Result,
        reason: str,
        *,
        column: str = "",
        value: str = "",
        fix: str = "",
        became: str = "",
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
        private: Container[str] = (),
    ) -> None:
        self._keywords = keywords
        self._row = row
        self._columns = columns
        self._note = note
        self._private = private
        self._mended: set[str] = set()

    def cell(self, column: str) -> str:
        """Return the text of a column that the mapping names."""
        written = self._row.cells.get(self._columns.get(column, ""), "")
        if written.startswith("'") and is_formula(written[1:].lstrip("'")):
            written = written[1:]  # an export put it before what looks like a formula
        text = with_line_breaks(written)
        if text != written and column not in self._mended:
            self._mended.add(column)
            is_private = column in self._private
            self._note(
                Result.REPAIRED,
                said("\\n stood for a line break"),
                column=column,
                value="" if is_private else written,
                became="" if is_private else clean_text(text),
            )
        return clean_text(text)

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
        text = self._text_of(source)
        if not text or NOTHING.fullmatch(text):
            return [source.default] if source.default else []
        if source.split == "lines":
            parts = LINES.split(text)
        else:
            parts = text.split(source.split) if source.split else [text]
        found = (self._look_up(source, part.strip()) for part in parts if part.strip())
        return list(dict.fromkeys(filter(None, found)))

    def _text_of(self, source: FieldSource) -> str:
        if source.column:
            return self.cell(source.column)
        return source.between.join(filter(None, map(self.cell, source.columns)))

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
        if name == "position" and not set(source.columns) <= self._columns.keys():
            return []  # half of it is no place
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
            column = source.column or source.columns[0]
            self._tell(reading, column, text, name)
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
                said("the mapping's lookup does not know this value"),
                column=source.column,
                value=text,
                fix=said("Use one of: {known}; or add it to the lookup.", known=known),
            )
            return source.default
        return meaning

    def _tell(self, reading: Reading, column: str, text: str, name: str) -> None:
        value = "" if name in WHEREABOUTS else text
        if reading.fault:
            self._note(Result.LEFT_OUT, reading.fault, column=column, value=value, fix=reading.fix)
        became = "" if name in WHEREABOUTS else as_text(reading.values)
        for result, reasons in (
            (Result.REPAIRED, reading.repairs),
            (Result.TIDIED, reading.tidied),
        ):
            for reason in reasons:
                self._note(result, reason, column=column, value=value, became=became)


def as_text(values: Sequence[Any]) -> str:
    """Return values that were read as a person may compare them with the cell."""
    return "; ".join(
        " ".join(str(part) for name, part in one.items() if name not in UNTOLD)
        if isinstance(one, dict)
        else str(one)
        for one in values
    )


UNTOLD = frozenset({"freq", "currency", "country", "languages"})  # in `as_text`
SINGLE = frozenset({"name", "status", "location_type"})  # of several sources the first counts
