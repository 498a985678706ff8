"""The one place where an error becomes CouchDB's answer: a status, a word and a sentence."""

from __future__ import annotations

import logging

import orjson
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from cairn_sync.errors import (
    ConflictError,
    ExistsError,
    ForbiddenError,
    MalformedError,
    NotFoundError,
    ProtocolError,
    SyncError,
    UnavailableError,
    UnsupportedError,
)

__all__ = [
    "ContentTypeError",
    "IllegalDatabaseNameError",
    "QueryError",
    "TooLargeError",
    "UnauthorizedError",
    "error_fields",
    "exception_handlers",
]


class UnauthorizedError(SyncError):
    """Nobody is signed in, or the name and password are not right."""

    def __init__(self, reason: str, *, realm: str = "Cairn") -> None:
        super().__init__(reason)
        self.realm = realm  # what a browser shows above its password box


class TooLargeError(SyncError):
    """The body is larger than this server accepts."""


class ContentTypeError(SyncError):
    """The body is of a kind that is not read here."""


class QueryError(MalformedError):
    """A parameter of the URL cannot be read."""


class IllegalDatabaseNameError(MalformedError):
    """No database may have that name."""


logger = logging.getLogger(__name__)

# Status and the `error` word that CouchDB's clients look for; the most exact class counts.
ANSWERS: dict[type[SyncError], tuple[int, str]] = {
    ConflictError: (409, "conflict"),
    ContentTypeError: (415, "bad_content_type"),
    ExistsError: (412, "file_exists"),
    ForbiddenError: (403, "forbidden"),
    IllegalDatabaseNameError: (400, "illegal_database_name"),
    MalformedError: (400, "bad_request"),
    NotFoundError: (404, "not_found"),
    ProtocolError: (502, "bad_gateway"),
    QueryError: (400, "query_parse_error"),
    SyncError: (500, "internal_server_error"),
    TooLargeError: (413, "too_large"),
    UnauthorizedError: (401, "unauthorized"),
    UnavailableError: (503, "service_unavailable"),
    UnsupportedError: (501, "not_implemented"),
}

# Clients compare the first two with what CouchDB says, to the letter. The others stand for
# sentences that are for the operator: they name files, and servers behind this one.
FIXED_REASONS: dict[type[SyncError], str] = {
    ConflictError: "Document update conflict.",
    ExistsError: "The database could not be created, the file already exists.",
    ProtocolError: "Another server's answer could not be read.",
    SyncError: "The server could not do this.",
    UnavailableError: "The database cannot be used now. Please try again later.",
}

HTTP_WORDS = {
    404: ("not_found", "missing"),
    405: ("method_not_allowed", "This method is not served here."),
    413: ("too_large", "the request entity is too large"),
}


def error_fields(error: SyncError) -> tuple[int, dict[str, str]]:
    """Return the status, and ``{"error", "reason"}`` as a row or an answer carries it."""
    kind = next(cls for cls in type(error).__mro__ if cls in ANSWERS)
    status, word = ANSWERS[kind]
    return status, {"error": word, "reason": FIXED_REASONS.get(kind) or str(error)}


async def answer_sync_error(request: Request, exc: Exception) -> Response:
    assert isinstance(exc, SyncError)
    status, fields = error_fields(exc)
    if status >= 500:
        logger.warning("%s: %s", fields["error"], exc)
    headers = {}
    if isinstance(exc, UnauthorizedError):
        headers["WWW-Authenticate"] = f'Basic realm="{exc.realm}", charset="UTF-8"'
    return _answer(status, fields, headers)


async def answer_http_error(request: Request, exc: Exception) -> Response:
    assert isinstance(exc, HTTPException)
    word, reason = HTTP_WORDS.get(exc.status_code, ("bad_request", exc.detail))
    fields = {"error": word, "reason": reason}
    return _answer(exc.status_code, fields, dict(exc.headers or {}))


async def answer_bug(request: Request, exc: Exception) -> Response:
    # Starlette logs the traceback by raising again after this; the client gets none of it.
    fields = {"error": "internal_server_error", "reason": "The server could not do this."}
    return _answer(500, fields, {})


def _answer(status: int, fields: dict[str, str], headers: dict[str, str]) -> Response:
    return Response(orjson.dumps(fields) + b"\n", status, headers, "application/json")


exception_handlers = {
    SyncError: answer_sync_error,
    HTTPException: answer_http_error,
    Exception: answer_bug,
}
