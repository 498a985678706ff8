"""Signing in: what a phone must know first, and whether its login secret is right.

Nothing here tells a stranger who is a member: unknown names get a salt that never changes,
cost the same work, and fail with the same words.
"""

from __future__ import annotations

import hmac
import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from cairn_server.access import Member
from cairn_server.accounts.account import Device
from cairn_server.accounts.encoding import from_base64url, to_base64url
from cairn_server.accounts.passphrase import KDF, SALT_BYTES
from cairn_server.accounts.roster import Roster
from cairn_server.accounts.secret import DeploymentSecret
from cairn_server.accounts.throttle import Throttle

__all__ = ["SignIn", "SignedIn", "TooManyTriesError", "WrongSecretError"]

WINDOW_SECONDS = 15 * 60.0
TRIES_PER_NAME = 10  # a person mistypes a few times; a guesser needs millions
TRIES_PER_ADDRESS = 40  # a whole office may share one


class WrongSecretError(Exception):
    """The name or the passphrase is not right."""


class TooManyTriesError(Exception):
    """Too many failures; `retry_after_seconds` is a whole number."""

    def __init__(self, retry_after_seconds: int) -> None:
        super().__init__("Too many tries. Wait a while, then try again.")
        self.retry_after_seconds = retry_after_seconds


@dataclass(frozen=True, slots=True)
class SignedIn:
    """A sign-in that succeeded."""

    member: Member
    device: Device
    device_token: str  # for the cookie; kept nowhere else


class SignIn:
    """The sign-in door of one deployment."""

    def __init__(
        self, roster: Roster, secret: DeploymentSecret, *, clock: Callable[[], float]
    ) -> None:
        self._roster = roster
        self._secret = secret
        self._by_name = Throttle(clock, allowed=TRIES_PER_NAME, window_seconds=WINDOW_SECONDS)
        self._by_address = Throttle(clock, allowed=TRIES_PER_ADDRESS, window_seconds=WINDOW_SECONDS)

    async def parameters(self, name: str) -> dict[str, Any]:
        """Return the salt and the derivation for a name, whether it is a member's or not."""
        await self._roster.refresh()
        name = _normal(name)
        account = self._roster.find(name)
        pretend = self._secret.pretend_salt(name, size=SALT_BYTES)
        return {"salt": to_base64url(account.salt if account else pretend), "kdf": KDF}

    async def sign_in(
        self, name: str, *, login_secret: str, device_name: str, address: str
    ) -> SignedIn:
        """Check a login secret and make a device for it.

        Raises:
            WrongSecretError: name or secret is wrong, or the member is disabled.
            TooManyTriesError: the secret was not even looked at.
        """
        await self._roster.refresh()
        # No await from here to the verdict: tries sent at once are counted one by one.
        name = _normal(name)
        wait = max(self._by_name.wait_seconds(name), self._by_address.wait_seconds(address))
        if wait > 0:
            raise TooManyTriesError(math.ceil(wait))
        account = self._roster.find(name)
        member_id = account.member.member_id if account else ""
        offered = self._secret.verifier(member_id, _read_secret(login_secret))
        kept = account.verifier if account else bytes(len(offered))
        is_right = hmac.compare_digest(offered, kept)
        if account is None or not is_right or account.disabled:
            self._by_name.count_failure(name)
            self._by_address.count_failure(address)
            raise WrongSecretError("The name or passphrase is not right.")
        self._by_name.forgive(name)

        device, token = await self._roster.add_device(member_id, device_name)
        return SignedIn(account.member, device, token)


def _normal(name: str) -> str:
    return name.strip().lower()[:128]


def _read_secret(text: str) -> bytes:
    try:
        return from_base64url(text)
    except ValueError:
        return b""
