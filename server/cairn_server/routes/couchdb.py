"""``/couchdb/...``: the replication protocol for stock clients, under the same access rules.

Clients bring a token, as the password of Basic or as Bearer. A passphrase never works here.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from cairn_server.access import BodyCheck, Member, databases_of, gate_for
from cairn_server.deployment import Deployment
from cairn_server.drafts import reads_drafts
from cairn_server.errors import RequestError
from cairn_server.history.source import Door, Source, tell_source
from cairn_server.member_view import Counted, MemberView
from cairn_server.security import is_private_line
from cairn_sync.document import Document
from cairn_sync.http.errors import UnauthorizedError
from cairn_sync.http.guard import Visitor, basic_credentials
from cairn_sync.store import Gate, Store

__all__ = ["AccountsGuard", "MemberVisitor", "couchdb_session_route"]

REFUSED = "The name or the token is not right."


@dataclass(frozen=True, slots=True)
class MemberVisitor:
    """A member's CouchDB client, for the length of one request."""

    member: Member
    can_write: bool
    check: BodyCheck
    key: bytes  # of what stands for drafts
    networks: Sequence[str] = ()
    counts: dict[str, Counted] = field(default_factory=dict)  # of drafts, kept between requests

    @property
    def name(self) -> str:
        return self.member.name

    @property
    def roles(self) -> Sequence[str]:
        return sorted(self.member.roles)

    def may_read(self, database: str) -> bool:
        return database in databases_of(self.member, self.networks)

    def view(self, store: Store) -> Store:
        is_open = reads_drafts(self.member) or not store.name.startswith("directory-")
        return store if is_open else MemberView(store, self.key, self.counts)

    def may_create_databases(self) -> bool:
        return False

    def may_administer(self, database: str) -> bool:
        return False

    def gate(self, database: str) -> Gate:
        if not self.can_write:
            return _refuse_all
        return gate_for(self.member, database, self.check)

    def database_names(self, names: Sequence[str]) -> list[str]:
        return [name for name in names if self.may_read(name)]


class AccountsGuard:
    """Let the holders of tokens in."""

    def __init__(self, deployment: Callable[[], Deployment]) -> None:
        # Asked at each request: the deployment opens only after the app is built.
        self._deployment = deployment
        self._counts: dict[str, Counted] = {}

    async def admit(self, request: Request) -> Visitor:
        if not is_private_line(request):
            raise UnauthorizedError("Cairn must be reached over HTTPS.")
        name, token = _credentials(request)
        deployment = self._deployment()
        found = await deployment.roster.admit_token(token)
        if found is None or name not in (None, found[0].name):
            raise UnauthorizedError(REFUSED)
        member, kept = found
        tell_source(Source(Door.COUCHDB, by=member.member_id))  # of this request, a task's own
        networks = deployment.networks.register.open_names()
        return MemberVisitor(
            member,
            "write" in kept.scope,
            deployment.check,
            deployment.withholding_key,
            networks,
            self._counts,
        )


def _credentials(request: Request) -> tuple[str | None, str]:
    """Return the name, None for Bearer, and the token."""
    scheme, _, rest = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() == "bearer":
        return None, rest.strip()
    given = basic_credentials(request)
    if given is None:
        raise UnauthorizedError("A token is needed: make one in Cairn.")
    return given[0].strip().lower(), given[1]


def _refuse_all(old: Sequence[Document], new: Document) -> str | None:
    return "This token may only read."


def couchdb_session_route() -> Route:
    """Return the door ``/_session`` at the origin's root, which answers 404 to everything.

    CouchDB's replicator asks there, not below ``/couchdb``, whether it may sign in for a
    cookie. Only a 404 makes it go on with Basic credentials.

    Source: apache/couchdb ``couch_replicator_auth_session.erl``.
    """

    async def no_session(request: Request) -> Response:
        raise RequestError(404, "not_found", "There are no sessions here: send a token each time.")

    return Route("/_session", no_session, methods=["GET", "HEAD", "POST", "PUT", "DELETE"])
