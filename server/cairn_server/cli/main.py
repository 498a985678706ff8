"""The ``cairn`` command: its groups, put together. Each group's file says what it does."""

from __future__ import annotations

import typer

from cairn_server.cli.serve import serve

__all__ = ["app"]

app = typer.Typer(
    name="cairn",
    help="Cairn: worksheets and a resource directory that work where there is no signal.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)


@app.callback()
def cairn() -> None:
    """Say what each command group is for; without it a lone command would swallow its name."""


app.command()(serve)
