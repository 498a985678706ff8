"""``cairn couch``: the bare CouchDB-compatible server, for development and test suites."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from cairn_server.cli.failure import fail, plain_errors

__all__ = ["couch"]


@plain_errors
def couch(
    *,
    port: Annotated[int, typer.Option(help="On 127.0.0.1 only. 0: any free one.")] = 5984,
    data: Annotated[Path, typer.Option(help="The folder of its databases.")] = Path("couch-data"),
    admin: Annotated[
        str | None,
        typer.Option(
            metavar="USER:PASSWORD",
            envvar="CAIRN_COUCH_ADMIN",
            help="Ask for this user. Default: everybody on this machine is admin.",
        ),
    ] = None,
) -> None:
    """Serve a folder of databases as CouchDB would, without accounts and without the app."""
    user, colon, password = (admin or "").partition(":")
    if admin is not None and not (user and colon and password):
        fail("--admin must be a user, a colon and a password.")

    # Imported here: `cairn --help` needs none of it.
    import uvicorn

    from cairn_server.accounts.secret import FILE_NAME
    from cairn_server.cli.serve import announce_line, configure_logging, listen
    from cairn_sync.http import BasicGuard, Guard, OpenGuard, create_app
    from cairn_sync.stores.sqlite import SqliteDatabases

    if (data / FILE_NAME).exists():
        fail(f"{str(data)!r} holds a deployment: this server would show its accounts to anyone.")
    configure_logging("info")
    guard: Guard = BasicGuard(user, password) if admin is not None else OpenGuard()
    listener = listen("127.0.0.1", port)
    announce_line(f"CouchDB's protocol is at http://127.0.0.1:{listener.getsockname()[1]}/")
    databases = SqliteDatabases(data)
    uvicorn.Server(
        uvicorn.Config(
            create_app(databases, guard=guard), log_config=None, access_log=False, ws="none"
        )
    ).run(sockets=[listener])
