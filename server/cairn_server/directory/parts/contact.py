"""People and desks to ask for."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from cairn_server.directory.field import Email, Name, Uuid
from cairn_server.directory.parts.attribute import Classified
from cairn_server.directory.parts.part import MANY
from cairn_server.directory.parts.phone import Phones

__all__ = ["Contact", "Contacts"]


class Contact(Classified):
    """Somebody by name, or by what they do."""

    organization_id: Uuid | None = None
    service_id: Uuid | None = None
    service_at_location_id: Uuid | None = None
    location_id: Uuid | None = None
    name: Name | None = None
    title: Name | None = None
    department: Name | None = None
    email: Email | None = None
    phones: Phones | None = None


Contacts = Annotated[list[Contact], Field(max_length=MANY)]
