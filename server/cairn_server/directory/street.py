"""Find what looks like a street address in running text, in English and Spanish.

It is meant to find too much rather than too little: it is only asked about places
that may be confidential. A post office box is no street.
"""

from __future__ import annotations

import re

__all__ = ["has_street", "without_streets"]

# "214 N. Old Mill Road", "1038 Harvin Way, Suite 100", "4948 Central Avenue"
ENGLISH = (
    r"\b\d{1,6}[A-Za-z]?(?:\s*-\s*\d{1,6})?\s+(?:[A-Za-z0-9'’.]+\s+){0,5}?"
    r"(?:street|st|avenue|ave|av|road|rd|drive|dr|lane|ln|boulevard|blvd|court|ct|circle|cir|"
    r"highway|hwy|way|place|pl|parkway|pkwy|terrace|ter|trail|trl|route|rte|square|plaza|loop|"
    r"pike|row|crossing|alley|county road|cr|state road|sr)\b"
    # One gap of any width at a time, here too: see below.
    r"(?:\.?(?:\s*,)?\s*(?:suite|ste|unit|apt|apartment|room|rm|floor|fl|\#)\.?\s*[\w-]+)?"
)
# "Calle Robles 12", "Avenida del Río n.º 4"
SPANISH = (
    r"\b(?:calle|avenida|avda|av|carretera|camino|paseo|plaza|callejón|bulevar)\b\.?\s+"
    r"(?:[\w'’.]+\s+){0,5}?(?:n\.?[º°]?\s*|\#\s*|núm\.?\s*|número\s+)?\d{1,6}\b"
)
# "N 43.0213, W 89.4012" or "43.02134, -89.40121": three decimals place a house's block
# Never two unbounded gaps in a row: a text of blanks would take minutes, and stop the server.
COORDINATES = (
    r"[-+]?\d{1,3}\.\d{3,15}\s{0,3}°?\s{0,3}[NnSs]?\s{0,3},\s{0,9}[-+]?[WwEe]?\s{0,3}"
    r"\d{1,3}\.\d{3,15}"
)
STREET = re.compile(f"(?:{ENGLISH})|(?:{SPANISH})|(?:{COORDINATES})", re.IGNORECASE)


def has_street(text: str) -> bool:
    return STREET.search(text) is not None


def without_streets(text: str, *, instead: str = "(address left out)") -> str:
    """Return the text with everything that looks like a street address replaced."""
    return STREET.sub(instead, text)
