"""One subscription: whose directory, from where, and whether it goes on.

A document of ``accounts``, which never replicates, because the address may hold a password.
One that has ended stays as a fact, without its address: phones drop a database only when
they are told that it ended.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal
from urllib.parse import urlsplit, urlunsplit
from uuid import UUID

__all__ = [
    "PREFIX",
    "Subscription",
    "SubscriptionError",
    "is_network",
    "new_subscription",
    "read_subscription",
    "subscription_body",
]

PREFIX = "network-"  # of its database, before 32 hex digits
DATABASE = re.compile(r"network-[0-9a-f]{32}")
SCHEMA = 1
MAX_NAME = 80  # letters
MAX_URL = 2000

Kind = Literal["hsds", "couchdb"]
KINDS: tuple[Kind, ...] = ("hsds", "couchdb")


class SubscriptionError(ValueError):
    """It cannot be subscribed to; the message is a sentence that repeats no address.

    `word` is one of "name", "kind", "address", "already", "too_many".
    """

    def __init__(self, word: str, sentence: str) -> None:
        super().__init__(sentence)
        self.word = word


@dataclass(frozen=True, slots=True)
class Subscription:
    """Another collaborative's directory."""

    number: str  # a UUID
    name: str  # of the other collaborative
    kind: Kind
    url: str = field(repr=False)  # may hold a name and a password; "" once it has ended
    added_at: str  # as `format_time` prints it
    added_by: str  # member ID; "" when the operator did
    is_paused: bool = False
    has_ended: bool = False

    @property
    def database(self) -> str:
        return PREFIX + UUID(self.number).hex

    @property
    def doc_id(self) -> str:
        return f"network:{self.number}"

    @property
    def shown_url(self) -> str:
        """Return the address without what signs in there."""
        parts = urlsplit(self.url)
        return urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2]))


def is_network(database: str) -> bool:
    """Tell whether a database holds somebody else's directory."""
    return DATABASE.fullmatch(database) is not None


def new_subscription(
    number: str, *, name: str, kind: str, url: str, added_at: str, added_by: str
) -> Subscription:
    """Return a subscription to what may be one.

    Raises:
        SubscriptionError: the name or the address is none.
    """
    name = " ".join("".join(c if c.isprintable() else " " for c in name).split())
    if not name or len(name) > MAX_NAME:
        raise SubscriptionError(
            "name", f"Give the other collaborative a name of at most {MAX_NAME} letters."
        )
    if kind not in KINDS:
        raise SubscriptionError("kind", "The kind must be hsds or couchdb.")
    return Subscription(number, name, kind, _require_url(url.strip()), added_at, added_by)


def _require_url(url: str) -> str:
    try:
        parts = urlsplit(url)
        is_address = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        is_address = False
    if not is_address or len(url) > MAX_URL or not url.isprintable() or " " in url:
        raise SubscriptionError(
            "address", "The address must begin with https:// and name a server."
        )
    if parts.query or parts.fragment:
        raise SubscriptionError("address", "The address must end before any ? or #.")
    return url.rstrip("/")


def subscription_body(one: Subscription) -> dict[str, Any]:
    """Return the body of ``network:<uuid>``."""
    body: dict[str, Any] = {
        "type": "network",
        "schema": SCHEMA,
        "name": one.name,
        "kind": one.kind,
        "added_at": one.added_at,
    }
    body |= {"added_by": one.added_by} if one.added_by else {}
    if one.has_ended:
        return body | {"ended": True}
    return body | {"url": one.url} | ({"paused": True} if one.is_paused else {})


def read_subscription(doc_id: str, body: Mapping[str, Any]) -> Subscription:
    """Read ``network:<uuid>``."""
    return Subscription(
        number=doc_id.partition(":")[2],
        name=body["name"],
        kind=body["kind"],
        url=body.get("url", ""),
        added_at=body["added_at"],
        added_by=body.get("added_by", ""),
        is_paused=bool(body.get("paused")),
        has_ended=bool(body.get("ended")),
    )
