"""``cairn replicate``: copy one database into another, once or for ever."""

from __future__ import annotations

from contextlib import AsyncExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cairn_server.cli.failure import fail, plain_errors

if TYPE_CHECKING:
    from cairn_sync.continuous import ReplicationState
    from cairn_sync.store import Store

__all__ = ["replicate_command"]


@plain_errors
def replicate_command(
    source: Annotated[str, typer.Argument(help="A database: DATA_FOLDER/NAME, or its URL.")],
    target: Annotated[str, typer.Argument(help="Likewise; made if it is not there.")],
    *,
    continuous: Annotated[
        bool, typer.Option("--continuous", help="Go on until stopped, through lost lines.")
    ] = False,
) -> None:
    """Copy everything that TARGET lacks from SOURCE, with CouchDB's protocol.

    It may be stopped anywhere; the next run goes on from there.
    """
    # Imported here: `cairn --help` needs none of it.
    import anyio

    from cairn_server.history.source import Door, Source, tell_source
    from cairn_sync.continuous import replicate_continuously
    from cairn_sync.replicator import replicate

    for end in (source, target):
        if _is_accounts(end):
            fail("The accounts database is never replicated: it belongs to one server alone.")

    async def run() -> int:
        tell_source(Source(Door.UPSTREAM))
        async with AsyncExitStack() as stack:
            here = await _open(stack, source)
            there = await _open(stack, target, create=True)
            if continuous:
                await replicate_continuously(here, there, on_state=_print_state)
            summary = await replicate(here, there)
            typer.echo(
                f"{summary.docs_written} written, {summary.doc_write_failures} refused, "
                f"{summary.changes_read} changes read."
            )
            for failure in summary.failures:
                typer.echo(f"  {failure.doc_id} {failure.revision}: {failure.reason}", err=True)
            return summary.doc_write_failures

    try:
        failures = anyio.run(run)
    except KeyboardInterrupt:
        typer.echo("Stopped. The next run goes on from here.")
        return
    if failures:
        raise typer.Exit(1)


def _is_accounts(end: str) -> bool:
    from cairn_server.accounts.account import ACCOUNTS

    return end.rstrip("/").rpartition("/")[2] == ACCOUNTS


async def _open(stack: AsyncExitStack, end: str, *, create: bool = False) -> Store:
    """Open one end; `create` makes the database if it is not there."""
    import anyio

    from cairn_server.accounts.secret import FILE_NAME
    from cairn_server.erasing.store import guarded
    from cairn_sync.errors import ExistsError, NotFoundError
    from cairn_sync.store import Databases
    from cairn_sync.stores.couchdb import CouchDBDatabases
    from cairn_sync.stores.sqlite import SqliteDatabases

    roof, _, name = end.rstrip("/").rpartition("/")
    databases: Databases
    if end.startswith(("http://", "https://")):
        databases = await CouchDBDatabases.connect(roof)
    elif not create and not await anyio.Path(roof).is_dir():
        fail(f"There is no folder {roof!r}.")
    else:
        databases = SqliteDatabases(Path(roof))
        if await (anyio.Path(roof) / FILE_NAME).exists():  # a deployment, with its ledger
            databases = guarded(databases, Path(roof))
    stack.push_async_callback(databases.close)
    try:
        return await databases.open(name)
    except NotFoundError:
        if not create:
            raise
    try:
        return await databases.create(name)
    except ExistsError:
        return await databases.open(name)


def _print_state(state: ReplicationState) -> None:
    if state.last_error is not None:
        typer.echo(f"Waiting {state.retry_seconds:.0f} s: {state.last_error}", err=True)
    elif state.summary is not None and state.summary.docs_written:
        typer.echo(f"{state.summary.docs_written} written.")
