"""``cairn tokens``: what CouchDB clients sign in with."""

from __future__ import annotations

from typing import Annotated

import typer

from cairn_server.cli.failure import fail, plain_errors
from cairn_server.cli.options import DataOption

__all__ = ["app"]

app = typer.Typer(
    help="Make and end tokens: the passwords of CouchDB clients.", no_args_is_help=True
)

NameArgument = Annotated[str, typer.Argument(help="Whose token: their sign-in name.")]


@app.command("create")
@plain_errors
def create(
    name: NameArgument,
    label: Annotated[str, typer.Argument(help="What it is for, as in 'office backup'.")],
    *,
    write: Annotated[bool, typer.Option("--write", help="It may change things too.")] = False,
    data: DataOption = None,
) -> None:
    """Make a token and print it, this once. It may do what the person may do, or less."""
    # Imported here: `cairn --help` needs none of it.
    import anyio

    from cairn_server.cli.data import require_account, use_deployment

    async def make() -> str:
        async with use_deployment(data) as deployment:
            member = require_account(deployment, name).member
            _, text = await deployment.roster.add_token(member.member_id, label, write=write)
            return text

    typer.echo(anyio.run(make))


@app.command("list")
@plain_errors
def list_tokens(name: NameArgument, *, data: DataOption = None) -> None:
    """List a person's tokens, without their text."""
    # Imported here: `cairn --help` needs none of it.
    import anyio
    from rich.console import Console
    from rich.table import Table

    from cairn_server.accounts.account import format_time
    from cairn_server.cli.data import require_account, use_deployment

    table = Table("Token ID", "For", "May", "Made")

    async def read() -> None:
        async with use_deployment(data) as deployment:
            member = require_account(deployment, name).member
            for token in deployment.roster.tokens_of(member.member_id):
                may = " and ".join(sorted(token.scope))
                table.add_row(token.token_id, token.name, may, format_time(token.created_at))

    anyio.run(read)
    Console(soft_wrap=True).print(table)


@app.command("revoke")
@plain_errors
def revoke(
    name: NameArgument,
    token_id: Annotated[str, typer.Argument(help="From `cairn tokens list`.")],
    *,
    data: DataOption = None,
) -> None:
    """End a token at once."""
    # Imported here: `cairn --help` needs none of it.
    import anyio

    from cairn_server.cli.data import require_account, use_deployment

    async def write() -> bool:
        async with use_deployment(data) as deployment:
            member = require_account(deployment, name).member
            return await deployment.roster.revoke_token(member.member_id, token_id)

    if not anyio.run(write):
        fail(f"{name} has no token {token_id!r}.")
    typer.echo("The token is ended.")
