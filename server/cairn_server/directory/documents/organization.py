"""The organization."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from cairn_server.directory.documents.body import Entry
from cairn_server.directory.field import Email, Name, Text, Uuid, WebAddress
from cairn_server.directory.parts.contact import Contacts
from cairn_server.directory.parts.cost import Funding
from cairn_server.directory.parts.part import MANY, Elsewhere
from cairn_server.directory.parts.phone import Phones
from cairn_server.directory.parts.program import OrganizationIdentifier, Program
from cairn_server.directory.parts.web_page import Urls

__all__ = ["Organization"]


class Organization(Entry):
    """Who offers services."""

    type: Literal["organization"]
    name: Name
    alternate_name: Name | None = None
    description: Text | None = None
    email: Email | None = None
    website: WebAddress | None = None
    additional_websites: Urls | None = None
    tax_status: Name | None = None  # deprecated in HSDS, as is tax_id
    tax_id: Name | None = None
    year_incorporated: Annotated[int, Field(ge=1000, le=3000)] | None = None
    legal_status: Name | None = None
    logo: WebAddress | None = None
    uri: WebAddress | None = None
    parent_organization_id: Uuid | None = None
    funding: Annotated[list[Funding], Field(max_length=MANY)] | None = None
    contacts: Contacts | None = None
    phones: Phones | None = None
    locations: Elsewhere | None = None
    programs: Annotated[list[Program], Field(max_length=MANY)] | None = None
    organization_identifiers: (
        Annotated[list[OrganizationIdentifier], Field(max_length=MANY)] | None
    ) = None
