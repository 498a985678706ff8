"""The data folder as the commands open it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from cairn_server.accounts.account import Account
from cairn_server.accounts.roster import RosterError
from cairn_server.deployment import Deployment, open_deployment
from cairn_server.erasing.eraser import Eraser
from cairn_server.erasing.store import guarded
from cairn_server.settings import Settings, load_settings
from cairn_sync.stores.sqlite import SqliteDatabases

__all__ = ["find_collaborative", "require_account", "use_deployment"]


@asynccontextmanager
async def use_deployment(data: Path | None) -> AsyncIterator[Deployment]:
    """Open what the data folder holds, beside a running server too, and close it again."""
    settings: Settings = load_settings(data=data)
    databases = guarded(SqliteDatabases(settings.data), settings.data)
    try:
        deployment = await open_deployment(settings, databases)
        yield deployment
        await Eraser(databases, deployment.check).finish()
    finally:
        await databases.close()


def require_account(deployment: Deployment, name: str) -> Account:
    """Return who signs in as `name`; raise RosterError if nobody does."""
    account = deployment.roster.find(name.strip().lower())
    if account is None:
        raise RosterError(f"Nobody signs in as {name!r}.")
    return account


async def find_collaborative(data: Path | None) -> str:
    """Return the name of the collaborative that the data folder holds."""
    async with use_deployment(data) as deployment:
        return deployment.collaborative
