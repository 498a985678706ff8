"""What tables and columns of HSDS 1.1 and 2 are called in HSDS 3."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from cairn_server.directory.tabular.tables import TABLES

__all__ = ["as_today", "table_name"]

NAMES = {
    "services_at_location": "service_at_location",
    "services_at_locations": "service_at_location",
    "service_at_locations": "service_at_location",
    "services_taxonomy": "service_taxonomy",
    "service_taxonomies": "service_taxonomy",
    "other_attributes": "attribute",
    "taxonomy": "old_taxonomy",
    "postal_addresses": "postal_address",
    "physical_addresses": "physical_address",
    "accessibility_for_disabilities": "accessibility_for_disabilities",
    "eligibility": "eligibility",
    "payments_accepted": "payment_accepted",
    "regular_schedules": "regular_schedule",
    "holiday_schedules": "holiday_schedule",
    "fundings": "funding",
    "urls": "url",
    "addresses": "address",
    "taxonomies": "taxonomy",
}
OLD = frozenset(NAMES.values())
DAYS = {
    "1": "MO", "2": "TU", "3": "WE", "4": "TH", "5": "FR", "6": "SA", "7": "SU",
    "monday": "MO", "tuesday": "TU", "wednesday": "WE", "thursday": "TH", "friday": "FR",
    "saturday": "SA", "sunday": "SU",
}  # fmt: skip


def table_name(file: str) -> str | None:
    """Return the table that a file holds, by its name; None: none that is read."""
    stem = file.replace("\\", "/").rpartition("/")[2].casefold().removesuffix(".csv")
    if stem in NAMES:
        return NAMES[stem]
    for one in (stem, stem.removesuffix("s")):
        if one in TABLES or one in OLD:
            return one
    return None


def as_today(table: str, told: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the row under the names of HSDS 3."""
    match table:
        case "physical_address" | "postal_address":
            yield "address", told | {"address_type": table.partition("_")[0]}
        case "old_taxonomy":
            yield "taxonomy_term", _renamed(told, {"vocabulary": "taxonomy"})
        case "service_taxonomy":
            term = {"link_entity": "service", "link_id": told.get("service_id")}
            term |= {"taxonomy_term_id": told.get("taxonomy_id"), "id": told.get("id")}
            yield "attribute", {k: v for k, v in term.items() if v}
        case "language":
            yield table, _renamed(told, {"language": "name"})
        case "accessibility_for_disabilities":
            yield "accessibility", _renamed(told, {"accessibility": "description"})
        case "service_area":
            yield table, _renamed(told, {"service_area": "name"})
        case "payment_accepted":
            yield "cost_option", _renamed(told, {"payment": "amount_description"})
        case "regular_schedule":
            yield "schedule", _schedule(told)
        case "holiday_schedule" | "eligibility":
            return  # holidays of years gone by, and words that the service says, too
        case "location":
            yield table, {"location_type": "physical"} | told
        case "phone":
            yield table, {k: v for k, v in told.items() if k != "language"}
        case _:
            yield table, told


def _schedule(told: dict[str, Any]) -> dict[str, Any]:
    day = DAYS.get(str(told.get("weekday", "")).casefold())
    made = {k: v for k, v in told.items() if k != "weekday"}
    return made | ({"freq": "WEEKLY", "byday": day} if day else {})


def _renamed(told: dict[str, Any], names: dict[str, str]) -> dict[str, Any]:
    return {
        names.get(k, k): v for k, v in told.items() if names.get(k, k) == k or names[k] not in told
    }
