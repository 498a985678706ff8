"""The ``cairn`` command: its groups, put together. Each group's file says what it does."""

from __future__ import annotations

import typer

from cairn_server.cli import couchdb, devices, directory, members, network, tokens, worksheets
from cairn_server.cli.couch import couch
from cairn_server.cli.init import init
from cairn_server.cli.replicate import replicate_command
from cairn_server.cli.serve import serve

__all__ = ["app"]

app = typer.Typer(
    name="cairn",
    help="Cairn: worksheets and a resource directory that work where there is no signal.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
app.command()(serve)
app.command()(init)
app.add_typer(directory.app, name="directory")
app.add_typer(worksheets.app, name="worksheets")
app.add_typer(members.app, name="members")
app.add_typer(devices.app, name="devices")
app.add_typer(tokens.app, name="tokens")
app.add_typer(network.app, name="network")
app.add_typer(couchdb.app, name="couchdb")
app.command("replicate")(replicate_command)
app.command()(couch)
