"""What leads to the door of a confidential place, and may therefore never be stored.

Rule 1: pure, as `access` is, which asks these rules of every write.
Rule 2: a mark counts wherever it stands, however it is written: true, 1 or "yes". What is
marked and unreadable is refused, not guessed at.
Rule 3: no sentence repeats a value.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from cairn_sync.document import Document

__all__ = [
    "OPENED_UP",
    "is_marked",
    "names_confidential_address",
    "refuse_reopening",
    "refuse_whereabouts",
    "without_whereabouts",
]

# What leads, or may lead, to a door. A region, a city and a telephone number do not.
ADDRESS_FIELDS = frozenset(
    "address_1 address_2 postal_code latitude longitude transportation url attention "
    "additional_urls attributes contacts coordinates extent external_identifier geometry "
    "schedule_link uri".split()
)
OPENED_UP = "This place is confidential. To list an address, make a new entry."


def is_marked(body: Mapping[str, Any]) -> bool:
    """Tell whether a document is marked confidential."""
    return bool(body.get("confidential"))


def names_confidential_address(body: Mapping[str, Any]) -> bool:
    """Tell whether a document is marked confidential and still leads to a door."""
    return is_marked(body) and _leads(body)


def refuse_whereabouts(
    old: Sequence[Document], new: Document, body: Mapping[str, Any]
) -> str | None:
    """Refuse the address of a place that is confidential, or was in any version in `old`."""
    # Tombstones too: they may carry a body, and it would be kept.
    if any(part.get("confidential") for part in _parts(body) if part is not body):
        return "A confidential place must be an entry of its own, not a part of another."
    if names_confidential_address(body):
        return (
            "This place is confidential: leave out its address, map position, "
            "description and how to get there."
        )
    if _leads(body) and any(is_marked(leaf.parsed_body()) for leaf in old):
        return OPENED_UP
    return None


def refuse_reopening(old: Sequence[Document], new: Document, body: Mapping[str, Any]) -> str | None:
    """Refuse to put an address back under the ID of a place that was taken out.

    Hiding a listed place ends its entry and makes another, so an edit that somebody made
    before, and sends only now, would open the place up again.
    """
    has_ended = bool(old) and all(leaf.deleted for leaf in old)
    if has_ended and new.doc_id.startswith("location:") and _leads(body):
        return "This place was taken out of the directory. To list an address, make a new entry."
    return None


def without_whereabouts(leaves: Sequence[Document]) -> list[Document]:
    """Return the leaves but for those that lead to the door of what another leaf marks.

    Two editors may have hidden and changed a place at the same time, and then the address
    stands in a leaf beside the mark.
    """
    bodies = [leaf.parsed_body() for leaf in leaves]
    if not any(map(is_marked, bodies)):
        return list(leaves)
    return [
        leaf
        for leaf, body in zip(leaves, bodies, strict=True)
        if is_marked(body) or not _leads(body)
    ]


def _leads(body: Mapping[str, Any]) -> bool:
    """Tell whether anything here may lead to a door: upstream bodies have any shape."""
    if body.get("description"):
        return True
    return any(
        part.get(field) not in (None, "", [], {})
        for part in _parts(body)
        for field in ADDRESS_FIELDS
    )


def _parts(body: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """Yield every object in the body, itself first, at any depth."""
    unread: list[Any] = [body]
    while unread:
        part = unread.pop()
        if isinstance(part, Mapping):
            yield part
            unread.extend(part.values())
        elif isinstance(part, list):
            unread.extend(part)
