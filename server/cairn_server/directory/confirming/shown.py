"""What a partner sees of its own entry: what everybody may, and nothing else.

A list of what is shown, not of what is hidden. Of a confidential place nothing but that it is
there: not even its name, which may say where it is.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from cairn_server.whereabouts import is_marked

__all__ = ["shown_entry"]

Body = Mapping[str, Any]
TEXTS = (
    "name description status alert eligibility_description application_process fees_description "
    "interpretation_services url email assured_date"
).split()
PARTS = {
    "phones": ("number", "extension", "type", "description"),
    "schedules": ("byday", "freq", "opens_at", "closes_at", "description"),
    "languages": ("code", "name"),
    "cost_options": ("option", "amount", "currency", "amount_description"),
    "service_areas": ("name",),
}
ADDRESS = ("address_1", "address_2", "city", "state_province", "postal_code")


def shown_entry(service: Body, organization: Body | None, places: Sequence[Body]) -> dict[str, Any]:
    """Return the entry as its partner may see it, without an ID."""
    shown: dict[str, Any] = {name: service[name] for name in TEXTS if name in service}
    open_places = [place for place in places if not is_marked(place)]
    bodies = [service, *open_places, *([organization] if organization else [])]
    for name, fields in PARTS.items():
        # As on the phone: its own, else its places', else its organization's.
        given: Sequence[Any] = next((body[name] for body in bodies if body.get(name)), [])
        if parts := [_only(part, fields) for part in given if isinstance(part, Mapping)]:
            shown[name] = parts
    if organization and organization.get("name") != service.get("name"):
        shown["organization"] = organization.get("name")
    shown["addresses"] = [
        _only(address, ADDRESS)
        for place in open_places
        for address in place.get("addresses", [])
        if isinstance(address, Mapping)
    ]
    shown["private_places"] = len(places) - len(open_places)
    return shown


def _only(part: Mapping[str, Any], fields: Sequence[str]) -> dict[str, Any]:
    return {name: part[name] for name in fields if name in part}
