"""Places that must not be found: taken apart from what people may know, and told of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from cairn_server.directory.confidential import (
    hide_streets,
    is_likely_shelter,
    strip_confidential,
)
from cairn_server.directory.importing.draft import Draft
from cairn_server.directory.importing.finding import Result
from cairn_server.directory.said import Said, said
from cairn_server.directory.tabular.objects import blank_streets

__all__ = ["Drafts", "Trust", "hide_texts", "protect"]

TEXTS = (  # of a service or an organization
    "description",
    "application_process",
    "eligibility_description",
    "fees_description",
    "alert",
    "interpretation_services",
)


@dataclass(slots=True)
class Drafts:
    """Every draft of one import, by source ID."""

    organizations: dict[str, Draft] = field(default_factory=dict)
    locations: dict[str, Draft] = field(default_factory=dict)
    services: dict[str, Draft] = field(default_factory=dict)

    def of(self, kind: str) -> dict[str, Draft]:
        return {
            "organization": self.organizations,
            "location": self.locations,
            "service": self.services,
        }[kind]


@dataclass(frozen=True, slots=True)
class Trust:
    """Whose word counts about places that may be shelters."""

    places: frozenset[str] = frozenset()  # source IDs whose address people may know
    everything: bool = False  # True: whoever wrote the file has decided about each place
    shelter_terms: tuple[str, ...] = ()


def protect(drafts: Drafts, services_at: dict[str, list[Draft]], trust: Trust) -> None:
    """Strip every place that is, or may be, confidential, and say why."""
    for location in drafts.locations.values():
        organization = drafts.organizations.get(location.organization)
        services = services_at.get(location.source_id, [])
        reason = _reason_to_hide(location, organization, services, trust)
        if reason is None:
            continue
        told = _streets(location)
        location.body, gone = strip_confidential(location.body)
        location.findings = [replace(finding, value="", became="") for finding in location.findings]
        if gone:
            reason = said("{reason}; taken out: {fields}", reason=reason, fields=", ".join(gone))
        location.note(
            Result.CONFIDENTIAL,
            reason,
            value=location.source_id,
            fix=said(
                "If people may know where it is, an editor makes the place anew by hand; or give "
                "--trust-addresses with its ID, before it is imported for the first time."
            ),
        )
        for draft in (*services, *([organization] if organization else [])):
            hide_texts(draft, told)
    for draft in (*drafts.services.values(), *drafts.organizations.values()):
        organization = drafts.organizations.get(draft.organization)
        if draft.is_hidden or (
            not trust.everything
            and (
                _may_be_shelter(draft, trust)
                or (organization and _may_be_shelter(organization, trust))
            )
        ):
            hide_texts(draft)


def _streets(location: Draft) -> list[str]:
    """Return the street lines of a place, to find them in texts however they are written."""
    addresses = location.body.get("addresses", ())
    lines = [one.get(name, "") for one in addresses for name in ("address_1", "address_2")]
    return [line for line in lines if len(line) > 4]


def _reason_to_hide(
    location: Draft, organization: Draft | None, services: list[Draft], trust: Trust
) -> Said | None:
    if location.body.get("confidential") is True:
        return said("the file marks the place as confidential")
    if location.is_kept_secret:
        return said("an editor marked the place confidential")
    if location.is_hidden:
        return said("the file says that its address is not for the public")
    if organization is not None and organization.is_hidden and location.is_at_organization:
        return said("the file says that its organization's address is not for the public")
    if trust.everything or location.source_id in trust.places:
        return None
    if _may_be_shelter(location, trust):
        return said("by its name or description the place may be a shelter")
    if organization is not None and _may_be_shelter(organization, trust):
        return said("by its organization's name or description the place may be a shelter")
    for service in services:
        if _may_be_shelter(service, trust):
            return said(
                "the service in row {row} of {file} may be a shelter",
                row=service.row,
                file=service.file,
            )
    return None


def _may_be_shelter(draft: Draft, trust: Trust) -> bool:
    body = draft.body
    for mark in trust.shelter_terms:
        if any(term == mark or term.startswith((f"{mark}.", f"{mark}-")) for term in draft.terms):
            return True
    names = [body[name] for name in ("name", "alternate_name") if name in body]
    texts = [body["description"]] if "description" in body else []
    texts += [*draft.terms]
    return is_likely_shelter(names, texts=texts, categories=body.get("categories", ()))


def hide_texts(draft: Draft, told: Sequence[str] = ()) -> None:
    """Blank street addresses out of what is written about a place that must not be found.

    `told` holds the street lines of the place itself.
    """
    before = draft.body
    body = blank_streets(hide_streets(before, TEXTS)[0])
    draft.body = _without_lines(body, [line.casefold() for line in told])
    fields = sorted(name for name in before if draft.body.get(name) != before[name])
    if fields:
        draft.findings = [replace(finding, value="", became="") for finding in draft.findings]
        draft.note(
            Result.CONFIDENTIAL,
            said(
                "it belongs to a place that may be confidential, and a street address was taken "
                "out of its {fields}",
                fields=", ".join(fields),
            ),
            fix=said("Read the text: it may hint at the place in other words."),
        )


def _without_lines(value: Any, lines: Sequence[str]) -> Any:
    if isinstance(value, str):
        return "(address left out)" if any(one in value.casefold() for one in lines) else value
    if isinstance(value, list):
        return [_without_lines(one, lines) for one in value]
    if isinstance(value, dict):
        return {k: _without_lines(v, lines) for k, v in value.items()}
    return value
