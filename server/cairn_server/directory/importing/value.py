"""Single values: pages, mail, ages, days, yes and no, coordinates, plain text."""

from __future__ import annotations

import html
import re
from datetime import date, datetime
from typing import Any

from pydantic import TypeAdapter, ValidationError

from cairn_server.directory.field import Date, Email, WebAddress
from cairn_server.directory.importing.reading import Reading, nothing, unread
from cairn_server.directory.said import said

__all__ = [
    "clean_text",
    "read_age",
    "read_date",
    "read_email",
    "read_position",
    "read_text",
    "read_url",
    "read_yes_no",
    "with_line_breaks",
]

WEB: TypeAdapter[str] = TypeAdapter(WebAddress)
MAIL: TypeAdapter[str] = TypeAdapter(Email)
DAY: TypeAdapter[str] = TypeAdapter(Date)
TAG = re.compile(r"</?[A-Za-z][A-Za-z0-9]{0,10}(?:\s[^<>]*)?/?>")
POSITION = re.compile(r"[^\d+-]*([-+]?\d{1,2}(?:\.\d+)?)\s*[,;\s]\s*([-+]?\d{1,3}(?:\.\d+)?)[^\d]*")
BREAK = re.compile(r"\\r\\n|\\n|\\r(?![a-z])")
PATH = re.compile(r"[A-Za-z]:\\|\\\\")
YES, NO = {"yes", "y", "true", "1", "si", "sí", "x"}, {"no", "n", "false", "0"}


def with_line_breaks(text: str) -> str:
    r"""Return the text with real line breaks where ``\n`` is written; a path stays as it is."""
    if "\\" not in text or PATH.search(text):
        return text
    return BREAK.sub("\n", text)


def clean_text(text: str) -> str:
    """Return the text without tags, character references and stray blanks."""
    if "<" in text:
        text = TAG.sub(" ", text)
    if "&" in text:
        text = html.unescape(text)
    lines = (" ".join(line.split()) for line in text.replace("\xa0", " ").splitlines())
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def read_text(text: str) -> Reading:
    return Reading((text,)) if text else nothing()


def read_url(text: str) -> Reading:
    """Return a web address; ``www.example.org`` becomes ``https://www.example.org``."""
    repairs: tuple[str, ...] = ()
    address = text.strip()
    if not re.match(r"[a-z]+://", address, re.IGNORECASE):
        address = f"https://{address.removeprefix('//')}"
        repairs = (said("https:// was put in front"),)
    scheme, separator, rest = address.partition("://")
    host, slash, path = rest.partition("/")
    address = f"{scheme.casefold()}{separator}{host.casefold()}{slash}{path}"
    if not _accepts(WEB, address):
        return unread(said("not a web address"), said("Write it like https://example.org."))
    return Reading((address,), repairs)


def read_email(text: str) -> Reading:
    address = text.strip().removeprefix("mailto:")
    if not _accepts(MAIL, address):
        return unread(
            said("not an email address"), said("Write one address like help@example.org.")
        )
    return Reading((address,))


def read_age(text: str) -> Reading:
    """Return a number of years; what stands for "no limit" (0, 99 and more) is left out."""
    if re.fullmatch(r"\d{1,3}", text) is None:
        return unread(said("not an age in years"), said("Write a number such as 18, or nothing."))
    age = int(text)
    return nothing() if age == 0 or age >= 99 else Reading((age,))


def read_date(text: str) -> Reading:
    """Return ``2026-03-31`` from that, ``3/31/2026`` or ``March 31, 2026``."""
    for form in ("%Y-%m-%d", "%m/%d/%Y", "%m/%d/%y", "%B %d, %Y", "%b %d, %Y", "%d %B %Y"):
        try:
            # The hour of the day, if any, is dropped first: a day is all that is meant.
            day = datetime.strptime(re.split(r"[T ]\d{1,2}:\d{2}", text)[0].strip(), form).date()
        except ValueError:
            continue
        if date(1900, 1, 1) <= day:
            return Reading((day.isoformat(),))
    return unread(said("not a date"), said("Write it like 2026-03-31."))


def read_yes_no(text: str) -> Reading:
    """Return True for yes; no says nothing."""
    word = text.casefold()
    if word in YES:
        return Reading((True,))
    if word in NO:
        return nothing()
    return unread(said("neither yes nor no"), said("Write Yes or No."))


def read_position(text: str) -> Reading:
    """Return one ``{"latitude", "longitude"}`` from text such as ``Geolocation is 42.1, -87.9``."""
    found = POSITION.fullmatch(text)
    if found is None or abs(float(found[1])) > 90 or abs(float(found[2])) > 180:
        return unread(said("not a latitude and a longitude"), said("Write them like 42.1, -87.9."))
    latitude, longitude = float(found[1]), float(found[2])
    if latitude == 0 and longitude == 0:
        return nothing()  # what a geocoder writes when it found nothing
    return Reading(({"latitude": latitude, "longitude": longitude},))


def _accepts(adapter: TypeAdapter[Any], value: str) -> bool:
    try:
        adapter.validate_python(value, strict=True)
    except ValidationError:
        return False
    return True
