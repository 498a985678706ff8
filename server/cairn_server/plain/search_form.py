"""What somebody looks for: the form that asks, and the addresses of its answers."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlencode

from cairn_server.plain.finding import Asked
from cairn_server.plain.frame import address
from cairn_server.plain.markup import Html, el
from cairn_server.plain.telling import CATEGORY_WORDS
from cairn_server.plain.words import Words

__all__ = ["query_of", "search_address", "search_form"]

MOST_LANGUAGES = 30  # to choose from


def search_address(words: Words, *, category: str = "", place: str = "") -> str:
    """Return the address of a search for one thing."""
    return address(words, "search") + query_of(Asked(category=category, place=place), 1)


def query_of(asked: Asked, page: int) -> str:
    """Return the end of a search's address, with its question mark."""
    given = {
        "q": asked.words,
        "category": asked.category,
        "place": asked.place,
        "language": asked.language,
        "open": "1" if asked.is_open_now else "",
        "always": "1" if asked.is_day_and_night else "",
        "page": str(page) if page > 1 else "",
    }
    query = urlencode({name: value for name, value in given.items() if value})
    return f"?{query}" if query else ""


def search_form(languages: Sequence[str], words: Words, asked: Asked) -> Html:
    """Return the form, filled in as it was asked. `languages`: tags, the most common first."""
    spoken = {tag: words.language_name(tag) for tag in languages[:MOST_LANGUAGES]}
    kinds = {kind: words.t(name) for kind, name in CATEGORY_WORDS.items()}
    return el(
        "form",
        _field("q", words.t("What are you looking for?"), asked.words),
        _choice("category", words.t("Kind of help"), words, kinds, asked.category),
        _field("place", words.t("Town or county"), asked.place),
        _choice("language", words.t("Language spoken"), words, spoken, asked.language),
        _check("open", words.t("Open now"), asked.is_open_now),
        _check("always", words.t("Open day and night"), asked.is_day_and_night),
        el("p", el("button", words.t("Find"), type="submit")),
        action=address(words, "search"),
        method="get",
        autocomplete="off",
        role="search",
    )


def _field(name: str, label: str, value: str) -> Html:
    return el(
        "p",
        el("label", label, for_=name),
        el("input", type="text", name=name, id=name, value=value, maxlength="200"),
    )


def _choice(name: str, label: str, words: Words, choices: dict[str, str], chosen: str) -> Html:
    options = [
        el("option", text, value=value, selected=value == chosen)
        for value, text in ({"": words.t("Any")} | choices).items()
    ]
    return el("p", el("label", label, for_=name), el("select", options, name=name, id=name))


def _check(name: str, label: str, is_checked: bool) -> Html:
    box = el("input", type="checkbox", name=name, value="1", id=name, checked=is_checked)
    return el("p", box, " ", el("label", label, for_=name))
