"""The rule that every write of a directory document passes.

Names, formats and enumerations are those of HSDS 3.2, and of Cairn's profile of it (see
``profile/``). Absent is absent: null, empty text and empty lists are refused everywhere, in
additional properties too, because HSDS allows none of them and two ways to say "not known"
would conflict with each other.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError

from cairn_server.directory.books import require_books
from cairn_server.directory.confidential import forbidden_in_confidential
from cairn_server.directory.documents.body import SCHEMA, Body
from cairn_server.directory.documents.location import Location
from cairn_server.directory.documents.note import Note
from cairn_server.directory.documents.organization import Organization
from cairn_server.directory.documents.service import CATEGORIES, SERVED, Category, Service
from cairn_server.directory.documents.suggestion import Suggestion
from cairn_server.directory.documents.taxonomy import Taxonomy, TaxonomyTerm
from cairn_server.directory.errors import DirectoryError
from cairn_server.directory.field import UUID_FORM
from cairn_server.directory.shape import require_shape
from cairn_server.directory.wording import sentence
from cairn_sync.merge import EDITS

__all__ = [
    "CATEGORIES",
    "MODELS",
    "SCHEMA",
    "SERVED",
    "Category",
    "DirectoryError",
    "Location",
    "Note",
    "Organization",
    "Service",
    "Suggestion",
    "Taxonomy",
    "TaxonomyTerm",
    "check_document",
    "validate_body",
    "validate_document",
]

MODELS: dict[str, type[Body]] = {
    "organization": Organization,
    "service": Service,
    "location": Location,
    "taxonomy": Taxonomy,
    "taxonomy_term": TaxonomyTerm,
    "suggestion": Suggestion,
    "note": Note,
}


def check_document(doc_id: str, body: Mapping[str, Any]) -> str | None:
    """Return None for a document that the directory may hold, else the sentence why not."""
    try:
        validate_document(doc_id, body)
    except DirectoryError as exc:
        return str(exc)
    return None


def validate_document(doc_id: str, body: Mapping[str, Any]) -> None:
    """Return if a directory may hold this document.

    Raises:
        DirectoryError: it may not; the message is one sentence naming the object, the
            field and what was expected. It never repeats a confidential place's values.
    """
    kind = _kind(body)
    prefix, _, number = doc_id.partition(":")
    if prefix != kind or UUID_FORM.fullmatch(number) is None:
        raise DirectoryError(f"The {kind}'s _id must be {kind}: and a UUID in small letters.")
    if body.get("replaced_by") == doc_id:
        raise DirectoryError(f"The {kind}'s replaced_by must name another {kind}.")
    validate_body(body)


def validate_body(body: Mapping[str, Any]) -> None:
    """Return if a directory may hold a document with this body, whatever its ID.

    Raises:
        DirectoryError: as `validate_document`.
    """
    kind = _kind(body)
    require_shape(kind, {name: value for name, value in body.items() if name != EDITS})
    require_books(kind, body.get(EDITS))
    try:
        MODELS[kind].model_validate(dict(body))
    except ValidationError as exc:
        raise DirectoryError(sentence(kind, exc)) from None
    if kind == "location" and (forbidden := forbidden_in_confidential(body)):
        fields = ", ".join(forbidden)
        raise DirectoryError(
            f"The location is confidential, so it must not hold {fields}: "
            "a city or region and a phone are enough."
        )


def _kind(body: Mapping[str, Any]) -> str:
    kind = body.get("type")
    if not isinstance(kind, str) or kind not in MODELS:
        raise DirectoryError(f"The document's type must be one of {', '.join(MODELS)}.")
    return kind
