"""Codes of states and provinces, and the forms of postal codes, of the countries near here.

Held with ``pwa/src/directory/postal.ts`` to ``tests/vectors/postal.json``.
"""

from __future__ import annotations

import re

__all__ = ["COUNTRY_NAMES", "POSTAL_FORMS", "PROVINCES", "STATES", "country_of", "wrong_parts"]

# With the District of Columbia, the territories, the freely associated states, and the military.
STATES = frozenset(
    "AL AK AS AZ AR CA CO CT DE DC FL FM GA GU HI ID IL IN IA KS KY LA ME MD MA MH MI MN MS MO MT "
    "NE NV NH NJ NM NY NC ND MP OH OK OR PA PR PW RI SC SD TN TX UT VT VA VI WA WV WI WY "
    "AA AE AP".split()
)
PROVINCES = frozenset("AB BC MB NB NL NS NT NU ON PE QC SK YT".split())
POSTAL_FORMS = {
    "US": re.compile(r"[0-9]{5}(-[0-9]{4})?"),
    "CA": re.compile(r"[ABCEGHJ-NPRSTVXY][0-9][ABCEGHJ-NPRSTV-Z] ?[0-9][ABCEGHJ-NPRSTV-Z][0-9]"),
    "MX": re.compile(r"[0-9]{5}"),
}
COUNTRY_NAMES = {  # in small letters; "ca" is California
    **dict.fromkeys(("us", "usa", "u.s.", "u.s.a.", "united states"), "US"),
    **dict.fromkeys(("united states of america", "estados unidos", "ee. uu."), "US"),
    **dict.fromkeys(("canada", "canadá"), "CA"),
    **dict.fromkeys(("mx", "mexico", "méxico"), "MX"),
}


def country_of(state: str, postal_code: str) -> str | None:
    """Return the country of an address that names none; None: it cannot be told.

    Five digits without a state of the United States may be Mexico's as well.
    """
    if POSTAL_FORMS["CA"].fullmatch(postal_code.upper()):
        return "CA"
    if not POSTAL_FORMS["US"].fullmatch(postal_code):
        return None
    is_short = len(state) == 2
    return "US" if not is_short or state.upper() in STATES else None


def wrong_parts(country: str, state: str, postal_code: str) -> list[str]:
    """Return which of the two a country's addresses cannot have. A name in words may be any."""
    codes = {"US": STATES, "CA": PROVINCES}.get(country)
    form = POSTAL_FORMS.get(country)
    wrong = []
    if codes is not None and len(state) == 2 and state.upper() not in codes:
        wrong.append("state_province")
    if form is not None and postal_code and not form.fullmatch(postal_code.upper()):
        wrong.append("postal_code")
    return wrong
