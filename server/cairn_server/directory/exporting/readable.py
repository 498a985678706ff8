"""Parts of an entry in words: what a spreadsheet's cell and the plain text say."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

__all__ = ["addresses", "hours", "joined", "languages", "named", "phones"]

DAYS = {"MO": "Mon", "TU": "Tue", "WE": "Wed", "TH": "Thu", "FR": "Fri", "SA": "Sat", "SU": "Sun"}


def joined(told: Iterable[str]) -> str:
    return "; ".join(filter(None, told))


def phones(told: Mapping[str, Any]) -> list[str]:
    return [_phone(phone) for phone in told.get("phones", ())]


def _phone(phone: Mapping[str, Any]) -> str:
    extension = f" ext. {phone['extension']}" if "extension" in phone else ""
    kind = f" ({phone['type']})" if phone.get("type", "voice") != "voice" else ""
    note = f", {phone['description']}" if "description" in phone else ""
    return f"{phone['number']}{extension}{kind}{note}"


def hours(told: Mapping[str, Any]) -> list[str]:
    return [_schedule(schedule) for schedule in told.get("schedules", ())]


def _schedule(schedule: Mapping[str, Any]) -> str:
    days = ", ".join(DAYS.get(day, day) for day in schedule.get("byday", "").split(",") if day)
    opens, closes = schedule.get("opens_at", ""), schedule.get("closes_at", "")
    times = f"{opens[:5]}-{closes[:5]}" if opens and closes else opens[:5]
    return " ".join(filter(None, (days, times, schedule.get("description", ""))))


def addresses(told: Mapping[str, Any]) -> list[str]:
    """Return each address in one line; of a place without a street the area."""
    lines = []
    for address in (*told.get("addresses", ()), *told.get("areas", ())):
        names = ("address_1", "address_2", "city", "region", "state_province", "postal_code")
        lines.append(", ".join(address[name] for name in names if name in address))
    return lines or [one for one in (told.get("area", ""),) if one]


def languages(told: Mapping[str, Any]) -> list[str]:
    return [one.get("name") or one.get("code", "") for one in told.get("languages", ())]


def named(told: Mapping[str, Any], field: str, name: str) -> list[str]:
    return [one[name] for one in told.get(field, ()) if name in one]
