"""What gives a confidential place away: its street, its coordinates, as they were recorded."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

__all__ = ["Secret", "secrets_of", "stands_in"]

NEAR = 200  # bytes: a latitude and a longitude this close belong together
SHORTEST = 5  # letters: less would be found by chance


@dataclass(frozen=True, slots=True)
class Secret:
    """Texts that all stand close to each other where the place is told. Never printed."""

    subject: str  # the confidential place's ID, or the line of a list
    texts: tuple[str, ...]

    def __repr__(self) -> str:
        return f"Secret({self.subject})"


def secrets_of(doc_id: str, body: Mapping[str, Any]) -> Iterator[Secret]:
    """Yield what a body tells of where the place is."""
    for address in body.get("addresses", ()):
        if not isinstance(address, Mapping):
            continue
        for name in ("address_1", "address_2"):
            line = address.get(name)
            # "Suite 2" is everywhere; a street has a number and a name.
            if (
                isinstance(line, str)
                and len(line) >= SHORTEST
                and (name == "address_1" or re.search(r"\d.*[A-Za-z]{3}", line))
            ):
                yield Secret(doc_id, (line,))
        # A postcode alone is a whole town's; with the street's number it is a door.
        number = re.match(r"\d+", str(address.get("address_1", "")))
        if number and address.get("postal_code"):
            yield Secret(doc_id, (number[0], str(address["postal_code"])))
    position = [str(body.get(name, "")) for name in ("latitude", "longitude")]
    if all(re.fullmatch(r"-?\d+\.\d{3,}", one) for one in position):
        yield Secret(doc_id, tuple(one.lstrip("-") for one in position))


def stands_in(secret: Secret, data: bytes) -> bool:
    """Tell whether the secret stands in bytes folded to small letters, in UTF-8 or UTF-16."""
    return any(_stands(secret.texts, data, code) for code in ("utf-8", "utf-16-le"))


def _stands(texts: tuple[str, ...], data: bytes, code: str) -> bool:
    first, *others = (_fold(text.encode(code)) for text in texts)
    at = data.find(first)
    while at != -1:
        around = data[max(0, at - NEAR) : at + len(first) + NEAR]
        if all(_whole(other, around) for other in others) and (
            not others or _whole(first, data[max(0, at - 1) : at + len(first) + 1])
        ):
            return True
        at = data.find(first, at + 1)
    return False


def _whole(text: bytes, data: bytes) -> bool:
    """Tell whether a number stands there that is not the middle of a longer one."""
    return re.search(rb"(?<!\d)" + re.escape(text) + rb"(?!\d)", data) is not None


def _fold(data: bytes) -> bytes:
    return data.lower()
