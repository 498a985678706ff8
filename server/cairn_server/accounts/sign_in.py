"""Signing in: what a phone must know first, and whether its login secret is right.

Nothing here tells a stranger who is a member: unknown names get a salt that never changes,
cost the same work, and fail with the same words.

Failures are counted so that nobody guesses for long, and nobody locks another out either:
those of one place (an address, a phone) for one name, those of one address, and those for
one name from anywhere. A place where the member was let in before waits for its own
failures only, so a stranger who fails in a member's name delays no one but strangers.
"""

from __future__ import annotations

import hmac
import ipaddress
import math
from collections import OrderedDict
from collections.abc import Callable, Iterable
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
TRIES_PER_PLACE = 10  # for one name; a person mistypes a few times, a guesser needs millions
TRIES_PER_ADDRESS = 40  # for all names; a whole office may share one
TRIES_PER_NAME = 100  # from all places where the name is not known; NIST SP 800-63B's number
MAX_KNOWN = 10_000  # names at addresses, remembered in memory alone: nobody may look them up
IPV6_PREFIX = 64  # bits that one line has in common; it may change the rest at will


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
        self._by_place = Throttle(clock, allowed=TRIES_PER_PLACE, window_seconds=WINDOW_SECONDS)
        self._by_address = Throttle(clock, allowed=TRIES_PER_ADDRESS, window_seconds=WINDOW_SECONDS)
        self._by_name = Throttle(clock, allowed=TRIES_PER_NAME, window_seconds=WINDOW_SECONDS)
        # Name and address of those who got in, the longest ago first.
        self._known: OrderedDict[tuple[str, str], None] = OrderedDict()

    async def parameters(self, name: str) -> dict[str, Any]:
        """Return the salt and the derivation for a name, whether it is a member's or not."""
        await self._roster.refresh()
        name = _normal(name)
        account = self._roster.find(name)
        pretend = self._secret.pretend_salt(name, size=SALT_BYTES)
        return {"salt": to_base64url(account.salt if account else pretend), "kdf": KDF}

    async def sign_in(
        self,
        name: str,
        *,
        login_secret: str,
        device_name: str,
        address: str,
        device_tokens: Iterable[str] = (),
    ) -> SignedIn:
        """Check a login secret and make a device for it.

        `device_tokens` came with the request, and need not open anything any more.

        Raises:
            WrongSecretError: name or secret is wrong, or the member is disabled.
            TooManyTriesError: the secret was not even looked at.
        """
        await self._roster.refresh()
        # No await from here to the verdict: tries sent at once are counted one by one.
        name, address = _normal(name), _line_of(address)
        account = self._roster.find(name)
        member_id = account.member.member_id if account else ""
        device_id = self._roster.recognise_device(device_tokens, member_id)
        is_known = device_id is not None or (name, address) in self._known
        place = f"{name} {device_id or address}"
        throttles = [(self._by_place, place)]
        if not is_known:
            throttles += [(self._by_address, address), (self._by_name, name)]
        wait = max(throttle.wait_seconds(key) for throttle, key in throttles)
        if wait > 0:
            raise TooManyTriesError(math.ceil(wait))
        offered = self._secret.verifier(member_id, _read_secret(login_secret))
        kept = account.verifier if account else bytes(len(offered))
        is_right = hmac.compare_digest(offered, kept)
        if account is None or not is_right or account.disabled:
            for throttle, key in throttles:
                throttle.count_failure(key)
            raise WrongSecretError("The name or passphrase is not right.")
        self._by_place.forgive(place)
        self._remember(name, address)

        device, token = await self._roster.add_device(member_id, device_name)
        return SignedIn(account.member, device, token)

    def _remember(self, name: str, address: str) -> None:
        self._known[name, address] = None
        self._known.move_to_end((name, address))
        while len(self._known) > MAX_KNOWN:
            self._known.popitem(last=False)


def _normal(name: str) -> str:
    return name.strip().lower()[:128]


def _read_secret(text: str) -> bytes:
    try:
        return from_base64url(text)
    except ValueError:
        return b""


def _line_of(address: str) -> str:
    """Return what stays the same of an address, however its holder may change it."""
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return address
    if isinstance(parsed, ipaddress.IPv4Address):
        return str(parsed)
    if parsed.ipv4_mapped is not None:
        return str(parsed.ipv4_mapped)
    return str(ipaddress.ip_network((parsed, IPV6_PREFIX), strict=False))
