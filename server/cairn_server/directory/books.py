"""The books of changes that a document carries under ``edits``: their shape.

What they mean is `cairn_sync.merge`'s. Here only: nobody can hide something of another
shape or size there, for what they hold is kept, replicated and sent to every phone.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from cairn_server.directory.errors import DirectoryError
from cairn_server.directory.field import Instant, Name
from cairn_server.directory.shape import require_shape
from cairn_sync.merge import EDITS

__all__ = ["claims_of", "require_books", "values_told"]

Dot = Annotated[str, Field(pattern=r"^(0|[1-9][0-9]{0,8})-[0-9a-f]{32}$")]


class _Told(BaseModel):
    model_config = ConfigDict(strict=True, frozen=True, extra="forbid")

    dot: Dot | None = None
    by: Name | None = None
    at: Instant | None = None
    was: Any = None
    new: bool | None = None


class _Claim(_Told):
    dot: Dot
    value: Any = None
    gone: bool | None = None


class _Entry(_Told):
    over: Annotated[list[Dot], Field(max_length=1000)] | None = None
    claims: Annotated[list[_Claim], Field(min_length=2, max_length=100)] | None = None


BOOKS = TypeAdapter(dict[Name, _Entry])


def require_books(kind: str, books: Any) -> None:
    """Return if the books are of the shape that edits and merges give them.

    Raises:
        DirectoryError: they are not; no value is repeated.
    """
    if books is None:
        return
    try:
        BOOKS.validate_python(books)
    except ValidationError:
        raise DirectoryError(f"The {kind}'s record of changes must be as Cairn keeps it.") from None
    for name, values in values_told(books):
        for value in values:
            require_shape(kind, {name: value})


def claims_of(body: Mapping[str, Any], name: str) -> list[Any]:
    """Return what editors say of a field while nobody has decided; None: it is to be absent.

    What is no claim is told as False, so that nobody takes it for agreement.
    """
    books = body.get(EDITS)
    entry = books.get(name) if isinstance(books, Mapping) else None
    claims = entry.get("claims", ()) if isinstance(entry, Mapping) else ()
    if not isinstance(claims, list | tuple):
        return [False]
    return [one.get("value") if isinstance(one, Mapping) else False for one in claims]


def values_told(books: Any) -> Iterator[tuple[str, list[Any]]]:
    """Yield each field in the books and every value that they tell of it."""
    if not isinstance(books, Mapping):
        return
    for name, entry in books.items():
        told = [entry, *entry.get("claims", ())] if isinstance(entry, Mapping) else []
        parts = [part for part in told if isinstance(part, Mapping)]
        yield name, [part[key] for part in parts for key in ("was", "value") if key in part]
