"""Build the application: CouchDB's HTTP surface over any `Databases`."""

from __future__ import annotations

from starlette.applications import Starlette
from starlette.middleware import Middleware

from cairn_sync.http import all_docs, bulk, changes, database, document, local, revision, server
from cairn_sync.http.call import Surface
from cairn_sync.http.errors import exception_handlers
from cairn_sync.http.guard import Guard
from cairn_sync.http.path import EncodedPath
from cairn_sync.store import Databases

__all__ = ["create_app"]

MAX_BODY_BYTES = 8 * 2**20  # CouchDB's own limit for one document


def create_app(
    databases: Databases, *, guard: Guard, max_body_bytes: int = MAX_BODY_BYTES
) -> Starlette:
    """Wire `databases` to the routes, with `guard` at the door of each.

    To be served at the root, or mounted anywhere below it.
    """
    app = Starlette(
        # The first that fits is taken: what is reserved stands before the documents.
        routes=[
            *server.routes,
            *changes.routes,
            *revision.routes,
            *bulk.routes,
            *all_docs.routes,
            *local.routes,
            *database.routes,
            *document.routes,
        ],
        middleware=[Middleware(EncodedPath)],
        exception_handlers=exception_handlers,
    )
    app.state.surface = Surface(databases, guard, max_body_bytes)
    return app
