"""The roster: every member, device and token, held in memory and kept in the ``accounts`` store.

The store is the truth. The roster follows its changes feed before each answer, so what
another process writes (``cairn members disable`` beside a running server) counts at once.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

import anyio

from cairn_server.access import Member
from cairn_server.accounts.account import (
    ROLES,
    Account,
    Device,
    Token,
    account_body,
    device_body,
    is_sign_in_name,
    read_account,
    read_device,
    read_token,
    token_body,
)
from cairn_server.accounts.credential import clean_label, hash_token, is_token_of, new_token
from cairn_server.accounts.passphrase import SALT_BYTES
from cairn_server.accounts.secret import DeploymentSecret
from cairn_sync.document import Document, new_edit
from cairn_sync.revision import Revision
from cairn_sync.store import Store

__all__ = ["Roster", "RosterError"]


class RosterError(ValueError):
    """What was asked for cannot be; the message is a sentence for the person who asked."""


class Roster:
    """The people of one deployment and what they hold."""

    def __init__(
        self,
        store: Store,
        *,
        collaborative: str,
        secret: DeploymentSecret,
        clock: Callable[[], datetime],
        device_days: int,
    ) -> None:
        self._store = store
        self._collaborative = collaborative
        self._secret = secret
        self._clock = clock
        self._device_life = timedelta(days=device_days)
        self._sequence = "0"
        self._lock = anyio.Lock()
        self._paths: dict[str, tuple[Revision, ...]] = {}  # by document ID
        self._accounts: dict[str, Account] = {}  # by member ID
        self._devices: dict[str, Device] = {}  # by device ID
        self._tokens: dict[str, Token] = {}  # by token ID
        self._device_ids: dict[str, str] = {}  # by token hash
        self._token_ids: dict[str, str] = {}  # by token hash
        self._others: dict[str, Document] = {}  # that are no person's, by document ID

    # -- Following the store --------------------------------------------------

    async def refresh(self) -> None:
        """Take in whatever the store learned since the last time."""
        async with self._lock:
            while True:
                batch = await self._store.changes(self._sequence, limit=500, include_docs=True)
                for change in batch.changes:
                    if change.documents:
                        self._take(change.documents[0])
                self._sequence = batch.last_sequence
                if not batch.changes or not batch.pending:
                    return

    def _take(self, document: Document) -> None:
        self._paths[document.doc_id] = document.path
        kind, _, short_id = document.doc_id.partition(":")
        if document.deleted:
            self._forget(kind, short_id)
            return
        body = document.parsed_body()
        match kind:
            case "member":
                self._accounts[short_id] = read_account(
                    document.doc_id, body, collaborative=self._collaborative
                )
            case "device":
                device = self._devices[short_id] = read_device(document.doc_id, body)
                self._device_ids[device.token_hash] = short_id
            case "token":
                token = self._tokens[short_id] = read_token(document.doc_id, body)
                self._token_ids[token.token_hash] = short_id
            case _:
                self._others[document.doc_id] = document

    def _forget(self, kind: str, short_id: str) -> None:
        # The index by hash may keep the ID: it leads to nothing any more.
        if kind == "member":
            self._accounts.pop(short_id, None)
        elif kind == "device":
            self._devices.pop(short_id, None)
        elif kind == "token":
            self._tokens.pop(short_id, None)
        else:
            self._others.pop(f"{kind}:{short_id}", None)

    def documents(self, kind: str) -> list[Document]:
        """Return what else is kept among the accounts, of one type."""
        return [one for one in self._others.values() if one.doc_id.startswith(f"{kind}:")]

    async def write(self, doc_id: str, body: Mapping[str, Any]) -> None:
        """Write a document; raise SyncError when it cannot be."""
        edit = new_edit(doc_id, body, parent=self._paths.get(doc_id, ()))
        [outcome] = await self._store.bulk_docs([edit], new_edits=True)
        if outcome.error is not None:
            raise outcome.error
        await self.refresh()

    # -- Members --------------------------------------------------------------

    def accounts(self) -> list[Account]:
        """Return everybody, disabled or not, by sign-in name."""
        return sorted(self._accounts.values(), key=lambda account: account.member.name)

    def account(self, member_id: str) -> Account | None:
        """Return one person's account."""
        return self._accounts.get(member_id)

    def find(self, name: str) -> Account | None:
        """Return the account that signs in with `name`."""
        same = (found for found in self._accounts.values() if found.member.name == name)
        # Two processes may each have added the name; everybody must pick the same one.
        return min(same, key=lambda account: account.member.member_id, default=None)

    async def add_member(
        self,
        name: str,
        *,
        display_name: str,
        roles: frozenset[str],
        derive: Callable[[bytes], bytes],
        language: str | None = None,
    ) -> Member:
        """Add a person; `derive` makes their login secret from the salt that they get.

        Raises:
            RosterError: the name is taken or not one, or a role is unknown.
        """
        await self.refresh()
        if not is_sign_in_name(name):
            raise RosterError(
                f"{name!r} cannot be a sign-in name: use small letters, digits, dots and dashes."
            )
        if self.find(name) is not None:
            raise RosterError(f"The sign-in name {name!r} is taken.")
        if unknown := sorted(roles - set(ROLES)):
            raise RosterError(f"{unknown[0]!r} is not a role; the roles are {', '.join(ROLES)}.")
        if not roles:
            raise RosterError("A member needs at least one role.")
        member = Member(str(uuid4()), name, display_name, roles, self._collaborative, language)
        salt = secrets.token_bytes(SALT_BYTES)
        login_secret = await anyio.to_thread.run_sync(derive, salt)
        verifier = self._secret.verifier(member.member_id, login_secret)
        account = Account(member, salt=salt, verifier=verifier, disabled=False)
        await self.write(f"member:{member.member_id}", account_body(account))
        return member

    async def set_disabled(self, name: str, *, disabled: bool) -> None:
        """Shut a member out of every door, or let them in again.

        Raises:
            RosterError: nobody has that name.
        """
        await self.refresh()
        account = self.find(name)
        if account is None:
            raise RosterError(f"Nobody signs in as {name!r}.")
        if account.disabled != disabled:
            changed = replace(account, disabled=disabled)
            await self.write(f"member:{account.member.member_id}", account_body(changed))

    # -- Devices --------------------------------------------------------------

    def devices_of(self, member_id: str) -> list[Device]:
        """Return a member's devices that may still be used, the newest first."""
        return sorted(
            (d for d in self._devices.values() if d.member_id == member_id and self._is_open(d)),
            key=lambda device: device.created_at,
            reverse=True,
        )

    async def add_device(self, member_id: str, name: str) -> tuple[Device, str]:
        """Return a new device and its token, which is kept nowhere else."""
        token = new_token()
        device = Device(
            device_id=str(uuid4()),
            member_id=member_id,
            name=clean_label(name, "A phone"),
            token_hash=hash_token(token),
            created_at=self._clock().replace(microsecond=0),
            revoked=False,
        )
        await self.write(f"device:{device.device_id}", device_body(device))
        return device, token

    async def admit_device(self, token: str) -> tuple[Member, Device] | None:
        """Return who holds a device token; None: nobody, or not any more."""
        await self.refresh()
        found = self._devices.get(self._device_ids.get(hash_token(token), ""))
        if found is None or not self._is_open(found) or not is_token_of(token, found):
            return None
        member = self._active_member(found.member_id)
        return (member, found) if member else None

    def recognise_device(self, tokens: Iterable[str], member_id: str) -> str | None:
        """Return the ID of the member's device that one of `tokens` is of, usable or not."""
        for token in tokens:
            found = self._devices.get(self._device_ids.get(hash_token(token), ""))
            if found is not None and found.member_id == member_id and is_token_of(token, found):
                return found.device_id
        return None

    async def revoke_device(self, member_id: str, device_id: str) -> bool:
        """Cut off one of the member's devices; False: they have no such device."""
        await self.refresh()
        device = self._devices.get(device_id)
        if device is None or device.member_id != member_id:
            return False
        if not device.revoked:
            await self.write(f"device:{device_id}", device_body(replace(device, revoked=True)))
        return True

    def _is_open(self, device: Device) -> bool:
        return not device.revoked and self._clock() < device.created_at + self._device_life

    # -- Tokens ---------------------------------------------------------------

    def tokens_of(self, member_id: str) -> list[Token]:
        """Return a member's tokens that may still be used, the newest first."""
        return sorted(
            (t for t in self._tokens.values() if t.member_id == member_id and not t.revoked),
            key=lambda token: token.created_at,
            reverse=True,
        )

    async def add_token(self, member_id: str, name: str, *, write: bool) -> tuple[Token, str]:
        """Return a new token for CouchDB clients and its text, which is kept nowhere else."""
        text = new_token()
        token = Token(
            token_id=str(uuid4()),
            member_id=member_id,
            name=clean_label(name, "A CouchDB client"),
            scope=frozenset({"read", "write"} if write else {"read"}),
            token_hash=hash_token(text),
            created_at=self._clock().replace(microsecond=0),
            revoked=False,
        )
        await self.write(f"token:{token.token_id}", token_body(token))
        return token, text

    async def admit_token(self, text: str) -> tuple[Member, Token] | None:
        """Return who holds a CouchDB client's token; None: nobody, or not any more."""
        await self.refresh()
        found = self._tokens.get(self._token_ids.get(hash_token(text), ""))
        if found is None or found.revoked or not is_token_of(text, found):
            return None
        member = self._active_member(found.member_id)
        return (member, found) if member else None

    async def revoke_token(self, member_id: str, token_id: str) -> bool:
        """End one of the member's tokens; False: they have no such token."""
        await self.refresh()
        token = self._tokens.get(token_id)
        if token is None or token.member_id != member_id:
            return False
        if not token.revoked:
            await self.write(f"token:{token_id}", token_body(replace(token, revoked=True)))
        return True

    def _active_member(self, member_id: str) -> Member | None:
        account = self._accounts.get(member_id)
        return None if account is None or account.disabled else account.member
