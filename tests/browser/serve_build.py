"""Serve a data folder that is there already, with another build of the app."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path

import uvicorn

from cairn_server.app import create_app
from cairn_server.settings import load_settings
from cairn_sync.stores.sqlite import SqliteDatabases

if __name__ == "__main__":
    parser = ArgumentParser()
    parser.add_argument("build", type=Path)
    parser.add_argument("--port", type=int)
    parser.add_argument("--data", type=Path)
    given = parser.parse_args()
    settings = load_settings(host=None, port=given.port, data=given.data)
    app = create_app(settings, SqliteDatabases(settings.data), static=given.build)
    uvicorn.run(app, port=settings.port, log_level="warning")
