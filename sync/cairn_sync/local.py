"""The local document: kept by one database for itself, never replicated."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import orjson

from cairn_sync.errors import MalformedError

__all__ = ["dump_local", "require_local_id"]


def dump_local(body: Mapping[str, Any]) -> bytes:
    """Return the body as JSON, without the `_` fields that the protocol adds.

    Raises:
        MalformedError: it is not JSON.
    """
    try:
        return orjson.dumps({name: part for name, part in body.items() if name[:1] != "_"})
    except orjson.JSONEncodeError as exc:
        raise MalformedError(f"a local document must be JSON: {exc}") from exc


def require_local_id(local_id: str) -> str:
    """Return `local_id` unchanged; raise MalformedError if no store could keep it."""
    try:
        local_id.encode()
    except UnicodeEncodeError as exc:
        raise MalformedError("a local document's ID must be Unicode text") from exc
    return local_id
