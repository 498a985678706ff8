"""``/plain/{language}/survey/{id}`` and ``…/confirm/{token}``: two public pages as plain forms.

The same desks as behind the pages with scripts, and the same promises: no cookie is read, so
there is nothing that a foreign page could ride on, and nothing of a request is noted.
"""

from __future__ import annotations

import secrets
import sqlite3
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from urllib.parse import parse_qsl

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from cairn_server.errors import RequestError
from cairn_server.plain.confirm_page import WRONG, confirm_message, confirm_page
from cairn_server.plain.frame import HEADERS
from cairn_server.plain.survey_page import (
    read_form,
    survey_message,
    survey_page,
    words_of_survey,
)
from cairn_server.plain.words import Words, languages, words_in
from cairn_server.routes.confirm import NOT_LISTED, require_link, take_said
from cairn_server.routes.door import (
    deployment_of,
    read_bytes,
    require_content_type,
    require_private_line,
)
from cairn_server.surveys.desk import TooManyAnswersError, is_survey_id
from cairn_sync.errors import SyncError

__all__ = ["plain_form_routes"]

MAX_FORM_BYTES = 32 * 1024
MAX_FIELDS = 2_000
FORM = "application/x-www-form-urlencoded"
ONCE = frozenset("0123456789abcdef")
# A form's own page must be told as where it came from, and no other site may learn of it.
PRIVATE = HEADERS | {"Cache-Control": "no-store", "Referrer-Policy": "same-origin"}


async def ask(request: Request) -> Response:
    """``GET /plain/{language}/survey/{id}``: what is asked."""
    require_private_line(request)
    words = _words(request)
    desk = deployment_of(request).surveys
    number = request.path_params["id"]
    found = await desk.find(number) if is_survey_id(number) else None
    line = await desk.line_24h()
    if found is None or found.is_count or found.stage != "open":
        told = {
            "closed": words.t("It has ended. Thank you for wanting to take part."),
            "not_yet": words.t("It has not begun. Please come back later."),
        }
        none = words.t("Nothing was found under this link. Ask whoever gave it to you.")
        why = none if found is None or found.is_count else told[found.stage]
        title = words.t("This survey is not open")
        status = 404 if found is None else 200
        return _html(survey_message(found, line, words, title, why), status)
    said = words_of_survey(found, words.language)
    return _html(survey_page(found, line, words, said, once=secrets.token_hex(16)))


async def take(request: Request) -> Response:
    """``POST /plain/{language}/survey/{id}``: count one answer; a repeat changes nothing."""
    require_private_line(request)
    words = _words(request)
    desk = deployment_of(request).surveys
    given = dict(await _form(request))
    number = request.path_params["id"]
    found = await desk.find(number) if is_survey_id(number) else None
    once = given.get("once", "")
    if found is None or found.is_count or len(once) != 32 or not set(once) <= ONCE:
        return await ask(request)
    line = await desk.line_24h()

    def say(title: str, *told: str, status: int = 200) -> Response:
        return _html(survey_message(found, line, words, title, *told), status)

    if not found.takes:
        ended = words.t("This survey has ended, so your answers were not counted.")
        return say(words.t("Thank you"), ended, status=410)
    answers, too_many = read_form(found, given)
    if too_many:
        told = words.t("You said yes too often in one question. Go back and take some off.")
        return say(words.t("It was not sent"), told, status=422)
    if not answers:
        return say(words.t("Thank you"), words.t("Nothing was sent, because nothing was picked."))
    try:
        address = request.client.host if request.client else ""
        await desk.take(found, answers, once=once, address=address)
    except TooManyAnswersError:
        many = words.t("Many answers came from here just now. Please try again in an hour.")
        return say(words.t("It was not sent"), many, status=429)
    except (sqlite3.Error, OSError):
        again = words.t("It could not be sent. Please try again in a while.")
        return say(words.t("It was not sent"), again, status=503)
    return say(words.t("Thank you"), words.t("Your answers were counted. You can close this page."))


async def show(request: Request) -> Response:
    """``GET /plain/{language}/confirm/{token}``: the entry. To look uses nothing up."""
    words = _words(request)
    return await _confirming(request, words, lambda: _show(request, words))


async def say(request: Request) -> Response:
    """``POST /plain/{language}/confirm/{token}``: all is true, or what is not."""
    words = _words(request)
    fields = await _form(request)
    wrong = [value for name, value in fields if name == "wrong" and value in WRONG]
    note = dict(fields).get("note", "").strip()

    async def write() -> Response:
        if "all" not in dict(fields) and not wrong and not note:
            return await _show(request, words, problem=words.t("Choose what is wrong."))
        token, link = await require_link(request)
        await take_said(request, token, link, [] if "all" in dict(fields) else wrong, note)
        thanks = words.t("It was sent. You can close this page.")
        more = words.t("If you wrote that something is not right, an editor will look at it.")
        return _html(confirm_message(token, words, words.t("Thank you"), thanks, more))

    return await _confirming(request, words, write)


def plain_form_routes() -> list[Route]:
    """Return the door, without the ``/plain`` in front."""
    return [
        Route("/{language}/survey/{id}", ask),
        Route("/{language}/survey/{id}", take, methods=["POST"]),
        Route("/{language}/confirm/{token}", show),
        Route("/{language}/confirm/{token}", say, methods=["POST"]),
    ]


async def _show(request: Request, words: Words, *, problem: str = "") -> Response:
    token, link = await require_link(request)
    entry = await deployment_of(request).confirming.show(link)
    if entry is None:
        raise RequestError(410, "gone", NOT_LISTED)
    today = datetime.now(UTC).date().isoformat()
    return _html(confirm_page(entry, token, words, today, problem=problem))


async def _confirming(
    request: Request, words: Words, answer: Callable[[], Awaitable[Response]]
) -> Response:
    """Answer, or say on a page why the link does not open."""
    told = {
        "used": words.t("This link was used already. Thank you for your help."),
        "ended": words.t("This link has ended: it worked for two weeks. Please ask for a new one."),
        "not_found": words.t("Nothing was found under this link. Ask whoever gave it to you."),
        "gone": words.t("This entry is not in the directory now, so nothing needs confirming."),
        "too_many_requests": words.t(
            "Many links were opened from here. Please try again in an hour."
        ),
    }
    again = words.t("It could not be sent. Please try again in a while.")
    token = request.path_params["token"]
    try:
        return await answer()
    except RequestError as exc:
        if exc.error == "forbidden":
            raise
        title = words.t("This link is closed")
        page = confirm_message(token, words, title, told.get(exc.error, again))
        return _html(page, exc.status)
    except SyncError:
        return _html(confirm_message(token, words, words.t("Please try again"), again), 503)


async def _form(request: Request) -> list[tuple[str, str]]:
    require_content_type(request, FORM)
    text = await read_bytes(request, max_bytes=MAX_FORM_BYTES)
    try:
        return parse_qsl(text.decode("utf-8", "replace"), max_num_fields=MAX_FIELDS)
    except ValueError:
        raise RequestError(400, "bad_request", "The form has too many fields.") from None


def _words(request: Request) -> Words:
    tag = request.path_params["language"]
    return words_in(tag if tag in languages() else "en")


def _html(body: bytes, status: int = 200) -> Response:
    return Response(body, status, PRIVATE, "text/html")
