"""Where people must live to be served: by name, and by outline."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from cairn_server.directory.extent import require_area
from cairn_server.directory.field import Name, Text, Uuid
from cairn_server.directory.parts.attribute import Classified
from cairn_server.directory.parts.part import MANY

__all__ = ["ServiceArea", "ServiceAreas"]


class ServiceArea(Classified):
    """An area; never a spot, which could be a door."""

    service_id: Uuid | None = None
    service_at_location_id: Uuid | None = None
    name: Name | None = None
    description: Text | None = None
    extent: Annotated[str, Field(max_length=10_000)] | None = None
    extent_type: Literal["geojson", "text"] | None = None
    uri: Name | None = None

    @model_validator(mode="after")
    def _names_an_area(self) -> ServiceArea:
        if self.name is None and self.extent is None and self.description is None:
            raise ValueError("must have a name, a description or an extent")
        if self.extent is not None:
            if self.extent_type is None:
                raise ValueError("must have an extent_type when it has an extent")
            if self.extent_type == "geojson":
                require_area(self.extent)
        return self


ServiceAreas = Annotated[list[ServiceArea], Field(max_length=MANY)]
