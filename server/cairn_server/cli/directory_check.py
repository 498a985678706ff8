"""``cairn directory check``: is anything in this deployment that must not be?

Exit codes: 0 all is well, 3 something needs a look, 4 where a confidential place is can be
found out, 1 nothing was checked, 2 the command line was not understood.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from cairn_server.cli.failure import fail, plain_errors
from cairn_server.cli.options import DataOption

__all__ = ["check", "finish_erasing"]

NEEDS_A_LOOK, WHEREABOUTS = 3, 4
SHOWN = 20  # findings of one heading
HEADINGS = {
    "whereabouts": "Where a confidential place is can be found out",
    "unvouched": "These erasures are not to be believed: see `cairn directory vouch`",
    "upstream": "Erased here, and perhaps not at the CouchDB beside it",
    "unreadable": "Unreadable",
    "unfit": "These documents break the directory's rules; phones do not show them",
    "dangling": "These entries name others that are not there",
    "shelter": "These places may be shelters. If they are, mark them as confidential",
    "hint": "The words of these organizations may lead to a private place: read them",
    "due": "These entries are due to be checked",
}


@plain_errors
def check(
    *,
    also: Annotated[
        list[Path] | None,
        typer.Option("--also", help="Look through this folder or file, too: exports, backups."),
    ] = None,
    look_for: Annotated[
        Path | None,
        typer.Option("--look-for", help="A text file: each line is an address to look for, too."),
    ] = None,
    clean: Annotated[
        bool,
        typer.Option("--clean", help="First wipe old versions out of the database files."),
    ] = False,
    data: DataOption = None,
) -> None:
    """Look for addresses of confidential places, and for entries that need a look."""
    from datetime import UTC, datetime
    from itertools import groupby

    from cairn_server.directory.checking import check as checking
    from cairn_server.directory.checking.finding import Matter
    from cairn_server.settings import load_settings

    settings = load_settings(data=data)
    if not any(settings.data.glob("directory-*.sqlite3")):
        fail(f"There is no directory in {str(settings.data)!r}.")
    for path in (*(also or ()), *([look_for] if look_for else ())):
        if not path.exists():
            fail(f"There is no file or folder {str(path)!r}.")
    if clean:
        finish_erasing(settings.data)
        for name in checking.clean(settings.data):
            typer.echo(f"{name} could not be wiped: stop the server, and try again.", err=True)
    known = checking.read_lines(look_for) if look_for else []
    today = datetime.now(UTC).date()
    found = checking.check_deployment(settings.data, today=today, beside=also or (), known=known)
    for matter, group in groupby(found, key=lambda one: one.matter):
        alike = list(group)
        typer.echo(f"{HEADINGS[matter]} ({len(alike)}):")
        shown = alike if matter in (Matter.WHEREABOUTS, Matter.UNREADABLE) else alike[:SHOWN]
        for one in shown:
            typer.echo(f"  {one.subject} ({one.file}): {one.sentence}")
        if len(alike) > len(shown):
            typer.echo(f"  and {len(alike) - len(shown)} more")
    matters = {one.matter for one in found}
    if Matter.WHEREABOUTS in matters:
        typer.echo(
            "Run `cairn directory check --clean` to wipe old versions out of the databases. "
            "Delete exports and backups that are named here, and edit the entries."
        )
        raise typer.Exit(WHEREABOUTS)
    if matters:
        raise typer.Exit(NEEDS_A_LOOK)
    typer.echo("Nothing was found.")


def finish_erasing(data: Path) -> None:
    """Carry out what a server that is not running has left, as far as it goes here."""
    import anyio

    anyio.run(_finish_erasing, data)


async def _finish_erasing(data: Path) -> None:
    from cairn_server.body import check_body
    from cairn_server.erasing.eraser import Eraser
    from cairn_server.erasing.store import guarded
    from cairn_sync.stores.sqlite import SqliteDatabases

    databases = guarded(SqliteDatabases(data), data)
    try:
        eraser = Eraser(databases, check_body)
        await eraser.look_for_returned()
        await eraser.finish()
    finally:
        await databases.close()
