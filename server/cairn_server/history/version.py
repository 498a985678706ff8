"""What of a document is kept as a version, which fields changed, and who changed them. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from cairn_server.directory.field import INSTANT_FORM, UUID_FORM
from cairn_server.directory.gate import SERVER_ID
from cairn_server.erasing.fact import Facts, may_be_fact, needs_erasing
from cairn_server.history.source import Source
from cairn_server.merging import DIRECTORY_RULES, MERGED_TYPES
from cairn_sync.document import Document
from cairn_sync.merge import EDITS

__all__ = [
    "Step",
    "changed_fields",
    "forgotten_fields",
    "is_kept",
    "people_told",
    "said",
    "taken_away",
]

Body = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Step:
    """One change of one document: what was there, and what came."""

    old: Sequence[Document]  # every leaf before, the live ones first, the winner before all
    new: Document
    source: Source

    @property
    def found(self) -> list[Document]:
        """Return the live leaves that were there."""
        return [leaf for leaf in self.old if not leaf.deleted]

    @property
    def base(self) -> Document | None:
        """Return the version that was changed: the one it follows, else the one that was shown."""
        followed = (leaf for leaf in self.found if leaf.revision in self.new.path)
        return next(followed, None) or next(iter(self.found), None)


def is_kept(step: Step) -> bool:
    """Tell whether a change makes a version.

    Not the end of one branch beside others, nor what an erasure is about to take.
    """
    new = step.new
    if new.doc_id.partition(":")[0] not in MERGED_TYPES or may_be_fact(new):
        return False
    if needs_erasing(Facts(()), step.old, new):
        return False
    return not new.deleted or all(leaf.revision in new.path for leaf in step.found)


def said(body: Body) -> dict[str, Any]:
    """Return what a version says, without the books of who changed it."""
    return {name: value for name, value in body.items() if name != EDITS}


def changed_fields(before: Body, after: Body) -> list[str]:
    """Return the fields that differ, by the names that their books go under."""
    units = {DIRECTORY_RULES.unit_of(name) for name in (*before, *after)} - {None}
    read = DIRECTORY_RULES.read
    return sorted(unit for unit in units if unit and read(before, unit) != read(after, unit))


def people_told(body: Body, fields: Sequence[str] | None = None) -> tuple[list[str], str | None]:
    """Return who changed these fields last, by the books, and when the latest of it was.

    None: whatever the books tell of. It is stated there, not proven.
    """
    books = body.get(EDITS)
    books = books if isinstance(books, Mapping) else {}
    told = [one for unit in (books if fields is None else fields) for one in _told(books.get(unit))]
    people = [one["by"] for one in told if UUID_FORM.fullmatch(str(one.get("by")))]
    times = [one["at"] for one in told if INSTANT_FORM.fullmatch(str(one.get("at")))]
    return sorted(set(people) - {SERVER_ID}), max(times, default=None)


def forgotten_fields(before: Body, after: Body) -> list[str]:
    """Return the fields of which an editor has just erased what they said before.

    The books keep the change then, by its name, but no longer the value.
    """
    old, new = before.get(EDITS), after.get(EDITS)
    if not isinstance(old, Mapping) or not isinstance(new, Mapping):
        return []
    return sorted(
        unit
        for unit, entry in new.items()
        if _dots(entry, with_value=False) & _dots(old.get(unit), with_value=True)
    )


def taken_away(before: Body, after: Body) -> list[str]:
    """Return the fields of a place that led to it, and do no longer: taken away, not corrected.

    It may have been done for somebody's safety, so no earlier version keeps them.
    """
    if after.get("type") != "location":
        return []
    return [unit for unit in sorted(DIRECTORY_RULES.forgets) if _leads(before, unit, after)]


def _leads(before: Body, unit: str, after: Body) -> bool:
    old, new = (DIRECTORY_RULES.read(body, unit) for body in (before, after))
    if unit == "addresses":
        return _streets(old) > 0 and _streets(new) == 0
    return bool(old) and not new


def _streets(addresses: Sequence[Any]) -> int:
    listed = addresses[0] if addresses and isinstance(addresses[0], list) else []
    rows = [one for one in listed if isinstance(one, Mapping)]
    return sum("address_1" in one or "address_2" in one for one in rows)


def _told(entry: Any) -> list[Mapping[str, Any]]:
    if not isinstance(entry, Mapping):
        return []
    claims = entry.get("claims")
    told = [entry, *(claims if isinstance(claims, list) else [])]
    return [one for one in told if isinstance(one, Mapping)]


def _dots(entry: Any, *, with_value: bool) -> set[str]:
    return {
        str(one["dot"]) for one in _told(entry) if "dot" in one and ("was" in one) is with_value
    }
