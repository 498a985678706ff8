"""Which entries a query asks for: IDs in order, all conditions together."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from cairn_server.directory.extent import contains, read_outline
from cairn_server.directory.publishing.compose import modified_at
from cairn_server.directory.publishing.entry import (
    LocationEntry,
    Place,
    ServiceEntry,
    ShownPlace,
)
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

MOST_SELECTIONS = 64  # of 5,000 IDs each: 2.5 MB
NATIONWIDE = frozenset({"united states", "usa", "us", "nationwide", "national", "estados unidos"})


def select(model: ReadModel, listing: str, query: Query) -> list[str]:
    """Return the IDs that the query asks for, sorted; worked out once between two changes."""
    asked = listing, replace(query, page=1, per_page=None, ndjson=False, minimal=False, full=False)
    found = model.selections.get(asked)
    if found is None:
        found = SELECTORS[listing](model, query)
        if len(model.selections) >= MOST_SELECTIONS:
            model.selections.clear()
        model.selections[asked] = found
    return found


def place_of(model: ReadModel, number: str) -> tuple[ServiceEntry, Place] | None:
    """Return a service at a location by its ID; None: it is not shown."""
    service = model.services.get(model.place_owners.get(number, ""))
    if service is None:
        return None
    place = next(one for one in service.places if one.place_id == number)
    return (service, place) if place.location_id in model.locations else None


# Condition by condition, each looking only at what is left: one that is not named costs
# nothing, and a word is looked for in 5,000 entries within a few milliseconds.


def _services(model: ReadModel, query: Query) -> list[str]:
    ids, entries = model.sorted_ids("services"), model.services
    if query.organization_id:
        wanted = model.services_of.get(query.organization_id, set())
        ids = [n for n in ids if n in wanted] if _is_public(model, query.organization_id) else []
    allowed = _terms_asked_for(model, query)
    if allowed is not None:
        ids = [n for n in ids if not allowed.isdisjoint(entries[n].terms)]
    for word in query.words:
        owners = _organizations_named(model, word)
        ids = [
            n for n in ids if word in (entry := entries[n]).text or entry.organization_id in owners
        ]
    if (moment := query.modified_after) is not None:
        ids = [n for n in ids if _is_after(modified_at(model, entries[n]), moment)]
    return ids


def _organizations(model: ReadModel, query: Query) -> list[str]:
    ids, entries = model.sorted_ids("organizations"), model.organizations
    for word in query.words:
        ids = [n for n in ids if word in entries[n].text]
    allowed = _terms_asked_for(model, query)
    if allowed is None:
        return ids
    offering = {
        service.organization_id
        for service in model.services.values()
        if not allowed.isdisjoint(service.terms)
    }
    return [n for n in ids if n in offering or not allowed.isdisjoint(entries[n].terms)]


def _places(model: ReadModel, query: Query) -> list[str]:
    rows = model.shown_places()
    if (owner := query.organization_id) != "":
        is_public = _is_public(model, owner)
        rows = [one for one in rows if is_public and one.service.organization_id == owner]
    allowed = _terms_asked_for(model, query)
    if allowed is not None:
        rows = [
            one
            for one in rows
            if not allowed.isdisjoint(one.service.terms | one.place.terms | one.location.terms)
        ]
    for word in query.words:
        owners = _organizations_named(model, word)
        rows = [
            one
            for one in rows
            if word in one.service.text
            or word in one.location.text
            or one.service.organization_id in owners
        ]
    if (moment := query.modified_after) is not None:
        rows = [one for one in rows if _is_after(modified_at(model, one.service), moment)]
    if query.postcode:
        area = find_area(query.postcode, model.locations.values())
        metres = query.proximity_metres
        if metres is not None:
            rows = [one for one in rows if _is_near(one.location, area, metres)]
        rows = [one for one in rows if _serves(model, one, area, unless_told=metres is not None)]
    return [one.place_id for one in rows]


def _taxonomies(model: ReadModel, query: Query) -> list[str]:
    ids = model.sorted_ids("taxonomies")
    return [n for n in ids if _has_words(model.taxonomies[n], query)]


def _terms(model: ReadModel, query: Query) -> list[str]:
    ids, terms = model.sorted_ids("taxonomy_terms"), model.terms
    if query.taxonomy_id:
        ids = [n for n in ids if terms[n]["taxonomy_id"] == query.taxonomy_id]
    if query.top_only:
        ids = [n for n in ids if "parent_id" not in terms[n]]
    if query.parent_id:
        ids = [n for n in ids if terms[n].get("parent_id") == query.parent_id]
    return [n for n in ids if _has_words(terms[n], query)]


SELECTORS: dict[str, Callable[[ReadModel, Query], list[str]]] = {
    "services": _services,
    "organizations": _organizations,
    "service_at_locations": _places,
    "taxonomies": _taxonomies,
    "taxonomy_terms": _terms,
}


def _is_public(model: ReadModel, organization: str) -> bool:
    return organization in model.organizations


def _organizations_named(model: ReadModel, word: str) -> set[str]:
    return {number for number, one in model.organizations.items() if word in one.name}


def _has_words(term: Mapping[str, Any], query: Query) -> bool:
    if not query.words:
        return True
    text = fold(f"{term['name']} {term['description']} {term.get('code', '')}")
    return all(word in text for word in query.words)


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


def _serves(model: ReadModel, shown: ShownPlace, area: Area, *, unless_told: bool) -> bool:
    """Tell whether people at the postcode are served there, as far as the areas say.

    Where no area is told, `unless_told`, else only a place with that very postcode.
    """
    service = shown.service
    names = shown.place.areas or service.areas
    if not names and not service.outlines:
        return unless_told or same_postcode(shown.location, area.postcode)
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
