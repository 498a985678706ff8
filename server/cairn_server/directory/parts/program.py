"""What an organization has besides services: programs, and numbers it is registered under."""

from __future__ import annotations

from cairn_server.directory.field import Name, Text, Uuid
from cairn_server.directory.parts.attribute import Classified

__all__ = ["OrganizationIdentifier", "Program"]


class Program(Classified):
    """Services that belong together. They name it by its ID, so it must have one."""

    id: Uuid
    organization_id: Uuid | None = None
    name: Name
    alternate_name: Name | None = None
    description: Text


class OrganizationIdentifier(Classified):
    """A number in somebody's register."""

    organization_id: Uuid | None = None
    identifier_scheme: Name | None = None
    identifier_type: Name
    identifier: Name
