"""A shelter as it was listed by mistake, as it is marked, and what else tells of it."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from cairn_server.accounts.secret import FILE_NAME, DeploymentSecret
from cairn_server.directory.models import check_document
from cairn_server.erasing.fact import Facts
from cairn_server.merging import DIRECTORY_RULES
from cairn_sync.document import Document, new_edit
from cairn_sync.merge import record_edit
from cairn_sync.store import Store

__all__ = [
    "DIRECTORY",
    "HIDDEN",
    "HOUSE",
    "LISTED",
    "OTHER",
    "REPORT",
    "SECRETS",
    "SERVICE",
    "at_house",
    "FACTS",
    "edit",
    "erasure_of",
    "fill",
    "holding",
    "mark",
    "report_about",
    "rows",
    "share_secret",
]

SECRET = bytes(range(32))
FACTS = Facts((DeploymentSecret(SECRET).vouching(),))
erasure_of = FACTS.erasure_of

DIRECTORY = "directory-prairie"
HOUSE = "location:6f1c2d3e-0007-4a5b-8c6d-000000000070"
SERVICE = "service:6f1c2d3e-0007-4a5b-8c6d-000000000071"
OTHER = "service:6f1c2d3e-0007-4a5b-8c6d-000000000072"
REPORT = "suggestion:6f1c2d3e-0007-4a5b-8c6d-000000000073"
ORGANIZATION = "organization:6f1c2d3e-0007-4a5b-8c6d-000000000074"
ELENA = "9a000000-0000-4000-8000-00000000000b"
AT = "2026-11-20T18:30:00Z"

SECRETS = ("1714 Larkspur Lane", "1714  larkspur lane", "47.41239", "99.93317", "Larkspur")
LISTED: dict[str, Any] = {
    "type": "location",
    "schema": 1,
    "location_type": "physical",
    "organization_id": ORGANIZATION.partition(":")[2],
    "name": "Harbor House",
    "url": "https://maps.example.org/?q=1714+Larkspur",
    "latitude": 47.41239,
    "longitude": -99.93317,
    "transportation": "Bus 4 to Larkspur and Third",
    "phones": [{"number": "555-0134"}],
    "addresses": [
        {
            "address_type": "physical",
            "address_1": "1714 Larkspur Lane",
            "city": "Millbrook",
            "state_province": "ND",
            "postal_code": "58777",
            "country": "US",
        }
    ],
}
HIDDEN: dict[str, Any] = {
    "type": "location",
    "schema": 1,
    "location_type": "physical",
    "organization_id": ORGANIZATION.partition(":")[2],
    "name": "Harbor House",
    "confidential": True,
    "phones": [{"number": "555-0134"}],
    "addresses": [{"address_type": "physical", "city": "Millbrook"}],
}


def at_house(name: str, **more: Any) -> dict[str, Any]:
    return {
        "type": "service",
        "schema": 1,
        "organization_id": ORGANIZATION.partition(":")[2],
        "name": name,
        "status": "active",
        **more,
    }


def report_about(about: str, *, note: str) -> dict[str, Any]:
    return {
        "type": "suggestion",
        "schema": 1,
        "about": about,
        "what": "other",
        "note": note,
        "member": ELENA,
        "made_at": AT,
        "state": "waiting",
    }


LINK = {
    "location_id": HOUSE.partition(":")[2],
    "description": "Ring at the Larkspur side",
}
BODIES: dict[str, dict[str, Any]] = {
    ORGANIZATION: {"type": "organization", "schema": 1, "name": "Harbor", "description": "Help."},
    HOUSE: LISTED,
    SERVICE: at_house("A place to stay", service_at_locations=[LINK]),
    OTHER: at_house("Talking", description="Not far from 1714  larkspur lane. Open all day."),
    REPORT: report_about(HOUSE, note="The bell at 1716 Larkspur Lane is broken"),
}


async def fill(store: Store) -> None:
    """Put everything there, edited once, so that books of changes repeat it too."""
    for doc_id, body in BODIES.items():
        assert check_document(doc_id, body) is None
        await store.bulk_docs([new_edit(doc_id, body)])
    for doc_id, change in (
        (HOUSE, {"alternate_name": "The house"}),
        (SERVICE, {"service_at_locations": [{**LINK, "description": "By Larkspur, at the back"}]}),
        (OTHER, {"description": "Ask at 1714 Larkspur Lane."}),
    ):
        await edit(store, doc_id, change)
    local = {"fingerprints": {HOUSE: {"addresses": "0a1b2c3d4e5f"}, OTHER: {"name": "1"}}}
    await store.write_local("import-county-location", local)


async def edit(store: Store, doc_id: str, change: Mapping[str, Any]) -> Document:
    """Change some fields of an entry, books and all, as an editor's phone does."""
    [winner, *_] = await store.leaves(doc_id)
    before = winner.parsed_body()
    after = record_edit(
        before,
        {**before, **change},
        DIRECTORY_RULES,
        by=ELENA,
        at=AT,
        parent=str(winner.revision),
    )
    made = new_edit(doc_id, after, parent=winner.path)
    [outcome] = await store.bulk_docs([made])
    assert outcome.error is None
    return made


async def mark(store: Store, *, body: Mapping[str, Any] = HIDDEN) -> Document:
    """Mark the place where it stands, as a stock client or an import does."""
    [winner, *_] = await store.leaves(HOUSE)
    made = new_edit(HOUSE, body, parent=winner.path)
    [outcome] = await store.bulk_docs([made])
    assert outcome.error is None
    return made


def holding(folder: Path) -> list[str]:
    """Return the files under a folder that tell where the house is, in UTF-8 or UTF-16."""
    needles = [secret.lower().encode(code) for secret in SECRETS for code in ("utf-8", "utf-16-le")]
    found = []
    for path in sorted(one for one in folder.rglob("*") if one.is_file()):
        data = path.read_bytes().lower()
        if any(needle in data for needle in needles):
            found.append(path.name)
    return found


def rows(folder: Path) -> list[tuple[str | None, int]]:
    """Return what the ledger holds in clear, and how far each erasure is."""
    with sqlite3.connect(folder / "erasures.sqlite") as ledger:
        return ledger.execute("SELECT doc_id, stage FROM erasures").fetchall()


def share_secret(folder: Path) -> Path:
    """Give a data folder the secret of the deployment, as all its servers have it."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / FILE_NAME).write_text(SECRET.hex())
    return folder
