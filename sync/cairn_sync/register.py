"""The register: all that is claimed of one field, and the law by which two are joined.

    claims   what has not been overwritten by anybody who had seen it
    over     the dots of what has

Joining takes both together and drops every claim that is in ``over``. Sets only grow, so
the order, grouping and number of joins cannot matter. More than one claim left means that
people wrote at the same time.

A value without books cannot say what it has seen. It gives way to whoever has seen the
same value, whoever wrote that; nothing gives way to it.

Rule: nothing here may shorten ``over``; only an edit may (`merge.record_edit`), or joins would
no longer agree.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from cairn_sync.canonical import canonical_json
from cairn_sync.claim import Claim, Dot, Value

__all__ = ["Register", "join", "same_value"]


@dataclass(frozen=True, slots=True)
class Register:
    """One field's claims."""

    claims: tuple[Claim, ...]  # the highest first
    over: frozenset[Dot] = frozenset()

    @property
    def top(self) -> int:
        """Return the highest number used so far."""
        dots = [claim.dot for claim in self.claims] + list(self.over)
        return max((dot.n for dot in dots), default=0)


def join(registers: Iterable[Register]) -> Register:
    """Return what all of them say together."""
    claims: dict[Dot, Claim] = {}
    over: set[Dot] = set()
    for register in registers:
        over |= register.over
        for claim in register.claims:
            known = claims.get(claim.dot)
            claims[claim.dot] = _agree(known, claim) if known else claim
    overwritten = {dot.value for dot in over}
    named = {dot.value for dot in claims if not dot.is_baseline}
    live = [
        claim
        for dot, claim in claims.items()
        if dot not in over and not (dot.is_baseline and dot.value in overwritten | named)
    ]
    return Register(tuple(sorted(live, key=lambda c: c.rank, reverse=True)), frozenset(over))


def same_value(one: Value, other: Value) -> bool:
    return canonical_json(list(one)) == canonical_json(list(other))


def _agree(one: Claim, other: Claim) -> Claim:
    """Return one edit's claim as two tell it; what they tell differently is not known.

    So what was erased of it in one place is erased everywhere.
    """
    known = one.was is not None and other.was is not None and same_value(one.was, other.was)
    return Claim(
        one.dot,
        one.value,
        one.by if one.by == other.by else None,
        one.at if one.at == other.at else None,
        one.was if known else None,
    )
