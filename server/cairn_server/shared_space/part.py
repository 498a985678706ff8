"""The parts that documents of the shared space are made of."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator, Field, StrictBool, StrictFloat, StrictInt, StrictStr

from cairn_server.directory.field import UUID_FORM, LanguageCode
from cairn_server.shared_space.field import MAX_LANGUAGES, Date, Part, Uuid

__all__ = ["Change", "Changes", "KeptAnswer", "Place", "TemplateWords"]

ROW = rf"(/{UUID_FORM.pattern}/[a-z0-9][a-z0-9_]*)?"
# A question's ID, or "question/row/field".
Place = Annotated[str, Field(pattern=rf"^[a-z0-9][a-z0-9_]*{ROW}$", max_length=200)]
Typed = Annotated[StrictStr, Field(max_length=4_000)]
Picked = Annotated[StrictStr, Field(max_length=300)]
MAX_DOT = 1_000_000  # edits of one sheet; a counter above it was not counted


def _whole(value: float) -> float:
    if value != value or value in (float("inf"), float("-inf")):
        raise ValueError("must be a number")
    return value


Value = (
    Typed
    | StrictBool
    | StrictInt
    | Annotated[StrictFloat, AfterValidator(_whole)]
    | Annotated[list[Picked], Field(max_length=100)]
    | None
)


class KeptAnswer(Part):
    """One answer, which edit of its author it is, and which of others' its author had seen."""

    value: Value  # None: taken back
    dot: Annotated[int, Field(ge=1, le=MAX_DOT)]
    seen: Annotated[dict[Uuid, Annotated[int, Field(ge=1, le=MAX_DOT)]], Field(max_length=500)] = {}


WordsKey = Annotated[str, Field(pattern=r"^[a-z0-9_/#-]+$", max_length=300)]
TemplateWords = Annotated[
    dict[LanguageCode, dict[WordsKey, Annotated[str, Field(max_length=10_000)]]],
    Field(max_length=MAX_LANGUAGES),
]


class Change(Part):
    """What one version of a worksheet changed, by place."""

    version: Annotated[int, Field(ge=1)]
    on: Date
    added: Annotated[list[Picked], Field(max_length=1_000)] = []
    changed: Annotated[list[Picked], Field(max_length=1_000)] = []
    removed: Annotated[list[Picked], Field(max_length=1_000)] = []


Changes = Annotated[list[Change], Field(max_length=200)]
