"""What an import has to tell about one row or one cell."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from typing import Any

from cairn_server.directory.said import Said
from cairn_server.directory.street import has_street

__all__ = ["Finding", "Result"]

MAX_SHOWN = 120  # letters of a cell's value in the report


class Result(enum.StrEnum):
    """What became of it."""

    REJECTED = "rejected"  # the row did not go in
    LEFT_OUT = "left out"  # the row went in without this value
    REPAIRED = "repaired"  # the value went in, put right
    TIDIED = "tidied"  # the value went in, written in the directory's own way
    CONFIDENTIAL = "confidential"  # the place is treated as one that must not be found
    KEPT = "kept"  # an editor's own value stayed


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that a person should know, with what would put it right."""

    result: Result
    reason: str
    file: str = ""  # "" when no file is to blame
    row: int = 0  # as a spreadsheet shows it, the header being row 1; 0: the whole file
    column: str = ""
    value: str = ""  # as it stood; never set when the value may be confidential
    fix: str = ""  # "" when nothing needs doing
    became: str = ""  # what went in instead, of a repaired value
    key: str = ""  # of an object of HSDS: which one, where one row holds several

    @property
    def shown_value(self) -> str:
        """Return the value, shortened; one that holds a street address is not shown."""
        return _shown(self.value)

    @property
    def shown_became(self) -> str:
        """Return what went in instead, as `shown_value` shows what stood there."""
        return _shown(self.became)

    def as_json(self) -> dict[str, str | int]:
        """Return the fields that say something."""
        fields: dict[str, str | int] = {
            "result": self.result.value,
            "file": self.file,
            "row": self.row,
            "column": self.column,
            "value": self.shown_value,
            "became": self.shown_became,
            "reason": self.reason,
            "fix": self.fix,
            "key": self.key,
        }
        return {name: value for name, value in fields.items() if value}

    def for_the_app(self) -> dict[str, Any]:
        """Return the same, with what is needed to say it in another language."""
        words = {"said": self.reason, "fix_said": self.fix}
        more = {name: text.as_json() for name, text in words.items() if isinstance(text, Said)}
        return self.as_json() | more


def _shown(text: str) -> str:
    if has_street(text):
        return "(an address, not shown)"
    return text if len(text) <= MAX_SHOWN else text[: MAX_SHOWN - 1] + "…"
