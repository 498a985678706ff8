"""A real server of ours in its own process, which a test may kill and start again.

The processes are forked from one that has read the server's code already: reading it takes a
second of work, and there are two hundred servers. From there on each does what `cairn` does;
`tests.server.live` starts that very command.
"""

from __future__ import annotations

import os
import socket
import time
import urllib.error
import urllib.request
from collections.abc import Mapping
from multiprocessing import get_context
from multiprocessing.context import ForkServerProcess
from pathlib import Path

import anyio._backends._asyncio
import argon2.low_level
import rich.console
import rich.table
import uvicorn.lifespan.on
import uvicorn.protocols.http.auto

import cairn_server.app
import cairn_server.cli.demo
import cairn_server.cli.main
import cairn_server.demo.shared_space
from tests.browser.serve_build import serve_build

__all__ = ["CairnServer", "free_port"]

START_SECONDS = 60
STOP_SECONDS = 20
READ_BEFORE = [
    module.__name__
    for module in (
        anyio._backends._asyncio,
        argon2.low_level,
        cairn_server.app,
        cairn_server.cli.demo,
        cairn_server.cli.main,
        cairn_server.demo.shared_space,
        rich.console,
        rich.table,
        uvicorn.lifespan.on,
        uvicorn.protocols.http.auto,
    )
]

forking = get_context("forkserver")
forking.set_forkserver_preload(READ_BEFORE)


def free_port() -> int:
    """Return a loopback port that nobody listens on now."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port: int = listener.getsockname()[1]
    return port


class CairnServer:
    """`cairn serve --demo` on a port and a data folder of its own."""

    def __init__(self, data: Path, log: Path, **settings: str) -> None:
        self.data = data
        self.log = log
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.settings = settings
        self.build: Path | None = None  # of the app; None: the one that is served to everybody
        self.process: ForkServerProcess | None = None

    def start(self) -> None:
        """Start it, and return once it answers."""
        given = (os.environ | self.settings, self.log, self.build, self.port, self.data)
        self.process = forking.Process(target=_serve, args=given, daemon=True)
        self.process.start()
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline:
            if not self.process.is_alive():
                raise RuntimeError(f"the server stopped:\n{self.log.read_text()}")
            try:
                with urllib.request.urlopen(f"{self.url}/healthz", timeout=2):
                    return
            except (urllib.error.URLError, OSError):
                time.sleep(0.05)  # a poll for readiness, bounded above; not a wait for luck
        raise RuntimeError(f"the server did not answer:\n{self.log.read_text()}")

    def kill(self) -> None:
        """End it as a power cut would."""
        if self.process is not None:
            self.process.kill()
            self.process.join()

    def stop(self) -> None:
        """Ask it to end, and wait."""
        if self.process is not None:
            self.process.terminate()
            self.process.join(STOP_SECONDS)
            self.kill()


def _serve(
    environment: Mapping[str, str], log: Path, build: Path | None, port: int, data: Path
) -> None:
    """Be a server, in the process that was forked for it."""
    os.environ.clear()
    os.environ.update(environment)
    with log.open("ab") as file:
        for output in (1, 2):
            os.dup2(file.fileno(), output)
    if build is not None:
        serve_build(build, port, data)
    else:
        where = ["--port", str(port), "--data", str(data)]
        cairn_server.cli.main.app(["serve", "--demo", *where])
