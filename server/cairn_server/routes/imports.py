"""``/api/directory/imports``: an editor's list becomes entries, after a dry run.

``POST`` a file, ``POST …/{id}/mapping`` how it is read, ``…/apply``, ``…/undo``, ``…/stop``;
``GET …/{id}`` tells how far it is: ``{"state", "rows", "of", …}``. An import is its editor's alone.
"""

from __future__ import annotations

import re
import tempfile
from pathlib import Path
from typing import IO, Annotated, Any
from urllib.parse import unquote

import anyio
import anyio.to_thread
import orjson
from pydantic import BaseModel, ConfigDict, Field
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import Route

from cairn_server.access import Member
from cairn_server.directory.bringing.desk import ImportDesk
from cairn_server.directory.bringing.guess import CHOICES
from cairn_server.directory.bringing.job import Choice, Job
from cairn_server.errors import RequestError
from cairn_server.routes.door import (
    deployment_of,
    read_body,
    require_content_type,
    require_device,
)

__all__ = ["import_routes"]

MAX_FILE_BYTES = 100_000_000
MAX_CHOICE_BYTES = 2_000_000
MAX_NAME = 120
FILE_HEADER = "Cairn-File"  # the file's name, percent-encoded; never in an address, which is logged

Place = Annotated[int, Field(ge=0)]
Key = Annotated[str, Field(max_length=400)]  # of a row, or of an object of HSDS


class ChoiceBody(BaseModel):
    """How the list is to be read."""

    model_config = ConfigDict(extra="forbid")

    source: Annotated[str, Field(pattern="^[a-z0-9][a-z0-9-]{0,60}$")]
    table: Place = 0
    columns: dict[str, str] = {}
    public: bool = False
    fixes: dict[Key, dict[str, Annotated[str, Field(max_length=20_000)]]] = {}
    same: list[Place] = []
    merged: dict[Place, Annotated[str, Field(pattern="^service:[0-9a-f-]{36}$")]] = {}
    as_drafts: bool = False


class SheetBody(BaseModel):
    """Which of a workbook's sheets is the list."""

    model_config = ConfigDict(extra="forbid")

    table: Place


def import_routes() -> list[Route]:
    """Return the doors."""
    one = "/api/directory/imports/{job_id}"
    return [
        Route("/api/directory/imports", bring, methods=["POST"]),
        Route("/api/directory/imports", list_imports, methods=["GET"]),
        Route(one, tell, methods=["GET"]),
        Route(one, forget, methods=["DELETE"]),
        Route(f"{one}/sheet", choose_sheet, methods=["POST"]),
        Route(f"{one}/mapping", check, methods=["POST"]),
        Route(f"{one}/apply", apply, methods=["POST"]),
        Route(f"{one}/stop", stop, methods=["POST"]),
        Route(f"{one}/undo", undo, methods=["POST"]),
    ]


async def bring(request: Request) -> Response:
    """``POST /api/directory/imports``: a file, streamed to disk and read in a process apart."""
    member = await _require_editor(request)
    require_content_type(request, "application/octet-stream")
    desk = _desk(request)
    if desk.is_full:
        raise RequestError(429, "busy", "Too many imports are open: close one first.")
    data = await _receive(request)
    name = Path(unquote(request.headers.get(FILE_HEADER, ""))).name
    name = re.sub(r"[\x00-\x1f\x7f]", "", name)[:MAX_NAME] or "list.csv"
    return _answer(desk.open(member.member_id, name, data), status=201)


async def list_imports(request: Request) -> Response:
    """``GET /api/directory/imports``: the editor's own, the newest first."""
    member = await _require_editor(request)
    jobs = _desk(request).jobs_of(member.member_id)
    brief = [{"id": job.job_id, "file": job.file, "state": job.state} for job in jobs]
    return Response(orjson.dumps({"imports": brief}), media_type="application/json")


async def tell(request: Request) -> Response:
    """``GET …/{id}``: how far it is, and what there is to see."""
    return _answer((await _find(request))[0])


async def forget(request: Request) -> Response:
    """``DELETE …/{id}``: what was uploaded is gone; what was written stays."""
    job, _ = await _find(request)
    _desk(request).close(job)
    return Response(status_code=204)


async def choose_sheet(request: Request) -> Response:
    """``POST …/{id}/sheet``: another sheet of the workbook, with a guess for its columns."""
    job, _ = await _find(request, idle=True)
    body = await read_body(request, SheetBody, max_bytes=MAX_CHOICE_BYTES)
    if job.state not in ("mapping", "checked", "undone") or body.table >= len(job.tables):
        raise RequestError(400, "bad_request", "There is no such sheet in the file.")
    await _desk(request).choose_sheet(job, body.table)
    return _answer(job)


async def check(request: Request) -> Response:
    """``POST …/{id}/mapping``: a dry run with this reading of the list."""
    job, member = await _find(request, idle=True)
    body = await read_body(request, ChoiceBody, max_bytes=MAX_CHOICE_BYTES)
    if job.state not in ("mapping", "checked", "undone"):
        raise RequestError(409, "wrong_state", "This import has gone in already: undo it first.")
    if job.tables and body.table >= len(job.tables):
        raise RequestError(400, "bad_request", "There is no such sheet in the file.")
    columns = {name: held for name, held in body.columns.items() if held}
    known = set(job.tables[body.table].columns) if job.tables else set()
    every = {name for table in job.tables for name in table.columns}
    fixed = {name for cells in body.fixes.values() for name in cells}
    if (
        not columns.keys() <= known
        or (job.objects is None and not fixed <= every)
        or not set(columns.values()) <= set(CHOICES)
    ):
        raise RequestError(400, "bad_request", "There is no such column in the list.")
    if job.known is None and "service.name" not in columns.values():
        raise RequestError(400, "no_name", "Say which column holds the service's name.")
    source = body.source if job.asks_source or not job.known else job.known.source
    choice = Choice(
        source,
        body.table if job.tables else 0,
        columns,
        body.public,
        dict(body.fixes),
        frozenset(body.same),
        {row: entry for row, entry in body.merged.items() if row not in body.same},
        body.as_drafts,
    )
    _require_idle(job)
    _desk(request).check(job, choice, member)
    return _answer(job, status=202)


async def apply(request: Request) -> Response:
    """``POST …/{id}/apply``: write what the dry run told."""
    job, member = await _find(request, idle=True)
    if job.state != "checked":
        raise RequestError(409, "wrong_state", "Check the list first.")
    _desk(request).apply(job, member)
    return _answer(job, status=202)


async def stop(request: Request) -> Response:
    """``POST …/{id}/stop``: end what is being done. What was written so far can be undone."""
    job, _ = await _find(request)
    _desk(request).stop(job)
    return _answer(job, status=202)


async def undo(request: Request) -> Response:
    """``POST …/{id}/undo``: take the import back, but for what was edited since."""
    job, member = await _find(request, idle=True)
    if job.state != "applied":
        raise RequestError(409, "wrong_state", "There is nothing to undo.")
    _desk(request).undo(job, member)
    return _answer(job, status=202)


def _desk(request: Request) -> ImportDesk:
    desk: ImportDesk = request.app.state.imports
    return desk


async def _require_editor(request: Request) -> Member:
    member, _ = await require_device(request)
    if "editor" not in member.roles:
        raise RequestError(403, "forbidden", "Only directory editors may bring a list in.")
    return member


async def _find(request: Request, *, idle: bool = False) -> tuple[Job, Member]:
    member = await _require_editor(request)
    job = _desk(request).find(request.path_params["job_id"], member.member_id)
    if job is None:
        raise RequestError(404, "not_found", "This import is no longer here: bring the file again.")
    if idle:
        _require_idle(job)
    return job, member


def _require_idle(job: Job) -> None:
    if job.is_busy:
        raise RequestError(409, "busy", "This import is still at work.")


async def _receive(request: Request) -> IO[bytes]:
    """Stream the body to a temporary file without a name: it ends with whoever holds it."""
    stall = deployment_of(request).settings.stall_seconds
    file = tempfile.TemporaryFile()  # closed by the desk
    size, chunks = 0, request.stream()
    try:
        while True:
            with anyio.fail_after(stall):
                chunk = await anext(chunks, None)
            if chunk is None:
                break
            size += len(chunk)
            if size > MAX_FILE_BYTES:
                raise RequestError(413, "too_large", "The file is larger than 100 MB.")
            await anyio.to_thread.run_sync(file.write, chunk)
        if size == 0:
            raise RequestError(400, "bad_request", "The file is empty.")
        file.seek(0)
    except (ClientDisconnect, TimeoutError):
        file.close()
        raise RequestError(
            408, "request_timeout", "The connection broke off. Please try again."
        ) from None
    except BaseException:
        file.close()
        raise
    return file


def _answer(job: Job, *, status: int = 200) -> Response:
    told: dict[str, Any] = job.as_json()
    return Response(orjson.dumps(told), status, media_type="application/json")
