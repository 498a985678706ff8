"""One entry as sections with lines: what its page shows, and what its text says.

Everything comes from what the read model publishes; nothing here decides what is public.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from cairn_server.directory.publishing.vocabulary import TERMS
from cairn_server.plain.hours import hours_lines
from cairn_server.plain.markup import clean
from cairn_server.plain.telling import (
    CATEGORY_WORDS,
    SERVED_WORDS,
    STATUS_WORDS,
    Line,
    address_line,
    age_words,
    ages_words,
    codes_of,
    cost_lines,
    first_with_any,
    language_words,
    phone_line,
)
from cairn_server.plain.words import Words

__all__ = [
    "Section",
    "notices",
    "organization_sections",
    "service_sections",
    "service_text",
]

Told = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Section:
    """What belongs under one heading."""

    title: str
    lines: tuple[Line, ...]


def notices(service: Told, words: Words) -> list[str]:
    """Return what to know before anything else."""
    status = STATUS_WORDS.get(service.get("status", ""))
    return [*([words.t(status)] if status else []), *_texts(service.get("alert"))]


def service_sections(service: Told, words: Words, today: date) -> list[Section]:
    """Return all that is told of a service: joined, as the API shows it in full."""
    organization = service.get("organization", {})
    links = service.get("service_at_locations", [])
    places = [link.get("location", {}) for link in links]
    everything = (service, *links, *places)
    phones = first_with_any("phones", *everything, organization)
    schedules = first_with_any("schedules", *everything)
    kinds = ", ".join(words.t(CATEGORY_WORDS[one]) for one in codes_of(service, "help"))
    served = ", ".join(words.t(SERVED_WORDS[one]) for one in codes_of(service, "for"))
    found = [
        _section(words.t("Phone"), [phone_line(one, words) for one in phones]),
        _section(words.t("Hours"), hours_lines(schedules, words, today.isoformat())),
        _section(words.t("What it is"), [*_texts(service.get("description")), kinds]),
        _section(
            words.t("Who it serves"),
            [
                *_texts(service.get("eligibility_description")),
                ages_words(service, words),
                served,
                ", ".join(service.get("culturally_specific", ())),
            ],
        ),
        _section(words.t("How to get it"), _ways(service, words)),
        _section(words.t("Cost"), cost_lines(service, words)),
        _section(words.t("Languages"), _languages(service, words)),
        _section(words.t("Police"), _police(service, words)),
        _section(words.t("People to ask for"), _contacts(everything, words)),
        _section(words.t("Online"), _online(service, words)),
        *_where(service, links, words),
        _section(words.t("More"), _attributes(service)),
    ]
    return [one for one in found if one.lines]


def organization_sections(organization: Told, words: Words) -> list[Section]:
    """Return all that is told of an organization, but for its services."""
    site = {"url": organization.get("website"), "email": organization.get("email")}
    more = {"additional_urls": organization.get("additional_websites", ())}
    phones = [phone_line(one, words) for one in organization.get("phones", ())]
    programs = [
        ": ".join(filter(None, (one.get("name", ""), one.get("description", ""))))
        for one in organization.get("programs", ())
    ]
    found = [
        _section(words.t("Phone"), phones),
        _section(words.t("What it is"), _texts(organization.get("description"))),
        _section(words.t("Programs"), programs),
        _section(words.t("People to ask for"), _contacts([organization], words)),
        _section(words.t("Online"), _online({**site, **more}, words)),
    ]
    return [one for one in found if one.lines]


def service_text(service: Told, words: Words, today: date) -> str:
    """Return the entry as plain text."""
    name, owner = service["name"], service.get("organization", {}).get("name", "")
    head = [name.upper(), *([owner] if owner and owner != name else [])]
    told = [*head, *notices(service, words), _checked(service, words, today)]
    for section in service_sections(service, words, today):
        told += ["", section.title.upper(), *(_line_text(line) for line in section.lines)]
    return clean("\n".join(told)) + "\n"


def _line_text(line: Line) -> str:
    shown = f"{line.text} ({line.note})" if line.note else line.text
    return "\n".join(filter(None, (shown, line.more[0])))


def _checked(service: Told, words: Words, today: date) -> str:
    day = service.get("assured_date")
    age = age_words(service, words, today)
    return f"{age} ({words.date(day)})" if day else age


def _section(title: str, lines: Iterable[Line | str]) -> Section:
    told = [line if isinstance(line, Line) else Line(line) for line in lines]
    return Section(title, tuple(dict.fromkeys(line for line in told if line.text)))


def _texts(text: str | None) -> list[str]:
    """Return the lines of a text of some length."""
    return [line.strip() for line in (text or "").splitlines() if line.strip()]


def _ways(service: Told, words: Words) -> list[str]:
    papers = [one["document"] for one in service.get("required_documents", ())]
    bring = [words.t("Bring: {documents}", documents=", ".join(papers))] if papers else []
    wait = service.get("wait_time")
    waits = [words.t("Wait: {time}", time=wait)] if wait else []
    return [*_texts(service.get("application_process")), *bring, *waits]


def _languages(service: Told, words: Words) -> list[str]:
    names = [language_words(one, words) for one in service.get("languages", ())]
    return [", ".join(names), *_texts(service.get("interpretation_services"))]


def _police(service: Told, words: Words) -> list[str]:
    if not service.get("without_police"):
        return []
    return [words.t("This service does not bring in the police.")]


def _contacts(told: Iterable[Told], words: Words) -> Iterator[Line]:
    for one in (contact for holder in told for contact in holder.get("contacts", ())):
        who = ", ".join(one[name] for name in ("name", "title", "department") if name in one)
        if who:
            yield Line(who)
        yield from (phone_line(phone, words) for phone in one.get("phones", ()))
        if "email" in one:
            yield Line(one["email"], f"mailto:{one['email']}")


def _online(told: Told, words: Words) -> Iterator[Line]:
    if told.get("url"):
        yield _web(told["url"], words.t("leaves Cairn"))
    for one in told.get("additional_urls", ()):
        if one.get("url"):
            yield _web(one["url"], one.get("label", ""))
    if told.get("email"):
        yield Line(told["email"], f"mailto:{told['email']}")


def _web(url: str, note: str) -> Line:
    is_link = url.lower().startswith(("https://", "http://"))
    return Line(url, url if is_link else "", note)


def _where(service: Told, links: Sequence[Told], words: Words) -> Iterator[Section]:
    areas = [one["name"] for one in service.get("service_areas", ()) if "name" in one]
    serves = words.t("Serves: {areas}", areas=", ".join(areas)) if areas else ""
    yield _section(words.t("Where"), [serves])
    for link in links:
        place = link.get("location", {})
        name = place.get("name", "")
        title = words.t("Place: {name}", name=name) if name else words.t("Place")
        yield _section(title, _place(place, link, words))


def _place(place: Told, link: Told, words: Words) -> Iterator[Line | str]:
    if place.get("confidential"):
        yield words.t("The address is private. Call first.")
        if place.get("area"):
            yield words.t("Area: {area}", area=place["area"])
    else:
        yield from map(address_line, place.get("addresses", ()))
        if not place.get("addresses") and place.get("area"):
            yield place["area"]
        for name in ("description", "transportation"):
            yield from _texts(place.get(name))
        for one in place.get("accessibility", ()):
            yield ": ".join(filter(None, (one["description"], one.get("details", ""))))
    yield from _texts(link.get("description"))
    yield from (phone_line(one, words) for one in place.get("phones", ()))


def _attributes(service: Told) -> list[str]:
    """Return what other systems classify it as: their own words."""
    told = [one for one in service.get("attributes", ()) if one["taxonomy_term_id"] not in TERMS]
    return [", ".join(dict.fromkeys(one["taxonomy_term"]["name"] for one in told))]
