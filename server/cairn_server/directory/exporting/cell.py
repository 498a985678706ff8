"""A value as a cell that no spreadsheet program takes for a formula."""

from __future__ import annotations

import re
from typing import Any

import orjson

__all__ = ["cell_text", "is_formula", "safe_cell"]

SIGNS = ("=", "+", "-", "@", "\t", "\r")
HARMLESS = re.compile(r"[+-](?:[0-9 .,()\-]*|[0-9]{0,2}(?:MO|TU|WE|TH|FR|SA|SU)[-0-9A-Z,]*)")
# A number, "-1MO", "+1 (701) …".
HOUR = re.compile(r"(\d{2}:\d{2})(Z|[+-]\d{2}:\d{2})?")


def cell_text(value: Any, kind: str) -> str:
    """Return the value as a data package writes it."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return orjson.dumps(value).decode()
    if isinstance(value, list | dict):
        return orjson.dumps(value).decode()
    if kind == "time" and (short := HOUR.fullmatch(value)) is not None:
        return f"{short[1]}:00{short[2] or ''}"
    return safe_cell(str(value))


def is_formula(text: str) -> bool:
    return text.startswith(SIGNS) and HARMLESS.fullmatch(text) is None


def safe_cell(text: str) -> str:
    """Put a ' before what a spreadsheet program might run; an import takes it off again."""
    return f"'{text}" if is_formula(text.lstrip("'")) else text
