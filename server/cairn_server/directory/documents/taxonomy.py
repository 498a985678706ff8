"""Taxonomies and their terms: words that entries are classified by."""

from __future__ import annotations

from typing import Literal

from cairn_server.directory.documents.body import Body
from cairn_server.directory.field import LanguageCode, Name, Text, Uuid, WebAddress
from cairn_server.directory.parts.part import Elsewhere, Provenance

__all__ = ["Taxonomy", "TaxonomyTerm"]


class Taxonomy(Body):
    """A set of terms. Terms of one that is not public are published with nothing."""

    type: Literal["taxonomy"]
    name: Name
    description: Text
    uri: WebAddress | None = None
    version: Name | None = None
    metadata: Provenance | None = None
    public: bool | None = None


class TaxonomyTerm(Body):
    """One term; `taxonomy_id` names the document of its taxonomy."""

    type: Literal["taxonomy_term"]
    code: Name | None = None
    name: Name
    description: Text
    parent_id: Uuid | None = None
    taxonomy: Name | None = None
    taxonomy_detail: Elsewhere | None = None
    language: LanguageCode | None = None
    taxonomy_id: Uuid
    term_uri: WebAddress | None = None
    metadata: Provenance | None = None
