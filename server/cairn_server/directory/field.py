"""The forms a single value may take: text of sensible length, dates, times, addresses of pages.

Formats are HSDS 3.2's where it has one. Each checker says in plain words what was
expected, because its message reaches the person whose edit is refused.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Annotated, Any
from urllib.parse import urlsplit

from pydantic import AfterValidator, Field

__all__ = [
    "Age",
    "ByDay",
    "Date",
    "Email",
    "Instant",
    "LanguageCode",
    "Name",
    "Note",
    "Numbers",
    "PhoneNumber",
    "Text",
    "Time",
    "Uuid",
    "WebAddress",
]

UUID_FORM = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
DATE_FORM = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
TIME_FORM = re.compile(r"([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?(Z|[+-]\d{2}:\d{2})?", re.ASCII)
INSTANT_FORM = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z", re.ASCII)
BYDAY_FORM = re.compile(r"(-?[1-5])?(MO|TU|WE|TH|FR|SA|SU)(,(-?[1-5])?(MO|TU|WE|TH|FR|SA|SU))*")
NUMBERS_FORM = re.compile(r"-?\d{1,3}(,-?\d{1,3})*", re.ASCII)
EMAIL_FORM = re.compile(r"[^\s@<>\",;:]+@[^\s@<>\",;:]+\.[^\s@<>\",;:.]{2,}")
PHONE_FORM = re.compile(r"[0-9A-Za-z ()+.\-/#*]{3,40}", re.ASCII)
LANGUAGE_FORM = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*", re.ASCII)


def _form(form: re.Pattern[str], expected: str) -> AfterValidator:
    def check(text: str) -> str:
        if form.fullmatch(text) is None:
            raise ValueError(expected)
        return text

    return AfterValidator(check)


def _reads(read: Callable[[str], object], expected: str) -> AfterValidator:
    """Accept the text if `read` does: for what a pattern cannot tell, such as 30 February."""

    def check(text: str) -> str:
        try:
            read(text)
        except ValueError:
            raise ValueError(expected) from None
        return text

    return AfterValidator(check)


def _format(name: str) -> Any:
    """Say the value's form in a JSON Schema."""
    return Field(json_schema_extra={"format": name})


def _web_address(text: str) -> str:
    # Only pages: a `javascript:` address would run when an advocate taps it.
    try:
        parts = urlsplit(text)
        good = parts.scheme in ("http", "https") and "." in (parts.hostname or "")
    except ValueError:
        good = False
    if not good or any(letter.isspace() for letter in text):
        raise ValueError("must be a web address such as https://example.org")
    return text


def _phone_number(text: str) -> str:
    if PHONE_FORM.fullmatch(text) is None or sum(map(str.isdecimal, text)) < 3:
        raise ValueError("must be a phone number such as 555-0134")
    return text


def _read_instant(text: str) -> datetime:
    return datetime.strptime(text, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)


Name = Annotated[str, Field(max_length=300)]
Text = Annotated[str, Field(max_length=10_000)]
Note = Annotated[str, Field(max_length=500)]
Age = Annotated[int | float, Field(ge=0, le=130)]
Uuid = Annotated[str, _form(UUID_FORM, "must be a UUID in small letters"), _format("uuid")]
Date = Annotated[
    str,
    _form(DATE_FORM, "must be a date such as 2026-03-31"),
    _reads(date.fromisoformat, "must be a day of the calendar such as 2026-03-31"),
    _format("date"),
]
Time = Annotated[str, _form(TIME_FORM, "must be a time such as 09:00")]
Instant = Annotated[
    str,
    _form(INSTANT_FORM, "must be a moment such as 2026-11-20T18:30:00Z"),
    _reads(_read_instant, "must be a moment such as 2026-11-20T18:30:00Z"),
    _format("date-time"),
]
ByDay = Annotated[str, Field(max_length=100), _form(BYDAY_FORM, "must be days such as MO,TU,WE")]
Numbers = Annotated[
    str, Field(max_length=300), _form(NUMBERS_FORM, "must be numbers such as 1,15,-1")
]
Email = Annotated[
    str,
    Field(max_length=254),
    _form(EMAIL_FORM, "must be an email address such as a@example.org"),
    _format("email"),
]
PhoneNumber = Annotated[str, AfterValidator(_phone_number)]
LanguageCode = Annotated[str, _form(LANGUAGE_FORM, "must be a language code such as es")]
WebAddress = Annotated[str, Field(max_length=2_000), AfterValidator(_web_address), _format("uri")]
