"""Who is asking, and what may they do: the seam that a server fills in.

The surface asks the guard at the door of every request. What the visitor may write in
a document is not asked here: that is the gate's, inside the write itself.
"""

from __future__ import annotations

import base64
import binascii
import hmac
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from starlette.requests import Request

from cairn_sync.http.errors import UnauthorizedError
from cairn_sync.store import Gate, Store

__all__ = ["Administrator", "BasicGuard", "Guard", "OpenGuard", "Visitor", "basic_credentials"]


class Visitor(Protocol):
    """Somebody who was let in, for the length of one request."""

    @property
    def name(self) -> str | None: ...  # None: nobody in particular

    @property
    def roles(self) -> Sequence[str]: ...

    def may_read(self, database: str) -> bool: ...

    def view(self, store: Store) -> Store:
        """Return a database that it may read, as it may read it."""

    def may_create_databases(self) -> bool: ...

    def may_administer(self, database: str) -> bool:
        """May it delete the database, and write design documents and settings?"""

    def gate(self, database: str) -> Gate | None:
        """Return the rule its writes must pass; None: it may write everything."""

    def database_names(self, names: Sequence[str]) -> list[str]:
        """Return those of `names` that it may know of."""


class Guard(Protocol):
    """The door."""

    async def admit(self, request: Request) -> Visitor:
        """Return who it is.

        Raises:
            UnauthorizedError: nobody is signed in, or the credentials are not right.
        """


@dataclass(frozen=True, slots=True)
class Administrator:
    """A visitor who may do everything."""

    name: str | None = None
    roles: Sequence[str] = ("_admin",)

    def may_read(self, database: str) -> bool:
        return True

    def view(self, store: Store) -> Store:
        return store

    def may_create_databases(self) -> bool:
        return True

    def may_administer(self, database: str) -> bool:
        return True

    def gate(self, database: str) -> Gate | None:
        return None

    def database_names(self, names: Sequence[str]) -> list[str]:
        return list(names)


class OpenGuard:
    """Let everybody in as administrator. For a loopback address and nothing else."""

    async def admit(self, request: Request) -> Visitor:
        return Administrator()


class BasicGuard:
    """Let one administrator in, by name and password."""

    def __init__(self, user: str, password: str) -> None:
        self._user = user
        self._password = password

    async def admit(self, request: Request) -> Visitor:
        given = basic_credentials(request)
        if given is None:
            raise UnauthorizedError("You are not a server admin.")
        user, password = given
        # Both are compared whatever the first says, so that time tells nothing.
        right_user = hmac.compare_digest(user.encode(), self._user.encode())
        right_password = hmac.compare_digest(password.encode(), self._password.encode())
        if not (right_user and right_password):
            raise UnauthorizedError("Name or password is incorrect.")
        return Administrator(self._user)


def basic_credentials(request: Request) -> tuple[str, str] | None:
    """Return the name and password of an ``Authorization: Basic`` header, if it has one."""
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() != "basic":
        return None
    try:
        decoded = base64.b64decode(token.strip(), validate=True).decode()
    except (binascii.Error, UnicodeDecodeError) as exc:
        raise UnauthorizedError("Name or password is incorrect.") from exc
    user, colon, password = decoded.partition(":")
    return (user, password) if colon else None
