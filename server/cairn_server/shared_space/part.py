"""The parts that documents of the shared space are made of."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator, Field, StrictBool, StrictFloat, StrictInt, StrictStr

from cairn_server.directory.field import UUID_FORM, LanguageCode
from cairn_server.shared_space.field import MAX_LANGUAGES, Date, Part

__all__ = ["Change", "Changes", "KeptAnswers", "Place", "TemplateWords"]

ROW = rf"(/{UUID_FORM.pattern}(/[a-z0-9][a-z0-9_]*)?)?"
# A question's ID, or "question/row/field"; "question/row" tells whether a row was taken away.
Place = Annotated[str, Field(pattern=rf"^[a-z0-9][a-z0-9_]*{ROW}$", max_length=200)]
Typed = Annotated[StrictStr, Field(max_length=10_000)]
Picked = Annotated[StrictStr, Field(max_length=300)]
MAX_DOT = 1_000_000  # edits of one sitting; a counter above it was not counted
Dot = Annotated[int, Field(ge=1, le=MAX_DOT)]
Sitting = Annotated[str, Field(pattern=r"^[0-9a-f]{16}$")]


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
    """One answer, its dot, and the dots that its author had seen: see `worksheets.group`."""

    value: Value  # None: taken back
    by: Sitting
    dot: Dot
    seen: Annotated[dict[Sitting, Dot], Field(max_length=500)]


# More than one where its member answered apart on two phones.
KeptAnswers = Annotated[list[KeptAnswer], Field(min_length=1, max_length=20)]


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
