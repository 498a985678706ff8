"""What a place has: addresses, and ways in for people with disabilities."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from cairn_server.directory.field import Name, Text, Uuid, WebAddress
from cairn_server.directory.parts.attribute import Classified

__all__ = ["Accessibility", "Address"]


class Address(Classified):
    """A street address whole, or only the area when there is no street.

    HSDS wants street, city, state, postal code and country together. An address with
    no street names an area (a city or region); it is not exported as an address.
    """

    address_type: Literal["physical", "postal", "virtual"]
    location_id: Uuid | None = None
    attention: Name | None = None
    address_1: Name | None = None
    address_2: Name | None = None
    city: Name | None = None
    region: Name | None = None
    state_province: Name | None = None
    postal_code: Annotated[str, Field(max_length=20)] | None = None
    country: Annotated[str, Field(pattern="^[A-Z]{2}$")] | None = None

    @model_validator(mode="after")
    def _is_whole(self) -> Address:
        if self.address_1 is None:
            if self.address_2 is not None:
                raise ValueError("must have an address_1 when it has an address_2")
            if self.city is None and self.region is None:
                raise ValueError("must name a street, a city or a region")
            return self
        for name in ("city", "state_province", "postal_code", "country"):
            if getattr(self, name) is None:
                raise ValueError(f"must have a {name} when it has an address_1")
        return self


class Accessibility(Classified):
    """What a place has for people with disabilities."""

    location_id: Uuid | None = None
    description: Name
    details: Text | None = None
    url: WebAddress | None = None
