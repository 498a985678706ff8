"""``cairn init``: a new deployment and its first coordinator."""

from __future__ import annotations

import functools
import re
from typing import Annotated

import typer

from cairn_server.cli.failure import fail, plain_errors
from cairn_server.cli.options import DataOption

__all__ = ["init"]

SLUG = re.compile(r"[a-z][a-z0-9-]{0,60}")


@plain_errors
def init(
    *,
    collaborative: Annotated[
        str, typer.Option(prompt="Name of the collaborative (small letters, digits, dashes)")
    ],
    name: Annotated[str, typer.Option(prompt="Sign-in name of the first coordinator")],
    display_name: Annotated[str, typer.Option(prompt="Their name, as others see it")],
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
    """Set up a new deployment in an empty data folder."""
    if SLUG.fullmatch(collaborative) is None:
        fail("The collaborative's name must be small letters, digits and dashes, as in bent-river.")
    if collaborative == "demo":
        fail("The name 'demo' is kept for made-up data: `cairn serve --demo` makes it.")

    # Imported here: `cairn --help` needs none of it.
    import anyio

    from cairn_server.accounts.account import is_sign_in_name
    from cairn_server.accounts.passphrase import derive_login_secret, require_passphrase
    from cairn_server.deployment import create_databases, open_deployment
    from cairn_server.settings import load_settings
    from cairn_sync.stores.sqlite import SqliteDatabases

    # Everything that was typed is checked before anything is made.
    name = name.strip().lower()
    if not is_sign_in_name(name):
        fail("A sign-in name must be small letters, digits, dots and dashes.")
    require_passphrase(passphrase)
    settings = load_settings(data=data, collaborative=collaborative)

    async def make() -> None:
        databases = SqliteDatabases(settings.data)
        try:
            if await databases.names():
                fail(f"{str(settings.data)!r} holds a deployment already. Nothing was changed.")
            await create_databases(databases, collaborative)
            deployment = await open_deployment(settings, databases)
            await deployment.roster.add_member(
                name,
                display_name=display_name,
                roles=frozenset({"advocate", "coordinator", "editor"}),
                derive=functools.partial(derive_login_secret, passphrase),
            )
        finally:
            await databases.close()

    anyio.run(make)
    typer.echo(f"Made the collaborative {collaborative} in {settings.data}.")
    typer.echo(f"{name} can sign in as advocate, editor and coordinator.")
    typer.echo("Next: `cairn members add`, `cairn directory import`, then `cairn serve`.")
