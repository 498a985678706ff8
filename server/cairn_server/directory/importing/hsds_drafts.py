"""HSDS objects as drafts: what a mapping makes of rows, the standard makes of these.

IDs that are UUIDs stay as they are; of others one is made, the same with every import.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from collections.abc import Mapping as Dictionary
from typing import Any
from uuid import UUID, uuid5

from cairn_server.directory.importing.draft import (
    NAMESPACE,
    Draft,
    document_id,
    leave_out_invalid,
)
from cairn_server.directory.importing.finding import Result
from cairn_server.directory.importing.hsds_files import Objects
from cairn_server.directory.importing.language import code_of
from cairn_server.directory.importing.mapping import WHEREABOUTS, Mapping
from cairn_server.directory.importing.protect import Drafts
from cairn_server.directory.importing.report import Report, Source
from cairn_server.directory.publishing.vocabulary import TAXONOMIES, TERMS
from cairn_server.directory.said import said
from cairn_server.directory.tabular.bodies import to_body
from cairn_server.directory.tabular.gather import Found
from cairn_server.directory.tabular.tables import DOCUMENTS
from cairn_sync.document import Document

__all__ = ["draft_hsds", "link_hsds", "places_of"]

MARKS = (
    "public",
    "verify_every_days",
    "state",
    "replaced_by",
)  # what another system's file does not decide here


def draft_hsds(
    mapping: Mapping,
    objects: Objects,
    drafts: Drafts,
    report: Report,
    *,
    step: Callable[[], None] = lambda: None,
) -> list[Draft]:
    """Return a draft for every object, the rejected ones too; `drafts` gets those that go on."""
    found = objects.found
    for orphan in objects.orphans:
        report.count_for(orphan.kind).rejected += 1
        note = Draft(orphan.kind, "", {}, file=orphan.file, row=orphan.row, key=orphan.key)
        note.note(
            Result.REJECTED,
            said("it belongs to nothing that is in the files"),
            fix=said("Add what it belongs to, or delete the row."),
        )
        report.findings += note.findings
    for (name, kind), count in Counter((one.file, one.kind) for one in found).items():
        report.sources.append(Source(name, kind, "HSDS", count))
    terms = {str(o.told.get("id")): o.told for o in found if o.kind == "taxonomy_term"}
    made = []
    for kind in DOCUMENTS:
        for one in (o for o in found if o.kind == kind and not _is_own(o)):
            step()
            draft = _draft(mapping, one, terms)
            by_id = drafts.of(kind) if kind in ("organization", "location", "service") else {}
            first = by_id.get(draft.source_id)
            if first is not None and not draft.is_rejected:
                draft.note(
                    Result.REJECTED,
                    said("row {row} has this ID already", row=first.row),
                    column="id",
                    value=draft.source_id,
                    fix=said("Give every row an ID of its own."),
                )
            elif draft.source_id and not draft.is_rejected:
                by_id[draft.source_id] = draft
            made.append(draft)
    return made


def _is_own(found: Found) -> bool:
    """Tell whether it is one of Cairn's own words, which are no documents."""
    number = str(found.told.get("id", ""))
    return number in TERMS or number in TAXONOMIES


def _draft(mapping: Mapping, found: Found, terms: Dictionary[str, Dictionary[str, Any]]) -> Draft:
    kind, told = found.kind, found.told
    source_id = str(told.get("id", "")).strip()
    draft = Draft(kind, source_id, {}, file=found.file, row=found.row, key=found.key)
    if not draft.source_id:
        draft.note(
            Result.REJECTED,
            said("the row has no ID"),
            column="id",
            fix=said("Give every entry an ID of its own."),
        )
        return draft

    def identify(table: str, number: str) -> str:
        if table in DOCUMENTS:
            return document_id(mapping, table, number).partition(":")[2]
        try:
            return str(UUID(number))
        except ValueError:
            return str(uuid5(NAMESPACE, f"{mapping.source}/{table}/{number}"))

    def note(field: str, why: str, value: str = "", became: str = "") -> None:
        if kind == "location" and field.partition(".")[0] in WHEREABOUTS:
            value = became and ""
        result = Result.REPAIRED if became else Result.LEFT_OUT
        told = became if value else ""
        draft.note(result, why, column=field, value=value, became=told)

    draft.body = to_body(kind, told, identify, note=note)
    if not mapping.own:
        draft.body = {k: v for k, v in draft.body.items() if k not in MARKS}
        for language in _languages(draft.body):
            if (code := code_of(language["name"])) is not None:
                note("languages", said("languages are written as codes"), language["name"], code)
                language["code"] = code
    draft.terms = _words(told, terms)
    draft.organization = str(told.get("organization_id", "")) if kind != "organization" else ""
    if kind == "service" and not draft.organization:
        draft.note(
            Result.REJECTED,
            said("the service names no organization"),
            column="organization_id",
            fix=said("Name its organization."),
        )
    if "name" not in draft.body and kind != "location":
        draft.note(
            Result.REJECTED, said("the name is empty"), column="name", fix=said("Fill it in.")
        )
    if not draft.is_rejected:
        leave_out_invalid(draft, None)
    return draft


def _languages(body: Any) -> Iterator[dict[str, Any]]:
    """Yield the languages in a body that have a name only."""
    parts = body.values() if isinstance(body, dict) else body if isinstance(body, list) else ()
    if isinstance(body, dict) and isinstance(body.get("languages"), list):
        for one in body["languages"]:
            if isinstance(one, dict) and isinstance(one.get("name"), str) and "code" not in one:
                yield one
    for part in parts:
        yield from _languages(part)


def _words(told: Dictionary[str, Any], terms: Dictionary[str, Dictionary[str, Any]]) -> list[str]:
    """Return the names and codes of the terms that classify an object."""
    words = []
    attributes = told.get("attributes")
    for attribute in attributes if isinstance(attributes, list) else ():
        if not isinstance(attribute, dict):
            continue
        term = terms.get(str(attribute.get("taxonomy_term_id", "")), {})
        held = (term.get("name"), term.get("code"), term.get("id"), attribute.get("value"))
        words += [str(one) for one in held if one]
    return words


def link_hsds(
    mapping: Mapping, drafts: Drafts, *, known: Dictionary[str, Document]
) -> dict[str, list[Draft]]:
    """Leave out places that are nowhere; return the services at each location, by source ID."""
    by_number = {
        document_id(mapping, "location", one).partition(":")[2]: one for one in drafts.locations
    }
    services_at: dict[str, list[Draft]] = {}
    for service in drafts.services.values():
        kept: list[dict[str, Any]] = []
        for place in service.body.get("service_at_locations", ()):
            source_id = by_number.get(place["location_id"])
            there = known.get(f"location:{place['location_id']}")
            if source_id is None and there is None:
                service.note(Result.LEFT_OUT, said("one of its places is nowhere"))
                continue
            if source_id is not None:
                services_at.setdefault(source_id, []).append(service)
            elif there is not None and there.parsed_body().get("confidential") is True:
                service.is_hidden = True
            kept.append(place)
        service.body.pop("service_at_locations", None)
        if kept:
            service.body["service_at_locations"] = kept
    return services_at


def places_of(drafts: Sequence[Draft]) -> list[str]:
    """Return the document IDs of the places that services name."""
    return [
        f"location:{place['location_id']}"
        for draft in drafts
        if draft.kind == "service"
        for place in draft.body.get("service_at_locations", ())
    ]
