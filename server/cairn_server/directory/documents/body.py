"""What every document of a directory has in common."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from cairn_server.directory.field import Date, Email, Instant
from cairn_server.directory.parts.attribute import Attribute
from cairn_server.directory.parts.part import MANY, Provenance

__all__ = ["SCHEMA", "Body", "Entry"]

SCHEMA = 1  # of all documents; a change that old phones cannot read raises it


def _require_schema(number: int) -> int:
    if number != SCHEMA:
        raise ValueError(f"must be {SCHEMA}")
    return number


class Body(BaseModel):
    """The body of one document, without its protocol fields."""

    model_config = ConfigDict(strict=True, frozen=True, extra="allow")

    schema_: Annotated[int, AfterValidator(_require_schema)] = Field(alias="schema")


class Entry(Body):
    """An organization, service or location: something that is looked up, and checked."""

    public: bool | None = None  # True: the HSDS API shows it to everybody
    assured_date: Date | None = None
    assurer_email: Email | None = None  # never published: it may be a member's own
    verify_every_days: Annotated[int, Field(ge=1, le=3650)] | None = None  # None: by category
    last_modified: Instant | None = None
    attributes: Annotated[list[Attribute], Field(max_length=MANY)] | None = None
    metadata: Provenance | None = None
