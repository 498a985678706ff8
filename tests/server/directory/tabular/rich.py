"""A directory in which every table of HSDS has a row, and a few cells mean harm."""

from __future__ import annotations

from typing import Any

__all__ = ["RICH", "number"]


def number(n: int) -> str:
    return f"0d000000-0000-4000-8000-{n:012d}"


CHANGE = {
    "last_action_date": "2026-03-01",
    "last_action_type": "update",
    "field_name": "name",
    "previous_value": "Old name",
    "replacement_value": "New name",
    "updated_by": "county office",
}
TERM = {"taxonomy_term_id": number(2), "link_type": "topic"}
PHONE = {
    "number": "+1 (701) 555-0137",
    "extension": 12,
    "type": "voice",
    "description": '=HYPERLINK("http://evil.example")',
    "languages": [{"code": "es", "name": "Spanish"}, {"code": "en"}],
}
HOURS = {
    "freq": "MONTHLY",
    "byday": "-1MO",
    "opens_at": "09:00",
    "closes_at": "17:30",
    "timezone": -5,
    "exceptions": [{"date": "2026-12-25", "description": "Closed"}],
}
AREA = {"address_type": "physical", "city": "Millbrook", "state_province": "ND", "country": "US"}
STREET = AREA | {"address_1": "31 Court Square", "postal_code": "58990"}

RICH: dict[str, dict[str, Any]] = {
    f"taxonomy:{number(1)}": {
        "type": "taxonomy",
        "schema": 1,
        "name": "County words",
        "description": "What the county says",
        "uri": "https://county.example.org/words",
    },
    f"taxonomy_term:{number(2)}": {
        "type": "taxonomy_term",
        "schema": 1,
        "code": "C-1",
        "name": "Courts",
        "description": "About courts",
        "taxonomy_id": number(1),
    },
    f"taxonomy_term:{number(3)}": {
        "type": "taxonomy_term",
        "schema": 1,
        "name": "Small claims",
        "description": "About small claims",
        "taxonomy_id": number(1),
        "parent_id": number(2),
    },
    f"organization:{number(4)}": {
        "type": "organization",
        "schema": 1,
        "name": "@SUM(A1:A9) County Law Library",
        "description": "Books, forms\nand \"people\" who help, señora.",
        "website": "https://library.example.org",
        "additional_websites": [{"label": "Forms", "url": "https://forms.example.org"}],
        "email": "desk@example.org",
        "year_incorporated": 1910,
        "funding": [{"source": "County"}],
        "programs": [{"id": number(5), "name": "Self-help", "description": "Desk"}],
        "organization_identifiers": [{"identifier_type": "EIN", "identifier": "00-0000000"}],
        "contacts": [{"name": "Desk", "phones": [PHONE]}],
        "phones": [PHONE],
        "attributes": [TERM, {"label": "Seats", "value": "12"}],
        "metadata": [CHANGE, {"last_action_type": "create"}],
        "public": True,
        "verify_every_days": 90,
    },
    f"organization:{number(6)}": {
        "type": "organization",
        "schema": 1,
        "name": "Branch library",
        "parent_organization_id": number(4),
    },
    f"location:{number(7)}": {
        "type": "location",
        "schema": 1,
        "location_type": "physical",
        "organization_id": number(4),
        "name": "Court Square",
        "latitude": 47.414,
        "longitude": -99.928,
        "addresses": [AREA, STREET, STREET | {"address_type": "postal", "attention": "Desk"}],
        "accessibility": [{"description": "Ramp", "details": "At the side"}],
        "languages": [{"name": "Spanish"}],
        "phones": [PHONE],
        "contacts": [{"title": "Librarian"}],
        "schedules": [HOURS],
        "metadata": [CHANGE],
        "public": True,
    },
    f"service:{number(8)}": {
        "type": "service",
        "schema": 1,
        "organization_id": number(4),
        "program_id": number(5),
        "name": "Self-help desk",
        "status": "active",
        "description": "-2+3+cmd|' /C calc'!A0",
        "categories": ["legal", "immigration"],
        "who_is_served": ["women", "teens"],
        "culturally_specific": ["Hmong; Lao", "Dakota"],
        "without_police": True,
        "minimum_age": 16.5,
        "maximum_age": 99,
        "last_modified": "2026-11-01T10:00:00Z",
        "assured_date": "2026-10-01",
        "phones": [PHONE, PHONE],
        "schedules": [HOURS, {"description": "'=by hand"}],
        "languages": [{"code": "es"}],
        "service_areas": [{"name": "Alder County", "attributes": [TERM]}],
        "funding": [{"source": "State"}],
        "cost_options": [{"option": "Free", "amount": 0, "currency": "USD"}],
        "required_documents": [{"document": "Any photo ID"}],
        "contacts": [{"name": "Ms. Day", "email": "day@example.org"}],
        "capacities": [
            {"unit": {"name": "Seat"}, "available": 3, "updated": "2026-11-01T10:00:00Z"}
        ],
        "additional_urls": [{"url": "https://help.example.org"}],
        "attributes": [TERM],
        "metadata": [CHANGE],
        "service_at_locations": [
            {
                "location_id": number(7),
                "description": "Second desk",
                "phones": [PHONE],
                "schedules": [HOURS],
                "contacts": [{"name": "Mr. Night"}],
                "service_areas": [{"name": "Town"}],
            }
        ],
        "of_another_system": "kept",
        "also_of_another": {"deep": [1, 2]},
        "public": True,
    },
}  # fmt: skip
