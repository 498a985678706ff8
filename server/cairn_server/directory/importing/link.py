"""Join drafts to each other; which places must not be found is `protect`'s to decide.

::

    service.locations   -->  location      service.location_fields  fill the location
    location.services   -->  service       location.service_fields  fill the service
    service, location   -->  organization, made where no file lists it (a stand-in)

A stand-in has the ID that the organization's own row would give it, so that a later
import with the row simply fills it in.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from collections.abc import Mapping as Dictionary
from typing import Any

from cairn_server.directory.importing.draft import Draft, document_id
from cairn_server.directory.importing.finding import Result
from cairn_server.directory.importing.mapping import LocationMap, Mapping, ServiceMap
from cairn_server.directory.importing.protect import Drafts, Trust, hide_texts, protect
from cairn_server.directory.models import SCHEMA, DirectoryError, validate_body
from cairn_server.directory.said import said
from cairn_sync.document import Document

__all__ = ["link", "stand_in"]

GENERIC = re.compile(
    r"(?:the )?(?:main|default|central|head|downtown|other)?\s*(?:office|location|site|campus)?"
    r"(?: \d+)?",
    re.IGNORECASE,
)
NOBODY = Trust()


def link(
    mapping: Mapping, drafts: Drafts, *, known: Dictionary[str, Document], trust: Trust = NOBODY
) -> list[Draft]:
    """Fill in references both ways; return the stand-ins that had to be made.

    `known` holds, by ID, the documents that are in the directory already.
    """
    _forget_rejected(drafts)
    services_at: dict[str, list[Draft]] = {}  # by location's source ID
    for service in drafts.services.values():
        _link_service(mapping, drafts, service, known, services_at)
    for location in drafts.locations.values():
        _link_location(mapping, drafts, location, services_at)
    stand_ins = stand_in(mapping, drafts, known)
    protect(drafts, services_at, trust)
    return stand_ins


def _forget_rejected(drafts: Drafts) -> None:
    for kind in ("organization", "location", "service"):
        held = drafts.of(kind)
        for source_id in [key for key, draft in held.items() if draft.is_rejected]:
            del held[source_id]


def _link_service(
    mapping: Mapping,
    drafts: Drafts,
    service: Draft,
    known: Dictionary[str, Document],
    services_at: dict[str, list[Draft]],
) -> None:
    part = mapping.service
    assert isinstance(part, ServiceMap)
    for source_id in service.linked:
        location = drafts.locations.get(source_id)
        if location is not None:
            _fill(location, service.about_linked, source=service)
            services_at.setdefault(source_id, []).append(service)
        elif (there := known.get(document_id(mapping, "location", source_id))) is not None:
            if there.parsed_body().get("confidential") is True:
                hide_texts(service)
        else:
            service.note(
                Result.LEFT_OUT,
                said("no row of the locations has this ID"),
                column=part.locations.column if part.locations else "",
                value=source_id,
                fix=said("Add the location, or correct the ID."),
            )
            continue
        _add_location(service, _uuid(mapping, "location", source_id))


def _link_location(
    mapping: Mapping, drafts: Drafts, location: Draft, services_at: dict[str, list[Draft]]
) -> None:
    part = mapping.location
    assert isinstance(part, LocationMap)
    offered = services_at.setdefault(location.source_id, [])
    for source_id in location.linked:
        service = drafts.services.get(source_id)
        if service is None:
            if drafts.services:
                location.note(
                    Result.LEFT_OUT,
                    said("no row of the services has this ID"),
                    column=part.services.column if part.services else "",
                    value=source_id,
                    fix=said("Add the service, or correct the ID."),
                )
            continue
        _add_location(service, _uuid(mapping, "location", location.source_id))
        if not any(service is one for one in offered):
            offered.append(service)
    for service in offered:
        _fill(service, location.about_linked, source=location)


def _uuid(mapping: Mapping, kind: str, source_id: str) -> str:
    return document_id(mapping, kind, source_id).partition(":")[2]


def _add_location(service: Draft, location_id: str) -> None:
    places = service.body.setdefault("service_at_locations", [])
    if {"location_id": location_id} not in places:
        places.append({"location_id": location_id})


def _fill(draft: Draft, fields: dict[str, Any], *, source: Draft) -> None:
    """Add to lists, set what is not set; say so when two rows disagree on a place."""
    for name, value in fields.items():
        if isinstance(value, list):
            held = draft.body.setdefault(name, [])
            held.extend(one for one in value if one not in held)
        elif name not in draft.body:
            draft.body[name] = value
        elif draft.body[name] != value and name == "latitude":
            source.note(
                Result.LEFT_OUT,
                said("its coordinates differ from those that another row gives for the same place"),
                fix=said("Give one place one pair of coordinates."),
            )
    # A pair of coordinates comes from one row or not at all.
    if "latitude" in fields and draft.body["latitude"] == fields["latitude"]:
        draft.body["longitude"] = fields["longitude"]


# -- Organizations that no file lists -----------------------------------------


def stand_in(mapping: Mapping, drafts: Drafts, known: Dictionary[str, Document]) -> list[Draft]:
    referring: dict[str, list[Draft]] = {}
    for draft in (*drafts.services.values(), *drafts.locations.values()):
        if draft.organization and draft.organization not in drafts.organizations:
            referring.setdefault(draft.organization, []).append(draft)
    made = []
    for source_id, members in referring.items():
        if document_id(mapping, "organization", source_id) in known:
            continue
        name = _name_of_missing(source_id, members)
        part = mapping.objects.get(members[0].kind)
        column = getattr(part, "organization", "")
        members[0].note(
            Result.REPAIRED,
            said("this organization is in no file: an entry was made for it"),
            column=column,
            value=f"{source_id}: {name}",
            fix=said("Add the organization to its file, or name it in the directory."),
        )
        body = {"type": "organization", "schema": SCHEMA, "name": name}
        try:
            validate_body(body)
        except DirectoryError:  # too long, or no text at all
            body["name"] = "Organization (name not known)"
        draft = Draft("organization", source_id, body)
        drafts.organizations[source_id] = draft
        made.append(draft)
    return made


def _name_of_missing(source_id: str, members: Iterable[Draft]) -> str:
    """Return the name that the rows themselves give, or one that says it is not known."""
    drafts = list(members)
    given = list(dict.fromkeys(d.organization_name for d in drafts if d.organization_name))
    if given:
        return given[0]
    places = {d.body["name"] for d in drafts if d.kind == "location" and "name" in d.body}
    if len(places) == 1 and not GENERIC.fullmatch(place := places.pop()):
        return str(place)
    return f"Organization {source_id} (name not known)"
