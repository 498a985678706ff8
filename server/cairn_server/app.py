"""Build the application. Nothing happens on import."""

from __future__ import annotations

import functools
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path

import anyio
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.routing import Mount

from cairn_server.access import replicated_databases
from cairn_server.deployment import Deployment, open_deployment
from cairn_server.directory.bringing.desk import ImportDesk
from cairn_server.directory.publishing.public_directory import PublicDirectory
from cairn_server.erasing.eraser import Eraser
from cairn_server.erasing.store import guarded
from cairn_server.errors import exception_handlers
from cairn_server.history.desk import HistoryDesk
from cairn_server.merger import follow
from cairn_server.plain.listing import PlainDirectory
from cairn_server.routes.api import api_routes
from cairn_server.routes.app_files import STATIC, app_file_routes
from cairn_server.routes.confirm import confirm_api_routes, confirm_routes
from cairn_server.routes.couchdb import AccountsGuard, couchdb_session_route
from cairn_server.routes.exchange import exchange_routes
from cairn_server.routes.health import health_routes
from cairn_server.routes.history import history_routes
from cairn_server.routes.hsds import hsds_routes
from cairn_server.routes.imports import import_routes
from cairn_server.routes.networks import network_routes
from cairn_server.routes.people import people_routes
from cairn_server.routes.plain import plain_routes
from cairn_server.routes.survey import survey_api_routes, survey_routes
from cairn_server.routes.worksheets import worksheet_routes
from cairn_server.security import SecurityMiddleware
from cairn_server.settings import Settings, load_settings
from cairn_server.upstream import Upstream
from cairn_sync import http
from cairn_sync.store import Databases

__all__ = ["app_from", "create_app", "main_app"]

OpenDeployment = Callable[[Settings, Databases], Awaitable[Deployment]]


def create_app(
    settings: Settings,
    databases: Databases,
    *,
    connect_upstream: Callable[[], Awaitable[Databases]] | None = None,
    static: Path = STATIC,
    opened_by: OpenDeployment = open_deployment,
) -> Starlette:
    """Wire `databases` to the doors. They are opened, and at the end closed, by the lifespan.

    `connect_upstream` meets the CouchDB to replicate with; None: this server stands alone.
    """
    databases = guarded(databases, settings.data)

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        async with AsyncExitStack() as stack:
            stack.push_async_callback(databases.close)
            deployment = app.state.deployment = await opened_by(settings, databases)
            tasks = await stack.enter_async_context(anyio.create_task_group())
            stack.callback(tasks.cancel_scope.cancel)
            directory, _ = replicated_databases(deployment.collaborative)
            tasks.start_soon(follow, await databases.open(directory), deployment.check)
            app.state.public_directory = PublicDirectory(databases, directory, deployment.check)
            app.state.plain_directory = PlainDirectory(app.state.public_directory)
            app.state.imports = ImportDesk(await databases.open(directory), tasks)
            history = app.state.history = HistoryDesk(databases, directory, deployment.check)
            tasks.start_soon(history.keep_tidy, settings.history_days)
            tasks.start_soon(deployment.surveys.keep_swept)
            app.state.tasks = tasks
            tasks.start_soon(deployment.networks.keep_fetching)
            eraser = app.state.eraser = Eraser(databases, deployment.check, connect_upstream)
            tasks.start_soon(eraser.run)
            if connect_upstream is not None:
                upstream = app.state.upstream = Upstream(connect_upstream, deployment)
                tasks.start_soon(upstream.run)
            yield

    guard = AccountsGuard(lambda: app.state.deployment)
    couchdb = http.create_app(databases, guard=guard, max_body_bytes=settings.max_body_bytes)
    app = Starlette(
        routes=[
            *import_routes(),
            *exchange_routes(),
            Mount(
                "/api",
                routes=[
                    *api_routes(),
                    *survey_api_routes(),
                    *confirm_api_routes(),
                    *people_routes(),
                    *worksheet_routes(),
                    *network_routes(),
                    *history_routes(),
                ],
            ),
            Mount("/couchdb", couchdb),
            couchdb_session_route(),
            *hsds_routes(),
            *plain_routes(),
            *health_routes(),
            *survey_routes(static),
            *confirm_routes(static),
            *app_file_routes(static),
        ],
        middleware=[Middleware(SecurityMiddleware, public_origin=settings.public_origin)],
        exception_handlers=exception_handlers,
        lifespan=lifespan,
    )
    app.state.upstream = None
    return app


def app_from(settings: Settings) -> Starlette:
    """Return the application over the data folder and the upstream that `settings` name."""
    # Imported here: tests bring stores of their own, and an HTTP client costs 0.1 s to load.
    from cairn_sync.stores.sqlite import SqliteDatabases

    connect = None
    if settings.couchdb_url is not None:
        from cairn_sync.stores.couchdb import CouchDBDatabases

        connect = functools.partial(
            CouchDBDatabases.connect, settings.couchdb_url.get_secret_value()
        )
    return create_app(settings, SqliteDatabases(settings.data), connect_upstream=connect)


def main_app() -> Starlette:
    """Entry point: ``uvicorn --factory cairn_server.app:main_app``."""
    return app_from(load_settings())
