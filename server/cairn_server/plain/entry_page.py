"""The pages of one service and of one organization."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from cairn_server.plain.entry import (
    Section,
    notices,
    organization_sections,
    service_sections,
)
from cairn_server.plain.frame import address, page_of
from cairn_server.plain.markup import Child, Html, el
from cairn_server.plain.openings import Openings
from cairn_server.plain.pages import open_html, phone_html, row_list
from cairn_server.plain.row import Row
from cairn_server.plain.telling import age_words
from cairn_server.plain.words import Words

__all__ = ["organization_page", "service_page"]

Told = Mapping[str, Any]


def service_page(service: Told, row: Row, words: Words, openings: Openings) -> bytes:
    """Return the page of a service: joined, as the API shows it in full."""
    today = openings.here.date()
    number, owner = service["id"], service.get("organization", {})
    checked = service.get("assured_date", "")
    return page_of(
        words,
        service["name"],
        el(
            "p",
            el("a", owner["name"], href=address(words, "organization", owner["id"]), dir="auto"),
        )
        if owner
        else None,
        [
            el("p", el("strong", one), class_="notice", dir="auto")
            for one in notices(service, words)
        ],
        open_html(row, words, openings),
        el(
            "p",
            age_words(service, words, today),
            f" ({words.date(checked)})" if checked else None,
        ),
        _sections(service_sections(service, words, today)),
        el(
            "p",
            el("a", words.t("As plain text"), href=address(words, "service", f"{number}.txt")),
        ),
        path=f"/service/{number}",
    )


def organization_page(
    organization: Told, services: Sequence[Row], words: Words, openings: Openings
) -> bytes:
    """Return the page of an organization, with its services."""
    listed: Child = None
    if services:
        listed = (el("h2", words.t("Services")), row_list(services, words, openings))
    return page_of(
        words,
        organization["name"],
        _sections(organization_sections(organization, words)),
        listed,
        path=f"/organization/{organization['id']}",
    )


def _sections(sections: Sequence[Section]) -> list[Html]:
    return [
        el(
            "section",
            el("h2", section.title, dir="auto"),
            [phone_html(line) for line in section.lines],
        )
        for section in sections
    ]
