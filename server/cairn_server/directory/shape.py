"""What no part of any directory document may be: null, empty, endless or unreadable."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from typing import Any

from cairn_server.directory.errors import DirectoryError

__all__ = ["require_shape"]

MAX_TEXT = 10_000  # letters of one value; the longest real description seen had 1,800
MAX_DEPTH = 12  # lists and objects within each other; HSDS reaches eleven, languages of a contact
MAX_PARTS = 20_000  # values in one document


def require_shape(kind: str, body: Mapping[str, Any]) -> None:
    """Return if every value is something, of sensible size, however deep it stands.

    Raises:
        DirectoryError: naming the object, the field and what was expected.
    """
    unread: list[tuple[str, Any, int]] = [(name, value, 1) for name, value in body.items()]
    count = 0
    while unread:
        path, value, depth = unread.pop()
        count += 1
        if count > MAX_PARTS:
            raise DirectoryError(f"The {kind} must have at most {MAX_PARTS} values.")
        if depth > MAX_DEPTH:
            raise DirectoryError(f"The {kind}'s {_first(path)} must be nested less deeply.")
        fault = _fault(value)
        if fault is not None:
            raise DirectoryError(f"The {kind}'s {path} {fault}.")
        if isinstance(value, dict):
            unread.extend((f"{path}.{name}", part, depth + 1) for name, part in value.items())
        elif isinstance(value, list):
            unread.extend((f"{path}[{n}]", part, depth + 1) for n, part in enumerate(value))


def _first(path: str) -> str:
    return path.partition(".")[0].partition("[")[0]


def _fault(value: Any) -> str | None:
    if value is None:
        return "must be left out rather than null"
    if isinstance(value, str):
        if not value.strip():
            return "must be left out rather than empty"
        if len(value) > MAX_TEXT:
            return f"must be at most {MAX_TEXT} letters long"
        if not value.isprintable() and any(map(_is_control, value)):
            return "must be text without control characters"
    elif isinstance(value, dict | list) and not value:
        return "must be left out rather than empty"
    return None


def _is_control(letter: str) -> bool:
    return letter not in "\n\t\r" and unicodedata.category(letter) in ("Cc", "Cs")
