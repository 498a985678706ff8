"""What a request asks for: every parameter of the HSDS API, read and checked.

Unknown parameters are passed over, as everywhere on the web.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from cairn_server.directory.publishing.folding import fold

__all__ = ["PARAMETERS", "Query", "QueryError", "read_query"]

PER_PAGE = 50  # when the request names none
MAX_PER_PAGE = 500
MAX_WORDS = 20  # of a search; each is looked for in every entry
MAX_LETTERS = 300  # of any parameter
MAX_METRES = 2_000_000  # from one coast to the other is twice as far

PARAMETERS: Mapping[str, tuple[str, ...]] = {
    "services": (
        *("search", "page", "per_page", "format", "taxonomy_term_id", "taxonomy_id"),
        *("organization_id", "modified_after", "minimal", "full"),
    ),
    "organizations": (
        *("search", "full_service", "full", "taxonomy_term_id", "taxonomy_id"),
        *("page", "per_page", "format"),
    ),
    "service_at_locations": (
        *("search", "taxonomy_term_id", "taxonomy_id", "organization_id", "modified_after"),
        *("full", "page", "per_page", "format", "postcode", "proximity"),
    ),
    "taxonomies": ("search", "page", "per_page", "format"),
    "taxonomy_terms": (
        *("search", "page", "per_page", "format", "taxonomy_id", "top_only", "parent_id"),
    ),
}
"""By listing, what it can be asked for."""


class QueryError(ValueError):
    """A parameter that cannot be understood; the message is one plain sentence."""


@dataclass(frozen=True, slots=True)
class Query:
    """One listing asked for. All conditions hold together."""

    words: tuple[str, ...] = ()  # folded; each must stand in the entry
    page: int = 1
    per_page: int | None = None  # None: not named
    ndjson: bool = False
    taxonomy_term_id: str = ""  # "": any, as for all of these
    taxonomy_id: str = ""
    organization_id: str = ""
    parent_id: str = ""
    modified_after: datetime | None = None
    postcode: str = ""  # folded
    proximity_metres: float | None = None
    minimal: bool = False
    full: bool = False
    full_service: bool = False
    top_only: bool = False

    @property
    def page_size(self) -> int | None:
        """Entries on a page; None: all of them, which `minimal` aims at."""
        if self.per_page is None:
            return None if self.minimal else PER_PAGE
        return min(self.per_page, MAX_PER_PAGE)


def read_query(listing: str, given: Mapping[str, str]) -> Query:
    """Read the parameters that `listing` has.

    Raises:
        QueryError: one cannot be understood; it is named, and what was expected.
    """
    read: dict[str, Any] = {}
    for name in PARAMETERS[listing]:
        text = given.get(name, "").strip()
        if not text:
            continue
        if len(text) > MAX_LETTERS:
            raise QueryError(f"{name} must be at most {MAX_LETTERS} letters long.")
        field, reader = READERS.get(name, (name, str.lower))
        try:
            read[field] = reader(text)
        except ValueError as exc:
            raise QueryError(f"{name} must be {exc}.") from None
    if "proximity_metres" in read and "postcode" not in read:
        raise QueryError("proximity needs a postcode to measure from.")
    return Query(**read)


def _words(text: str) -> tuple[str, ...]:
    words = fold(text).split()
    if len(words) > MAX_WORDS:
        raise ValueError(f"at most {MAX_WORDS} words")
    return tuple(dict.fromkeys(words))


def _number(text: str) -> int:
    if not (text.isascii() and text.isdecimal() and 0 < len(text) <= 9 and int(text) > 0):
        raise ValueError("a whole number from 1")
    return int(text)


def _flag(text: str) -> bool:
    word = text.casefold()
    if word not in ("true", "false", "1", "0"):
        raise ValueError("true or false")
    return word in ("true", "1")


def _format(text: str) -> bool:
    if text.casefold() not in ("json", "ndjson"):
        raise ValueError("json or ndjson")
    return text.casefold() == "ndjson"


def _moment(text: str) -> datetime:
    # A plus sign that was not escaped arrives as a blank.
    try:
        moment = datetime.fromisoformat(text.replace(" ", "+") if "T" in text else text)
    except ValueError:
        raise ValueError("a moment such as 2026-11-20T18:30:00Z") from None
    try:
        return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
    except OverflowError:
        raise ValueError("a moment such as 2026-11-20T18:30:00Z") from None


def _metres(text: str) -> float:
    digits = text.replace(".", "", 1)
    if not (digits.isascii() and digits.isdecimal() and 0 < float(text) <= MAX_METRES):
        raise ValueError(f"a number of metres up to {MAX_METRES}")
    return float(text)


READERS: Mapping[str, tuple[str, Callable[[str], Any]]] = {
    "search": ("words", _words),
    "page": ("page", _number),
    "per_page": ("per_page", _number),
    "format": ("ndjson", _format),
    "modified_after": ("modified_after", _moment),
    "postcode": ("postcode", fold),
    "proximity": ("proximity_metres", _metres),
    "minimal": ("minimal", _flag),
    "full": ("full", _flag),
    "full_service": ("full_service", _flag),
    "top_only": ("top_only", _flag),
}
