"""Cairn's own two taxonomies: kinds of help, and who is served.

Documents hold the short words; HSDS says such things as attributes. The IDs come from the
words and never change.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID, uuid5

from cairn_server.directory.models import CATEGORIES, SERVED

__all__ = ["TAXONOMIES", "TERMS", "terms_of"]

NAMESPACE = UUID("3f1f4c52-8d0e-5b7a-9a37-6d2c41e8b0f5")  # of the two taxonomies; never changes
HELP, AUDIENCE = (str(uuid5(NAMESPACE, name)) for name in ("categories", "who_is_served"))

TAXONOMIES: dict[str, dict[str, Any]] = {
    HELP: {
        "id": HELP,
        "name": "Kinds of help",
        "description": "What a service mainly offers, in the words of Cairn's directory.",
        "version": "1",
    },
    AUDIENCE: {
        "id": AUDIENCE,
        "name": "Who is served",
        "description": "Whom a service names among those it is for.",
        "version": "1",
    },
}
"""By ID, as published."""

WORDS = {
    "hotline": ("Hotline", "Somebody to talk, text or chat with at once."),
    "shelter": ("Shelter", "A safe place to sleep."),
    "legal": ("Legal help", "Protection orders, custody, divorce and other matters of law."),
    "housing": ("Housing", "Homes, rent and deposits."),
    "food": ("Food", "Meals and groceries."),
    "money": ("Money", "Cash, benefits, debts and jobs."),
    "health": ("Health care", "Clinics, hospitals and exams."),
    "mental-health": ("Mental health", "Counseling and support groups."),
    "children": ("Children", "Child care, schools and help for children."),
    "immigration": ("Immigration", "Visas, status and help for newcomers."),
    "transport": ("Rides", "Ways to get somewhere."),
    "pets": ("Pets", "Care for animals."),
    "tribal": ("Tribal services", "Services of a tribe or nation."),
    "other": ("Other help", "What fits under no other kind."),
    "women": ("Women", "The service names women."),
    "men": ("Men", "The service names men."),
    "trans-and-nonbinary": ("Trans and nonbinary people", "The service names them."),
    "lgbtq": ("LGBTQ people", "The service names them."),
    "teen-boys": ("Teenage boys", "The service takes in teenage boys with their family."),
    "teens": ("Teenagers", "The service names teenagers."),
    "older-adults": ("Older adults", "The service names older adults."),
    "disabled": ("People with disabilities", "The service names them."),
    "deaf": ("Deaf people", "The service is offered in sign language."),
    "immigrants": ("Immigrants", "The service names immigrants and refugees."),
    "native": ("Native people", "The service names Native people."),
    "veterans": ("Veterans", "The service names veterans."),
    "people-who-caused-harm": ("People who caused harm", "The service works with them."),
}
AUDIENCE_WORDS = {  # where the audience's word is the same as the help's
    "children": ("Children", "The service takes in or names children."),
    "pets": ("People with pets", "Animals can come along."),
}


def _term_id(taxonomy: str, word: str) -> str:
    return str(uuid5(UUID(taxonomy), word))


def _terms() -> dict[str, dict[str, Any]]:
    terms = {}
    for taxonomy, prefix, words in ((HELP, "help", CATEGORIES), (AUDIENCE, "for", SERVED)):
        for word in words:
            own = AUDIENCE_WORDS if taxonomy == AUDIENCE else {}
            name, description = own.get(word) or WORDS[word]
            term_id = _term_id(taxonomy, word)
            terms[term_id] = {
                "id": term_id,
                "code": f"{prefix}-{word}",  # a code is used once only, says the tabular form
                "name": name,
                "description": description,
                "taxonomy": TAXONOMIES[taxonomy]["name"],
                "language": "en",
                "taxonomy_id": taxonomy,
            }
    return terms


TERMS: dict[str, dict[str, Any]] = _terms()
"""By ID, as published."""


def terms_of(body: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Return (term ID, link type) for each short word that a service holds."""
    kinds = [(_term_id(HELP, word), "kind of help") for word in body.get("categories", ())]
    served = [(_term_id(AUDIENCE, word), "audience") for word in body.get("who_is_served", ())]
    return kinds + served
