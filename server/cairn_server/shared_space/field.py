"""The forms that values of the shared space take: words in several languages, bounded text."""

from __future__ import annotations

import unicodedata
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from cairn_server.directory.field import Date, LanguageCode, PhoneNumber, Uuid

__all__ = [
    "Date",
    "Line",
    "Long",
    "Part",
    "PhoneLine",
    "SharedBody",
    "TemplateId",
    "Uuid",
    "Words",
]

MAX_LANGUAGES = 20


def _readable(text: str) -> str:
    if not text.strip():
        raise ValueError("must be left out rather than empty")
    if any(letter not in "\n\t\r" and unicodedata.category(letter) == "Cc" for letter in text):
        raise ValueError("must be text without control characters")
    return text


def _schema(number: int) -> int:
    if number != 1:
        raise ValueError("must be 1")
    return number


Line = Annotated[str, Field(max_length=300), AfterValidator(_readable)]
Long = Annotated[str, Field(max_length=4_000), AfterValidator(_readable)]
Words = Annotated[dict[LanguageCode, Long], Field(min_length=1, max_length=MAX_LANGUAGES)]
TemplateId = Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]*$", max_length=80)]


class Part(BaseModel):
    """An object inside a document. What it does not name, it does not hold."""

    model_config = ConfigDict(strict=True, frozen=True, extra="forbid")


class SharedBody(Part):
    """The body of one document, without its protocol fields."""

    schema_: Annotated[int, AfterValidator(_schema)] = Field(alias="schema")


class PhoneLine(Part):
    """A number to call, and what to know before one calls it."""

    number: PhoneNumber
    note: Words | None = None
