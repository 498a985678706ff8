"""One document of each type that the shared space may hold."""

from __future__ import annotations

from typing import Any

from cairn_server.shared_space.check import group_sheet_id

__all__ = [
    "CARMEN_ID",
    "DANA_ID",
    "ELENA_ID",
    "GROUP",
    "GROUP_ID",
    "TEMPLATE",
    "answer",
    "draft",
    "group_sheet_id",
    "group_worksheet",
    "sheet",
    "survey",
    "worksheet",
]

DANA_ID = "11111111-1111-4111-8111-111111111111"
ELENA_ID = "22222222-2222-4222-8222-222222222222"
CARMEN_ID = "33333333-3333-4333-8333-333333333333"
GROUP = "6f1c2d3e-0007-4a5b-8c6d-000000000007"
SITTING = "0f1e2d3c4b5a6978"  # at one phone
OTHER_SITTING = "1f1e2d3c4b5a6978"
GROUP_ID = f"group_worksheet:{GROUP}"

TEMPLATE: dict[str, Any] = {
    "id": "night-shift",
    "schema": 1,
    "version": 1,
    "about": "group",
    "title": "Night shift",
    "purpose": "Plan the night line",
    "who": "The team",
    "basis": "Our own practice",
    "retention": "Nothing is kept",
    "sections": [
        {
            "id": "plan",
            "title": "Plan",
            "questions": [
                {"id": "who_calls", "type": "text", "text": "Who answers?", "sensitivity": 0}
            ],
        }
    ],
}


def worksheet(**changes: Any) -> dict[str, Any]:
    body = {"type": "worksheet", "schema": 1, "template": TEMPLATE, "state": "published"}
    return body | {"published_on": "2026-11-20", "published_by": CARMEN_ID} | changes


def draft(**changes: Any) -> dict[str, Any]:
    body = {"type": "worksheet_draft", "schema": 1, "template": {"id": "night-shift"}}
    return body | {"updated_on": "2026-11-20", "updated_by": CARMEN_ID} | changes


def group_worksheet(**changes: Any) -> dict[str, Any]:
    body = {"type": "group_worksheet", "schema": 1, "template": "h3-joint-protocol", "version": 1}
    started = {"started_on": "2026-11-20", "started_by": DANA_ID, "state": "open"}
    return body | started | changes


def answer(value: Any, **changes: Any) -> dict[str, Any]:
    return {"value": value, "by": SITTING, "dot": 1, "seen": {}} | changes


def sheet(**changes: Any) -> dict[str, Any]:
    body = {"type": "group_sheet", "schema": 1, "worksheet": GROUP, "member": DANA_ID}
    answers = {"review": [answer("2027-05-20", seen={OTHER_SITTING: 2})]}
    return body | {"template": "h3-joint-protocol", "answers": answers} | changes


def survey(**changes: Any) -> dict[str, Any]:
    body = {"type": "survey", "schema": 1, "template": "f1-community-voices", "area": "Bent River"}
    days = {"opens_on": "2026-11-20", "closes_on": "2026-12-20"}
    return body | days | {"smallest": 10, "state": "open", "started_by": CARMEN_ID} | changes
