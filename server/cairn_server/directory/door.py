"""Tell whether a text leads to a door: a street with its number, coordinates, a link to a map.

Stricter than `street`, which looks for what may be an address where one is to be hidden. This is
asked of what people write, and refuses it: so ordinary words must pass ("open 24 hours", "a safe
place", "2 blocks from the court").

Held with ``pwa/src/directory/door.ts`` to ``tests/vectors/door.json``: the patterns are the same
text in both, without look-behind, which old phones do not have.
"""

from __future__ import annotations

import re

__all__ = ["leads_to_door"]

EDGE = r"(?:^|[^A-Za-zÀ-ÿ0-9])"
END = r"(?![A-Za-zÀ-ÿ0-9])"
NUMBER = r"[0-9]{1,6}[a-z]?(?:-[0-9]{1,6})?"
# Words that stand between a number and a street's name only where no address is meant.
SMALL = (
    r"(?!(?:a|an|the|of|on|in|at|to|for|from|and|or|by|off|per|down|up|along|with|is|are|was|"
    r"hour|hours|hrs|day|days|night|nights|week|weeks|month|months|year|years|min|mins|minute|"
    r"minutes|mile|miles|mi|block|blocks|people|beds|rooms|meals|times|pm|am)[^a-zà-ÿ0-9])"
)
WORD = SMALL + r"[a-z0-9à-ÿ'’.-]{1,20}\s{1,3}"
PLAIN = (  # in small letters
    EDGE
    + NUMBER
    + r"\s{1,3}(?:"
    + WORD
    + r"){1,4}?(?:(?:street|avenue|ave|road|rd|drive|lane|ln|boulevard|blvd|highway|hwy|parkway|"
    + r"pkwy)"
    + END
    + r"|(?:st|dr|ct|cir|pl|ter)(?=\.?\s{0,3}(?:[,;!?)\n]|$|apt|suite|unit|#)))"
)
SPANISH = (
    EDGE
    + r"(?:calle|avenida|avda|carretera|paseo|callejón|bulevar)\.?\s{1,3}(?:"
    + WORD
    + r"){0,4}?(?:n\.?º?\s{0,2}|#\s{0,2}|núm\.?\s{0,2}|número\s{1,2})?[0-9]{1,6}"
    + END
)
NAMED = (  # as it was written: a name, and what may be no street at all
    EDGE
    + NUMBER
    + r"\s{1,3}(?:(?!Safe\s)[A-ZÀ-Þ][A-Za-zÀ-ÿ'’.-]{0,20}\s{1,3}){1,3}"
    + r"(?:Way|Place|Pl|Row|Court|Ct|Plaza|Loop|Trail|Circle|Terrace|Square|Crossing|Pike|Alley|"
    + r"St|Dr)"
    + END
)
COORDINATES = (
    r"[0-9]{1,3}\.[0-9]{3,15}\s?°?\s?[NnSs]?\s?[,;/ ]\s?[-+]?[WwEeOo]?\s?[0-9]{1,3}\.[0-9]{3,15}"
    r"|[0-9]{1,3}\s?°\s?[0-9]{1,2}\s?['′’]"
)
MAPS = (
    r"maps\.(?:app\.)?goo\.gl|goo\.gl/maps|google\.[a-z.]{2,10}/maps|maps\.google|maps\.apple"
    r"|openstreetmap\.org|osm\.org/|waze\.com|bing\.com/maps|what3words|w3w\.co|plus\.codes"
    r"|geo:-?[0-9]|///[a-z]{3,20}\.[a-z]{3,20}\.[a-z]{3,20}"
    r"|[23456789cfghjmpqrvwx]{4,8}\+[23456789cfghjmpqrvwx]{2,3}"
)
IN_SMALL_LETTERS = re.compile(f"{PLAIN}|{SPANISH}|{MAPS}")
AS_WRITTEN = re.compile(f"{NAMED}|{COORDINATES}")


def leads_to_door(text: str) -> bool:
    """Tell whether somebody could find the place by this text alone."""
    return bool(IN_SMALL_LETTERS.search(text.lower()) or AS_WRITTEN.search(text))
