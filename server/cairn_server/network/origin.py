"""The document that tells phones whose directory a network's entries are, and how old."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from cairn_server.directory.field import Date

__all__ = ["check_origin", "origin_body"]


class Origin(BaseModel):
    """One a database; its ID holds the network's UUID."""

    model_config = ConfigDict(strict=True, frozen=True, extra="forbid")

    type: Literal["origin"]
    schema_: Annotated[int, Field(alias="schema", ge=1, le=1)]
    name: Annotated[str, Field(min_length=1, max_length=80)]  # of the other collaborative
    received_on: Date | None = None  # when it was last looked at; absent: never


def check_origin(body: Mapping[str, Any]) -> str | None:
    """Return None for such a document's body, else the sentence why not."""
    try:
        Origin.model_validate(dict(body))
    except ValidationError:
        return "A network's own document must hold its name, and the day it was received."
    return None


def origin_body(name: str, received_at: str) -> dict[str, Any]:
    """Return the body; `received_at` as `format_time` prints it, "" for never."""
    body = {"type": "origin", "schema": 1, "name": name}
    return body | ({"received_on": received_at[:10]} if received_at else {})
