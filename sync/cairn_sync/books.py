"""The books of one field, as a body carries them under ``edits``: read, and written.

    {"dot": "2-…", "by": "…", "at": "…Z", "was": "old@example.org", "over": ["1-…"]}
    {"claims": [{"dot": "4-…", …, "value": […]}, {"dot": "4-…", …, "gone": true}], "over": […]}

``new`` stands for ``was`` when there was nothing before, ``gone`` for ``value`` when the field
was taken away. One claim's value is the body's own. What a body says besides counts: a value
that is not the one its dot names was put there by somebody without books.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from cairn_sync.claim import NOBODY, Claim, Dot, Value, baseline, value_name
from cairn_sync.merge_rules import MergeRules
from cairn_sync.register import Register, join, same_value

__all__ = ["read_register", "write_register"]


def read_register(unit: str, value: Value, entry: Any, rules: MergeRules) -> Register:
    """Return what is claimed of a field that says `value` and has the books `entry`."""
    if not isinstance(entry, dict):
        return Register((baseline(unit, value),))
    over = frozenset(dot for text in _list(entry.get("over")) if (dot := Dot.parse(text)))
    if "claims" in entry:
        claims = [_read_claim(unit, told) for told in _list(entry["claims"])]
    elif "dot" in entry:
        claims = [_read_single(unit, value, entry)]
    else:
        claims = []
    register = join([Register(tuple(claims), over)])
    shown, is_conflict = rules.shown(unit, register.claims)
    is_shown = same_value(shown, value) or (
        unit in rules.weekly and _shows_highest(register, value)  # an older merger wrote it
    )
    if is_shown and all(c.dot.value == value_name(unit, c.value) for c in claims):
        return register
    # Somebody without books put another value there, in the place of the one that was shown.
    seen = register.claims[:1] if is_conflict else register.claims
    found = Claim(Dot(register.top + 1, NOBODY, value_name(unit, value)), value)
    others = [claim for claim in register.claims if claim not in seen]
    return join([Register((found, *others), over | {claim.dot for claim in seen})])


def _shows_highest(register: Register, value: Value) -> bool:
    return len(register.claims) > 1 and same_value(register.claims[0].value, value)


def _read_single(unit: str, value: Value, entry: Mapping[str, Any]) -> Claim:
    """Return the one claim of a field, whose value is the body's, if its dot says so."""
    dot = Dot.parse(entry["dot"])
    return baseline(unit, value) if dot is None else _told(dot, value, entry)


def _read_claim(unit: str, told: Any) -> Claim:
    """Return one of several claims; one that is not what its dot names has no books."""
    if not isinstance(told, dict):
        return baseline(unit, ())
    value = (told["value"],) if "value" in told else ()
    dot = Dot.parse(told.get("dot"))
    if dot is None or dot.value != value_name(unit, value):
        return baseline(unit, value)
    return _told(dot, value, told)


def _told(dot: Dot, value: Value, told: Mapping[str, Any]) -> Claim:
    was: Value | None = (told["was"],) if "was" in told else () if told.get("new") is True else None
    by, at = told.get("by"), told.get("at")
    return Claim(
        dot,
        value,
        by if isinstance(by, str) else None,
        at if isinstance(at, str) else None,
        was,
    )


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def write_register(register: Register) -> dict[str, Any]:
    """Return the books of a field; ``{}``: there are none to keep."""
    over: dict[str, Any] = {"over": [str(dot) for dot in sorted(register.over)]}
    if not register.over:
        over = {}
    match register.claims:
        case ():
            return over
        case (claim,):
            return {} if claim.dot.is_baseline and not over else _tell(claim) | over
        case claims:
            told = [
                _tell(claim) | ({"value": claim.value[0]} if claim.value else {"gone": True})
                for claim in claims
            ]
            return {"claims": told} | over


def _tell(claim: Claim) -> dict[str, Any]:
    told: dict[str, Any] = {"dot": str(claim.dot)}
    if claim.by is not None:
        told["by"] = claim.by
    if claim.at is not None:
        told["at"] = claim.at
    if claim.was is not None:
        told |= {"was": claim.was[0]} if claim.was else {"new": True}
    return told
