"""Join entries to the objects of the API: bytes put beside bytes, nothing parsed.

A reference is put in only where what it names is public too.
"""

from __future__ import annotations

from cairn_server.directory.publishing.entry import (
    LocationEntry,
    OrganizationEntry,
    Place,
    ServiceEntry,
)
from cairn_server.directory.publishing.read_model import ReadModel

__all__ = [
    "compose_organization",
    "compose_place",
    "compose_service",
    "minimal_service",
    "modified_at",
    "shown_places",
]


def compose_service(model: ReadModel, service: ServiceEntry, *, full: bool) -> bytes:
    """Return the service with its organization and program; `full`: with all there is."""
    joined = _service_members(model, service, full=full)
    if full:
        places = [
            _object(*_place_members(service, place), _member("location", _location(model, there)))
            for place, there in shown_places(model, service)
        ]
        joined.append(_list("service_at_locations", places))
    return _object(*joined)


def minimal_service(model: ReadModel, service: ServiceEntry) -> bytes:
    """Return the ID and, when it is known, the moment of the last change."""
    modified = modified_at(model, service)
    known = b'"modified_date":"%s"' % modified.encode() if modified else b""
    return _object(_text("id", service.service_id), known)


def compose_organization(
    model: ReadModel, organization: OrganizationEntry, *, full: bool, full_service: bool
) -> bytes:
    """Return the organization; `full`: with its places and services, those in turn in full."""
    number = organization.organization_id
    if not (full or full_service):
        return _object(organization.scalars)
    services = [model.services[one] for one in sorted(model.services_of.get(number, ()))]
    places = [model.locations[one] for one in sorted(model.locations_of.get(number, ()))]
    return _object(
        organization.scalars,
        organization.parts,
        _list("locations", [_location(model, place) for place in places]),
        _list(
            "services",
            [
                compose_service(model, one, full=True)
                if full_service
                else _object(one.scalars, _text("organization_id", number))
                for one in services
            ],
        ),
    )


def compose_place(model: ReadModel, service: ServiceEntry, place: Place, *, full: bool) -> bytes:
    """Return the service at a location with both of them."""
    location = model.locations[place.location_id]
    there = _location(model, location) if full else _object(location.scalars)
    offered = _object(*_service_members(model, service, full=full))
    scalars, *parts = _place_members(service, place)
    return _object(
        scalars, *(parts if full else ()), _member("location", there), _member("service", offered)
    )


def shown_places(model: ReadModel, service: ServiceEntry) -> list[tuple[Place, LocationEntry]]:
    """Return the places of a service whose location is public, with that location."""
    return [
        (place, location)
        for place in service.places
        if (location := model.locations.get(place.location_id)) is not None
    ]


def modified_at(model: ReadModel, service: ServiceEntry) -> str:
    """Return when the service or what is shown with it last changed; "": nobody knows."""
    if not service.modified:
        return ""
    others = [location.modified for _, location in shown_places(model, service)]
    organization = model.organizations.get(service.organization_id)
    if organization is not None:
        others.append(organization.modified)
    return max(service.modified, *others) if others else service.modified


def _service_members(model: ReadModel, service: ServiceEntry, *, full: bool) -> list[bytes]:
    joined = [service.scalars, service.parts] if full else [service.scalars]
    organization = model.organizations.get(service.organization_id)
    if organization is None:
        return joined
    told = (organization.scalars, organization.parts) if full else (organization.scalars,)
    joined.append(_text("organization_id", organization.organization_id))
    joined.append(_member("organization", _object(*told)))
    program = organization.programs.get(service.program_id or "")
    if program is not None and service.program_id is not None:
        joined.append(_text("program_id", service.program_id))
        joined.append(_member("program", _object(program)))
    return joined


def _place_members(service: ServiceEntry, place: Place) -> tuple[bytes, ...]:
    scalars = b",".join(
        (
            place.scalars,
            _text("service_id", service.service_id),
            _text("location_id", place.location_id),
        )
    )
    return scalars, place.parts


def _location(model: ReadModel, location: LocationEntry) -> bytes:
    owner = location.organization_id
    known = _text("organization_id", owner) if owner in model.organizations and owner else b""
    return _object(location.scalars, known, location.parts)


def _object(*members: bytes) -> bytes:
    return b"{%s}" % b",".join(filter(None, members))


def _list(name: str, objects: list[bytes]) -> bytes:
    return b'"%s":[%s]' % (name.encode(), b",".join(objects)) if objects else b""


def _member(name: str, value: bytes) -> bytes:
    return b'"%s":%s' % (name.encode(), value)


def _text(name: str, value: str) -> bytes:
    return b'"%s":"%s"' % (name.encode(), value.encode())  # IDs only: nothing to escape
