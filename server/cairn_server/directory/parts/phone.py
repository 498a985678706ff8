"""Telephone numbers."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from cairn_server.directory.field import Name, PhoneNumber, Text, Uuid
from cairn_server.directory.parts.attribute import Classified
from cairn_server.directory.parts.language import Languages
from cairn_server.directory.parts.part import MANY

__all__ = ["Phone", "Phones"]


class Phone(Classified):
    """A number to call or write to."""

    number: PhoneNumber
    extension: Annotated[int, Field(ge=0)] | None = None  # a number in HSDS
    type: Name | None = None  # text, voice, fax, cell, video, pager, textphone: open in HSDS
    description: Text | None = None
    languages: Languages | None = None
    location_id: Uuid | None = None
    service_id: Uuid | None = None
    organization_id: Uuid | None = None
    contact_id: Uuid | None = None
    service_at_location_id: Uuid | None = None


Phones = Annotated[list[Phone], Field(max_length=MANY)]
