"""Places whose address must not be known: what they may hold, and how to spot one.

A shelter's address can get someone killed, so a confidential location holds a name, an
area no smaller than a city, phones, and what a caller must know (hours, languages,
accessibility): nothing else, under whatever name. The rule lists what is allowed, because
an unknown property may hold an address as well as a known one.

Rule 1: nothing here repeats a value that was found; it names fields only.
Rule 2: a place that may be a shelter is treated as one until an editor decides.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from cairn_server.directory.books import values_told
from cairn_server.directory.street import has_street, without_streets
from cairn_sync.merge import EDITS

__all__ = [
    "ALLOWED",
    "forbidden_in_confidential",
    "hide_streets",
    "hides_place",
    "hides_street",
    "is_likely_shelter",
    "said_instead",
    "strip_confidential",
]

ALLOWED = frozenset(
    "type schema location_type name alternate_name organization_id addresses phones schedules "
    "languages accessibility confidential assured_date last_modified public "
    "verify_every_days state".split()
)
ALLOWED_IN_PARTS = {
    "addresses": frozenset("address_type city region state_province country".split()),
    "phones": frozenset("id number extension type description languages".split()),
    "schedules": frozenset(
        "id freq interval byday bymonthday byyearday byweekno dtstart until count wkst timezone "
        "opens_at closes_at valid_from valid_to description exceptions".split()
    ),
    "exceptions": frozenset("id date until opens_at closes_at description".split()),
    "languages": frozenset("id code name note".split()),
    "accessibility": frozenset("id description".split()),
}
NEEDED_IN_PARTS = {  # one of these, or the part says nothing
    "addresses": ("city", "region"),
    "phones": ("number",),
    "schedules": ("freq", "opens_at", "description"),
    "exceptions": ("date",),
    "languages": ("code", "name"),
    "accessibility": ("description",),
}


def forbidden_in_confidential(body: Mapping[str, Any]) -> list[str]:
    """Return the fields that a location holds and must not, sorted; ``[]``: none.

    Always ``[]`` for a location that is not marked confidential.
    """
    if body.get("confidential") is not True:
        return []
    plain = {name: value for name, value in body.items() if name != EDITS}
    return sorted([*strip_confidential(plain)[1], *_forbidden_in_books(body.get(EDITS))])


def hides_place(field: str, value: Any) -> bool:
    """Tell whether a confidential place must not say this in a field that it may have."""
    if field == "state" and isinstance(value, Mapping):
        # Kept in the books with what replaces it: a place that may be listed with an address.
        return "replaced_by" in value
    kept, gone = strip_confidential({field: value})
    return bool(gone) or field not in kept


def said_instead(field: str, value: Any) -> tuple[Any, ...]:
    """Return what a confidential place says of a field in the place of what it must not.

    That it is no longer offered stays so, whatever replaces it: else hiding it would list it.
    """
    if field != "state" or not isinstance(value, Mapping):
        return ()
    return tuple({"state": state} for name, state in value.items() if name == "state")


def _forbidden_in_books(books: Any) -> Iterator[str]:
    """Yield the fields of which the books of changes tell more than the place may hold."""
    for name, values in values_told(books):
        if name not in ALLOWED or any(hides_place(name, value) for value in values):
            yield f"{EDITS}.{name}"


def strip_confidential(body: Mapping[str, Any]) -> tuple[dict[str, Any], list[str]]:
    """Return the location marked confidential with only what it may hold, and what went.

    What went is named by field (``latitude``, ``addresses.address_1``), sorted, never by
    value. Text that hides a street address goes as a whole.
    """
    kept: dict[str, Any] = {"confidential": True}
    gone: set[str] = set()
    for name, value in body.items():
        if name not in ALLOWED:
            gone.add(name)
        elif name in ALLOWED_IN_PARTS:
            parts, lost = _strip_parts(name, value)
            gone |= lost
            if parts:
                kept[name] = parts
        elif hides_street(value):
            gone.add(name)
        else:
            kept[name] = value
    kept["confidential"] = True
    return kept, sorted(gone)


def _strip_parts(path: str, parts: Any) -> tuple[list[dict[str, Any]], set[str]]:
    """Return the parts with what each may hold; of a part within a part likewise."""
    field = path.rpartition(".")[2]
    kept: list[dict[str, Any]] = []
    gone: set[str] = set()
    if not isinstance(parts, list):
        return kept, {path}
    for part in parts:
        if not isinstance(part, dict):
            gone.add(path)
            continue
        allowed: dict[str, Any] = {}
        for name, value in part.items():
            if name not in ALLOWED_IN_PARTS[field]:
                gone.add(f"{path}.{name}")
            elif name in ALLOWED_IN_PARTS:
                inner, lost = _strip_parts(f"{path}.{name}", value)
                gone |= lost
                if inner:
                    allowed[name] = inner
            elif isinstance(value, dict | list) or hides_street(value):
                gone.add(f"{path}.{name}")
            else:
                allowed[name] = value
        if any(name in allowed for name in NEEDED_IN_PARTS[field]):
            kept.append(allowed)
        else:
            gone.add(path)
    return kept, gone


def hides_street(value: Any) -> bool:
    """Tell whether a street address stands anywhere in a value, however deep."""
    if isinstance(value, str):
        return has_street(value)
    if isinstance(value, dict):
        return any(map(hides_street, value.values()))
    if isinstance(value, list):
        return any(map(hides_street, value))
    return False


def hide_streets(
    body: Mapping[str, Any], fields: Iterable[str]
) -> tuple[dict[str, Any], list[str]]:
    """Return the body with street addresses blanked out of the named text fields, and which.

    For services and organizations behind a confidential place, whose text stays useful.
    """
    changed = dict(body)
    found: list[str] = []
    for name in fields:
        text = changed.get(name)
        if isinstance(text, str) and has_street(text):
            changed[name] = without_streets(text)
            found.append(name)
    return changed, found


# -- Is it a shelter? ---------------------------------------------------------
# Folded to small letters without accents. STRONG words in a name decide alone, unless
# what is sheltered is no person; WEAK ones decide unless the name is a public office's.

NOT_PEOPLE = re.compile(
    r"(?:animal|pet|dog|cat|horse|tax|bus|wildlife|storm|bird)s?\s+(?:shelter|refuge)s?"
    r"|(?:shelter|refuge)s?\s+(?:for|of)\s+(?:animal|pet|dog|cat|horse)s?"
    r"|shelter in place|sheltered workshop"
    r"|(?:refugio|albergue)\s+(?:de|para)\s+(?:animales|mascotas|perros|gatos)"
)
STRONG = re.compile(
    r"\bshelters?\b|\bsafe\s?-?\s?(?:house|home|haven)s?\b|\brefuge\b|\bwomen'?s refuge\b"
    r"|\btransitional (?:living|housing|home)\b|\bbattered\b"
    r"|\balbergues?\b|\brefugios?\b|\bcasas? (?:segura|de acogida|de la mujer|de paso)s?\b"
    r"|\bhogar(?:es)? (?:seguro|de acogida)s?\b"
)
WEAK = re.compile(
    r"(?<!gun )\bviolen(?:ce|t)\b|(?<!substance )(?<!drug )(?<!alcohol )\babuse\b"
    r"|\bcrisis center\b|\bwomen'?s cent(?:er|re)\b"
    r"|\bwom[ae]n(?:'?s)? (?:abuse|house)\b|\babused wom[ae]n\b"
    r"|\bsexual assault\b|\bsojourn\b|\bsurvivors? house\b"
    r"|\bviolencia\b|\bcentro de crisis\b|\bmujeres maltratadas\b"
    r"|\bcentro (?:de|para) (?:la mujer|mujeres)\b"
)
PUBLIC_OFFICE = re.compile(
    r"\b(?:court|courthouse|courtroom|law|legal|lawyers?|attorneys?|clinic|library|hospital|police|"
    r"sheriff|university|college|hotline|helpline|tribunal|juzgado|corte|abogad[oa]s?|clinica|"
    r"biblioteca|policia|linea de ayuda)\b"
)
IN_TEXT = re.compile(
    r"\b(?:emergency|confidential|domestic violence|women'?s|battered|safe|24.hour|residential) "
    r"(?:overnight )?shelters?\b"
    r"|\b(?:undisclosed|confidential|secret) (?:location|address|site)\b"
    r"|\bsafe\s?-?\s?(?:house|home)s?\b"
    r"|\bshelters? (?:for|to) (?:women|victims|survivors|battered|families|people fleeing|adults)\b"
    r"|\b(?:provides?|offers?|operates?|runs?) (?:a |an |safe |temporary |emergency )*shelter\b"
    r"|\balbergues? (?:de emergencia|confidencial(?:es)?|para (?:mujeres|victimas|familias))\b"
    r"|\brefugios? (?:de emergencia|confidencial(?:es)?|para (?:mujeres|victimas|familias))\b"
    r"|\b(?:direccion|ubicacion|lugar) (?:confidencial|secret[oa])\b|\bcasas? de acogida\b"
)


def is_likely_shelter(
    names: Iterable[str], *, texts: Iterable[str] = (), categories: Iterable[str] = ()
) -> bool:
    """Return True if people in danger may be living there, judged by its words.

    `names` are the names of one thing, `texts` its descriptions.
    """
    if "shelter" in categories:
        return True
    for name in map(_folded, names):
        if STRONG.search(name):
            return True
        if WEAK.search(name) and not PUBLIC_OFFICE.search(name):
            return True
    return any(IN_TEXT.search(_folded(text)) for text in texts)


def _folded(text: str) -> str:
    apart = unicodedata.normalize("NFD", text.replace("’", "'").casefold())
    plain = "".join(letter for letter in apart if not unicodedata.combining(letter))
    return NOT_PEOPLE.sub(" ", " ".join(plain.split()))
