"""Languages that are spoken somewhere, without an interpreter."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, model_validator

from cairn_server.directory.field import LanguageCode, Name, Text, Uuid
from cairn_server.directory.parts.attribute import Classified

__all__ = ["Language", "Languages"]


class Language(Classified):
    """A language, by code, by name, or both."""

    code: LanguageCode | None = None
    name: Name | None = None
    note: Text | None = None
    service_id: Uuid | None = None
    location_id: Uuid | None = None
    phone_id: Uuid | None = None

    @model_validator(mode="after")
    def _names_one(self) -> Language:
        if self.code is None and self.name is None:
            raise ValueError("must have a code or a name")
        return self


Languages = Annotated[list[Language], Field(max_length=100)]
