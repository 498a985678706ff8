"""Rows that may stand in the directory already under another ID: the same name, or a phone."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

from cairn_server.directory.importing.phone import read_phones
from cairn_server.directory.importing.table import Row

__all__ = ["find_same"]

MAX_TOLD = 500
SHORTEST = 7  # digits; 211 and 988 are everybody's


def find_same(
    rows: Iterable[tuple[str, Row]],
    held: Sequence[tuple[str, dict[str, Any]]],
    *,
    names: Sequence[str],
    phones: Sequence[str],
) -> list[dict[str, Any]]:
    """Return, for rows that would be added, the entry that each resembles.

    `rows` come with the document ID each would get, `held` are the services there with
    theirs; `names` and `phones` are the columns to look at.
    """
    ids = {doc_id for doc_id, _ in held}
    by_name: dict[str, tuple[str, str]] = {}
    by_phone: dict[str, tuple[str, str]] = {}
    for doc_id, body in held:
        entry = (doc_id, str(body.get("name", "")))
        by_name.setdefault(_folded(entry[1]), entry)
        for phone in body.get("phones", ()):
            if digits := _digits(phone.get("number", "")):
                by_phone.setdefault(digits, entry)
    found: list[dict[str, Any]] = []
    for doc_id, row in rows:
        if doc_id in ids:
            continue
        name = next(filter(None, (row.cells.get(column, "") for column in names)), "")
        numbers = [
            _digits(phone["number"])
            for column in phones
            if (text := row.cells.get(column, ""))
            for phone in read_phones(text).values
        ]
        same_name = by_name.get(_folded(name)) if name else None
        same_phone = next((by_phone[one] for one in numbers if one in by_phone), None)
        entry_found = same_name or same_phone
        if entry_found is not None:
            why = "both" if same_name and same_name == same_phone else "name"
            why = why if same_name else "phone"
            found.append(
                {
                    "row": row.number,
                    "name": name,
                    "id": entry_found[0],
                    "entry": entry_found[1],
                    "why": why,
                }
            )
        if len(found) == MAX_TOLD:
            break
    return found


def _digits(number: str) -> str:
    digits = re.sub(r"\D", "", number)[-10:]
    return digits if len(digits) >= SHORTEST else ""


def _folded(name: str) -> str:
    return " ".join(re.sub(r"[^\w ]", " ", name).split()).casefold()
