"""``cairn serve``: the server."""

from __future__ import annotations

import ipaddress
import logging
import os
import socket
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cairn_server.cli.failure import fail, plain_errors
from cairn_server.cli.options import DataOption

if TYPE_CHECKING:
    from cairn_server.settings import Settings

__all__ = ["announce_line", "configure_logging", "listen", "serve"]


@plain_errors
def serve(
    *,
    demo: Annotated[
        bool, typer.Option("--demo", help="Fill an empty data folder with made-up people.")
    ] = False,
    host: Annotated[str | None, typer.Option(help="Default: CAIRN_HOST, else 127.0.0.1.")] = None,
    port: Annotated[int | None, typer.Option(help="Default: CAIRN_PORT, else 8000.")] = None,
    data: DataOption = None,
    reload: Annotated[
        bool, typer.Option("--reload", help="Start again when the server's code changes.")
    ] = False,
) -> None:
    """Serve the app to phones, and sync them."""
    # Imported here, as in every command: the server's parts cost most of a second to load.
    import anyio
    import uvicorn

    from cairn_server.app import app_from
    from cairn_server.settings import load_settings

    settings = load_settings(host=host, port=port, data=data)
    anyio.run(_prepare, settings, demo)
    configure_logging(settings.log_level)
    listener = listen(settings.host, settings.port)
    _announce(settings, listener, demo=demo)
    config = uvicorn.Config(
        "cairn_server.app:main_app" if reload else app_from(settings),
        factory=reload,
        reload=reload,
        reload_dirs=[str(Path(__file__).parent.parent)] if reload else None,
        log_config=None,
        access_log=False,  # its lines hold sign-in names
        server_header=False,
        date_header=False,  # an idle exchange must fit in 1 KB
        forwarded_allow_ips=settings.trusted_proxies,
        ws="none",
        timeout_graceful_shutdown=5,
    )
    if reload:
        # The reloading child reads its settings from the environment alone.
        os.environ |= {
            "CAIRN_DATA": str(settings.data),
            "CAIRN_HOST": settings.host,
            "CAIRN_PORT": str(settings.port),
        }
        from uvicorn.supervisors import ChangeReload

        ChangeReload(config, target=uvicorn.Server(config).run, sockets=[listener]).run()
        return
    server = uvicorn.Server(config)
    server.run(sockets=[listener])
    if not server.started:
        raise typer.Exit(1)


def configure_logging(level: str) -> None:
    """Write log lines to standard error. HTTP clients stay quiet: their lines hold URLs."""
    logging.basicConfig(
        level=level.upper(), format="%(asctime)s %(levelname)s %(name)s: %(message)s", force=True
    )
    for chatty in ("httpx", "httpx2", "httpcore", "httpcore2", "uvicorn.error"):
        logging.getLogger(chatty).setLevel(max(logging.WARNING, logging.getLogger().level))


async def _prepare(settings: Settings, demo: bool) -> None:
    """Open the data folder once before anything listens, so that mistakes are told at once."""
    from cairn_server.cli.demo import COLLABORATIVE, prepare_demo
    from cairn_server.deployment import DeploymentError, open_deployment
    from cairn_sync.stores.sqlite import SqliteDatabases

    databases = SqliteDatabases(settings.data)
    try:
        if demo and not _is_loopback(settings.host):
            raise DeploymentError("The demo's passphrases are public: serve it on 127.0.0.1 only.")
        if demo:
            await prepare_demo(settings, databases)
        deployment = await open_deployment(settings, databases)
        if deployment.collaborative == COLLABORATIVE and not _is_loopback(settings.host):
            raise DeploymentError("This folder holds the demo: serve it on 127.0.0.1 only.")
    finally:
        await databases.close()


def _is_loopback(host: str) -> bool:
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def listen(host: str, port: int) -> socket.socket:
    """Take the port before anything is announced; port 0 takes any free one."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        listener = socket.create_server((host, port), family=family, backlog=2048)
    except OSError as exc:
        fail(
            f"Cairn cannot listen on {host} port {port}: {exc.strerror}. "
            "Choose another port with --port."
        )
    # Connections inherit it. asyncio sets it only on sockets of its own making, and without it
    # an answer's body waits up to 40 ms for the client to acknowledge the headers.
    listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return listener


def announce_line(line: str) -> None:
    """Print where the server is, at once even into a pipe."""
    typer.echo(line)
    sys.stdout.flush()


def _announce(settings: Settings, listener: socket.socket, *, demo: bool) -> None:
    from rich.console import Console
    from rich.table import Table

    console = Console(soft_wrap=True, highlight=False)
    host = f"[{settings.host}]" if ":" in settings.host else settings.host
    address = settings.public_origin or f"http://{host}:{listener.getsockname()[1]}"
    announce_line(f"Cairn is at {address}")
    if not demo:
        return
    from cairn_server.cli.demo import PEOPLE

    table = Table("Sign-in name", "Passphrase", "Who", title="Demo sign-ins, all made up")
    for person in PEOPLE:
        who = f"{person.display_name}: {', '.join(sorted(person.roles))}"
        table.add_row(person.name, person.passphrase, who)
    console.print(table)
