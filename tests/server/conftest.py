"""A deployment in memory, its clock in hand, and people who are signed in to it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import anyio
import orjson
import pytest
from starlette.testclient import TestClient

from cairn_server.access import Member
from cairn_server.accounts.encoding import to_base64url
from cairn_server.app import create_app
from cairn_server.deployment import Deployment, create_databases, open_deployment
from cairn_server.settings import Settings
from cairn_server.shared_space.check import PROGRAM_ID
from cairn_sync.document import Document, new_edit, to_json_bytes
from cairn_sync.store import Databases
from cairn_sync.stores.memory import MemoryDatabases

DIRECTORY = "directory-prairie"
COMMONS = "commons-prairie"
ORIGIN = "https://cairn.example.org"
SERVICE = "service:6f1c2d3e-0001-4a5b-8c6d-000000000001"
SHELTER = "location:6f1c2d3e-0002-4a5b-8c6d-000000000002"
SUGGESTION = "suggestion:6f1c2d3e-0003-4a5b-8c6d-000000000003"
ORGANIZATION_ID = "6f1c2d3e-0004-4a5b-8c6d-000000000004"

ROLES = {
    "dana": frozenset({"advocate"}),
    "elena": frozenset({"advocate", "editor"}),
    "carmen": frozenset({"advocate", "coordinator"}),
}


@dataclass
class Clock:
    """Time that passes only when told to."""

    now: datetime = datetime(2026, 11, 20, 18, 30, tzinfo=UTC)
    started: datetime = field(init=False)

    def __post_init__(self) -> None:
        self.started = self.now

    def wall(self) -> datetime:
        return self.now

    def monotonic(self) -> float:
        return (self.now - self.started).total_seconds()

    def pass_by(self, **span: float) -> None:
        self.now += timedelta(**span)


def login_secret(name: str) -> bytes:
    """Stand in for what a phone derives from the passphrase."""
    return name.encode().ljust(32, b".")


class Cairn:
    """A server in this process, its people, and the phones they hold."""

    def __init__(self, settings: Settings, databases: Databases, clock: Clock) -> None:
        self.settings = settings
        self.databases = databases
        self.clock = clock
        self.deployment: Deployment
        self.people: dict[str, Member] = {}
        self.app = create_app(
            settings, databases, static=settings.data / "static", opened_by=self._open
        )
        self.client = TestClient(self.app, base_url=ORIGIN)

    async def _open(self, settings: Settings, databases: Databases) -> Deployment:
        await create_databases(databases, "prairie")
        self.deployment = await open_deployment(
            settings, databases, clock=self.clock.wall, monotonic=self.clock.monotonic
        )
        for name, roles in ROLES.items():
            self.people[name] = await self.deployment.roster.add_member(
                name,
                display_name=name.title(),
                roles=roles,
                derive=lambda salt, name=name: login_secret(name),  # type: ignore[misc]  # bound
            )
        return self.deployment

    def phone_of(self, *names: str) -> TestClient:
        """Return a browser that `names` have just signed in on, one after the other."""
        phone = TestClient(self.app, base_url=ORIGIN)
        for name in names:
            answer = phone.post("/api/sign-in", json=sign_in_body(name))
            assert answer.status_code == 200, answer.text
        return phone

    def speak_for(self, name: str) -> dict[str, str]:
        """Return the header that says for whom a request speaks."""
        return {"Cairn-Member": self.people[name].member_id}

    def cookie_of(self, name: str) -> str:
        """Return the name of the cookie that may hold this person's token."""
        key = hashlib.sha256(self.people[name].member_id.encode()).hexdigest()[:8]
        return f"__Host-cairn-{key}"

    def run(self, function: Any, *args: Any) -> Any:
        """Run a coroutine function beside the server."""
        return anyio.run(function, *args)


def sign_in_body(name: str) -> dict[str, str]:
    return {
        "name": name,
        "login_secret": to_base64url(login_secret(name)),
        "device_name": "Moto G",
    }


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def cairn(tmp_path: Path, clock: Clock) -> Iterator[Cairn]:
    server = Cairn(Settings(data=tmp_path), MemoryDatabases(), clock)
    with server.client:
        yield server


def service(doc_id: str = SERVICE, **changes: Any) -> dict[str, Any]:
    """Return the body of a service that the directory may hold."""
    body = {
        "type": "service",
        "schema": 1,
        "organization_id": ORGANIZATION_ID,
        "name": "Bent River Night Line",
        "status": "active",
    }
    return body | changes


def suggestion(member: Member, **changes: Any) -> dict[str, Any]:
    body = {
        "type": "suggestion",
        "schema": 1,
        "about": SERVICE,
        "what": "wrong_number",
        "member": member.member_id,
        "made_at": "2026-11-20T18:30:00Z",
        "state": "waiting",
    }
    return body | changes


def program(**changes: Any) -> dict[str, Any]:
    """Return the body of the page about a program that the shared space may hold."""
    body: dict[str, Any] = {"type": "program", "schema": 1}
    return body | {"line_24h": {"number": "555-0134"}} | changes


def edit_for(database: str) -> Document:
    """Return a first edit that somebody may write into this database."""
    if database.startswith("commons-"):
        return new_edit(PROGRAM_ID, program())
    return new_edit(SERVICE, service())


def edit_line(database: str, document: Document) -> bytes:
    """Return the request's line that carries `document`."""
    doc = to_json_bytes(document, revisions=True)
    return b'{"database":%s,"edit":%s}' % (orjson.dumps(database), doc)


def request_body(
    *documents: Document,
    database: str = DIRECTORY,
    cursor: str = "",
    member_id: str | None = None,
    **first_line: Any,
) -> bytes:
    """Return a whole request to exchange."""
    first_line |= {"protocol": 1, "cursor": cursor} | ({"member": member_id} if member_id else {})
    first = orjson.dumps(first_line)
    return b"".join(line + b"\n" for line in (first, *(edit_line(database, d) for d in documents)))


def exchange(phone: TestClient, body: bytes) -> list[dict[str, Any]]:
    """Post a request to exchange and return the answer's lines."""
    answer = phone.post("/exchange", content=body, headers={"Content-Type": "application/x-ndjson"})
    assert answer.status_code == 200, answer.text
    return [orjson.loads(line) for line in answer.content.splitlines()]


def pick(lines: list[dict[str, Any]], field: str) -> list[Any]:
    """Return what the lines hold under `field`, in order."""
    return [line[field] for line in lines if field in line]


def first_edit(doc_id: str, body: Mapping[str, Any]) -> Document:
    return new_edit(doc_id, body)
