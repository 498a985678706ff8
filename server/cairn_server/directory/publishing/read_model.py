"""The public directory in memory, rendered ahead and kept up change by change.

::

    changes --apply--> bodies (public ones), confidential places
                         |  what a change touches: itself, the entries of an organization
                         |  that shelters people, the entries that a term classifies
                         v
             settle -> entries: bytes ready to be joined, folded text, IDs

Rule 1: what is to be hidden is hidden in `apply`, at once; what is shown comes with `settle`.
Rule 2: the digest is made of what is published and of nothing else, so that an ETag tells
nobody that something private has changed.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from itertools import islice
from typing import Any

import orjson

from cairn_server.access import BodyCheck
from cairn_server.directory.publishing.build import (
    build_location,
    build_organization,
    build_service,
    build_term,
)
from cairn_server.directory.publishing.entry import (
    LocationEntry,
    OrganizationEntry,
    ServiceEntry,
    ShownPlace,
)
from cairn_server.directory.publishing.render import render
from cairn_server.directory.publishing.sifting import (
    is_confidential_place,
    public_body,
    replacement_of_retired,
)
from cairn_server.directory.publishing.vocabulary import TAXONOMIES, TERMS
from cairn_server.directory.zone import with_zone
from cairn_sync.store import Change

__all__ = ["ReadModel"]

FORM = b"2"  # of what is rendered: raise it when the same documents come out otherwise
KINDS = frozenset({"taxonomy", "taxonomy_term", "organization", "location", "service"})
CLASSIFIED = b'"taxonomy_term_id"'
ZONED = b'"time_zone"'

Link = tuple[str, frozenset[str], bool]
"""A service's organization, its locations, and whether it is a shelter."""


class ReadModel:
    """Every public entry. Not for threads: apply, settle and read in one of them."""

    def __init__(
        self, check: BodyCheck, *, home_zone: str | None = None, year: int | None = None
    ) -> None:
        """`home_zone`: the collaborative's, by its name; `year`: whose winter numbers zones."""
        self.services: dict[str, ServiceEntry] = {}  # by UUID, as all of these
        self.organizations: dict[str, OrganizationEntry] = {}
        self.locations: dict[str, LocationEntry] = {}
        self.taxonomies: dict[str, dict[str, Any]] = dict(TAXONOMIES)
        self.terms: dict[str, dict[str, Any]] = dict(TERMS)
        self.services_of: dict[str, set[str]] = {}  # by organization
        self.locations_of: dict[str, set[str]] = {}
        self.place_owners: dict[str, str] = {}  # a service at a location -> its service
        self.retired: dict[str, str] = {}  # by document ID: what replaces it, or ""
        self.digest = _hash(FORM)
        self._check = check
        self.home_zone = home_zone
        self._year = datetime.now(UTC).year if year is None else year
        self._bodies: dict[str, bytes] = {}  # of public documents, by document ID
        self._dirty: dict[str, None] = {}  # document IDs to render, in order
        self._digests: dict[str, int] = {}  # by document ID
        self._sorted: dict[str, list[str]] = {}  # IDs by kind, when they were asked for
        self._places: list[ShownPlace] | None = None  # likewise
        self.selections: dict[object, list[str]] = {}  # what was asked for since the last change
        self.pages: dict[object, bytes] = {}  # likewise
        self._hidden: dict[str, str] = {}  # confidential location -> its organization or ""
        self._links: dict[str, Link] = {}  # by service
        self._sheltering: frozenset[str] = frozenset()  # organizations
        self._is_shelter_news = self._is_term_news = False

    def sorted_ids(self, kind: str) -> list[str]:
        """Return the IDs of a kind in order; kinds are named as the API's listings."""
        if kind not in self._sorted:
            held: Mapping[str, Iterable[str]] = {
                "services": self.services,
                "organizations": self.organizations,
                "service_at_locations": self.place_owners,
                "taxonomies": self.taxonomies,
                "taxonomy_terms": self.terms,
            }
            self._sorted[kind] = sorted(held[kind])
        return self._sorted[kind]

    def shown_places(self) -> list[ShownPlace]:
        """Return every service at a public location, in the order of their IDs."""
        if self._places is None:
            self._places = [
                ShownPlace(place.place_id, service, place, location)
                for service in self.services.values()
                for place in service.places
                if (location := self.locations.get(place.location_id)) is not None
                and self.place_owners.get(place.place_id) == service.service_id
            ]
            self._places.sort(key=lambda one: one.place_id)
        return self._places

    def body_of(self, kind: str, number: str) -> dict[str, Any]:
        """Return the body of a public document."""
        body: dict[str, Any] = orjson.loads(self._bodies[f"{kind}:{number}"])
        return body

    # -- Taking changes in ----------------------------------------------------

    def apply(self, changes: Iterable[Change]) -> None:
        """Take changed documents in, each with all its live leaves."""
        for change in changes:
            kind, _, number = change.doc_id.partition(":")
            if kind in KINDS:
                self._take(kind, number, change)
        if self._is_shelter_news:
            self._find_sheltering()
        if self._is_term_news:
            self._reclassify()

    def _take(self, kind: str, number: str, change: Change) -> None:
        leaves = [leaf for leaf in change.documents if not leaf.deleted]
        body = public_body(leaves, self._check) if leaves else None
        self.retired.pop(change.doc_id, None)
        if kind in ("service", "organization") and leaves and body is None:
            replacement = replacement_of_retired(leaves, self._check)
            if replacement is not None:
                self.retired[change.doc_id] = replacement
        if kind == "location":
            self._note_hidden(number, change)
        if kind == "service":
            self._note_link(number, body)
        if kind.startswith("taxonomy"):
            self._is_term_news = True
        if body is None:
            self._bodies.pop(change.doc_id, None)
            self._dirty.pop(change.doc_id, None)
            self._forget(kind, number)
            return
        self._dirty[change.doc_id] = None
        if kind == "location" and ZONED in leaves[0].body + self._bodies.get(change.doc_id, b""):
            self._rezone(number)
        if number in self._hidden:
            # Copied, because what orjson returns takes up several times its length.
            self._bodies[change.doc_id] = bytes(memoryview(orjson.dumps(body)))
            self._forget(kind, number)  # until it is rendered as what it is now
        else:
            self._bodies[change.doc_id] = leaves[0].body

    def _rezone(self, location: str) -> None:
        """Render the services of a location again: its zone may be theirs."""
        for service, (_, places, _) in self._links.items():
            if location in places and f"service:{service}" in self._bodies:
                self._dirty[f"service:{service}"] = None

    def _note_hidden(self, location: str, change: Change) -> None:
        leaves = [leaf for leaf in change.documents if not leaf.deleted]
        owner = None
        if leaves and is_confidential_place(leaves):
            owner = str(leaves[0].parsed_body().get("organization_id", ""))
        if self._hidden.get(location) != owner:
            self._is_shelter_news = True
            self._hidden.pop(location, None)
            if owner is not None:
                self._hidden[location] = owner

    def _note_link(self, service: str, body: dict[str, Any] | None) -> None:
        link = None
        if body is not None:
            places = frozenset(one["location_id"] for one in body.get("service_at_locations", ()))
            link = body["organization_id"], places, "shelter" in body.get("categories", ())
        if self._links.get(service) != link:
            self._is_shelter_news = True
            self._links.pop(service, None)
            if link is not None:
                self._links[service] = link

    def _find_sheltering(self) -> None:
        """Find the organizations that keep a place that must not be found; hide their texts."""
        found = set(filter(None, self._hidden.values()))
        for owner, places, is_shelter in self._links.values():
            if is_shelter or not places.isdisjoint(self._hidden):
                found.add(owner)
        changed = found ^ self._sheltering
        newly = found - self._sheltering
        self._sheltering, self._is_shelter_news = frozenset(found), False
        touched = [("organization", owner, owner) for owner in changed]
        touched += [
            ("service", service, owner)
            for service, (owner, _, _) in self._links.items()
            if owner in changed
        ]
        for kind, number, owner in touched:
            if f"{kind}:{number}" in self._bodies:
                self._dirty[f"{kind}:{number}"] = None
            if owner in newly:
                self._forget(kind, number)

    def _reclassify(self) -> None:
        """Render again whatever a term may classify: a term or a taxonomy has changed."""
        self._is_term_news = False
        for doc_id, body in self._bodies.items():
            if CLASSIFIED in body or doc_id.startswith("taxonomy_term:"):
                self._dirty[doc_id] = None

    # -- Rendering ------------------------------------------------------------

    def settle(self, limit: int) -> bool:
        """Render at most `limit` documents of those that wait; return True while more do."""
        # What is classified needs its terms, and those their taxonomy.
        first = [doc_id for doc_id in self._dirty if doc_id.startswith("taxonomy")]
        if first:
            first.sort(key=lambda doc_id: doc_id.startswith("taxonomy_term:"))
            self._dirty = dict.fromkeys(first) | self._dirty
        for doc_id in list(islice(self._dirty, limit)):
            del self._dirty[doc_id]
            kind, _, number = doc_id.partition(":")
            self._forget(kind, number)
            self._render(kind, number, orjson.loads(self._bodies[doc_id]))
        return bool(self._dirty)

    def _render(self, kind: str, number: str, body: dict[str, Any]) -> None:
        if kind == "taxonomy":
            rendered = render(kind, number, body, self.terms, guarded=False)
            self.taxonomies[number] = rendered
            self._shown(kind, number, orjson.dumps(rendered))
        elif kind == "taxonomy_term":
            term = build_term(number, body, self.taxonomies)
            if term is not None:
                self.terms[number] = term
                self._shown(kind, number, orjson.dumps(term))
        elif kind == "location":
            zone = body.get("time_zone", self.home_zone)
            body = with_zone(body, zone, year=self._year)
            location = build_location(
                number, body, self.terms, is_confidential=number in self._hidden
            )
            self.locations[number] = location
            if location.organization_id is not None:
                self.locations_of.setdefault(location.organization_id, set()).add(number)
            self._shown(kind, number, location.scalars, location.parts)
        elif kind == "organization":
            guarded = number in self._sheltering
            organization = build_organization(number, body, self.terms, guarded=guarded)
            self.organizations[number] = organization
            self._shown(kind, number, organization.scalars, organization.parts)
        else:
            self._render_service(number, body)

    def _render_service(self, number: str, body: dict[str, Any]) -> None:
        guarded = body["organization_id"] in self._sheltering
        body = with_zone(body, self._zone_of(body), year=self._year)
        service = build_service(number, body, self.terms, guarded=guarded, hidden=self._hidden)
        self.services[number] = service
        self.services_of.setdefault(service.organization_id, set()).add(number)
        for place in service.places:
            self.place_owners[place.place_id] = number
        told = [part for place in service.places for part in (place.scalars, place.parts)]
        self._shown("service", number, service.scalars, service.parts, *told)

    def _zone_of(self, service: Mapping[str, Any]) -> str | None:
        """Return the service's zone, else its places'; None: unknown, or they keep several."""
        if "time_zone" in service:
            return str(service["time_zone"])
        links = (one["location_id"] for one in service.get("service_at_locations", ()))
        bodies = (self._bodies.get(f"location:{location}") for location in links)
        zones = {
            orjson.loads(body).get("time_zone", self.home_zone) for body in bodies if body
        } or {self.home_zone}
        return zones.pop() if len(zones) == 1 else None

    def _shown(self, kind: str, number: str, *printed: bytes) -> None:
        doc_id = f"{kind}:{number}"
        digest = _hash(doc_id.encode(), *printed)
        self._digests[doc_id] = digest
        self.digest ^= digest
        self._has_changed()

    def _has_changed(self) -> None:
        """Let go of what was worked out from the entries as they were."""
        self._sorted.clear()
        self._places = None
        self.selections.clear()
        self.pages.clear()

    def _forget(self, kind: str, number: str) -> None:
        """Show it no longer; what hangs on it goes with it."""
        digest = self._digests.pop(f"{kind}:{number}", None)
        if digest is None:
            return
        self.digest ^= digest
        self._has_changed()
        if kind == "service":
            service = self.services.pop(number)
            self.services_of[service.organization_id].discard(number)
            for place in service.places:
                if self.place_owners.get(place.place_id) == number:
                    del self.place_owners[place.place_id]
        elif kind == "organization":
            del self.organizations[number]
        elif kind == "location":
            owner = self.locations.pop(number).organization_id
            if owner is not None:
                self.locations_of[owner].discard(number)
        elif kind == "taxonomy":
            del self.taxonomies[number]
        else:
            del self.terms[number]


def _hash(*parts: bytes) -> int:
    digest = hashlib.blake2b(digest_size=16)
    for part in parts:
        digest.update(b"%d:" % len(part) + part)
    return int.from_bytes(digest.digest(), "big")
