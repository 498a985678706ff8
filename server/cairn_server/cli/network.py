"""``cairn network``: other collaboratives' public directories."""

from __future__ import annotations

from typing import Annotated

import typer

from cairn_server.cli.failure import fail, plain_errors
from cairn_server.cli.options import DataOption

__all__ = ["app"]

app = typer.Typer(
    help="Subscribe to other collaboratives' public directories.", no_args_is_help=True
)

IdArgument = Annotated[str, typer.Argument(metavar="ID", help="From `cairn network list`.")]


@app.command("add")
@plain_errors
def add(
    name: Annotated[str, typer.Argument(help="The other collaborative's name, as people know it.")],
    url: Annotated[
        str | None,
        typer.Argument(
            help="Its HSDS API, such as https://cairn.example.org/hsds, or its database in a "
            "CouchDB. It is asked for when it is left out: a password in it stays out of your "
            "shell's history."
        ),
    ] = None,
    *,
    kind: Annotated[str, typer.Option("--kind", help="hsds or couchdb.")] = "hsds",
    data: DataOption = None,
) -> None:
    """Subscribe to a directory. A running server fetches it within a minute."""
    # Imported here: `cairn --help` needs none of it.
    import anyio

    from cairn_server.cli.data import use_deployment
    from cairn_server.network.subscription import SubscriptionError

    address = url or typer.prompt("Address", hide_input=True)

    async def write() -> str:
        async with use_deployment(data) as deployment:
            one = await deployment.networks.register.add(
                name=name, kind=kind, url=address, added_by=""
            )
            return one.number

    try:
        typer.echo(anyio.run(write))
    except SubscriptionError as exc:
        fail(str(exc))


@app.command("list")
@plain_errors
def list_networks(*, data: DataOption = None) -> None:
    """List the directories, without passwords, and how they stand."""
    # Imported here: `cairn --help` needs none of it.
    import anyio
    from rich.console import Console
    from rich.table import Table

    from cairn_server.cli.data import use_deployment
    from cairn_server.network.fault import SENTENCES

    table = Table(show_lines=True)
    table.add_column("ID", no_wrap=True)  # whole: other commands ask for it
    table.add_column("Directory", overflow="fold")
    table.add_column("How it stands", overflow="fold")

    async def read() -> None:
        async with use_deployment(data) as deployment:
            for one in deployment.networks.register.all():
                now = await deployment.networks.standing(one)
                fault = SENTENCES[now.fault] if now.fault else ""
                if now.would_go:
                    fault = f"{now.would_go} entries are gone there, and are kept here."
                stands = [
                    f"{now.entries} services",
                    f"last contact: {now.success_at or 'never'}",
                    "paused" if one.is_paused else fault,
                ]
                table.add_row(
                    one.number,
                    "\n".join([one.name, one.kind, one.shown_url]),
                    "\n".join(filter(None, stands)),
                )

    anyio.run(read)
    Console(soft_wrap=True).print(table)


@app.command("fetch")
@plain_errors
def fetch(
    number: IdArgument,
    *,
    accept_loss: Annotated[
        bool,
        typer.Option("--accept-loss", help="Also when more than half of the entries are gone."),
    ] = False,
    data: DataOption = None,
) -> None:
    """Fetch all of a directory now, beside a running server too."""
    # Imported here: `cairn --help` needs none of it.
    import anyio

    from cairn_server.cli.data import use_deployment
    from cairn_server.network.fault import SENTENCES
    from cairn_server.network.standing import Standing

    async def run() -> Standing | None:
        async with use_deployment(data) as deployment:
            one = deployment.networks.register.find(number)
            if one is None:
                return None
            return await deployment.networks.fetch(one, whole=True, accepts_loss=accept_loss)

    now = anyio.run(run)
    if now is None:
        fail(f"There is no directory {number!r}. See `cairn network list`.")
    if now.fault is not None:
        fail(SENTENCES[now.fault])
    typer.echo(f"{now.entries} services are here.")
    if now.hidden:
        typer.echo(f"{len(now.hidden)} places came in without their address.")
    if now.refused:
        typer.echo(f"Left out, by their IDs there: {', '.join(now.refused)}")
    if now.would_go:
        fail(
            f"{now.would_go} entries are gone there: more than half. They are kept here. "
            "If that is right, give --accept-loss."
        )


@app.command("remove")
@plain_errors
def remove(number: IdArgument, *, data: DataOption = None) -> None:
    """End a subscription: its entries go from here and from phones. Notes about them stay."""
    # Imported here: `cairn --help` needs none of it.
    import anyio

    from cairn_server.cli.data import use_deployment

    async def end() -> bool:
        async with use_deployment(data) as deployment:
            one = deployment.networks.register.find(number)
            if one is not None:
                await deployment.networks.register.end(one)
            return one is not None

    if not anyio.run(end):
        fail(f"There is no directory {number!r}. See `cairn network list`.")
    typer.echo("It is removed.")
