"""``cairn couchdb setup``: make an operator's CouchDB ready to be the upstream.

The one place that uses the stock ``couchdb`` package: it is an administrator's tool,
run once by hand, where blocking does no harm.
"""

from __future__ import annotations

import secrets
from typing import Annotated, Any
from urllib.parse import quote, urlsplit, urlunsplit

import typer

from cairn_server.cli.failure import fail, plain_errors
from cairn_server.cli.options import DataOption

__all__ = ["app"]

app = typer.Typer(help="Prepare a CouchDB to replicate with.", no_args_is_help=True)


@app.callback()
def couchdb() -> None:
    """Prepare a CouchDB to replicate with."""


@app.command("setup")
@plain_errors
def setup(
    url: Annotated[
        str,
        typer.Argument(
            envvar="CAIRN_COUCHDB_ADMIN_URL",
            help="The server with an admin's credentials: https://admin:password@couch.example.org",
        ),
    ],
    *,
    user: Annotated[str, typer.Option(help="The user that Cairn will be there.")] = "cairn",
    password: Annotated[
        str | None,
        typer.Option(envvar="CAIRN_COUCHDB_PASSWORD", help="Theirs. Default: a new random one."),
    ] = None,
    collaborative: Annotated[
        str | None, typer.Option(help="Default: the one that the data folder holds.")
    ] = None,
    data: DataOption = None,
) -> None:
    """Create the databases, a user and the rules for who may enter. Safe to repeat."""
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        fail("The address must start with http:// or https:// and name a server.")

    # Imported here: `cairn --help` needs none of it.
    import anyio
    import couchdb

    from cairn_server.access import replicated_databases
    from cairn_server.cli.data import find_collaborative

    name = collaborative or anyio.run(find_collaborative, data)
    try:
        server = couchdb.Server(url)
        made = _make_user(server, user, password)
        for database in replicated_databases(name):
            _make_database(server, database, user)
    except couchdb.http.Unauthorized:
        fail("CouchDB did not take that user and password, or they are not an admin's.")
    except (couchdb.http.HTTPError, OSError) as exc:
        fail(f"CouchDB at {parts.hostname} could not be set up: {_describe(exc)}.")

    host = parts.netloc.rpartition("@")[2]
    shown = quote(made, safe="") if made else "PASSWORD"
    settings_url = urlunsplit((parts.scheme, f"{user}:{shown}@{host}", parts.path, "", ""))
    typer.echo("Now set, for `cairn serve`:")
    typer.echo(f"  CAIRN_COUCHDB_URL={settings_url}")


def _make_user(server: Any, user: str, password: str | None) -> str | None:
    """Make the user; return the new password, None when the user keeps an old one."""
    import couchdb

    try:
        users = server["_users"]
    except couchdb.http.ResourceNotFound:
        users = server.create("_users")
        typer.echo("Created CouchDB's own database _users.")
    doc_id = f"org.couchdb.user:{user}"
    existing = users.get(doc_id)
    if existing is not None and password is None:
        typer.echo(f"The user {user} is there already and keeps its password.")
        return None
    made = password or secrets.token_urlsafe(24)
    users.save(
        {**(existing or {"_id": doc_id, "type": "user", "roles": []}), "name": user}
        | {"password": made}
    )
    typer.echo(f"{'Changed the password of' if existing else 'Created'} the user {user}.")
    return made


def _make_database(server: Any, database: str, user: str) -> None:
    """Make a database that only admins and `user` may enter."""
    import couchdb

    try:
        server.create(database)
        typer.echo(f"Created the database {database}.")
    except couchdb.http.PreconditionFailed:
        typer.echo(f"The database {database} is there already.")
    security = dict(server[database].security)
    members = security.get("members") or {}
    names = members.get("names") or []
    if user in names:
        return
    security["members"] = {**members, "names": [*names, user]}
    security.setdefault("admins", {"names": [], "roles": ["_admin"]})
    server[database].resource.put_json("_security", security)
    typer.echo(f"Only admins and {user} may enter {database} now.")


def _describe(exc: Exception) -> str:
    """Say what went wrong without repeating an address: it may hold a password."""
    return str(exc.strerror or exc) if isinstance(exc, OSError) else type(exc).__name__
