"""``cairn devices``: where people are signed in."""

from __future__ import annotations

from typing import Annotated

import typer

from cairn_server.cli.failure import fail, plain_errors
from cairn_server.cli.options import DataOption

__all__ = ["app"]

app = typer.Typer(
    help="See where people are signed in; cut a lost phone off.", no_args_is_help=True
)


@app.command("list")
@plain_errors
def list_devices(
    name: Annotated[str | None, typer.Argument(help="Only this person's.")] = None,
    *,
    data: DataOption = None,
) -> None:
    """List the devices that are signed in."""
    # Imported here: `cairn --help` needs none of it.
    import anyio
    from rich.console import Console
    from rich.table import Table

    from cairn_server.accounts.account import format_time
    from cairn_server.cli.data import require_account, use_deployment

    table = Table("Device ID", "Sign-in name", "Device", "Signed in")

    async def read() -> None:
        async with use_deployment(data) as deployment:
            roster = deployment.roster
            accounts = [require_account(deployment, name)] if name else roster.accounts()
            for member in (account.member for account in accounts):
                for device in roster.devices_of(member.member_id):
                    signed_in = format_time(device.created_at)
                    table.add_row(device.device_id, member.name, device.name, signed_in)

    anyio.run(read)
    Console(soft_wrap=True).print(table)


@app.command("revoke")
@plain_errors
def revoke(
    name: Annotated[str, typer.Argument(help="Whose device it is: their sign-in name.")],
    device_id: Annotated[str, typer.Argument(help="From `cairn devices list`.")],
    *,
    data: DataOption = None,
) -> None:
    """Cut one device off. It must sign in again to exchange anything."""
    # Imported here: `cairn --help` needs none of it.
    import anyio

    from cairn_server.cli.data import require_account, use_deployment

    async def write() -> bool:
        async with use_deployment(data) as deployment:
            member = require_account(deployment, name).member
            return await deployment.roster.revoke_device(member.member_id, device_id)

    if not anyio.run(write):
        fail(f"{name} has no device {device_id!r}.")
    typer.echo("The device is cut off.")
