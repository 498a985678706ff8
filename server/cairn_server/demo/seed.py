"""Fill a directory with the demo's entries.

The collaborative, its counties, towns, people and 555 numbers are invented. The national
lines are real and public: somebody who looks at a demo may need one.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from importlib.resources import files
from typing import Any
from uuid import UUID, uuid5

import orjson

from cairn_server.access import replicated_databases
from cairn_server.directory.gate import directory_gate
from cairn_server.directory.models import SCHEMA
from cairn_server.history.source import Door, Source, writing
from cairn_sync.document import Document, new_edit
from cairn_sync.store import Databases

__all__ = ["demo_documents", "seed"]

NAMESPACE = UUID("b0c7d1f4-3e59-5a26-8d10-7f4c2e9a6b83")  # of the demo's IDs; never changes


async def seed(databases: Databases, collaborative: str, *, today: date | None = None) -> int:
    """Write the entries that are not there yet; return how many were written.

    Idempotent, and never overwrites: what was edited or deleted stays so. `today` (None:
    the day by UTC) decides how long ago each entry was last checked.
    """
    documents = demo_documents(today or datetime.now(UTC).date())
    store = await databases.open(replicated_databases(collaborative)[0])
    held = await store.bulk_get([(document.doc_id, None) for document in documents])
    new = [one for one, there in zip(documents, held, strict=True) if there is None]
    if not new:
        return 0
    with writing(Source(Door.COMMAND)):
        outcomes = await store.bulk_docs(new, new_edits=True, gate=directory_gate(collaborative))
    for outcome in outcomes:
        if outcome.error is not None:
            raise outcome.error
    return len(new)


def demo_documents(today: date) -> list[Document]:
    """Return every entry, each reference after what it names."""
    national = _read("national_lines")
    groups = {
        "organization": [*_published("organizations"), *national["organizations"]],
        "location": _published("locations"),
        "service": [*_published("services"), *national["services"]],
    }
    return [
        new_edit(_doc_id(kind, entry["key"]), _body(kind, entry, today))
        for kind, entries in groups.items()
        for entry in entries
    ]


def _published(name: str) -> list[dict[str, Any]]:
    """Return the entries that are invented, which may be shown to everybody."""
    return [{**entry, "public": True} for entry in _read(name)]


def _read(name: str) -> Any:
    return orjson.loads((files("cairn_server.demo") / "entries" / f"{name}.json").read_bytes())


def _doc_id(kind: str, key: str) -> str:
    return f"{kind}:{uuid5(NAMESPACE, f'{kind}/{key}')}"


def _uuid(kind: str, key: str) -> str:
    return _doc_id(kind, key).partition(":")[2]


def _body(kind: str, entry: dict[str, Any], today: date) -> dict[str, Any]:
    """Return the document body: keys become IDs, days ago become dates."""
    body: dict[str, Any] = {"type": kind, "schema": SCHEMA}
    for name, value in entry.items():
        match name:
            case "key":
                pass
            case "organization":
                body["organization_id"] = _uuid("organization", value)
            case "places":
                body["service_at_locations"] = [
                    {"location_id": _uuid("location", key)} for key in value
                ]
            case "checked_days_ago":
                body["assured_date"] = (today - timedelta(days=value)).isoformat()
            case "schedules":
                days = [_other_day(one, today) for one in entry.get("other_days", ())]
                body[name] = [{**one, "exceptions": days} if days else one for one in value]
            case "other_days":
                pass
            case _:
                body[name] = value
    return body


def _other_day(day: dict[str, Any], today: date) -> dict[str, Any]:
    """Return the exception for a day counted from `today`: other hours, or none."""
    told = {name: value for name, value in day.items() if not name.endswith("in_days")}
    told["date"] = (today + timedelta(days=day["in_days"])).isoformat()
    if "until_in_days" in day:
        told["until"] = (today + timedelta(days=day["until_in_days"])).isoformat()
    return told
