"""The service, with what Cairn's profile adds: kinds of help, and whom it is for."""

from __future__ import annotations

from typing import Annotated, Literal, get_args

from pydantic import BaseModel, ConfigDict, Field, model_validator

from cairn_server.directory.documents.body import Entry
from cairn_server.directory.field import Age, Date, Email, Name, Text, Uuid, WebAddress
from cairn_server.directory.parts.capacity import ServiceCapacity
from cairn_server.directory.parts.contact import Contacts
from cairn_server.directory.parts.cost import CostOption, Funding, RequiredDocument
from cairn_server.directory.parts.language import Languages
from cairn_server.directory.parts.part import MANY, Elsewhere
from cairn_server.directory.parts.phone import Phones
from cairn_server.directory.parts.schedule import Schedules
from cairn_server.directory.parts.service_area import ServiceAreas
from cairn_server.directory.parts.service_at_location import ServiceAtLocations
from cairn_server.directory.parts.web_page import Urls
from cairn_server.directory.zone import ZoneName

__all__ = ["CATEGORIES", "SERVED", "Category", "Service"]

Category = Literal[
    "hotline",
    "shelter",
    "legal",
    "housing",
    "food",
    "money",
    "health",
    "mental-health",
    "children",
    "immigration",
    "transport",
    "pets",
    "tribal",
    "other",
]

CATEGORIES: tuple[str, ...] = get_args(Category)

Served = Literal[
    "women",
    "men",
    "trans-and-nonbinary",
    "lgbtq",
    "children",
    "teen-boys",
    "teens",
    "older-adults",
    "disabled",
    "deaf",
    "immigrants",
    "native",
    "veterans",
    "pets",
    "people-who-caused-harm",
]

SERVED: tuple[str, ...] = get_args(Served)


class Brought(BaseModel):
    """By which import the entry came."""

    model_config = ConfigDict(strict=True, frozen=True, extra="allow")

    list: Name  # the import's source: the partner's name
    on: Date


class Service(Entry):
    """What people can get, from whom, when, where and for what."""

    type: Literal["service"]
    organization_id: Uuid
    program_id: Uuid | None = None
    name: Name
    alternate_name: Name | None = None
    description: Text | None = None
    url: WebAddress | None = None
    additional_urls: Urls | None = None
    email: Email | None = None
    status: Literal["active", "inactive", "defunct", "temporarily closed"]
    interpretation_services: Text | None = None
    application_process: Text | None = None
    fees_description: Text | None = None
    wait_time: Text | None = None  # deprecated in HSDS, as are fees and licenses
    fees: Text | None = None
    accreditations: Text | None = None
    eligibility_description: Text | None = None
    minimum_age: Age | None = None
    maximum_age: Age | None = None
    licenses: Text | None = None
    alert: Text | None = None
    phones: Phones | None = None
    schedules: Schedules | None = None
    languages: Languages | None = None
    service_areas: ServiceAreas | None = None
    service_at_locations: ServiceAtLocations | None = None
    organization: Elsewhere | None = None
    funding: Annotated[list[Funding], Field(max_length=MANY)] | None = None
    cost_options: Annotated[list[CostOption], Field(max_length=MANY)] | None = None
    program: Elsewhere | None = None
    required_documents: Annotated[list[RequiredDocument], Field(max_length=MANY)] | None = None
    contacts: Contacts | None = None
    capacities: Annotated[list[ServiceCapacity], Field(max_length=MANY)] | None = None
    # -- Cairn's profile --
    categories: Annotated[list[Category], Field(max_length=len(CATEGORIES))] | None = None
    who_is_served: Annotated[list[Served], Field(max_length=len(SERVED))] | None = None
    culturally_specific: Annotated[list[Name], Field(max_length=50)] | None = None  # for whom
    without_police: bool | None = None  # True: help that does not bring the police in
    restorative: bool | None = None  # True: works with restorative practices
    time_zone: ZoneName | None = None  # of its own hours; None: its places', or the collaborative's
    attempts: Annotated[list[Date], Field(max_length=50)] | None = None  # to check it, in vain
    brought: Brought | None = None  # None: written here, or before this was noted

    @model_validator(mode="after")
    def _agrees_with_itself(self) -> Service:
        if self.categories is not None and len(set(self.categories)) < len(self.categories):
            raise ValueError("must not name a category twice")
        if self.who_is_served is not None:
            if len(set(self.who_is_served)) < len(self.who_is_served):
                raise ValueError("must not name twice who is served")
        low, high = self.minimum_age, self.maximum_age
        if low is not None and high is not None and low > high:
            raise ValueError("must not have a minimum_age above its maximum_age")
        return self
