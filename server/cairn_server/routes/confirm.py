"""``/confirm/{token}``: a partner looks at its own entry, and says what is so.

Nobody signs in here, and whoever is signed in is not looked up: cookies are never read. To open
the page uses nothing up, because mail programs and chats open links by themselves.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Annotated, Any, Literal

import orjson
from pydantic import BaseModel, ConfigDict, Field
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from cairn_server.directory.confirming.links import Link
from cairn_server.errors import RequestError
from cairn_server.routes.app_files import STATIC, answer_file
from cairn_server.routes.door import (
    deployment_of,
    read_body,
    require_device,
    require_private_line,
    to_plain,
)

__all__ = ["confirm_api_routes", "confirm_routes", "NOT_LISTED", "require_link", "take_said"]

PAGE = "confirm.html"
NOTE_LETTERS = 500
NO_SUCH_LINK = "There is no such link here."
NOT_LISTED = "This entry is not in the directory now."
What = Literal["wrong_number", "closed", "moved", "wrong_hours", "other"]


class LinkBody(BaseModel):
    """What an editor sends to get a link."""

    model_config = ConfigDict(extra="forbid")

    service: Annotated[str, Field(pattern=r"^service:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$")]


class SaidBody(BaseModel):
    """What a partner says: that all is true, or what is not."""

    model_config = ConfigDict(extra="forbid")

    wrong: Annotated[list[What], Field(max_length=5)] = []
    note: Annotated[str, Field(max_length=NOTE_LETTERS)] = ""


async def make(request: Request) -> Response:
    """``POST /api/directory/confirm-links``: a link to one entry. Its text is told this once."""
    member, _ = await require_device(request)
    if "editor" not in member.roles:
        raise RequestError(403, "forbidden", "Only directory editors make these links.")
    body = await read_body(request, LinkBody)
    made = await deployment_of(request).confirming.make(body.service)
    if made is None:
        raise RequestError(404, "not_found", "This entry is not in the server's directory.")
    token, ends_at = made
    return _answer({"path": f"/confirm/{token}", "ends_on": ends_at.date().isoformat()}, 201)


async def about(request: Request) -> Response:
    """``GET /confirm/{token}/about``: the entry as its partner may see it."""
    _, link = await require_link(request)
    entry = await deployment_of(request).confirming.show(link)
    if entry is None:
        raise RequestError(410, "gone", NOT_LISTED)
    return _answer({"entry": entry})


async def say(request: Request) -> Response:
    """``POST /confirm/{token}``: all is true, or what is not. 204, and the link is used up."""
    token, link = await require_link(request)
    said = await read_body(request, SaidBody)
    await take_said(request, token, link, said.wrong, said.note.strip())
    return Response(status_code=204)


async def take_said(
    request: Request, token: str, link: Link, wrong: Sequence[str], note: str
) -> None:
    """Take what a partner says, and use the link up.

    Raises:
        RequestError: the link was used meanwhile, the entry is not in the directory now, or there
            are words where none are taken.
    """
    wrong = list(dict.fromkeys(wrong))
    desk = deployment_of(request).confirming
    entry = await desk.show(link)
    if entry is None:
        raise RequestError(410, "gone", NOT_LISTED)
    if note and entry["private_places"]:
        # A report reaches every phone: words could hold what must be in no store at all.
        raise RequestError(
            400, "bad_request", "This service has a private place, so no words are taken here."
        )
    if len(note) > NOTE_LETTERS:
        raise RequestError(400, "bad_request", "The words are too many.")
    if wrong or note:
        was_first = await desk.correct(token, link, wrong or ["other"], note)
    else:
        was_first = await desk.confirm(token, link)
    if not was_first:
        raise RequestError(410, "used", "This link was used already.")


def confirm_routes(folder: Path = STATIC) -> list[Route]:
    """Return the public door."""

    async def page(request: Request) -> Response:
        if (language := request.query_params.get("plain")) is not None:
            return to_plain(language, "confirm", request.path_params["token"])
        response = await answer_file(request, folder, PAGE)
        response.headers["X-Robots-Tag"] = "noindex, nofollow"
        return response

    return [
        Route("/confirm/{token}/about", about),
        Route("/confirm/{token}", say, methods=["POST"]),
        Route("/confirm/{token}", page),
    ]


def confirm_api_routes() -> list[Route]:
    """Return the editors' door, without the ``/api`` in front."""
    return [Route("/directory/confirm-links", make, methods=["POST"])]


async def require_link(request: Request) -> tuple[str, Link]:
    """Return the link that the address names, if it is open still."""
    require_private_line(request)
    desk = deployment_of(request).confirming
    desk.count_try(request.client.host if request.client else "")
    token: str = request.path_params["token"]
    link = await desk.find(token)
    if link is None:
        raise RequestError(404, "not_found", NO_SUCH_LINK)
    if link.state == "used":
        raise RequestError(410, "used", "This link was used already.")
    if link.state == "ended":
        raise RequestError(410, "ended", "This link has ended.")
    return token, link


def _answer(content: Mapping[str, Any], status: int = 200) -> Response:
    return Response(orjson.dumps(content), status, media_type="application/json")
