"""The parts that organizations, services and locations are made of, as HSDS 3.2 names them.

Properties that HSDS or another system adds are allowed and kept: HSDS says they must
not fail validation.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from cairn_server.directory.field import (
    ByDay,
    Date,
    LanguageCode,
    Name,
    PhoneNumber,
    Text,
    Time,
    Uuid,
    WebAddress,
)

__all__ = [
    "Accessibility",
    "Address",
    "CostOption",
    "Language",
    "Part",
    "Phone",
    "RequiredDocument",
    "Schedule",
    "ServiceArea",
    "ServiceAtLocation",
]


class Part(BaseModel):
    """An object inside a document."""

    model_config = ConfigDict(strict=True, frozen=True, extra="allow")


class Language(Part):
    """A language, by code, by name, or both."""

    code: LanguageCode | None = None
    name: Name | None = None
    note: Text | None = None

    @model_validator(mode="after")
    def _names_one(self) -> Language:
        if self.code is None and self.name is None:
            raise ValueError("must have a code or a name")
        return self


class Phone(Part):
    """A number to call or write to."""

    number: PhoneNumber
    extension: Annotated[int, Field(ge=0)] | None = None  # a number in HSDS
    type: Name | None = None  # text, voice, fax, cell, video, pager, textphone: open in HSDS
    description: Text | None = None
    languages: Annotated[list[Language], Field(max_length=100)] | None = None


class Address(Part):
    """A street address whole, or only the area when there is no street.

    HSDS wants street, city, state, postal code and country together. An address with
    no street names an area (a city or region); it is not exported as an address.
    """

    address_type: Literal["physical", "postal", "virtual"]
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


class Schedule(Part):
    """When something is open, in the terms of iCalendar; or in words only."""

    freq: Literal["WEEKLY", "MONTHLY"] | None = None
    byday: ByDay | None = None
    opens_at: Time | None = None
    closes_at: Time | None = None  # earlier than opens_at: on the next day
    description: Text | None = None
    valid_from: Date | None = None
    valid_to: Date | None = None

    @model_validator(mode="after")
    def _says_something(self) -> Schedule:
        if self.byday is not None and self.freq is None:
            raise ValueError("must have a freq when it has a byday")
        if self.freq is None and self.description is None and self.opens_at is None:
            raise ValueError("must say days, hours or a description")
        return self


class ServiceArea(Part):
    """Where people must live to be served."""

    name: Name


class ServiceAtLocation(Part):
    """One of the places where a service is offered."""

    location_id: Uuid


class CostOption(Part):
    """What it costs."""

    option: Name | None = None
    amount: Annotated[int | float, Field(ge=0, le=1_000_000)] | None = None
    currency: Annotated[str, Field(pattern="^[A-Z]{3}$")] | None = None
    amount_description: Text | None = None

    @model_validator(mode="after")
    def _says_something(self) -> CostOption:
        if self.option is None and self.amount is None and self.amount_description is None:
            raise ValueError("must have an option, an amount or an amount_description")
        return self


class RequiredDocument(Part):
    """A paper to bring."""

    document: Name
    uri: WebAddress | None = None


class Accessibility(Part):
    """What a place has for people with disabilities."""

    description: Name
    details: Text | None = None
    url: WebAddress | None = None
