"""The documents of the ``accounts`` database, read into values and written back."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from cairn_server.access import Member
from cairn_server.accounts.encoding import from_base64url, to_base64url
from cairn_server.accounts.passphrase import KDF

__all__ = [
    "ACCOUNTS",
    "ROLES",
    "Account",
    "Device",
    "Token",
    "account_body",
    "format_time",
    "is_sign_in_name",
    "parse_time",
    "read_account",
    "read_device",
    "read_token",
]

ACCOUNTS = "accounts"  # the database
SCHEMA = 1
ROLES = ("advocate", "editor", "coordinator")
NAME_FORM = re.compile(r"[a-z0-9](?:[a-z0-9.-]{0,62}[a-z0-9])?")


@dataclass(frozen=True, slots=True)
class Account:
    """A member with what their sign-in is checked against."""

    member: Member
    salt: bytes
    verifier: bytes  # made of the login secret; cannot be turned back
    disabled: bool


@dataclass(frozen=True, slots=True)
class Device:
    """One phone's or browser's sign-in."""

    device_id: str
    member_id: str
    name: str
    token_hash: str  # hex SHA-256 of the token
    created_at: datetime
    revoked: bool


@dataclass(frozen=True, slots=True)
class Token:
    """A stock CouchDB client's credential."""

    token_id: str
    member_id: str
    name: str
    scope: frozenset[str]  # {"read"} or {"read", "write"}
    token_hash: str  # hex SHA-256 of the token
    created_at: datetime
    revoked: bool


def is_sign_in_name(name: str) -> bool:
    """Tell whether `name` may be a sign-in name: small letters, digits, dots and dashes."""
    return NAME_FORM.fullmatch(name) is not None


def format_time(moment: datetime) -> str:
    """Print a moment as documents hold it: UTC, to the second."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def parse_time(text: str) -> datetime:
    """Read what `format_time` printed."""
    return datetime.fromisoformat(text)


def account_body(account: Account) -> dict[str, Any]:
    """Return the body of ``member:<uuid>``."""
    member = account.member
    body: dict[str, Any] = {
        "type": "member",
        "schema": SCHEMA,
        "name": member.name,
        "display_name": member.display_name,
        "roles": [role for role in ROLES if role in member.roles],
        "salt": to_base64url(account.salt),
        "kdf": KDF,
        "verifier": to_base64url(account.verifier),
    }
    if member.language:
        body["language"] = member.language
    if account.disabled:
        body["disabled"] = True
    return body


def read_account(doc_id: str, body: Mapping[str, Any], *, collaborative: str) -> Account:
    """Read ``member:<uuid>``."""
    member = Member(
        member_id=doc_id.partition(":")[2],
        name=body["name"],
        display_name=body["display_name"],
        roles=frozenset(body["roles"]),
        collaborative=collaborative,
        language=body.get("language"),
    )
    return Account(
        member,
        salt=from_base64url(body["salt"]),
        verifier=from_base64url(body["verifier"]),
        disabled=bool(body.get("disabled")),
    )


def device_body(device: Device) -> dict[str, Any]:
    """Return the body of ``device:<uuid>``."""
    return _credential_body("device", device)


def token_body(token: Token) -> dict[str, Any]:
    """Return the body of ``token:<uuid>``."""
    scope = ["read", "write"] if "write" in token.scope else ["read"]
    return _credential_body("token", token) | {"scope": scope}


def _credential_body(kind: str, credential: Device | Token) -> dict[str, Any]:
    body = {
        "type": kind,
        "schema": SCHEMA,
        "member": credential.member_id,
        "name": credential.name,
        "token_hash": credential.token_hash,
        "created_at": format_time(credential.created_at),
    }
    return body | ({"revoked": True} if credential.revoked else {})


def read_device(doc_id: str, body: Mapping[str, Any]) -> Device:
    """Read ``device:<uuid>``."""
    return Device(
        device_id=doc_id.partition(":")[2],
        member_id=body["member"],
        name=body["name"],
        token_hash=body["token_hash"],
        created_at=parse_time(body["created_at"]),
        revoked=bool(body.get("revoked")),
    )


def read_token(doc_id: str, body: Mapping[str, Any]) -> Token:
    """Read ``token:<uuid>``."""
    return Token(
        token_id=doc_id.partition(":")[2],
        member_id=body["member"],
        name=body["name"],
        scope=frozenset(body["scope"]),
        token_hash=body["token_hash"],
        created_at=parse_time(body["created_at"]),
        revoked=bool(body.get("revoked")),
    )
