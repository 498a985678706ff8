"""What a kind of document needs to be known of to be merged."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from cairn_sync.canonical import canonical_json
from cairn_sync.claim import Claim, Value
from cairn_sync.elements import shown_value

__all__ = ["EDITS", "MergeRules"]

EDITS = "edits"  # the field that holds a body's books


@dataclass(frozen=True)
class MergeRules:
    """The rules of one kind of document."""

    alike: frozenset[str] = frozenset({"type", "schema"})  # must say the same everywhere
    highest: frozenset[str] = frozenset()  # the highest ever said stands; no books are kept
    latest: frozenset[str] = frozenset()  # the highest stands, unless overwritten
    keys: Mapping[str, str] = field(default_factory=dict)  # a list -> what names its elements
    weekly: frozenset[str] = frozenset()  # lists of schedules, merged by day
    # The first of fields that make one answer -> all of them.
    together: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    forgets: frozenset[str] = frozenset()  # of which no previous value is kept
    mark: str | None = None  # set in one leaf, it is set in the merge
    open_fields: frozenset[str] = frozenset()  # what a marked document may hold
    # Of an open field: what a marked document may not say all the same.
    hides: Callable[[str, Any], bool] = lambda field, value: False
    # Of what it may not say: what it says instead; ``()``: nothing.
    instead: Callable[[str, Any], Value] = lambda field, value: ()

    def unit_of(self, name: str) -> str | None:
        """Return under which name a field's books are kept; None: there are none."""
        if name == EDITS or name == self.mark or name in self.alike | self.highest:
            return None
        return next((unit for unit, names in self.together.items() if name in names), name)

    def read(self, body: Mapping[str, Any], unit: str) -> Value:
        """Return what the body says."""
        names = self.together.get(unit)
        if names is None:
            return (body[unit],) if unit in body else ()
        found = {name: body[name] for name in names if name in body}
        return (found,) if found else ()

    def shown(self, unit: str, claims: Sequence[Claim]) -> tuple[Value, bool]:
        return shown_value(unit, claims, latest=self.latest, keys=self.keys, weekly=self.weekly)

    def is_undecided(self, unit: str, claims: Sequence[Claim], value: Value) -> bool:
        """Tell whether a person has to decide what a body says, which says `value` now.

        Where the days of two answers do not clash, but the body shows only the one (an older
        merger wrote it), nobody who read it has seen the other.
        """
        shown, is_conflict = self.shown(unit, claims)
        return is_conflict or canonical_json(list(shown)) != canonical_json(list(value))
