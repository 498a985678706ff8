"""``cairn directory vouch``: erasures that other servers state, and those that nobody does."""

from __future__ import annotations

from typing import Annotated

import typer

from cairn_server.cli.failure import fail, plain_errors
from cairn_server.cli.options import DataOption

__all__ = ["vouch"]


@plain_errors
def vouch(
    places: Annotated[
        list[str] | None,
        typer.Argument(help="IDs that `cairn directory check` named, and that were erased indeed."),
    ] = None,
    *,
    trust: Annotated[
        str | None,
        typer.Option("--trust", help="The key of another server that replicates this directory."),
    ] = None,
    data: DataOption = None,
) -> None:
    """Print this server's key for erasures, trust another's, or vouch for erasures by hand.

    What is vouched for is erased here and everywhere, for good.
    """
    from cairn_server.cli.directory_check import finish_erasing
    from cairn_server.erasing import vouching
    from cairn_server.erasing.ledger import Ledger
    from cairn_server.settings import load_settings

    settings = load_settings(data=data)
    found = sorted(path.stem for path in settings.data.glob("directory-*.sqlite3"))
    if not found:
        fail(f"There is no directory in {str(settings.data)!r}.")
    if trust is not None:
        try:
            vouching.trust(settings.data, trust)
        except ValueError as exc:
            fail(f"{exc}. `cairn directory vouch` prints it on the other server.")
        typer.echo("Trusted. Start the server anew, and trust this server's key over there, too.")
    if not places:
        if trust is None:
            typer.echo(vouching.own_key(settings.data))
        return
    for place in places:
        if not place.startswith("location:"):
            fail(f"{place!r} is no place's ID: it must begin with 'location:'.")
    for name in found:
        for place in places:
            Ledger(settings.data).begin_again(name, place)
    finish_erasing(settings.data)
    typer.echo(f"{len(places)} erased, and vouched for.")
