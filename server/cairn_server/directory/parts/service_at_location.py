"""One of the places where a service is offered, and what is different there."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import Field, model_validator

from cairn_server.directory.confidential import hides_street
from cairn_server.directory.field import Text, Uuid
from cairn_server.directory.parts.attribute import Classified
from cairn_server.directory.parts.contact import Contacts
from cairn_server.directory.parts.part import MANY, Elsewhere
from cairn_server.directory.parts.phone import Phones
from cairn_server.directory.parts.schedule import Schedules
from cairn_server.directory.parts.service_area import ServiceAreas

__all__ = ["ServiceAtLocation", "ServiceAtLocations"]


class ServiceAtLocation(Classified):
    """The place is named by ID, and may be confidential: nothing here may say where it is."""

    service_id: Uuid | None = None
    location_id: Uuid
    description: Text | None = None
    service_areas: ServiceAreas | None = None
    contacts: Contacts | None = None
    phones: Phones | None = None
    schedules: Schedules | None = None
    location: Elsewhere | None = None

    @model_validator(mode="before")
    @classmethod
    def _tells_no_address(cls, fields: Any) -> Any:
        if hides_street(fields):
            raise ValueError("must not tell an address: that belongs to the location")
        return fields


ServiceAtLocations = Annotated[list[ServiceAtLocation], Field(max_length=MANY)]
