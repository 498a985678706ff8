"""Which entries a query asks for: IDs in order, all conditions together."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from cairn_server.directory.extent import contains, read_outline
from cairn_server.directory.publishing.compose import modified_at
from cairn_server.directory.publishing.entry import LocationEntry, Place, ServiceEntry
from cairn_server.directory.publishing.folding import fold
from cairn_server.directory.publishing.nearby import (
    Area,
    distance_metres,
    find_area,
    same_postcode,
)
from cairn_server.directory.publishing.query import Query
from cairn_server.directory.publishing.read_model import ReadModel

__all__ = ["place_of", "select"]

NATIONWIDE = frozenset({"united states", "usa", "us", "nationwide", "national", "estados unidos"})


def select(model: ReadModel, listing: str, query: Query) -> list[str]:
    """Return the IDs that the query asks for, sorted."""
    matches = MATCHERS[listing](model, query)
    ids = model.sorted_ids(listing)
    return ids if matches is None else [number for number in ids if matches(number)]


def place_of(model: ReadModel, number: str) -> tuple[ServiceEntry, Place] | None:
    """Return a service at a location by its ID; None: it is not shown."""
    service = model.services.get(model.place_owners.get(number, ""))
    if service is None:
        return None
    place = next(one for one in service.places if one.place_id == number)
    return (service, place) if place.location_id in model.locations else None


Matcher = Callable[[str], bool]


def _services(model: ReadModel, query: Query) -> Matcher | None:
    allowed = _terms_asked_for(model, query)
    if not (query.words or query.organization_id or query.modified_after or allowed is not None):
        return None

    def matches(number: str) -> bool:
        return _service_matches(model, model.services[number], query, allowed)

    return matches


def _service_matches(
    model: ReadModel,
    service: ServiceEntry,
    query: Query,
    allowed: frozenset[str] | None,
    *,
    more_text: str = "",
    more_terms: frozenset[str] = frozenset(),
) -> bool:
    owner = service.organization_id
    if query.organization_id and (
        owner != query.organization_id or owner not in model.organizations
    ):
        return False
    if allowed is not None and allowed.isdisjoint(service.terms | more_terms):
        return False
    if query.modified_after and not _is_after(modified_at(model, service), query.modified_after):
        return False
    organization = model.organizations.get(owner)
    name = organization.name if organization is not None else ""
    return all(word in service.text or word in name or word in more_text for word in query.words)


def _organizations(model: ReadModel, query: Query) -> Matcher | None:
    allowed = _terms_asked_for(model, query)
    if not query.words and allowed is None:
        return None

    def matches(number: str) -> bool:
        organization = model.organizations[number]
        if not all(word in organization.text for word in query.words):
            return False
        if allowed is None or not allowed.isdisjoint(organization.terms):
            return True
        services = model.services_of.get(number, ())
        return any(not allowed.isdisjoint(model.services[one].terms) for one in services)

    return matches


def _places(model: ReadModel, query: Query) -> Matcher:
    allowed = _terms_asked_for(model, query)
    area = find_area(query.postcode, model.locations.values()) if query.postcode else None

    def matches(number: str) -> bool:
        found = place_of(model, number)
        if found is None:
            return False
        service, place = found
        location = model.locations[place.location_id]
        if not _service_matches(
            model,
            service,
            query,
            allowed,
            more_text=location.text,
            more_terms=place.terms | location.terms,
        ):
            return False
        if area is None:
            return True
        metres = query.proximity_metres
        if metres is not None and not _is_near(location, area, metres):
            return False
        return _serves(model, service, place, location, area, unless_told=metres is not None)

    return matches


def _taxonomies(model: ReadModel, query: Query) -> Matcher | None:
    if not query.words:
        return None

    def matches(number: str) -> bool:
        taxonomy = model.taxonomies[number]
        text = fold(f"{taxonomy['name']} {taxonomy['description']}")
        return all(word in text for word in query.words)

    return matches


def _terms(model: ReadModel, query: Query) -> Matcher:
    def matches(number: str) -> bool:
        term = model.terms[number]
        parent = term.get("parent_id", "")
        if query.taxonomy_id and term["taxonomy_id"] != query.taxonomy_id:
            return False
        if (query.top_only and parent) or (query.parent_id and parent != query.parent_id):
            return False
        text = fold(f"{term['name']} {term['description']} {term.get('code', '')}")
        return all(word in text for word in query.words)

    return matches


MATCHERS: dict[str, Callable[[ReadModel, Query], Matcher | None]] = {
    "services": _services,
    "organizations": _organizations,
    "service_at_locations": _places,
    "taxonomies": _taxonomies,
    "taxonomy_terms": _terms,
}


def _terms_asked_for(model: ReadModel, query: Query) -> frozenset[str] | None:
    """Return the terms of which an entry must have one; None: it need have none."""
    asked = None
    if query.taxonomy_id:
        asked = frozenset(
            number
            for number, term in model.terms.items()
            if term["taxonomy_id"] == query.taxonomy_id
        )
    if query.taxonomy_term_id:
        one = frozenset({query.taxonomy_term_id})
        asked = one if asked is None else asked & one
    return asked


def _is_after(modified: str, moment: datetime) -> bool:
    """What has no date may have changed: better told twice than not at all."""
    return not modified or datetime.fromisoformat(modified) >= moment


# -- Postcodes ----------------------------------------------------------------


def _serves(
    model: ReadModel,
    service: ServiceEntry,
    place: Place,
    location: LocationEntry,
    area: Area,
    *,
    unless_told: bool,
) -> bool:
    """Tell whether people at the postcode are served there, as far as the areas say.

    Where no area is told, `unless_told`, else only a place with that very postcode.
    """
    names = place.areas or service.areas
    if not names and not service.outlines:
        return unless_told or same_postcode(location, area.postcode)
    if names & (area.regions | NATIONWIDE):
        return True
    return area.centroid is not None and _outlined(model, service, area.centroid)


def _outlined(model: ReadModel, service: ServiceEntry, spot: tuple[float, float]) -> bool:
    latitude, longitude = spot
    boxes = service.outlines
    if not any(w <= longitude <= e and s <= latitude <= n for w, s, e, n in boxes):
        return False
    return any(
        contains(read_outline(one["extent"]), longitude=longitude, latitude=latitude)
        for one in model.body_of("service", service.service_id).get("service_areas", ())
        if one.get("extent_type") == "geojson"
    )


def _is_near(location: LocationEntry, area: Area, metres: float) -> bool:
    if location.position is None or area.centroid is None:
        return False
    return distance_metres(location.position, area.centroid) <= metres
