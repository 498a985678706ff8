"""The directory as plain text: for paper, for a reader's voice, for a phone without an app."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from typing import Any

from cairn_server.directory.exporting.entries import Entries
from cairn_server.directory.exporting.readable import (
    addresses,
    hours,
    joined,
    languages,
    named,
    phones,
)

__all__ = ["LANGUAGES", "text_lines"]

LABELS = {
    "en": {
        "phone": "Phone",
        "hours": "Hours",
        "place": "Place",
        "confidential": "the address is confidential: call",
        "area": "For people in",
        "languages": "Languages",
        "who": "Who can come",
        "start": "How to start",
        "cost": "Cost",
        "web": "Website",
        "email": "Email",
        "checked": "Last checked",
        "closed": "NOT OPEN NOW",
        "draft": "DRAFT, FOR EDITORS ONLY",
        "retired": "NO LONGER OFFERED",
    },
    "es": {
        "phone": "Teléfono",
        "hours": "Horario",
        "place": "Lugar",
        "confidential": "la dirección es confidencial: llame",
        "area": "Para personas en",
        "languages": "Idiomas",
        "who": "Quién puede venir",
        "start": "Cómo empezar",
        "cost": "Costo",
        "web": "Sitio web",
        "email": "Correo electrónico",
        "checked": "Última revisión",
        "closed": "NO ESTÁ ABIERTO AHORA",
        "draft": "BORRADOR, SOLO PARA EDITORES",
        "retired": "YA NO SE OFRECE",
    },
}
LANGUAGES = tuple(LABELS)


async def text_lines(entries: Entries, *, language: str = "en") -> AsyncIterator[str]:
    """Yield one block of lines a service."""
    words = LABELS[language]
    names: dict[str, str] = {}
    places: dict[str, str] = {}
    async for kind, told in entries.read():
        if kind == "organization":
            names[told["id"]] = told["name"]
        elif kind == "location":
            places[told["id"]] = _place(told, words)
        elif kind == "service":
            yield "\n".join(_service(told, names, places, words)) + "\n\n"


def _place(told: Mapping[str, Any], words: Mapping[str, str]) -> str:
    where = joined(addresses(told))
    if told.get("confidential"):
        where = f"{where} ({words['confidential']})".strip()
    numbers = f" - {joined(phones(told))}" if told.get("phones") else ""
    return ", ".join(filter(None, (told.get("name", ""), where))) + numbers


def _service(
    told: Mapping[str, Any],
    names: Mapping[str, str],
    places: Mapping[str, str],
    words: Mapping[str, str],
) -> list[str]:
    name, owner = told["name"], names.get(told.get("organization_id", ""), "")
    lines = [name.upper(), *([owner] if owner and owner != name else [])]
    if "state" in told:
        lines.append(words[told["state"]])
    if told["status"] != "active":
        lines.append(words["closed"])
    lines += told[field].split("\n") if (field := "alert") in told else []
    lines += told.get("description", "").split("\n") if "description" in told else []
    at = told.get("service_at_locations", ())
    costs = [*named(told, "cost_options", "option"), told.get("fees_description", "")]
    details = (
        ("phone", joined(phones(told))),
        ("hours", joined([*hours(told), *(one for place in at for one in hours(place))])),
        *(("place", places.get(place["location_id"], "")) for place in at),
        ("area", joined(named(told, "service_areas", "name"))),
        ("languages", joined(languages(told))),
        ("who", told.get("eligibility_description", "")),
        ("start", told.get("application_process", "")),
        ("cost", joined(costs)),
        ("web", told.get("url", "")),
        ("email", told.get("email", "")),
        ("checked", told.get("assured_date", "")),
    )
    return lines + [f"{words[label]}: {value}" for label, value in details if value]
