"""The history of an entry as HSDS metadata: what was changed, when, and in which role.

Made from the books of changes that a document carries. Names of people never leave; neither
does what an import overwrote, of which nobody knows when. An import knows these rows again by
their IDs, and forgets them: the books are where the history is.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID, uuid5

from cairn_server.merging import DIRECTORY_RULES
from cairn_sync.canonical import canonical_json
from cairn_sync.claim import Claim, Value
from cairn_sync.errors import MalformedError
from cairn_sync.merge import EDITS, read_registers

__all__ = ["changes_of", "is_change"]

ROLE = "directory editor"  # never a person
NOTHING = "(empty)"  # HSDS wants some text
MAX_VALUE = 2_000  # letters of a value


def changes_of(kind: str, number: str, body: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return a row for each change that is known with its day, the fields in order."""
    if not body.get(EDITS):
        return []
    try:
        registers = read_registers(body, DIRECTORY_RULES)
    except MalformedError:
        return []
    return [
        {
            "id": _number(number, unit, str(claim.dot)),
            "resource_id": number,
            "resource_type": kind,
            "last_action_date": claim.at[:10],
            "last_action_type": _action(claim),
            "field_name": unit,
            "previous_value": _text(claim.was or ()),
            "replacement_value": _text(claim.value),
            "updated_by": ROLE,
        }
        for unit in sorted(registers)
        for claim in registers[unit].claims
        if claim.at and claim.was is not None
    ]


def is_change(owner: str, told: Mapping[str, Any]) -> bool:
    """Return whether a row of metadata is one that `changes_of` made for this document."""
    held = told.get("id")
    try:
        return isinstance(held, str) and UUID(held).variant is not None and _mark(owner, held)
    except ValueError:
        return False


def _number(owner: str, unit: str, dot: str) -> str:
    """Return an ID whose last part tells that it is one of ours."""
    made = uuid5(UUID(owner), f"changes/{unit}/{dot}").hex[:20]
    return str(UUID(made + _tail(owner, made)))


def _mark(owner: str, number: str) -> bool:
    plain = UUID(number).hex
    return plain[20:] == _tail(owner, plain[:20])


def _tail(owner: str, made: str) -> str:
    return uuid5(UUID(owner), f"change {made}").hex[20:]


def _action(claim: Claim) -> str:
    if not claim.was:
        return "create"
    return "update" if claim.value else "delete"


def _text(value: Value) -> str:
    if not value or value[0] in ("", None):
        return NOTHING
    told = value[0] if isinstance(value[0], str) else canonical_json(value[0]).decode()
    return told if len(told) <= MAX_VALUE else f"{told[: MAX_VALUE - 1]}…"
