"""The location, and the mark that hides where it is."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from cairn_server.directory.documents.body import Entry
from cairn_server.directory.field import Name, Text, Uuid, WebAddress
from cairn_server.directory.parts.contact import Contacts
from cairn_server.directory.parts.language import Languages
from cairn_server.directory.parts.part import MANY
from cairn_server.directory.parts.phone import Phones
from cairn_server.directory.parts.place import Accessibility, Address
from cairn_server.directory.parts.schedule import Schedules
from cairn_server.directory.zone import ZoneName

__all__ = ["Location"]


class Location(Entry):
    """A place; of a confidential one no more than the area and a phone."""

    type: Literal["location"]
    location_type: Literal["physical", "postal", "virtual"]
    url: WebAddress | None = None
    organization_id: Uuid | None = None
    name: Name | None = None
    alternate_name: Name | None = None
    description: Text | None = None
    transportation: Text | None = None
    latitude: Annotated[int | float, Field(ge=-90, le=90)] | None = None
    longitude: Annotated[int | float, Field(ge=-180, le=180)] | None = None
    external_identifier: Name | None = None
    external_identifier_type: Name | None = None
    languages: Languages | None = None
    addresses: Annotated[list[Address], Field(max_length=MANY)] | None = None
    contacts: Contacts | None = None
    accessibility: Annotated[list[Accessibility], Field(max_length=MANY)] | None = None
    phones: Phones | None = None
    schedules: Schedules | None = None
    # -- Cairn's profile --
    confidential: bool | None = None
    time_zone: ZoneName | None = None  # None: the collaborative's

    @model_validator(mode="after")
    def _has_both_coordinates(self) -> Location:
        if (self.latitude is None) != (self.longitude is None):
            raise ValueError("must have latitude and longitude together or neither")
        return self
