"""A deployment that is open: its databases, its people, its name. What every door is handed."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from cairn_server.access import BodyCheck, replicated_databases
from cairn_server.accounts.account import ACCOUNTS
from cairn_server.accounts.roster import Roster
from cairn_server.accounts.secret import load_secret
from cairn_server.accounts.sign_in import SignIn
from cairn_server.body import check_body
from cairn_server.directory.confirming.desk import ConfirmDesk
from cairn_server.directory.confirming.links import Links
from cairn_server.erasing.fact import Facts
from cairn_server.erasing.store import guarded
from cairn_server.network.desk import NetworkDesk
from cairn_server.network.register import Register
from cairn_server.settings import Settings
from cairn_server.surveys.desk import SurveyDesk
from cairn_server.surveys.tallies import Tallies
from cairn_sync.errors import ExistsError
from cairn_sync.store import Databases

__all__ = [
    "Deployment",
    "DeploymentError",
    "create_databases",
    "open_deployment",
]


class DeploymentError(Exception):
    """There is nothing to open, or not what was said; a sentence for the operator."""


@dataclass(frozen=True, slots=True)
class Deployment:
    """What the doors work on."""

    settings: Settings
    databases: Databases
    collaborative: str
    roster: Roster
    sign_in: SignIn
    check: BodyCheck  # what a document must look like
    surveys: SurveyDesk
    confirming: ConfirmDesk
    networks: NetworkDesk
    facts: Facts  # the erasures that this server states and takes
    withholding_key: bytes  # of what stands for a draft where it may not be read


async def create_databases(databases: Databases, collaborative: str) -> list[str]:
    """Make the databases that a collaborative needs; return those that were not there."""
    made = []
    for name in (ACCOUNTS, *replicated_databases(collaborative)):
        try:
            await databases.create(name)
        except ExistsError:
            continue
        made.append(name)
    return made


async def open_deployment(
    settings: Settings,
    databases: Databases,
    *,
    check: BodyCheck = check_body,
    clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    monotonic: Callable[[], float] = time.monotonic,
) -> Deployment:
    """Open what `databases` holds.

    Raises:
        DeploymentError: nothing was set up here, or more than `settings` can tell apart.
    """
    databases = guarded(databases, settings.data)
    collaborative = await _find_collaborative(settings, databases)
    await create_databases(databases, collaborative)  # those that a later release added
    secret = load_secret(settings.data)
    roster = Roster(
        await databases.open(ACCOUNTS),
        collaborative=collaborative,
        secret=secret,
        clock=clock,
        device_days=settings.device_days,
    )
    await roster.refresh()
    sign_in = SignIn(roster, secret, clock=monotonic)
    tallies = Tallies(settings.data, clock)
    surveys = SurveyDesk(databases, collaborative, tallies, clock=clock, monotonic=monotonic)
    confirming = ConfirmDesk(
        databases,
        collaborative,
        Links(settings.data, clock),
        clock=clock,
        monotonic=monotonic,
    )
    networks = NetworkDesk(
        databases,
        collaborative,
        Register(roster, databases, clock),
        check,
        clock=clock,
        allows_private=settings.network_private_addresses,
    )
    return Deployment(
        settings,
        databases,
        collaborative,
        roster,
        sign_in,
        check,
        surveys,
        confirming,
        networks,
        databases.ledger.facts,
        secret.withholding(),
    )


async def _find_collaborative(settings: Settings, databases: Databases) -> str:
    """Return the one collaborative here: its name stands in its databases' names."""
    names = await databases.names()
    there = [name.removeprefix("directory-") for name in names if name.startswith("directory-")]
    if ACCOUNTS not in names or not there:
        raise DeploymentError(
            f"Nothing is set up in {str(settings.data)!r} yet. Run `cairn init` first, "
            "or `cairn serve --demo` to look around."
        )
    if settings.collaborative is None:
        if len(there) > 1:
            raise DeploymentError(
                f"Several collaboratives are set up here ({', '.join(there)}). "
                "Say which one with CAIRN_COLLABORATIVE."
            )
        return there[0]
    if settings.collaborative not in there:
        raise DeploymentError(
            f"CAIRN_COLLABORATIVE is {settings.collaborative!r}, but set up here is "
            f"{', '.join(there)}."
        )
    return settings.collaborative
