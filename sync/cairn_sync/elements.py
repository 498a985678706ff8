"""What a field shows when several claims stand: the rules of lists and of dates.

Two changes of one list are one change if they touch different elements. Each claim brings
what the list was before it, so what it added, took away and changed is known without any
common ancestor. An element is known by its ``id``, else by the name that the rules give; of a
week's hours each day is one (`weeks`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from cairn_sync.canonical import canonical_json
from cairn_sync.claim import Claim, Value
from cairn_sync.weeks import put_together, take_apart

__all__ = ["merge_lists", "shown_value"]

Element = Any
Keyed = dict[str, Element]  # by what the element is known by, in the list's order


def shown_value(
    field: str,
    claims: Sequence[Claim],
    *,
    latest: frozenset[str],
    keys: Mapping[str, str],
    weekly: frozenset[str] = frozenset(),
) -> tuple[Value, bool]:
    """Return what the field shows, and whether a person has to decide.

    `claims` has the highest first. Those that say the same agree; of the fields in `latest`
    the highest value stands; lists are merged by element, as far as `keys` names them, and those
    in `weekly` by day where they cannot be so.
    """
    if not claims:
        return (), False
    if len({claim.dot.value for claim in claims}) == 1:
        return claims[0].value, False
    if field in latest:
        highest = max((claim.value for claim in claims), key=lambda v: (bool(v), _text(list(v))))
        return highest, False
    merged = merge_lists(claims, keys.get(field))
    if merged is None and field in weekly:
        merged = _merge_weeks(claims)
    if merged is not None:
        return ((merged,) if merged else ()), False
    return claims[0].value, True


def merge_lists(claims: Sequence[Claim], key: str | None) -> list[Element] | None:
    """Return the list with every claim's change of it; None: two touch the same element."""
    if any(claim.was is None for claim in claims):
        return None
    lists = [_elements(claim.value) for claim in claims]
    earlier = [_elements(claim.was or ()) for claim in claims]
    keyed = _key_all([*lists, *earlier], key)
    if keyed is None:
        return None
    merged = _merge_keyed(keyed[: len(claims)], keyed[len(claims) :])
    return None if merged is None else list(merged.values())


def _merge_weeks(claims: Sequence[Claim]) -> list[Element] | None:
    """Return the hours with every claim's change of them; None: two touch the same day."""
    if any(claim.was is None for claim in claims):
        return None
    lists = [_elements(claim.value) for claim in claims]
    if not all(lists):
        return None  # somebody took all hours away: what is left would look like all there are
    apart = [take_apart(one) for one in (*lists, *(_elements(c.was or ()) for c in claims))]
    parts = [one for one in apart if one is not None]
    if len(parts) < len(apart):
        return None
    merged = _merge_keyed(parts[: len(claims)], parts[len(claims) :])
    return None if merged is None else put_together(merged, [one or [] for one in lists])


def _merge_keyed(
    now: Sequence[Mapping[str, Element]], before: Sequence[Mapping[str, Element]]
) -> Keyed | None:
    """Return every claim's change of what is known by a name; None: two touch the same."""
    merged: Keyed = {}
    for name in dict.fromkeys(name for elements in (*now, *before) for name in elements):
        told = [
            (elements.get(name), was.get(name)) for elements, was in zip(now, before, strict=True)
        ]
        changes = [(after, was) for after, was in told if _text(after) != _text(was)]
        results = {_text(after) for after, _ in changes or told}
        if len(results) > 1:
            return None
        # Who did not touch it must have what it is now, or what a change found there.
        expected = results | {_text(was) for _, was in changes}
        if any(_text(after) not in expected for after, _ in told):
            return None
        element = (changes or told)[0][0]
        if element is not None:
            merged[name] = element
    return merged


def _elements(value: Value) -> list[Element] | None:
    if not value:
        return []
    return value[0] if isinstance(value[0], list) else None


def _key_all(lists: Sequence[list[Element] | None], key: str | None) -> list[Keyed] | None:
    """Key every list in the same way; None when they cannot be."""
    for name in ("id", key):
        if name is None:
            continue
        keyed = [_key(elements, name) for elements in lists]
        known = [elements for elements in keyed if elements is not None]
        if len(known) == len(keyed):
            return known
    return None


def _key(elements: list[Element] | None, name: str) -> Keyed | None:
    if elements is None:
        return None
    keyed: Keyed = {}
    for element in elements:
        if isinstance(element, str) and name != "id":
            own: Any = element
        else:
            own = element.get(name) if isinstance(element, dict) else None
        if not isinstance(own, str) or own in keyed:
            return None
        keyed[own] = element
    return keyed


def _text(value: Any) -> bytes:
    return canonical_json(value)
