"""One line of address text as HSDS address parts, where that is safe.

Safe is ``[name,] street[, more], City, ST ZIP``, of Canada ``…, City, ON K1A 0B1``, of Mexico
``…, 83600 City, State, Mexico``; a country may stand at the end. A line that was run together
(``100 North LaSalle StreetSuite 600Chicago, IL 60602``) is left out: nobody can tell where
the street ends. Of a line without a street or a postal code only the city is taken.
"""

from __future__ import annotations

import re
from typing import Any

from cairn_server.directory.importing.reading import Reading, nothing, unread
from cairn_server.directory.postal import COUNTRY_NAMES, PROVINCES, STATES, wrong_parts
from cairn_server.directory.said import said

__all__ = ["read_address"]

CODES = STATES | PROVINCES
CANADIAN = r"[A-Z][0-9][A-Z] ?[0-9][A-Z][0-9]"
STATE_ONLY = re.compile(r"(?:state|estado)?:?\s*([A-Z]{2})?\s*(?:\d{5}(?:-\d{4})?)?\s*,?", re.I)
STATE_ZIP = re.compile(rf"([A-Z]{{2}})\.?(?:\s+(\d{{5}}(?:-\d{{4}})?|{CANADIAN}))?")
ZIP = re.compile(rf"\d{{5}}(?:-\d{{4}})?|{CANADIAN}")
MEXICAN = re.compile(r"(?:C\.?P\.?\s*)?(\d{5})\s+(.+)")
CITY = re.compile(r"[A-Za-zÀ-ÿ][A-Za-zÀ-ÿ.' -]{1,60}")
CITY_STATE_ZIP = re.compile(
    r"([A-Za-zÀ-ÿ][A-Za-zÀ-ÿ.'-]*(?: [A-Za-zÀ-ÿ.'-]+){0,2}) ([A-Z]{2})\.? (\d{5}(?:-\d{4})?)"
)
STREET_WORD = re.compile(
    r" (?:street|avenue|ave|road|rd|drive|dr|boulevard|blvd|lane|ln|highway|hwy|court|ct|suite|ste"
    r"|apt|unit|floor|room|way|place|pl|st|calle|n|s|e|w|ne|nw|se|sw)\b",
    re.IGNORECASE,
)
GLUED = re.compile(r"[a-z.](?:Suite|Floor|Room|Unit|Apt)|\d[A-Z][a-z]{3,}|[a-z][A-Z][a-z]{3,}")
NAMES_WITH_CAPITALS = re.compile(r"\b(?:Mc|Mac|De|La|Le|Du|O')(?=[A-Z])")
NO_STREET_FIX = said("Give street, city, state and ZIP, separated by commas.")


def read_address(text: str) -> Reading:
    """Return one HSDS address; with no street where only the area is sure."""
    text = " ".join(text.replace("\n", ", ").split()).strip(" ,")
    if STATE_ONLY.fullmatch(text):
        return nothing()  # a state is no place to go to
    pieces = [piece.strip() for piece in text.split(",") if piece.strip()]
    country = COUNTRY_NAMES.get(pieces[-1].lower()) if len(pieces) >= 2 else None
    if country is not None:
        pieces.pop()
    if country == "MX":
        return _read_mexican(pieces)
    if len(pieces) >= 3 and ZIP.fullmatch(pieces[-1]) and pieces[-2].upper() in CODES:
        pieces[-2:] = [f"{pieces[-2].upper()} {pieces[-1]}"]  # each in a column of its own
    if len(pieces) >= 2 and (run := CITY_STATE_ZIP.fullmatch(pieces[-1])):
        if run[2] in STATES and not STREET_WORD.search(run[1]):
            pieces[-1:] = [run[1], f"{run[2]} {run[3]}"]  # "Minot ND 58701"
    place = STATE_ZIP.fullmatch(pieces[-1]) if len(pieces) >= 2 else None
    if place is None or place[1] not in CODES or not CITY.fullmatch(pieces[-2]):
        return unread(said("the parts of the address cannot be told apart"), NO_STREET_FIX)
    own = "CA" if place[1] in PROVINCES else "US"
    if country not in (None, own) or wrong_parts(own, place[1], place[2] or ""):
        return unread(said("the parts of the address cannot be told apart"), NO_STREET_FIX)
    if GLUED.search(NAMES_WITH_CAPITALS.sub("", ", ".join(pieces[:-1]))):
        return unread(said("the address is run together"), NO_STREET_FIX)
    area = {"address_type": "physical", "city": pieces[-2], "state_province": place[1]}
    area["country"] = own
    return _with_street(area, place[2], pieces[:-2])


def _read_mexican(pieces: list[str]) -> Reading:
    """Return ``street, [colonia,] 83600 City, State``."""
    place = MEXICAN.fullmatch(pieces[-2]) if len(pieces) >= 2 else None
    if place is None or not CITY.fullmatch(place[2]) or not CITY.fullmatch(pieces[-1]):
        return unread(said("the parts of the address cannot be told apart"), NO_STREET_FIX)
    area = {"address_type": "physical", "city": place[2], "state_province": pieces[-1]}
    area["country"] = "MX"
    return _with_street(area, place[1], pieces[:-2])


def _with_street(area: dict[str, str], postal_code: str | None, lines: list[str]) -> Reading:
    first = next((n for n, line in enumerate(lines) if re.search(r"\d", line)), None)
    if first is None:
        return Reading((area,))
    if postal_code is None:
        return Reading((area,), (said("only the city went in: the postal code is missing"),))
    address: dict[str, Any] = {**area, "postal_code": postal_code, "address_1": lines[first]}
    if re.match(r"p\.?\s?o\.?\s", lines[first], re.IGNORECASE):
        address["address_type"] = "postal"
    if first:
        address["attention"] = ", ".join(lines[:first])
    if more := lines[first + 1 :]:
        address["address_2"] = ", ".join(more)
    return Reading((address,))
