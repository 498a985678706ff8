"""Serve a data folder that is there already, with another build of the app."""

from __future__ import annotations

from pathlib import Path

import uvicorn

from cairn_server.app import create_app
from cairn_server.settings import load_settings
from cairn_sync.stores.sqlite import SqliteDatabases

__all__ = ["serve_build"]


def serve_build(build: Path, port: int, data: Path) -> None:
    """Serve it until told to end."""
    settings = load_settings(host=None, port=port, data=data)
    app = create_app(settings, SqliteDatabases(settings.data), static=build)
    uvicorn.run(app, port=settings.port, log_level="warning")
