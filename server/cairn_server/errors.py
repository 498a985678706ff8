"""The one place where an error becomes an answer: a status, a word and a sentence."""

from __future__ import annotations

import logging
from collections.abc import Mapping

import orjson
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from cairn_server.accounts.sign_in import TooManyTriesError, WrongSecretError
from cairn_server.exchange import OtherMemberError, UnknownProtocolError
from cairn_server.security import SECURITY_HEADERS
from cairn_sync.errors import SyncError
from cairn_sync.http.errors import error_fields

__all__ = ["RequestError", "error_response", "exception_handlers"]

HTTP_WORDS = {404: "not_found", 405: "method_not_allowed"}
HTTP_REASONS = {404: "There is nothing here.", 405: "This address does not take that."}


logger = logging.getLogger(__name__)


class RequestError(Exception):
    """A request that one of our own doors turns away."""

    def __init__(self, status: int, error: str, reason: str) -> None:
        super().__init__(reason)
        self.status = status
        self.error = error


def error_response(
    status: int, error: str, reason: str, headers: Mapping[str, str] | None = None
) -> Response:
    """Return ``{"error", "reason"}`` as every door answers it."""
    body = orjson.dumps({"error": error, "reason": reason}, option=orjson.OPT_APPEND_NEWLINE)
    return Response(body, status, headers, "application/json")


async def _answer_request_error(request: Request, exc: Exception) -> Response:
    assert isinstance(exc, RequestError)
    return error_response(exc.status, exc.error, str(exc))


async def _answer_wrong_secret(request: Request, exc: Exception) -> Response:
    return error_response(401, "unauthorized", str(exc))


async def _answer_too_many_tries(request: Request, exc: Exception) -> Response:
    assert isinstance(exc, TooManyTriesError)
    headers = {"Retry-After": str(exc.retry_after_seconds)}
    return error_response(429, "too_many_requests", str(exc), headers)


async def _answer_unknown_protocol(request: Request, exc: Exception) -> Response:
    return error_response(426, "upgrade_required", f"Cairn must be updated: {exc}.")


async def _answer_other_member(request: Request, exc: Exception) -> Response:
    return error_response(409, "other_member", str(exc))


async def _answer_sync_error(request: Request, exc: Exception) -> Response:
    assert isinstance(exc, SyncError)
    status, fields = error_fields(exc)
    if status >= 500:
        logger.warning("%s: %s", fields["error"], exc)
    return error_response(status, fields["error"], fields["reason"])


async def _answer_http_error(request: Request, exc: Exception) -> Response:
    assert isinstance(exc, HTTPException)
    word = HTTP_WORDS.get(exc.status_code, "bad_request")
    reason = HTTP_REASONS.get(exc.status_code, exc.detail)
    return error_response(exc.status_code, word, reason, exc.headers)


async def _answer_bug(request: Request, exc: Exception) -> Response:
    # Starlette raises again after this, so the traceback is logged; the client gets none of
    # it. This answer is made outside our middleware, so it brings the headers itself.
    reason = "Something went wrong on the server."
    return error_response(500, "internal_server_error", reason, SECURITY_HEADERS)


exception_handlers = {
    RequestError: _answer_request_error,
    WrongSecretError: _answer_wrong_secret,
    TooManyTriesError: _answer_too_many_tries,
    UnknownProtocolError: _answer_unknown_protocol,
    OtherMemberError: _answer_other_member,
    SyncError: _answer_sync_error,
    HTTPException: _answer_http_error,
    Exception: _answer_bug,
}
