"""A directory of invented services, alike for each seed: some 1.2 KB each, as real ones are."""

from __future__ import annotations

from random import Random
from typing import Any
from uuid import UUID

from cairn_server.directory.models import CATEGORIES
from cairn_sync.document import Document, new_edit

__all__ = ["directory", "service_fields"]

WORDS = (
    "advocates answer the line day and night and can meet you in a safe place anywhere in the "
    "county bring a friend if you like we help with protective orders court dates rent deposits "
    "food boxes diapers gas cards rides to appointments counseling support groups for children "
    "and adults no one asks about papers income or insurance and nothing is shared without your "
    "word walk in or call first on weekends leave a message with a safe number to call back "
    "interpreters for Spanish and other languages are there at no cost pets are welcome"
).split()
PLACES = ("Bent River", "Three Forks", "Cedar Flat", "Ash Hollow", "Lone Butte", "Salt Creek")
KINDS = ("Night Line", "Legal Aid", "Food Pantry", "Housing Help", "Family Center", "Ride Share")


def service_fields(dice: Random) -> dict[str, Any]:
    """Return the body of one service that the directory may hold."""
    name = f"{dice.choice(PLACES)} {dice.choice(KINDS)} {dice.randrange(100)}"
    return {
        "type": "service",
        "schema": 1,
        "organization_id": _uuid(dice),
        "name": name,
        "description": _text(dice, 90),
        "status": "active",
        "application_process": _text(dice, 25),
        "eligibility_description": _text(dice, 15),
        "assured_date": f"2026-{dice.randint(1, 9):02}-{dice.randint(1, 28):02}",
        "phones": [{"number": f"555-01{dice.randrange(100):02}", "type": "voice"}],
        "schedules": [
            {"freq": "WEEKLY", "byday": "MO,TU,WE", "opens_at": "09:00", "closes_at": "17:00"}
        ],
        "languages": [{"code": "es"}],
        "categories": [dice.choice(CATEGORIES)],
    }


def directory(count: int, *, seed: int = 1) -> list[Document]:
    """Return `count` services, each in its first edit."""
    dice = Random(seed)
    return [new_edit(f"service:{_uuid(dice)}", service_fields(dice)) for _ in range(count)]


def _text(dice: Random, words: int) -> str:
    return " ".join(dice.choice(WORDS) for _ in range(words)).capitalize() + "."


def _uuid(dice: Random) -> str:
    return str(UUID(int=dice.getrandbits(128), version=4))
