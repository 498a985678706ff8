"""``/api/worksheets/...``: what coordinators write, from spreadsheets and back.

Nothing is stored by these doors: what is published is a document, saved like any other.
"""

from __future__ import annotations

import re
from typing import Any

import anyio
import anyio.to_thread
import orjson
from pydantic import BaseModel, ConfigDict
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from cairn_server.directory.said import Said
from cairn_server.errors import RequestError
from cairn_server.routes.door import read_body, read_bytes, require_content_type, require_device
from cairn_server.worksheets.apart import read_apart, write_apart
from cairn_server.worksheets.catalogue import TemplateError, parse_template
from cairn_server.worksheets.placed import PLACED

__all__ = ["worksheet_routes"]

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MAX_SPREADSHEET_BYTES = 5_000_000  # as the reader has it
MAX_TEMPLATE_BYTES = 1_000_000  # a document, which holds the words too, is at most a quarter
AT_ONCE = 2  # spreadsheets; each has a process of its own

# As the reader and `check.py` write places.
IN_A_SHEET = re.compile(
    r"sheet (?P<sheet>[^,:]+)(?:, row (?P<row>\d+))?(?:, column (?P<column>.+?))?"
    r"(?:, cell (?P<cell>[A-Z]+\d+))?: (?P<why>.*)",
    re.S,
)
IN_A_TEMPLATE = re.compile(
    r"template [^,:]*(?:, (?P<place>.*?))?(?:, field (?P<field>\w+))?: (?P<why>.*)", re.S
)


class TemplateBody(BaseModel):
    """A template as its JSON, and what it says in other languages."""

    model_config = ConfigDict(extra="forbid")

    template: dict[str, Any]
    words: dict[str, dict[str, str]] = {}


class Spreadsheets:
    """The doors, which share how many spreadsheets are worked on at once."""

    def __init__(self) -> None:
        self._limit = anyio.CapacityLimiter(AT_ONCE)

    async def read(self, request: Request) -> Response:
        """``POST /api/worksheets/read``: a spreadsheet as a template, or every reason why not."""
        await _require_coordinator(request)
        require_content_type(request, XLSX)
        data = await read_bytes(request, max_bytes=MAX_SPREADSHEET_BYTES)
        try:
            async with self._limit:
                return _answer(await read_apart(data))
        except TemplateError as error:
            return _refuse("This spreadsheet cannot be a worksheet yet.", error, IN_A_SHEET)

    async def check(self, request: Request) -> Response:
        """``POST /api/worksheets/check``: every problem of a template; none means sound."""
        await _require_coordinator(request)
        body = await read_body(request, TemplateBody, max_bytes=MAX_TEMPLATE_BYTES)
        try:
            await anyio.to_thread.run_sync(_sound, body.template)
        except TemplateError as error:
            return _answer({"problems": _problems(error, IN_A_TEMPLATE)})
        return _answer({"problems": []})

    async def export(self, request: Request) -> Response:
        """``POST /api/worksheets/export``: a sound template as a spreadsheet."""
        await _require_coordinator(request)
        body = await read_body(request, TemplateBody, max_bytes=MAX_TEMPLATE_BYTES)
        try:
            template = await anyio.to_thread.run_sync(_sound, body.template)
            async with self._limit:
                return Response(await write_apart(template, body.words), media_type=XLSX)
        except TemplateError as error:
            return _refuse("This worksheet cannot be a spreadsheet.", error, IN_A_TEMPLATE)


def worksheet_routes() -> list[Route]:
    """Return the doors, without the ``/api`` in front."""
    doors = Spreadsheets()
    return [
        Route("/worksheets/read", doors.read, methods=["POST"]),
        Route("/worksheets/check", doors.check, methods=["POST"]),
        Route("/worksheets/export", doors.export, methods=["POST"]),
    ]


async def _require_coordinator(request: Request) -> None:
    member, _ = await require_device(request)
    if "coordinator" not in member.roles:
        raise RequestError(403, "forbidden", "Only coordinators may write worksheets.")


def _sound(raw: dict[str, Any]) -> bytes:
    """Return a template's JSON after it was found sound; raise TemplateError."""
    data = orjson.dumps(raw)
    parse_template(str(raw.get("id")), data)
    return data


def _problems(error: TemplateError, form: re.Pattern[str]) -> list[dict[str, Any]]:
    """Return each problem with its place taken apart; `why` alone where it has none."""
    problems: list[dict[str, Any]] = []
    for problem in error.problems:
        found = form.fullmatch(problem)
        named = found.groupdict() if found else {"why": problem}
        problems.append({name: text for name, text in named.items() if text} | _said(problem))
    return problems


def _said(problem: str) -> dict[str, Any]:
    """Return what the app needs to say why in another language; `{}`: it is English alone."""
    if not isinstance(problem, Said):
        return {}
    why = problem.given.get("why") if problem.form == PLACED else problem
    return {"said": why.as_json()} if isinstance(why, Said) else {}


def _refuse(reason: str, error: TemplateError, form: re.Pattern[str]) -> Response:
    fields = {"error": "unusable", "reason": reason, "problems": _problems(error, form)}
    return _answer(fields, status=422)


def _answer(content: dict[str, Any], *, status: int = 200) -> Response:
    return Response(orjson.dumps(content), status, media_type="application/json")
