"""Making links, showing what they are about, and taking what partners say. What the doors ask.

A link is used up before anything is written, so that it cannot be used twice; where nothing
could be written, it is given back.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime
from typing import Any
from uuid import uuid4

import anyio

from cairn_server.access import replicated_databases
from cairn_server.accounts.throttle import Throttle
from cairn_server.directory.confirming.links import Link, Links
from cairn_server.directory.confirming.shown import shown_entry
from cairn_server.directory.gate import SERVER_ID, directory_gate
from cairn_server.directory.publishing.sifting import is_kept_back
from cairn_server.drafts import is_draft
from cairn_server.errors import RequestError
from cairn_server.history.source import Door, Source, writing
from cairn_server.merging import DIRECTORY_RULES
from cairn_server.whereabouts import is_marked
from cairn_sync.document import Document, new_edit
from cairn_sync.errors import SyncError
from cairn_sync.merge import record_edit
from cairn_sync.store import Databases, Store

__all__ = ["ConfirmDesk"]

TRIES_AN_HOUR = 60  # from one address: an office with several entries, and pages opened again


class ConfirmDesk:
    """One collaborative's links and the entries behind them."""

    def __init__(
        self,
        databases: Databases,
        collaborative: str,
        links: Links,
        *,
        clock: Callable[[], datetime],
        monotonic: Callable[[], float],
    ) -> None:
        self._databases = databases
        self._collaborative = collaborative
        self._links = links
        self._clock = clock
        # In memory for an hour, under a key that ends with this process.
        self._throttle = Throttle(monotonic, allowed=TRIES_AN_HOUR, window_seconds=3600)
        self._key = secrets.token_bytes(32)

    def count_try(self, address: str) -> None:
        """Note that this address opened a link.

        Raises:
            RequestError: it opened more than people do.
        """
        caller = hashlib.blake2b(address.encode(), key=self._key).hexdigest()
        if self._throttle.wait_seconds(caller) > 0:
            raise RequestError(
                429, "too_many_requests", "Many links were opened here. Please try in an hour."
            )
        self._throttle.count_failure(caller)

    async def make(self, service: str) -> tuple[str, datetime] | None:
        """Return a new link's token and end; None: no such service is in the directory."""
        if await self._listed(await self._store(), service) is None:
            return None
        return await anyio.to_thread.run_sync(self._links.make, service)

    async def find(self, token: str) -> Link | None:
        """Return what the token opens."""
        return await anyio.to_thread.run_sync(self._links.find, token)

    async def show(self, link: Link) -> dict[str, Any] | None:
        """Return the entry as its partner may see it; None: it is not in the directory now."""
        store = await self._store()
        service = await self._listed(store, link.service)
        if service is None:
            return None
        organization = await self._told(store, f"organization:{service.get('organization_id')}")
        links = service.get("service_at_locations", [])
        found = [await self._told(store, f"location:{one['location_id']}") for one in links]
        return shown_entry(service, organization, [place for place in found if place])

    async def confirm(self, token: str, link: Link) -> bool:
        """Note that all is still true; False: the link was used meanwhile.

        Raises:
            SyncError: nothing was written; the link can be used again.
        """
        return await self._write(token, lambda store: self._confirmation(store, link))

    async def correct(self, token: str, link: Link, wrong: Sequence[str], note: str) -> bool:
        """Leave what is wrong to the editors; False: the link was used meanwhile.

        Raises:
            SyncError: nothing was written; the link can be used again.
        """

        async def suggestions(store: Store) -> list[Document]:
            first, *others = wrong
            return [
                self._suggestion(link, first, note),
                *(self._suggestion(link, what, "") for what in others),
            ]

        return await self._write(token, suggestions)

    async def _write(
        self, token: str, edits_for: Callable[[Store], Awaitable[list[Document]]]
    ) -> bool:
        if not await anyio.to_thread.run_sync(self._links.use, token):
            return False
        try:
            store = await self._store()
            gate = directory_gate(self._collaborative)
            edits = await edits_for(store)
            with writing(Source(Door.PARTNER)):
                outcomes = await store.bulk_docs(edits, new_edits=True, gate=gate)
            for outcome in outcomes:
                if outcome.error is not None:
                    raise outcome.error
        except BaseException:
            with anyio.CancelScope(shield=True):
                await anyio.to_thread.run_sync(self._links.give_back, token)
            raise
        return True

    async def _confirmation(self, store: Store, link: Link) -> list[Document]:
        now = await self._live(store, link.service)
        if now is None:
            raise SyncError("The entry is no longer in the directory.")
        before = now.parsed_body()
        organization = await self._body(store, f"organization:{before.get('organization_id')}")
        email = before.get("email") or (organization or {}).get("email")
        body = {k: v for k, v in before.items() if k not in ("attempts", "assurer_email")}
        body["assured_date"] = self._clock().date().isoformat()
        if email:
            body["assurer_email"] = email  # the partner's own, as the directory has it
        books = record_edit(
            before,
            body,
            DIRECTORY_RULES,
            by="partner",
            at=self._instant(),
            parent=str(now.revision),
        )
        return [new_edit(link.service, books, parent=now.path)]

    def _suggestion(self, link: Link, what: str, note: str) -> Document:
        body = {
            "type": "suggestion",
            "schema": 1,
            "about": link.service,
            "what": what,
            **({"note": note} if note else {}),
            "member": SERVER_ID,  # so that nobody who signs in can write such a report
            "made_at": self._instant(),
            "state": "waiting",
        }
        return new_edit(f"suggestion:{uuid4()}", body)

    def _instant(self) -> str:
        return self._clock().strftime("%Y-%m-%dT%H:%M:%SZ")

    async def _store(self) -> Store:
        return await self._databases.open(replicated_databases(self._collaborative)[0])

    async def _body(self, store: Store, doc_id: str) -> dict[str, Any] | None:
        found = await self._live(store, doc_id)
        return None if found is None else found.parsed_body()

    async def _listed(self, store: Store, doc_id: str) -> dict[str, Any] | None:
        """Return what is in the directory: no version of it is a draft or retired."""
        live = [leaf for leaf in await store.leaves(doc_id) if not leaf.deleted]
        bodies = [leaf.parsed_body() for leaf in live]
        return None if any(map(is_kept_back, bodies)) else next(iter(bodies), None)

    async def _told(self, store: Store, doc_id: str) -> dict[str, Any] | None:
        """Return what strangers may see: no draft, and a place hidden as soon as anybody hid it.

        A hidden place is counted though it is a draft: where there is one, no words are taken.
        """
        live = [leaf for leaf in await store.leaves(doc_id) if not leaf.deleted]
        bodies = [leaf.parsed_body() for leaf in live]
        hidden = next(filter(is_marked, bodies), None)
        return hidden or (None if is_draft(live) else next(iter(bodies), None))

    async def _live(self, store: Store, doc_id: str) -> Document | None:
        """Return the winner; None: the document is not there."""
        return next((leaf for leaf in await store.leaves(doc_id) if not leaf.deleted), None)
