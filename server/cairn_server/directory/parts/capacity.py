"""How much of something is free: beds, rooms, seats."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, model_validator

from cairn_server.directory.field import Instant, Name, Text, Uuid, WebAddress
from cairn_server.directory.parts.attribute import Classified

__all__ = ["ServiceCapacity", "Unit"]

Count = Annotated[int | float, Field(ge=0, le=1_000_000)]


class Unit(Classified):
    """What is counted."""

    name: Name
    scheme: Name | None = None
    identifier: Name | None = None
    uri: WebAddress | None = None


class ServiceCapacity(Classified):
    """How many were free, and when that was so."""

    service_id: Uuid | None = None
    unit: Unit
    unit_id: Uuid | None = None
    available: Count
    maximum: Count | None = None
    description: Text | None = None
    updated: Instant

    @model_validator(mode="after")
    def _holds_what_is_free(self) -> ServiceCapacity:
        if self.maximum is not None and self.available > self.maximum:
            raise ValueError("must not have more available than its maximum")
        return self
