"""``cairn members``: who can sign in."""

from __future__ import annotations

import functools
from typing import Annotated

import typer

from cairn_server.cli.failure import plain_errors
from cairn_server.cli.options import DataOption

__all__ = ["app"]

app = typer.Typer(help="See who can sign in; add people; shut them out.", no_args_is_help=True)

NameArgument = Annotated[str, typer.Argument(help="Their sign-in name.")]


@app.command("add")
@plain_errors
def add(
    name: NameArgument,
    *,
    display_name: Annotated[str, typer.Option(prompt="Their name, as others see it")],
    role: Annotated[
        list[str] | None,
        typer.Option(help="advocate, editor or coordinator; may be given more than once."),
    ] = None,
    language: Annotated[str | None, typer.Option(help="en or es. Default: the phone's.")] = None,
    passphrase: Annotated[
        str,
        typer.Option(
            prompt="Their passphrase (five words are good)",
            hide_input=True,
            confirmation_prompt=True,
            envvar="CAIRN_INIT_PASSPHRASE",
            help="Better asked than given: a command line can be seen by others.",
        ),
    ],
    data: DataOption = None,
) -> None:
    """Add a person. Without --role they are an advocate."""
    # Imported here: `cairn --help` needs none of it.
    import anyio

    from cairn_server.accounts.passphrase import derive_login_secret, require_passphrase
    from cairn_server.cli.data import use_deployment

    require_passphrase(passphrase)
    roles = frozenset(role or ["advocate"])

    async def write() -> None:
        async with use_deployment(data) as deployment:
            await deployment.roster.add_member(
                name.strip().lower(),
                display_name=display_name,
                roles=roles,
                derive=functools.partial(derive_login_secret, passphrase),
                language=language,
            )

    anyio.run(write)
    typer.echo(f"{name} can sign in as {', '.join(sorted(roles))}.")


@app.command("list")
@plain_errors
def list_members(*, data: DataOption = None) -> None:
    """List everybody."""
    # Imported here: `cairn --help` needs none of it.
    import anyio
    from rich.console import Console
    from rich.table import Table

    from cairn_server.accounts.account import ROLES
    from cairn_server.cli.data import use_deployment

    table = Table("Sign-in name", "Name", "Roles", "")

    async def read() -> None:
        async with use_deployment(data) as deployment:
            for account in deployment.roster.accounts():
                member = account.member
                roles = ", ".join(role for role in ROLES if role in member.roles)
                state = "shut out" if account.disabled else ""
                table.add_row(member.name, member.display_name, roles, state)

    anyio.run(read)
    Console(soft_wrap=True).print(table)


@app.command("disable")
@plain_errors
def disable(name: NameArgument, *, data: DataOption = None) -> None:
    """Shut a person out of every door at once; what they wrote stays."""
    _set_disabled(name, data, disabled=True)
    typer.echo(f"{name} is shut out. `cairn members enable {name}` lets them in again.")


@app.command("enable")
@plain_errors
def enable(name: NameArgument, *, data: DataOption = None) -> None:
    """Let a person in again who was shut out."""
    _set_disabled(name, data, disabled=False)
    typer.echo(f"{name} can sign in again.")


def _set_disabled(name: str, data: DataOption, *, disabled: bool) -> None:
    import anyio

    from cairn_server.cli.data import use_deployment

    async def write() -> None:
        async with use_deployment(data) as deployment:
            await deployment.roster.set_disabled(name.strip().lower(), disabled=disabled)

    anyio.run(write)
