"""The other ends: a CouchDB-protocol server from npm, a real CouchDB, and ours over TCP."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

import uvicorn
from starlette.types import ASGIApp

__all__ = ["COUCHDB_URL", "NODE", "STOCK", "npm_peer", "served", "some_database_name"]

STOCK = Path(__file__).parent / "stock"
NODE = shutil.which("node")
COUCHDB_URL = os.environ.get("COUCHDB_URL")  # with an administrator's credentials


@contextmanager
def npm_peer(folder: Path) -> Iterator[str]:
    """Run PouchDB's server, in memory, in `folder`; give its address."""
    assert NODE, "the npm peer needs node: run `make test`, which says how to get it"
    process = subprocess.Popen(
        [NODE, str(STOCK / "peer.mjs")],
        cwd=folder,  # in case it writes files of its own
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdin is not None and process.stdout is not None
    try:
        port = process.stdout.readline().strip()  # printed once it listens
        assert port.isdecimal(), "the npm peer did not start: run `npm ci` in tests/stock"
        yield f"http://127.0.0.1:{port}"
    finally:
        process.stdin.close()  # which ends it
        process.wait(timeout=10)
        process.stdout.close()


@contextmanager
def served(app: ASGIApp) -> Iterator[str]:
    """Serve `app` with uvicorn on a free loopback port; give its address."""
    listener = socket.create_server(("127.0.0.1", 0))
    config = uvicorn.Config(app, log_level="warning", lifespan="off", timeout_graceful_shutdown=1)
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, args=([listener],))
    thread.start()
    try:
        # Connections wait in the listener's queue until uvicorn takes them: no need to poll.
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join(timeout=10)
        listener.close()


def some_database_name() -> str:
    """Return a name nobody has used."""
    return f"directory-{uuid4().hex[:12]}"
