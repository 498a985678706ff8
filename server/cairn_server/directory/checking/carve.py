"""Find old versions of places in raw bytes: in free pages, in the write-ahead log, in copies.

A body is kept as one run of JSON. Wherever one begins that names itself a location, it is
read as far as it goes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import orjson

__all__ = ["carve"]

MARK = b'"type":"location"'
FURTHEST = 65_536  # bytes of one body, forwards and back
STARTS = re.compile(rb"\{")


def carve(data: bytes) -> Iterator[dict[str, Any]]:
    """Yield every location's body that stands whole in `data`, each once."""
    seen: set[bytes] = set()
    at = data.find(MARK)
    while at != -1:
        text = _whole_object(data, at)
        if text is not None and text not in seen:
            seen.add(text)
            try:
                body = orjson.loads(text)
            except orjson.JSONDecodeError:
                body = None
            if isinstance(body, dict):
                yield body
        at = data.find(MARK, at + len(MARK))


def _whole_object(data: bytes, at: int) -> bytes | None:
    """Return the smallest object around `at` that has the mark as its own member."""
    low = max(0, at - FURTHEST)
    start = data.rfind(b"{", low, at)
    for _ in range(64):
        if start == -1:
            return None
        end = _end_of(data, start)
        if end is not None and end > at:
            return data[start:end]
        start = data.rfind(b"{", low, start)
    return None


def _end_of(data: bytes, start: int) -> int | None:
    depth, in_text, at = 0, False, start
    while at < min(len(data), start + FURTHEST):
        byte = data[at]
        if in_text:
            if byte == 0x5C:
                at += 1
            elif byte == 0x22:
                in_text = False
        elif byte == 0x22:
            in_text = True
        elif byte == 0x7B:
            depth += 1
        elif byte == 0x7D:
            depth -= 1
            if depth == 0:
                return at + 1
        elif byte < 0x20:
            return None
        at += 1
    return None
