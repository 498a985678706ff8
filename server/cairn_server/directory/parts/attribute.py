"""Attributes: how a thing is classified, by terms of a taxonomy."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from cairn_server.directory.field import Name, Text, Uuid
from cairn_server.directory.parts.part import MANY, Elsewhere, Part, Provenance

__all__ = ["Attribute", "Classified"]


class Attribute(Part):
    """A term that applies, or a value under a label."""

    link_id: Uuid | None = None
    taxonomy_term_id: Uuid | None = None
    link_type: Name | None = None  # what the term tells of: an open codelist
    link_entity: Name | None = None
    value: Text | None = None
    taxonomy_term: Elsewhere | None = None
    label: Name | None = None
    metadata: Provenance | None = None


class Classified(Part):
    """A part that may be classified and whose changes may be told."""

    attributes: Annotated[list[Attribute], Field(max_length=MANY)] | None = None
    metadata: Provenance | None = None
