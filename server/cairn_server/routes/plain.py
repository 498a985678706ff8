"""``/plain/``: the public directory without any script, for everybody.

No cookie is set or read, and nothing of a request is noted. What is public is decided by the
read model alone, as for ``/hsds``.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping

import orjson
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Mount, Route
from starlette_compress import CompressMiddleware

from cairn_server.directory.publishing.retired import gone_entry
from cairn_server.plain.entry import service_text
from cairn_server.plain.entry_page import organization_page, service_page
from cairn_server.plain.finding import Asked, find
from cairn_server.plain.frame import HEADERS
from cairn_server.plain.gone_page import Kind, gone_page, gone_text
from cairn_server.plain.listing import Listing, PlainDirectory
from cairn_server.plain.openings import Openings
from cairn_server.plain.pages import (
    categories_page,
    message_page,
    places_page,
    results_page,
    start_page,
)
from cairn_server.plain.row import joined_service
from cairn_server.plain.telling import CATEGORY_WORDS
from cairn_server.plain.words import Words, best_language, languages, words_in
from cairn_server.routes.etag import is_known, not_modified, tag_of
from cairn_server.routes.plain_forms import plain_form_routes
from cairn_sync.errors import UnavailableError

__all__ = ["plain_routes"]

MOST_LETTERS = 200  # of one thing that is looked for


async def start(request: Request, words: Words, listing: Listing, openings: Openings) -> Response:
    """``GET /plain/{language}/``: numbers, a search, kinds of help."""
    answer = _answer(request, start_page(listing, words, openings))
    if "language" not in request.path_params:
        answer.headers.append("Vary", "Accept-Language")
    return answer


async def search(request: Request, words: Words, listing: Listing, openings: Openings) -> Response:
    """``GET /plain/{language}/search``: what fits, twenty at a time."""
    given = request.query_params
    asked = _asked(given)
    page = given.get("page", "")
    number = int(page) if page.isascii() and page.isdecimal() and len(page) < 6 else 1
    directory = directory_of(request)
    if asked.is_open_now:
        await directory.tell_all(openings)
    found = find(
        listing.rows,
        asked,
        vocabulary=lambda: listing.vocabulary,
        is_there=directory.is_there,
        may_be_open=lambda row: row.status == "active" and openings.of(row.times).may_be_open,
    )
    body = results_page(listing, found, asked, words, page=max(1, number), openings=openings)
    return _answer(request, body)


async def categories(
    request: Request, words: Words, listing: Listing, openings: Openings
) -> Response:
    """``GET /plain/{language}/categories``: every kind of help."""
    return _answer(request, categories_page(listing, words))


async def places(request: Request, words: Words, listing: Listing, openings: Openings) -> Response:
    """``GET /plain/{language}/places``: every town and area."""
    return _answer(request, places_page(listing, words))


async def service(request: Request, words: Words, listing: Listing, openings: Openings) -> Response:
    """``GET /plain/{language}/service/{id}``: an entry; with ``.txt``, the same as text."""
    number, dot, kind = request.path_params["number"].partition(".")
    row = listing.row_by_number.get(number)
    if dot and kind != "txt":
        return _missing(words)
    if row is None:
        return _gone(words, listing, "service", number, as_text=kind == "txt")
    told = joined_service(listing.model, row.made[0])
    if kind == "txt":
        return _answer(
            request, service_text(told, words, openings.here.date()).encode(), "text/plain"
        )
    return _answer(request, service_page(told, row, words, openings))


async def organization(
    request: Request, words: Words, listing: Listing, openings: Openings
) -> Response:
    """``GET /plain/{language}/organization/{id}``: an organization and its services."""
    found = listing.model.organizations.get(request.path_params["number"])
    if found is None:
        return _gone(words, listing, "organization", request.path_params["number"])
    told = orjson.loads(b"{%s}" % b",".join(filter(None, (found.scalars, found.parts))))
    services = listing.of_organization(found.organization_id)
    return _answer(request, organization_page(told, services, words, openings))


async def nothing(request: Request, words: Words, listing: Listing, openings: Openings) -> Response:
    """Answer every other path."""
    return _missing(words)


def plain_routes() -> list[BaseRoute]:
    """Return the door, its answers compressed."""

    def door(show: Callable[..., Awaitable[Response]]) -> Callable[[Request], Awaitable[Response]]:
        async def answer(request: Request) -> Response:
            tag = request.path_params.get("language")
            accepted = best_language(request.headers.get("Accept-Language", ""))
            words = words_in(tag if tag in languages() else accepted)
            directory = directory_of(request)
            try:
                listing = await directory.look()
            except UnavailableError:
                title = words.t("This page cannot be shown now")
                body = message_page(words, title, words.t("Please try again in a minute."))
                return Response(body, 503, HEADERS | {"Retry-After": "60"}, "text/html")
            if tag is not None and tag not in languages():
                return _missing(words)
            return await show(request, words, listing, directory.openings(listing))

        return answer

    routes = [
        Route("/", door(start)),
        Route("/{language}", door(start)),
        Route("/{language}/", door(start)),
        Route("/{language}/search", door(search)),
        Route("/{language}/categories", door(categories)),
        Route("/{language}/places", door(places)),
        Route("/{language}/service/{number}", door(service)),
        Route("/{language}/organization/{number}", door(organization)),
        *plain_form_routes(),
        Route("/{language}/{path:path}", door(nothing)),
    ]
    middleware = [Middleware(CompressMiddleware, zstd_level=3, brotli_quality=4, gzip_level=4)]
    return [
        Route("/plain", door(start), middleware=middleware),
        Mount("/plain", routes=routes, middleware=middleware),
    ]


def directory_of(request: Request) -> PlainDirectory:
    """Return the directory as pages."""
    directory: PlainDirectory = request.app.state.plain_directory
    return directory


def _asked(given: Mapping[str, str]) -> Asked:
    category = given.get("category", "")
    return Asked(
        given.get("q", "")[:MOST_LETTERS].strip(),
        category if category in CATEGORY_WORDS else "",
        given.get("place", "")[:MOST_LETTERS].strip(),
        given.get("language", "")[:MOST_LETTERS].strip(),
        given.get("always") == "1",
        given.get("open") == "1",
    )


def _answer(request: Request, body: bytes, media_type: str = "text/html") -> Response:
    tag = tag_of(body)
    answer = not_modified(tag) if is_known(request, tag) else Response(body, media_type=media_type)
    answer.headers.update(HEADERS | {"ETag": tag})
    return answer


def _gone(
    words: Words, listing: Listing, kind: Kind, number: str, *, as_text: bool = False
) -> Response:
    """Tell of a retired entry, and lead to what replaces it; of all others nothing is known."""
    gone = gone_entry(listing.model, kind, number)
    if gone is None:
        return _missing(words)
    instead = None
    if row := listing.row_by_number.get(gone.replacement):
        instead = row.number, row.name
    elif found := listing.model.organizations.get(gone.replacement):
        instead = gone.replacement, orjson.loads(b"{%s}" % found.scalars)["name"]
    if as_text:
        return Response(gone_text(words, instead), 410, HEADERS, "text/plain")
    return Response(gone_page(words, kind, instead), 410, HEADERS, "text/html")


def _missing(words: Words) -> Response:
    title = words.t("There is nothing here")
    told = words.t("Nothing is listed at this address. Look for it with the search.")
    return Response(message_page(words, title, told), 404, HEADERS, "text/html")
