"""The table of transforms: what turns a cell's text into a field's values.

Every field has one of its own, so that a mapping names a transform only where its
source differs.
"""

from __future__ import annotations

from collections.abc import Callable

from cairn_server.directory.importing.address import read_address
from cairn_server.directory.importing.hours import in_words, read_hours, read_recurrence
from cairn_server.directory.importing.language import read_languages
from cairn_server.directory.importing.phone import read_phones
from cairn_server.directory.importing.reading import Reading
from cairn_server.directory.importing.value import (
    read_age,
    read_date,
    read_email,
    read_position,
    read_text,
    read_url,
    read_yes_no,
)

__all__ = ["FIELDS", "LISTS", "TRANSFORMS"]


def _named(key: str) -> Callable[[str], Reading]:
    """Return a transform that makes each text an object with one property."""
    return lambda text: Reading(({key: text},)) if text else Reading()


def _costs(text: str) -> Reading:
    if text.casefold() in ("free", "gratis", "no cost", "no charge", "$0", "0"):
        return Reading(({"option": "Free", "amount": 0, "currency": "USD"},))
    return (
        Reading(({"option": text},))
        if len(text) <= 300
        else Reading(({"amount_description": text},))
    )


TRANSFORMS: dict[str, Callable[[str], Reading]] = {
    "text": read_text,
    "phone": read_phones,
    "hours": read_hours,
    "recurrence": read_recurrence,
    "words": in_words,
    "position": read_position,
    "address": read_address,
    "url": read_url,
    "email": read_email,
    "language": read_languages,
    "age": read_age,
    "date": read_date,
    "yes_no": read_yes_no,
    "cost": _costs,
    "area": _named("name"),
    "document": _named("document"),
    "accessibility": _named("description"),
    "served": read_text,  # one of the words themselves, by a lookup
    "category": read_text,  # the words are looked up when the row is put together
}

LISTS = frozenset(
    "phones schedules languages service_areas cost_options required_documents accessibility "
    "addresses categories who_is_served culturally_specific".split()
)
"""Fields that hold a list; all others hold one value."""

_OWN = {
    "phones": "phone",
    "schedules": "hours",
    "languages": "language",
    "service_areas": "area",
    "cost_options": "cost",
    "required_documents": "document",
    "accessibility": "accessibility",
    "addresses": "address",
    "categories": "category",
    "position": "position",
    "email": "email",
    "url": "url",
    "website": "url",
    "minimum_age": "age",
    "maximum_age": "age",
    "assured_date": "date",
    "confidential": "yes_no",
    "without_police": "yes_no",
    "restorative": "yes_no",
    "public": "yes_no",
    "who_is_served": "served",
}


def _fields(names: str) -> dict[str, str]:
    return {name: _OWN.get(name, "text") for name in names.split()}


FIELDS: dict[str, dict[str, str]] = {
    "organization": _fields(
        "name alternate_name description email website phones assured_date legal_status public"
    ),
    "service": _fields(
        "name alternate_name description url email status application_process fees_description "
        "eligibility_description interpretation_services minimum_age maximum_age alert "
        "assured_date phones schedules languages service_areas cost_options required_documents "
        "categories accreditations who_is_served culturally_specific without_police restorative "
        "public"
    ),
    "location": _fields(
        "name alternate_name location_type description transportation url position addresses "
        "phones schedules languages accessibility confidential assured_date public"
    ),
}
"""By type, the fields that a mapping may fill and the transform each has by itself."""
