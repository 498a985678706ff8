"""What every part has in common.

Names, formats and enumerations are those of HSDS 3.2, field for field. Properties that
another system adds are allowed and kept: HSDS says they must not fail validation.

What HSDS nests and is a document of its own here is refused inside another: an address
that stood in two places would be corrected, or hidden, in one of them.
"""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from cairn_server.directory.field import Date, Instant, Name, Text, Uuid

__all__ = ["MANY", "Elsewhere", "Metadata", "Part"]

MANY = 500  # entries of one list: counties, places and hours fit, a runaway join does not


class Part(BaseModel):
    """An object inside a document."""

    model_config = ConfigDict(strict=True, frozen=True, extra="allow")

    id: Uuid | None = None


class Metadata(Part):
    """One change of one field: what it was, what it became, and who made it so.

    Nothing is required: a creation has no previous value, and none is ever published.
    """

    resource_id: Uuid | None = None
    resource_type: Name | None = None
    last_action_date: Date | Instant | None = None
    last_action_type: Name | None = None
    field_name: Name | None = None
    previous_value: Text | None = None
    replacement_value: Text | None = None
    updated_by: Name | None = None


Provenance = Annotated[list[Metadata], Field(max_length=MANY)]


def _refuse_nested(value: Any) -> Any:
    raise ValueError("must be left out: it is an entry of its own")


Elsewhere = Annotated[Any, AfterValidator(_refuse_nested)]
"""What HSDS nests and the directory keeps as a document of its own."""
