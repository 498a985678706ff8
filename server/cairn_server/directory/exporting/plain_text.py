"""The directory as plain text: for paper, for a reader's voice, for a phone without an app.

Hours, numbers, languages and costs are said in the words of the pages under ``/plain/``.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from datetime import date
from typing import Any

from cairn_server.directory.exporting.entries import Entries
from cairn_server.directory.exporting.readable import (
    addresses,
    joined,
    named,
)
from cairn_server.plain.hours import hours_lines
from cairn_server.plain.telling import cost_lines, language_words, phone_line
from cairn_server.plain.words import Words, words_in

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


async def text_lines(entries: Entries, *, today: date, language: str = "en") -> AsyncIterator[str]:
    """Yield one block of lines a service. Hours that have ended by `today` are left out."""
    labels, words = LABELS[language], words_in(language)
    names: dict[str, str] = {}
    places: dict[str, str] = {}
    async for kind, told in entries.read():
        if kind == "organization":
            names[told["id"]] = told["name"]
        elif kind == "location":
            places[told["id"]] = _place(told, labels, words)
        elif kind == "service":
            hours = joined(hours_lines(_schedules(told), words, today.isoformat()))
            yield "\n".join(_service(told, names, places, hours, labels, words)) + "\n\n"


def _schedules(told: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    at = told.get("service_at_locations", ())
    return [one for holder in (told, *at) for one in holder.get("schedules", ())]


def _phones(told: Mapping[str, Any], words: Words) -> str:
    lines = [phone_line(one, words) for one in told.get("phones", ())]
    return joined(f"{line.text} ({line.note})" if line.note else line.text for line in lines)


def _place(told: Mapping[str, Any], labels: Mapping[str, str], words: Words) -> str:
    where = joined(addresses(told))
    if told.get("confidential"):
        where = f"{where} ({labels['confidential']})".strip()
    numbers = f" - {_phones(told, words)}" if told.get("phones") else ""
    return ", ".join(filter(None, (told.get("name", ""), where))) + numbers


def _service(
    told: Mapping[str, Any],
    names: Mapping[str, str],
    places: Mapping[str, str],
    hours: str,
    labels: Mapping[str, str],
    words: Words,
) -> list[str]:
    name, owner = told["name"], names.get(told.get("organization_id", ""), "")
    lines = [name.upper(), *([owner] if owner and owner != name else [])]
    if "state" in told:
        lines.append(labels[told["state"]])
    if told["status"] != "active":
        lines.append(labels["closed"])
    lines += told[field].split("\n") if (field := "alert") in told else []
    lines += told.get("description", "").split("\n") if "description" in told else []
    at = told.get("service_at_locations", ())
    details = (
        ("phone", _phones(told, words)),
        ("hours", hours),
        *(("place", places.get(place["location_id"], "")) for place in at),
        ("area", joined(named(told, "service_areas", "name"))),
        ("languages", joined(language_words(one, words) for one in told.get("languages", ()))),
        ("who", told.get("eligibility_description", "")),
        ("start", told.get("application_process", "")),
        ("cost", joined(cost_lines(told, words))),
        ("web", told.get("url", "")),
        ("email", told.get("email", "")),
        ("checked", words.date(told.get("assured_date", ""))),
    )
    return lines + [f"{labels[label]}: {value}" for label, value in details if value]
