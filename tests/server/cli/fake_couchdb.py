"""The corner of CouchDB that setting one up touches: databases, users, `_security`."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

__all__ = ["FakeCouchDB", "running_couchdb"]

ADMIN = "Basic " + base64.b64encode(b"admin:secret").decode()


class FakeCouchDB(ThreadingHTTPServer):
    """A CouchDB with one admin, who is `admin` with the password `secret`."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Resource)
        self.docs: dict[str, dict[str, Any]] = {}  # by path
        self.writes = 0

    def url(self, password: str = "secret") -> str:
        return f"http://admin:{password}@127.0.0.1:{self.server_port}"


class Resource(BaseHTTPRequestHandler):
    """Every path is a JSON object; a database is one with nothing in it."""

    server: FakeCouchDB

    def handle_one(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"] or 0)) or "{}")
        path = self.path.strip("/").replace("%3A", ":")
        docs = self.server.docs
        if self.headers["Authorization"] != ADMIN:
            self.answer(401, {"error": "unauthorized"})
        elif self.command == "PUT" and "/" not in path and path in docs:
            self.answer(412, {"error": "file_exists"})
        elif self.command == "PUT":
            self.server.writes += 1
            docs[path] = body | {"_rev": f"{self.server.writes}-a"}
            self.answer(201, {"ok": True, "id": body.get("_id"), "rev": docs[path]["_rev"]})
        elif path in docs or path.endswith("_security"):
            self.answer(200, docs.get(path, {}))
        else:
            self.answer(404, {"error": "not_found"})

    do_GET = do_HEAD = do_PUT = handle_one

    def answer(self, status: int, content: dict[str, Any]) -> None:
        text = json.dumps(content).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(text)

    def log_message(self, format: str, *args: Any) -> None:
        pass


@contextmanager
def running_couchdb() -> Iterator[FakeCouchDB]:
    with FakeCouchDB() as server:
        thread = Thread(target=server.serve_forever)
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()
