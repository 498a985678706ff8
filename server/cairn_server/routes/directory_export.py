"""``GET /api/directory/export``: the directory as a file, for editors.

Written to a scratch file first, so that a phone on a slow line holds nothing open but that;
the file goes when it was sent, or when sending it was broken off.
"""

from __future__ import annotations

import tempfile
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Any

import anyio
import anyio.to_thread
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import Route

from cairn_server.access import replicated_databases
from cairn_server.deployment import Deployment
from cairn_server.directory.exporting.entries import Entries, PublicEntries, StoredEntries
from cairn_server.directory.exporting.export import FORMATS, Format, export_entries
from cairn_server.directory.exporting.plain_text import LANGUAGES
from cairn_server.directory.publishing.public_directory import PublicDirectory
from cairn_server.errors import RequestError
from cairn_server.routes.door import deployment_of, require_device

__all__ = ["directory_export_routes"]

CHUNK_BYTES = 65_536
FILES: dict[Format, tuple[str, str]] = {  # ending, media type
    "json": (".json", "application/json"),
    "package": (".zip", "application/zip"),
    "xlsx": (".xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "text": (".txt", "text/plain; charset=utf-8"),
}


class Exports:
    """The door; one file is made at a time."""

    def __init__(self) -> None:
        self._limit = anyio.CapacityLimiter(1)

    async def export(self, request: Request) -> Response:
        """``GET /api/directory/export?format=…&public=1&language=…``."""
        member, _ = await require_device(request)
        if "editor" not in member.roles:
            raise RequestError(403, "forbidden", "Only editors may take the directory out.")
        form = _one_of(request, "format", FORMATS)
        language = _one_of(request, "language", LANGUAGES)
        public = request.query_params.get("public") == "1"
        with tempfile.TemporaryDirectory(prefix="cairn-", ignore_cleanup_errors=True) as folder:
            target = Path(folder) / "directory"
            async with self._limit:
                entries = await _entries(deployment_of(request), public=public)
                await export_entries(entries, target, form, language=language)
            # Open, it can be read though its name goes: nothing is left behind by a broken line.
            file = await anyio.to_thread.run_sync(target.open, "rb")
        ending, media_type = FILES[form]
        name = f"directory-{datetime.now(UTC).date().isoformat()}{ending}"
        headers = {
            "Cache-Control": "no-store",
            "Content-Disposition": f'attachment; filename="{name}"',
            "X-Content-Type-Options": "nosniff",
        }
        return StreamingResponse(_chunks(file), headers=headers, media_type=media_type)


def directory_export_routes() -> list[Route]:
    """Return the door, without the ``/api`` in front."""
    return [Route("/directory/export", Exports().export)]


async def _entries(deployment: Deployment, *, public: bool) -> Entries:
    name = replicated_databases(deployment.collaborative)[0]
    if public:
        directory = PublicDirectory(deployment.databases, name, deployment.check)
        return PublicEntries(await directory.look())
    members = {account.member.member_id for account in deployment.roster.accounts()}
    store = await deployment.databases.open(name)
    return await StoredEntries.look(store, deployment.check, members=members)


async def _chunks(file: IO[bytes]) -> AsyncIterator[bytes]:
    try:
        while chunk := await anyio.to_thread.run_sync(file.read, CHUNK_BYTES):
            yield chunk
    finally:
        file.close()


def _one_of(request: Request, name: str, allowed: Any) -> Any:
    """Return a parameter's value; the first allowed one when it is not given."""
    value = request.query_params.get(name, allowed[0])
    if value not in allowed:
        raise RequestError(400, "bad_request", f"The {name} must be {', '.join(allowed)}.")
    return value
