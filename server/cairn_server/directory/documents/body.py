"""What every document of a directory has in common."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

from cairn_server.directory.field import UUID_FORM, Date, Email, Instant
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
    # None: published to the members. Whether a service is running is HSDS's `status`.
    state: Literal["draft", "retired"] | None = None
    replaced_by: (
        Annotated[str, Field(pattern=f"^(service|organization|location):{UUID_FORM.pattern}$")]
        | None
    ) = None  # the document to use instead
    assured_date: Date | None = None
    assurer_email: Email | None = None  # never published: it may be a member's own
    verify_every_days: Annotated[int, Field(ge=1, le=3650)] | None = None  # None: by category
    last_modified: Instant | None = None
    attributes: Annotated[list[Attribute], Field(max_length=MANY)] | None = None
    metadata: Provenance | None = None

    @model_validator(mode="after")
    def _is_replaced_when_retired(self) -> Entry:
        if self.replaced_by is not None:
            if self.state != "retired":
                raise ValueError("must have no replaced_by unless it is retired")
            if not self.replaced_by.startswith(f"{getattr(self, 'type', '')}:"):
                raise ValueError("must have a replaced_by of its own kind")
        return self
