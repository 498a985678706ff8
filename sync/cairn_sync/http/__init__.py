"""CouchDB's HTTP surface over any `Databases`, as an ASGI application."""

from cairn_sync.http.app import create_app
from cairn_sync.http.errors import UnauthorizedError
from cairn_sync.http.guard import (
    Administrator,
    BasicGuard,
    Guard,
    OpenGuard,
    Visitor,
    basic_credentials,
)

__all__ = [
    "Administrator",
    "BasicGuard",
    "Guard",
    "OpenGuard",
    "UnauthorizedError",
    "Visitor",
    "basic_credentials",
    "create_app",
]
