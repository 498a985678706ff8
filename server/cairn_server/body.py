"""What a document must look like, whichever database it lies in: its type names the rule."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from cairn_server.commons import SHARED_TYPES
from cairn_server.directory.models import check_document
from cairn_server.network.origin import check_origin
from cairn_server.shared_space.check import check_shared

__all__ = ["check_body"]


def check_body(doc_id: str, body: Mapping[str, Any]) -> str | None:
    """Return None for a document that Cairn may hold, else the sentence why not."""
    kind = doc_id.partition(":")[0]
    if kind == "origin":
        return check_origin(body)
    return check_shared(doc_id, body) if kind in SHARED_TYPES else check_document(doc_id, body)
