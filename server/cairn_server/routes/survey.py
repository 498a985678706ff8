"""``/survey/{id}``: a page for anybody, and a door that only takes.

Nobody signs in here, and whoever is signed in is not looked up: cookies are never read. A
request carries no more than the answer, padded by its sender. Nothing of one is logged; where
the sums cannot be written, the log says that and no more.
"""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any

import orjson
from pydantic import BaseModel, ConfigDict, Field, JsonValue
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from cairn_server.errors import RequestError, error_response
from cairn_server.routes.app_files import STATIC, answer_file
from cairn_server.routes.door import (
    deployment_of,
    read_body,
    require_device,
    require_private_line,
    to_plain,
)
from cairn_server.surveys.desk import Found, SurveyDesk, TooManyAnswersError, is_survey_id
from cairn_server.surveys.published import Published
from cairn_server.surveys.tallies import Seen

__all__ = ["survey_api_routes", "survey_routes"]

PAGE = "survey.html"
MAX_ANSWER_BYTES = 128 * 1024  # thirty texts as long as they may be, in any script
NO_SUCH_SURVEY = "There is no such survey here."
logger = logging.getLogger(__name__)


class AnswerBody(BaseModel):
    """One person's answer. What pads it to a round length is not looked at."""

    model_config = ConfigDict(extra="forbid")

    once: Annotated[str, Field(pattern=r"^[0-9a-f]{32}$")]
    answers: Annotated[dict[str, JsonValue], Field(max_length=500)]
    padding: str = ""


async def about(request: Request) -> Response:
    """``GET /survey/{id}/about``: what is asked, where, and whether it still is."""
    require_private_line(request)
    found = await _find(request)
    if found is None:
        raise RequestError(404, "not_found", NO_SUCH_SURVEY)
    said = _about(found)
    if line := await _desk(request).line_24h():
        said["line_24h"] = line
    return _answer(said)


async def take(request: Request) -> Response:
    """``POST /survey/{id}``: count one answer. 204 once it is counted, or was before."""
    require_private_line(request)
    body = await read_body(request, AnswerBody, max_bytes=MAX_ANSWER_BYTES)
    found = await _find(request)
    if found is None:
        raise RequestError(404, "not_found", NO_SUCH_SURVEY)
    if not found.takes:
        raise RequestError(410, "closed", "This survey has ended.")
    address = request.client.host if request.client else ""
    try:
        await _desk(request).take(found, body.answers, once=body.once, address=address)
    except TooManyAnswersError as exc:
        headers = {"Retry-After": str(exc.retry_after_seconds)}
        return error_response(429, "too_many_requests", str(exc), headers)
    except (sqlite3.Error, OSError) as exc:
        logger.error("an answer could not be counted: %s", type(exc).__name__)
        return error_response(503, "unavailable", "The answer was not counted. Please try again.")
    return Response(status_code=204)


async def totals(request: Request) -> Response:
    """``GET /api/surveys/{id}/totals``: the sums, as far as they may be seen."""
    await _require_coordinator(request)
    found = await _find(request)
    if found is None:
        raise RequestError(404, "not_found", NO_SUCH_SURVEY)
    return _answer(_totals(found, await _desk(request).see(found)))


async def counted(request: Request) -> Response:
    """``GET /api/counts``: the sums of worksheets of which nothing else is kept."""
    await _require_coordinator(request)
    desk = _desk(request)
    return _answer(
        {"counts": [_totals(place, await desk.see(place)) for place in await desk.counted()]}
    )


def survey_routes(folder: Path = STATIC) -> list[Route]:
    """Return the public door."""

    async def page(request: Request) -> Response:
        if (language := request.query_params.get("plain")) is not None:
            return to_plain(language, "survey", request.path_params["id"])
        return await answer_file(request, folder, PAGE)

    return [
        Route("/survey/{id}/about", about),
        Route("/survey/{id}", take, methods=["POST"]),
        Route("/survey/{id}", page),
    ]


def survey_api_routes() -> list[Route]:
    """Return the coordinators' door, without the ``/api`` in front."""
    return [
        Route("/surveys/{id}/totals", totals),
        Route("/counts", counted),
    ]


def _desk(request: Request) -> SurveyDesk:
    return deployment_of(request).surveys


def _survey_id(request: Request) -> str | None:
    survey_id: str = request.path_params["id"]
    return survey_id if is_survey_id(survey_id) else None


async def _find(request: Request) -> Found | None:
    survey_id = _survey_id(request)
    return await _desk(request).find(survey_id) if survey_id else None


async def _require_coordinator(request: Request) -> None:
    member, _ = await require_device(request)
    if "coordinator" not in member.roles:
        raise RequestError(403, "forbidden", "Only coordinators see the totals.")


def _answer(content: Mapping[str, Any]) -> Response:
    return Response(orjson.dumps(content), media_type="application/json")


def _about(found: Found) -> dict[str, Any]:
    said: dict[str, Any] = {
        "template": found.template.id,
        "stage": found.stage,
        "smallest": found.smallest,
    }
    if found.area:
        said["area"] = found.area
    if found.written:  # else the page has its words
        said["written"] = {
            "template": found.written["template"],
            "words": found.written.get("words", {}),
        }
    return said


def _totals(found: Found, seen: Seen) -> dict[str, Any]:
    return {
        "id": found.survey_id,
        "template": found.template.id,
        "smallest": seen.smallest,
        **({"numbers": _numbers(seen.numbers), "texts": seen.texts} if seen.numbers else {}),
    }


def _numbers(numbers: Published) -> dict[str, Any]:
    return {
        "answered": numbers.answered,
        "questions": {
            name: {
                "several": table.several,
                "cells": table.cells,
                **({} if table.several else {"no_answer": table.no_answer}),
            }
            for name, table in numbers.tables.items()
        },
    }
