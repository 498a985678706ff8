"""What a service costs, what to bring, and who pays for it."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, model_validator

from cairn_server.directory.field import Date, Name, Text, Uuid, WebAddress
from cairn_server.directory.parts.attribute import Classified

__all__ = ["CostOption", "Funding", "RequiredDocument"]


class CostOption(Classified):
    """What it costs."""

    service_id: Uuid | None = None
    valid_from: Date | None = None
    valid_to: Date | None = None
    option: Name | None = None
    amount: Annotated[int | float, Field(ge=0, le=1_000_000)] | None = None
    currency: Annotated[str, Field(pattern="^[A-Z]{3}$")] | None = None
    amount_description: Text | None = None

    @model_validator(mode="after")
    def _says_something(self) -> CostOption:
        if self.option is None and self.amount is None and self.amount_description is None:
            raise ValueError("must have an option, an amount or an amount_description")
        return self


class RequiredDocument(Classified):
    """A paper to bring."""

    service_id: Uuid | None = None
    document: Name
    uri: WebAddress | None = None


class Funding(Classified):
    """Where money comes from."""

    organization_id: Uuid | None = None
    service_id: Uuid | None = None
    source: Text | None = None
