"""More web pages than the one an entry has by itself."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from cairn_server.directory.field import Name, Uuid, WebAddress
from cairn_server.directory.parts.attribute import Classified
from cairn_server.directory.parts.part import MANY

__all__ = ["Url", "Urls"]


class Url(Classified):
    """A page, and what it is for."""

    label: Name | None = None
    url: WebAddress
    organization_id: Uuid | None = None
    service_id: Uuid | None = None


Urls = Annotated[list[Url], Field(max_length=MANY)]
