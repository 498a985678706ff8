"""One page of a listing, or all of it as lines."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import orjson

from cairn_server.directory.publishing.compose import (
    compose_organization,
    compose_place,
    compose_service,
    minimal_service,
)
from cairn_server.directory.publishing.query import Query
from cairn_server.directory.publishing.read_model import ReadModel
from cairn_server.directory.publishing.selection import place_of

__all__ = ["compose_item", "compose_lines", "compose_page"]

PAGES_KEPT = 16
LARGEST_KEPT_BYTES = 128 * 1024
CHUNK_BYTES = 64 * 1024  # of lines put together at a time; others are served in between


def compose_page(model: ReadModel, listing: str, query: Query, ids: Sequence[str]) -> bytes:
    """Return the page with the members that HSDS asks for; one past the end is empty.

    The last few are kept until something changes: most readers ask for the same ones.
    """
    page = model.pages.get((listing, query))
    if page is None:
        page = _compose_page(model, listing, query, ids)
        if len(model.pages) >= PAGES_KEPT:
            model.pages.clear()
        if len(page) <= LARGEST_KEPT_BYTES:
            model.pages[listing, query] = page
    return page


def _compose_page(model: ReadModel, listing: str, query: Query, ids: Sequence[str]) -> bytes:
    size = query.page_size or max(1, len(ids))
    pages = -(-len(ids) // size)
    begin = (query.page - 1) * size
    shown = ids[begin : begin + size]
    head = orjson.dumps(
        {
            "total_items": len(ids),
            "total_pages": pages,
            "page_number": query.page,
            "size": len(shown),
            "first_page": query.page == 1,
            "last_page": query.page >= pages,
            "empty": not shown,
        }
    )
    contents = b",".join(_objects(model, listing, query, shown))
    return b'%s,"contents":[%s]}' % (head[:-1], contents)


def compose_lines(
    model: ReadModel, listing: str, query: Query, ids: Sequence[str]
) -> Iterator[bytes]:
    """Yield every object as a line, many at a time; one that goes meanwhile is left out."""
    chunk: list[bytes] = []
    size = 0
    for one in _objects(model, listing, query, ids):
        chunk.append(one)
        size += len(one)
        if size >= CHUNK_BYTES:
            yield b"\n".join(chunk) + b"\n"
            chunk, size = [], 0
    if chunk:
        yield b"\n".join(chunk) + b"\n"


def compose_item(
    model: ReadModel, listing: str, number: str, *, full_service: bool = False
) -> bytes | None:
    """Return one object with all there is; None: there is none, or none that is public."""
    query = Query(full=True, full_service=full_service)
    return COMPOSERS[listing](model, query, number)


def _objects(model: ReadModel, listing: str, query: Query, ids: Sequence[str]) -> Iterator[bytes]:
    compose = COMPOSERS[listing]
    for number in ids:
        one = compose(model, query, number)
        if one is not None:
            yield one


def _service(model: ReadModel, query: Query, number: str) -> bytes | None:
    service = model.services.get(number)
    if service is None:
        return None
    if query.minimal:
        return minimal_service(model, service)
    return compose_service(model, service, full=query.full)


def _organization(model: ReadModel, query: Query, number: str) -> bytes | None:
    organization = model.organizations.get(number)
    if organization is None:
        return None
    return compose_organization(
        model, organization, full=query.full, full_service=query.full_service
    )


def _place(model: ReadModel, query: Query, number: str) -> bytes | None:
    found = place_of(model, number)
    return None if found is None else compose_place(model, *found, full=query.full)


def _taxonomy(model: ReadModel, query: Query, number: str) -> bytes | None:
    taxonomy = model.taxonomies.get(number)
    return None if taxonomy is None else orjson.dumps(taxonomy)


def _term(model: ReadModel, query: Query, number: str) -> bytes | None:
    term = model.terms.get(number)
    if term is None:
        return None
    detail = model.taxonomies.get(term["taxonomy_id"])
    return orjson.dumps(term | ({"taxonomy_detail": detail} if detail is not None else {}))


COMPOSERS: dict[str, Callable[[ReadModel, Query, str], bytes | None]] = {
    "services": _service,
    "organizations": _organization,
    "service_at_locations": _place,
    "taxonomies": _taxonomy,
    "taxonomy_terms": _term,
}
