"""Guess what a list's columns hold: by their names in English and Spanish, else by their values."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from cairn_server.directory.importing.table import Table

__all__ = ["CHOICES", "guess_columns", "is_heading"]

CHOICES: dict[str, str] = {  # choice -> words of a heading, the best first; order is preference
    "id": "id|record id|resource id|service id|number id|identificador|clave",
    "service.name": "service name|program name|service|program|resource|name|title|nombre del"
    " servicio|servicio|programa|nombre|recurso|titulo",
    "organization.name": "organization|organisation|agency|provider|organization name|agency name"
    "|organizacion|agencia|proveedor|nombre de la organizacion",
    "service.description": "description|about|what it is|details|notes|summary|descripcion"
    "|detalles|notas|acerca de",
    "service.phones": "phone|telephone|phone number|hotline|crisis line|toll free|main phone"
    "|telefono|linea de crisis|numero de telefono",
    "service.phones:fax": "fax|fax number",
    "service.phones:textphone": "tty|tdd|tty/tdd",
    "service.phones:text": "text line|sms|text number|mensaje de texto",
    "service.email": "email|e-mail|mail|correo|correo electronico",
    "service.url": "website|web page|url|web|web site|webpage|sitio web|pagina web|pagina",
    "service.schedules": "hours|hours of operation|schedule|opening hours|office hours|horario"
    "|horas|horario de atencion",
    "service.languages": "languages|language|languages spoken|idiomas|idioma|lenguas",
    "service.categories": "category|categories|type|service type|topics|categoria|categorias|tipo"
    "|heading above",
    "service.cost_options": "cost|fee|fees|price|costo|precio|tarifa",
    "service.eligibility_description": "eligibility|who can use it|requirements|elegibilidad"
    "|requisitos",
    "service.application_process": "how to apply|intake|application|application process"
    "|como solicitar|solicitud",
    "service.service_areas": "service area|area served|counties|county|counties served"
    "|area de servicio|condado|condados",
    "service.assured_date": "last checked|last verified|verified|updated|fecha de verificacion",
    "place.whole": "address|location|full address|physical address|direccion|domicilio"
    "|direccion completa",
    "place.street": "street|street address|address line 1|address 1|calle",
    "place.city": "city|town|ciudad|pueblo",
    "place.state": "state|province|estado|provincia",
    "place.postal_code": "zip|zip code|zipcode|postal code|postcode|codigo postal",
    "place.confidential": "confidential|hidden address|confidencial|direccion confidencial",
}
WORDS = frozenset(word for words in CHOICES.values() for word in words.split("|"))
NUMBERED = re.compile(r"\s*(?:#|\d+|\([^()]*\))$")
MANY = frozenset({"service.phones", "service.description", "service.categories"})
SHAPES = (  # where the heading says nothing, what most values look like
    ("service.email", re.compile(r"(?:mailto:)?[^@\s]+@[^@\s]+\.[a-z]{2,}", re.IGNORECASE)),
    ("service.url", re.compile(r"(?:https?://|www\.)\S+|[\w-]+\.(?:org|com|net|gov|edu)\S*")),
    ("place.postal_code", re.compile(r"\d{5}(?:-\d{4})?")),
    ("service.phones", re.compile(r"(?:\+?1[-. ]?)?\(?[2-9]\d{2}\)?[-. ]*\d{3}[-. ]?\d{4}.*")),
    (
        "service.schedules",
        re.compile(
            r".*(?:\b(?:mon|tue|wed|thu|fri|lun|mar|mie|jue)|24/7|\d\s*[ap]\.?m).*",
            re.IGNORECASE | re.DOTALL,
        ),
    ),
    ("place.whole", re.compile(r"\d+ .{3,60}, ?[A-Z]{2}\.? \d{5}(?:-\d{4})?", re.DOTALL)),
)
QUESTION = re.compile(r"[?]\s*$")  # "Is this a hotline?" holds yes or no
IS_ID = re.compile(r"\b(?:id|number|num|code)$")  # five digits there are no ZIP code
SAMPLE = 50  # rows that are looked at
MAX_LOOKED_AT = 200  # letters of a cell


def guess_columns(table: Table) -> dict[str, str]:
    """Return a choice for each column; columns that say nothing known are left out."""
    guessed: dict[str, str] = {}
    taken: set[str] = set()
    names = [name for name in table.columns if name]
    ranked = sorted(
        (rank, place, name, choice)
        for place, name in enumerate(names)
        for choice, words in CHOICES.items()
        if not QUESTION.search(name)
        and (rank := _rank(_folded(name), words.split("|"))) is not None
    )
    for _, _, name, choice in ranked:
        if name not in guessed and (choice in MANY or choice not in taken):
            guessed[name] = choice
            taken.add(choice)
    for name in [one for one in names if not IS_ID.search(_folded(one))]:
        choice = _shape_of([row.cells.get(name, "") for row in table.rows[:SAMPLE]])
        if name not in guessed and choice and (choice in MANY or choice not in taken):
            guessed[name] = choice
            taken.add(choice)
    if "place.whole" in taken and {"place.city", "place.postal_code"} & taken:
        for name, choice in guessed.items():  # "Address" beside a city is the street alone
            if choice == "place.whole" and "place.street" not in taken:
                guessed[name] = "place.street"
    if "service.name" not in taken and "organization.name" in taken:
        # A list of agencies: each is its own service.
        name = next(name for name, choice in guessed.items() if choice == "organization.name")
        guessed[name] = "service.name"
    return {name: guessed[name] for name in names if name in guessed}


def is_heading(cell: str) -> bool:
    """Tell whether people name columns so, word for word but for a number or a plural."""
    name = NUMBERED.sub("", _folded(cell))
    return name in WORDS or name.removesuffix("s") in WORDS


def _rank(name: str, words: Sequence[str]) -> tuple[int, int] | None:
    """Return how well a heading fits, the best lowest: whole, else by where a word begins."""
    if name in words:
        return 0, words.index(name)
    for word in words:
        if name.endswith(" id"):
            break  # of an organization, say: not its name
        if len(word) > 3 and (found := re.search(rf"\b{re.escape(word)}s?\b", name)):
            return 1, found.start()
    return None


def _shape_of(cells: Sequence[str]) -> str:
    filled = [cell[:MAX_LOOKED_AT] for cell in cells if cell]
    for choice, shape in SHAPES:
        if filled and sum(bool(shape.fullmatch(cell)) for cell in filled) * 10 >= len(filled) * 7:
            return choice
    return ""


def _folded(name: str) -> str:
    apart = unicodedata.normalize("NFD", name.casefold().replace("_", " "))
    plain = "".join(letter for letter in apart if not unicodedata.combining(letter))
    return " ".join(plain.split()).strip(" :*?")
