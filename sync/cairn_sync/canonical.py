"""JSON in the one form that has one spelling: RFC 8785.

Signatures are taken over this form, so Python and TypeScript must print every
value alike, to the byte. What JavaScript cannot hold exactly is refused rather
than rounded: not-a-number, the infinities, and every number beyond 2**53 - 1,
written with a fraction or not, for JavaScript cannot tell 1e20 from its digits.
"""

from __future__ import annotations

from typing import Any

import orjson
import rfc8785

from cairn_sync.errors import MalformedError

__all__ = ["MAX_DEPTH", "MAX_SAFE_INTEGER", "canonical_json", "dump_json", "require_portable"]

MAX_SAFE_INTEGER = 2**53 - 1  # the largest that every JavaScript engine holds exactly
MAX_DEPTH = 254  # the deepest that orjson prints; it reads deeper
TOO_DEEP = f"it is nested too deep: at most {MAX_DEPTH} levels are kept"


def canonical_json(value: Any) -> bytes:
    """Return `value` as RFC 8785 JSON.

    Raises:
        MalformedError: it holds a number that JavaScript would change, text that
            is not Unicode, or something that is not JSON.
    """
    try:
        if require_portable(value):
            return orjson.dumps(value, option=orjson.OPT_SORT_KEYS)
        return rfc8785.dumps(value)
    except (rfc8785.CanonicalizationError, TypeError, UnicodeError, RecursionError) as exc:
        reason = TOO_DEEP if "Recursion limit" in str(exc) else exc
        raise MalformedError(f"not JSON that every peer reads alike: {reason}") from exc


def dump_json(value: Any) -> bytes:
    """Return `value` as compact JSON, members in their own order.

    Raises:
        MalformedError: it is no JSON, or nested deeper than 254 levels.
    """
    try:
        return orjson.dumps(value)
    except orjson.JSONEncodeError as exc:
        # Of what was parsed from JSON, nothing else can keep it from being printed.
        reason = TOO_DEEP if "Recursion limit" in str(exc) else exc
        raise MalformedError(f"not JSON that can be kept: {reason}") from exc


def require_portable(value: Any) -> bool:
    """Refuse numbers that JavaScript would change; tell whether a fast printer suffices.

    True means: no fractions and only ASCII names, where orjson's sorted output and
    RFC 8785 are the same bytes. (They differ in how fractions are printed, and
    in the order of names beyond the basic plane.)

    Raises:
        MalformedError: naming the number.
    """
    plain = True
    unread = [value]  # grows as it is read, so that deep nesting cannot exhaust Python's stack
    for part in unread:
        if isinstance(part, str):  # first, because nearly everything is
            continue
        if isinstance(part, dict):
            try:
                plain = "".join(part).isascii() and plain
            except TypeError as exc:
                raise MalformedError("a member's name must be text") from exc
            unread.extend(part.values())
        elif isinstance(part, list | tuple):
            unread.extend(part)
        elif isinstance(part, float | int):
            # Written so that not-a-number, which compares as false, is refused too.
            if not -MAX_SAFE_INTEGER <= part <= MAX_SAFE_INTEGER:
                raise MalformedError(f"the number {part} is beyond what every peer can hold")
            plain = plain and not isinstance(part, float)
    return plain
