"""What of a directory's entries breaks the rules, leads nowhere or is due to be checked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from cairn_server.directory.checking.finding import Finding, Matter
from cairn_server.directory.confidential import is_likely_shelter
from cairn_server.directory.models import check_document
from cairn_server.directory.publishing.vocabulary import TERMS
from cairn_server.directory.street import has_street
from cairn_server.directory.verification import is_due
from cairn_server.erasing.words import is_at_private_places_only, texts_of
from cairn_server.whereabouts import is_marked
from cairn_sync.document import Document

__all__ = ["check_entries"]

LOOKED_AFTER = ("service", "location", "organization")


def check_entries(
    documents: Iterable[Sequence[Document]], *, file: str, today: date
) -> Iterator[Finding]:
    """Yield findings about the live winners, and about every leaf that breaks the rules."""
    bodies: dict[str, dict[str, Any]] = {}
    for leaves in documents:
        for leaf in (one for one in leaves if not one.deleted):
            try:
                body = leaf.parsed_body()
            except ValueError:
                yield Finding(Matter.UNREADABLE, leaf.doc_id, "the document is not JSON", file)
                continue
            reason = check_document(leaf.doc_id, body)
            if reason is not None:
                yield Finding(Matter.UNFIT, leaf.doc_id, reason, file)
            elif leaf is leaves[0]:
                bodies[leaf.doc_id] = body
    programs = {
        one["id"] for body in bodies.values() for one in body.get("programs", ()) if "id" in one
    }
    for doc_id, body in bodies.items():
        for kind, number in _links(body):
            there = number in programs if kind == "program" else f"{kind}:{number}" in bodies
            if not there and number not in TERMS:
                sentence = f"it names {kind}:{number}, which is not in the directory"
                yield Finding(Matter.DANGLING, doc_id, sentence, file)
        yield from _look(doc_id, body, file, today)
    yield from _hinting(bodies, file)


def _hinting(bodies: Mapping[str, Mapping[str, Any]], file: str) -> Iterator[Finding]:
    """Yield organizations whose own words may lead to a place that must not be found."""
    entries = [
        {**body, "id": doc_id}
        for doc_id, body in bodies.items()
        if doc_id.startswith(("location:", "service:"))
    ]
    for doc_id, body in bodies.items():
        told = texts_of("organization", body) if doc_id.startswith("organization:") else []
        if not any(map(has_street, [*told, body.get("name", "")] if told else [])):
            continue
        names = [body[name] for name in ("name", "alternate_name") if name in body]
        if is_at_private_places_only(doc_id, entries):
            sentence = "all its places are private, and what it says of itself may name a street"
            yield Finding(Matter.HINT, doc_id, sentence, file)
        elif is_likely_shelter(names, texts=told) and not _has_open_place(doc_id, entries):
            sentence = "by its words it may be a shelter, and they may name a street"
            yield Finding(Matter.SHELTER, doc_id, sentence, file)


def _has_open_place(doc_id: str, entries: Iterable[Mapping[str, Any]]) -> bool:
    number = doc_id.partition(":")[2]
    return any(
        body["type"] == "location"
        and body.get("organization_id") == number
        and not is_marked(body)
        and _tells_street(body)
        for body in entries
    )


def _look(doc_id: str, body: Mapping[str, Any], file: str, today: date) -> Iterator[Finding]:
    kind = doc_id.partition(":")[0]
    if kind == "location" and not is_marked(body) and _tells_street(body):
        names = [body[name] for name in ("name", "alternate_name") if name in body]
        texts = [body["description"]] if "description" in body else []
        if is_likely_shelter(names, texts=texts):
            sentence = "by its words it may be a shelter, and its address is listed"
            yield Finding(Matter.SHELTER, doc_id, sentence, file)
    is_looked_after = kind == "service" or (kind in LOOKED_AFTER and "assured_date" in body)
    if is_looked_after and is_due(body, today):
        yield Finding(Matter.DUE, doc_id, "it is due to be checked again", file)


def _tells_street(body: Mapping[str, Any]) -> bool:
    addresses = body.get("addresses", ())
    return "latitude" in body or any("address_1" in one for one in addresses)


def _links(body: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for name, kind in (
        ("organization_id", "organization"),
        ("parent_organization_id", "organization"),
        ("program_id", "program"),
        ("taxonomy_id", "taxonomy"),
    ):
        if name in body:
            yield kind, body[name]
    for place in body.get("service_at_locations", ()):
        yield "location", place["location_id"]
    for attribute in body.get("attributes", ()):
        if "taxonomy_term_id" in attribute:
            yield "taxonomy_term", attribute["taxonomy_term_id"]
