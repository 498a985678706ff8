"""How a command fails: one plain sentence on standard error, exit code 1, no traceback.

Exit codes: 0 done, 1 could not be done, 2 the command line was not understood.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import NoReturn, ParamSpec, TypeVar

import typer

__all__ = ["fail", "plain_errors"]

P = ParamSpec("P")
R = TypeVar("R")


def fail(sentence: str) -> NoReturn:
    """Say why and end with exit code 1."""
    typer.secho(sentence, err=True, fg=typer.colors.RED)
    raise typer.Exit(1)


def plain_errors(command: Callable[P, R]) -> Callable[P, R]:
    """Turn what the person at the keyboard can mend into a sentence; let bugs through."""

    @functools.wraps(command)
    def guarded(*args: P.args, **kwargs: P.kwargs) -> R:
        # Imported here: together they cost a third of the time that `cairn --help` takes.
        from cairn_server.accounts.passphrase import PassphraseError
        from cairn_server.accounts.roster import RosterError
        from cairn_server.deployment import DeploymentError
        from cairn_server.settings import SettingsError
        from cairn_sync.errors import SyncError

        try:
            return command(*args, **kwargs)
        except (DeploymentError, PassphraseError, RosterError, SettingsError, SyncError) as exc:
            fail(str(exc))
        except PermissionError as exc:
            fail(f"Cairn may not read or write {exc.filename}.")

    return guarded
