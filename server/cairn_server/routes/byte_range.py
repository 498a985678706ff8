"""Answers in parts, for recordings: Safari plays one only from a server that sends parts.

Of the ranges that HTTP knows, one range of bytes: no player asks for another.

Source: RFC 9110, section 14.
"""

from __future__ import annotations

import re

from starlette.datastructures import Headers
from starlette.responses import Response

__all__ = ["answer_in_part", "byte_range"]


def answer_in_part(
    body: bytes, asked: Headers, headers: dict[str, str], *, media_type: str
) -> Response:
    """Answer with the part of `body` that the request asks for, else with all of it."""
    size = len(body)
    headers = headers | {"Accept-Ranges": "bytes"}
    is_same = asked.get("if-range") in (None, headers.get("ETag"))
    part = byte_range(asked.get("range", ""), size) if is_same else None
    if part is None:
        return Response(body, headers=headers, media_type=media_type)
    if len(part) == 0:
        return Response(status_code=416, headers=headers | {"Content-Range": f"bytes */{size}"})
    headers["Content-Range"] = f"bytes {part.start}-{part.stop - 1}/{size}"
    return Response(body[part.start : part.stop], 206, headers=headers, media_type=media_type)


def byte_range(header: str, size: int) -> range | None:
    """Return which bytes a Range header asks for.

    None means all of them, also for what is no single range. Empty: there are no such bytes.
    """
    asked = re.fullmatch(r"bytes=(\d{0,15})-(\d{0,15})", header.strip())
    if asked is None or not any(asked.groups()):
        return None
    first, last = asked.groups()
    if not first:
        return range(max(0, size - int(last)), size)
    stop = min(size, int(last) + 1) if last else size
    return range(int(first), stop) if int(first) < size else range(0)
