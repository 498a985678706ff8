"""The pages that lead to entries: the start, what was found, kinds of help, towns."""

from __future__ import annotations

from collections.abc import Iterable

from cairn_server.plain.finding import Asked, Found
from cairn_server.plain.frame import address, page_of
from cairn_server.plain.listing import Listing
from cairn_server.plain.markup import Child, Html, clean, el
from cairn_server.plain.openings import Openings, open_words
from cairn_server.plain.row import Row, checked
from cairn_server.plain.search_form import query_of, search_address, search_form
from cairn_server.plain.telling import (
    CATEGORY_WORDS,
    STATUS_WORDS,
    Line,
    age_words,
    phone_line,
)
from cairn_server.plain.words import Words

__all__ = [
    "PAGE_ROWS",
    "categories_page",
    "message_page",
    "open_html",
    "phone_html",
    "places_page",
    "results_page",
    "row_list",
    "start_page",
]

PAGE_ROWS = 20  # 15 kB: three seconds of EDGE
FIRST_LINES = 8  # crisis lines on the start page


def start_page(listing: Listing, words: Words, openings: Openings) -> bytes:
    """Return the first page: numbers before all else."""
    lines = [one for one in listing.rows if "hotline" in one.categories and not one.is_police]
    lines.sort(key=lambda row: not row.is_day_and_night)  # those that always answer first
    shown = [row for row in lines if not row.status.startswith(("inactive", "defunct"))]
    return page_of(
        words,
        words.t("Find help"),
        el("p", words.t("Phone numbers and places for help. You do not sign in here.")),
        _safety(words),
        (
            el("h2", words.t("Crisis lines")),
            row_list(shown[:FIRST_LINES], words, openings),
            el(
                "p",
                el(
                    "a", words.t("All crisis lines"), href=search_address(words, category="hotline")
                ),
            )
            if len(shown) > FIRST_LINES
            else None,
        )
        if shown
        else None,
        el("h2", words.t("Search")),
        search_form(listing.languages, words, Asked()),
        el("h2", words.t("Kinds of help")),
        _category_list(listing, words),
        el("p", el("a", words.t("Towns and areas"), href=address(words, "places"))),
        None if listing.rows else el("p", words.t("No services are listed here yet.")),
        path="/",
    )


def results_page(
    listing: Listing, found: Found, asked: Asked, words: Words, *, page: int, openings: Openings
) -> bytes:
    """Return one page of what was found."""
    pages = max(1, -(-len(found.rows) // PAGE_ROWS))
    page = min(page, pages)
    shown = found.rows[(page - 1) * PAGE_ROWS : page * PAGE_ROWS]
    head: Child = (
        el("p", words.tn("{n} service", "{n} services", len(found.rows))),
        _instead(found, words),
        _moment(openings, words) if asked.is_open_now else None,
    )
    if not found.rows:
        head = (
            el("p", words.t("Nothing found. Use fewer words, or leave out the town.")),
            el("p", words.t("A crisis line can often find help that is not listed here.")),
            el(
                "p",
                el(
                    "a", words.t("All crisis lines"), href=search_address(words, category="hotline")
                ),
            ),
        )
    return page_of(
        words,
        _title(asked, words),
        head,
        row_list(shown, words, openings),
        _pager(asked, words, page, pages),
        el("h2", words.t("Search")),
        search_form(listing.languages, words, asked),
        path="/search" + query_of(asked, page),
    )


def categories_page(listing: Listing, words: Words) -> bytes:
    """Return every kind of help that there is."""
    return page_of(
        words, words.t("Kinds of help"), _category_list(listing, words), path="/categories"
    )


def places_page(listing: Listing, words: Words) -> bytes:
    """Return every town and area that an entry names."""
    items = [
        el(
            "li",
            el("a", area, href=search_address(words, place=area), dir="auto"),
            f" ({count})",
        )
        for area, count in listing.areas
    ]
    none = el("p", words.t("No services are listed here yet."))
    return page_of(
        words,
        words.t("Towns and areas"),
        el("p", words.t("Some services help everywhere: look under kinds of help too.")),
        el("ul", items) if items else none,
        path="/places",
    )


def message_page(words: Words, title: str, *told: str) -> bytes:
    """Return a page that only says something."""
    search = el("a", words.t("Search"), href=address(words, "search"))
    return page_of(words, title, [el("p", one) for one in told], el("p", search), path="/")


# -- Parts --------------------------------------------------------------------


def row_list(rows: Iterable[Row], words: Words, openings: Openings) -> Html | None:
    """Return services as a list, each with a number to call."""
    items = [_row(row, words, openings) for row in rows]
    return el("ul", items, class_="rows") if items else None


def phone_html(line: Line) -> Html:
    """Return a line with its links."""
    shown: Child = (
        el("a", line.text, href=line.href, rel=_rel(line.href)) if line.href else line.text
    )
    text, href = line.more
    more = (" · ", el("a", text, href=href)) if text else None
    return el("p", shown, more, f" ({line.note})" if line.note else None, dir="auto")


def _rel(href: str) -> str | None:
    return "noreferrer noopener" if href.startswith("http") else None


def open_html(row: Row, words: Words, openings: Openings) -> Html | None:
    """Return whether it is open now, where its hours are known and it is running."""
    if row.status in STATUS_WORDS:
        return None
    told = open_words(openings.of_entry(row.times, checked(row)), words)
    return el("p", told) if told else None


def _row(row: Row, words: Words, openings: Openings) -> Html:
    status = STATUS_WORDS.get(row.status)
    where = "; ".join(row.areas[:3])
    return el(
        "li",
        el("a", row.name, href=address(words, "service", row.number), dir="auto"),
        el("p", row.owner, dir="auto") if row.owner else None,
        el("p", el("strong", words.t(status))) if status else None,
        [phone_html(phone_line(phone, words)) for phone in row.phones],
        open_html(row, words, openings),
        el("p", where, dir="auto") if where else None,
        el("p", age_words(checked(row), words, openings.here.date())),
    )


def _instead(found: Found, words: Words) -> list[Html]:
    """Say which words were looked for where a word was mistyped, so that nobody wonders."""
    return [
        el(
            "p",
            words.t(
                "No entry says “{typed}”. Shown instead: {words}",
                typed=typed,
                words=", ".join(near),
            ),
        )
        for typed, near in found.instead
    ]


def _moment(openings: Openings, words: Words) -> Html:
    """Say for when it is told: a page may stay open for long. Where nobody knows, say why."""
    if openings.home is None:
        return el("p", words.t("These hours may be told by another clock than yours: call first."))
    here = openings.here
    return el(
        "p", words.t("This is how it is at {time}.", time=words.time(here.hour * 60 + here.minute))
    )


def _safety(words: Words) -> Html:
    return el(
        "div",
        el("h2", words.t("If somebody may look at this device")),
        el(
            "p",
            words.t(
                "The browser keeps a list of the pages that were opened. "
                "Use a private window, or delete the list after."
            ),
        ),
        el(
            "p",
            words.t(
                "“Leave this page” opens a page about the weather. "
                "“Back” may show this one again: close the window."
            ),
        ),
        class_="notice",
    )


def _category_list(listing: Listing, words: Words) -> Html | None:
    there = {kind for row in listing.rows for kind in row.categories}
    items = [
        el("li", el("a", words.t(name), href=search_address(words, category=kind)))
        for kind, name in CATEGORY_WORDS.items()
        if kind in there
    ]
    return el("ul", items) if items else None


def _pager(asked: Asked, words: Words, page: int, pages: int) -> Html | None:
    if pages == 1:
        return None
    there = [
        el("a", text, href=address(words, "search") + query_of(asked, number))
        for text, number in ((words.t("Page before"), page - 1), (words.t("Next page"), page + 1))
        if 1 <= number <= pages
    ]
    told = words.t("Page {page} of {pages}", page=str(page), pages=str(pages))
    return el("nav", el("p", told), there, aria_label=words.t("More results"))


def _title(asked: Asked, words: Words) -> str:
    kind = CATEGORY_WORDS.get(asked.category)
    parts = (asked.words, words.t(kind) if kind else "", asked.place)
    return ", ".join(filter(None, map(clean, parts))) or words.t("All services")
