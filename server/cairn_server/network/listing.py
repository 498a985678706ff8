"""From what another directory tells to documents of our own: pure, all at once.

::

    objects --marks read--> drafts (as an import makes them) --places protected-->
    bodies: fields that are published, under IDs of this network alone

Rule 1: what may be a shelter, or is marked as a place that must not be found, in any words,
comes in without its whereabouts; so does what was such a place here before.
Rule 2: an ID is made of the network's and the ID there. So the same entry always gets the
same one, and it is never one of our own directory, nor of another network.
Rule 3: only fields that a public directory shows are kept, whatever the other one sends.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID, uuid5

import orjson

from cairn_server.directory.bringing.known import FOLDER
from cairn_server.directory.confidential import is_likely_shelter
from cairn_server.directory.importing.draft import Draft, document_id, leave_out_invalid
from cairn_server.directory.importing.hsds_drafts import draft_hsds, link_hsds
from cairn_server.directory.importing.hsds_files import read_objects
from cairn_server.directory.importing.link import stand_in
from cairn_server.directory.importing.mapping import Mapping as FieldMapping
from cairn_server.directory.importing.protect import Drafts, Trust, protect
from cairn_server.directory.importing.report import Report
from cairn_server.directory.publishing.table import TABLES
from cairn_server.directory.zone import tell_times_once
from cairn_server.whereabouts import is_marked

__all__ = ["Bodies", "Listing", "own_id", "read_listing"]

KINDS = ("organization", "location", "service")
NO_ORGANIZATION = "organization-not-shown"  # of a service that is shown without it
NOT_KEPT = frozenset(
    # What only the other directory needs, and people's names.
    "last_modified attributes contacts programs funding capacities metadata state replaced_by "
    "organization_identifiers verify_every_days public".split()
)
KEPT_TOO = frozenset(
    "type schema confidential categories who_is_served organization_id parent_organization_id "
    "location_type".split()
)
# Whose parts are kept without the IDs that they have there: nothing here refers to them.
NAMELESS = frozenset(
    "phones schedules languages addresses accessibility cost_options required_documents "
    "service_areas service_at_locations additional_urls".split()
)
NOT_SO = frozenset({"", "false", "no", "n", "f", "0", "none", "null"})

Bodies = Mapping[str, Mapping[str, Any]]
"""By document ID."""


@dataclass(frozen=True, slots=True)
class Listing:
    """What another directory lists, as it may be kept here."""

    bodies: dict[str, dict[str, Any]] = field(default_factory=dict)  # by document ID
    refused: dict[str, str] = field(default_factory=dict)  # document ID -> the ID there
    hidden: dict[str, str] = field(default_factory=dict)  # likewise: places without address


def own_id(network: str, doc_id: str) -> str:
    """Return the ID that a document of the other directory has in this network."""
    return f"{doc_id.partition(':')[0]}:{uuid5(UUID(network), doc_id)}"


def read_listing(network: str, told: Mapping[str, Sequence[Any]], held: Bodies) -> Listing:
    """Read HSDS objects, by listing ("services", "organizations", …).

    `held` is what the network's database holds: a place that is confidential there stays so.
    Takes about a second for a thousand services, so call it in a thread.
    """
    objects = {name: [_read_object(one) for one in many] for name, many in told.items()}
    for service in objects.get("services", ()):
        if isinstance(service, dict) and not service.get("organization_id"):
            if not isinstance(service.get("organization"), dict):
                service["organization_id"] = NO_ORGANIZATION
    if not any(objects.values()):
        return Listing()
    mapping = _mapping(network)
    drafts = Drafts()
    file = {"listing.json": orjson.dumps(objects)}
    in_order = draft_hsds(mapping, read_objects(file), drafts, Report(dry_run=True))
    _keep_secrets(network, mapping, drafts, held)
    stand_in(mapping, drafts, {})
    trust = Trust(shelter_terms=tuple(mapping.shelter_terms))
    protect(drafts, link_hsds(mapping, drafts, known={}), trust)
    listing = Listing()
    for draft in in_order:
        if draft.kind in KINDS:
            _take(listing, network, mapping, draft)
    return listing


@functools.cache
def _shipped() -> FieldMapping:
    return FieldMapping.parse((FOLDER / "hsds.toml").read_text("utf-8"))


def _mapping(network: str) -> FieldMapping:
    """Return the rule for HSDS; IDs that are no UUIDs are this network's alone."""
    return _shipped().model_copy(update={"source": f"network {network}"})


def _take(listing: Listing, network: str, mapping: FieldMapping, draft: Draft) -> None:
    there = draft.source_id
    if not there:
        listing.refused[f"{draft.kind} without an ID"] = f"{draft.kind} without an ID"
        return
    doc_id = document_id(mapping, draft.kind, there)
    ours = own_id(network, doc_id)
    if not draft.is_rejected:
        leave_out_invalid(draft, None)
    if draft.is_rejected:
        listing.refused[ours] = there
        return
    body = {k: v for k, v in draft.body.items() if k in _kept_fields(draft.kind)}
    tell_times_once(body)
    listing.bodies[ours] = _renumbered(network, body, doc_id)
    if is_marked(body):
        listing.hidden[ours] = there


@functools.cache
def _kept_fields(kind: str) -> frozenset[str]:
    return (frozenset(TABLES[kind].fields) | KEPT_TOO) - NOT_KEPT


def _renumbered(network: str, body: dict[str, Any], doc_id: str) -> dict[str, Any]:
    """Return the body with what it refers to under this network's IDs."""

    def number_of(kind: str, number: str) -> str:
        return own_id(network, f"{kind}:{number}").partition(":")[2]

    for name in ("organization_id", "parent_organization_id"):
        if name in body:
            body[name] = number_of("organization", body[name])
    if "service_at_locations" in body:
        body["service_at_locations"] = [
            {k: v for k, v in place.items() if k not in ("attributes", "contacts", "metadata")}
            | {"location_id": number_of("location", place["location_id"])}
            for place in body["service_at_locations"]
        ]
    if doc_id.startswith("service:"):
        body["origin_id"] = doc_id.partition(":")[2]
    return body


# -- Places that must not be found --------------------------------------------


def _keep_secrets(network: str, mapping: FieldMapping, drafts: Drafts, held: Bodies) -> None:
    """Keep hidden what was hidden, and the places of shelters that are not told this time."""
    sheltering = set(_places_of_shelters(held))
    for there, location in drafts.locations.items():
        ours = own_id(network, document_id(mapping, "location", there))
        is_held = ours in held and is_marked(held[ours])
        if is_held or ours in sheltering:
            location.is_kept_secret = True


def _places_of_shelters(held: Bodies) -> Iterator[str]:
    for doc_id, body in held.items():
        if doc_id.startswith("service:") and is_likely_shelter(
            [str(body.get("name", "")), str(body.get("alternate_name", ""))],
            texts=[str(body.get("description", ""))],
            categories=body.get("categories", ()),
        ):
            for place in body.get("service_at_locations", ()):
                yield f"location:{place['location_id']}"


def _read_object(value: Any) -> Any:
    """Return the objects, their parts without IDs, with every mark that counts: true, 1, "yes".

    A mark within a place, or on a service's part there, is the place's.
    """
    if isinstance(value, list):
        return [_read_object(one) for one in value]
    if not isinstance(value, dict):
        return value
    read = {name: _read_object(one) for name, one in value.items() if name != "confidential"}
    for name in NAMELESS & read.keys():
        for part in read[name] if isinstance(read[name], list) else ():
            if isinstance(part, dict):
                part.pop("id", None)
    own = str(value.get("confidential") or "").strip().casefold() not in NOT_SO
    if own and isinstance(read.get("location"), dict):
        read["location"]["confidential"] = True
    elif own or ("location_type" in read and _holds_mark(read)):
        read["confidential"] = True
    return read


def _holds_mark(value: Any) -> bool:
    if isinstance(value, list):
        return any(map(_holds_mark, value))
    if isinstance(value, dict):
        return "confidential" in value or any(map(_holds_mark, value.values()))
    return False
