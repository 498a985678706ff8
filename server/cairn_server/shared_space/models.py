"""The documents of a commons database: the shape of each type, and nothing of who writes it."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field, model_validator

from cairn_server.directory.zone import ZoneName
from cairn_server.shared_space.field import (
    Date,
    Line,
    PhoneLine,
    SharedBody,
    TemplateId,
    Uuid,
    Words,
)
from cairn_server.shared_space.part import Changes, KeptAnswers, Place, TemplateWords

__all__ = [
    "GroupSheet",
    "GroupWorksheet",
    "Program",
    "Survey",
    "Worksheet",
    "WorksheetDraft",
]

MAX_PLACES = 2_000  # answers on one sheet, each field of a row counted
SMALLEST_CELL = 5  # people; totals of fewer point at somebody


class Program(SharedBody):
    """What coordinators say about their own program, for every advocate to read."""

    type: Literal["program"]
    name: Words | None = None
    must_report: Words | None = None
    line_24h: PhoneLine | None = None
    interpreter_line: PhoneLine | None = None
    how_long: Words | None = None
    confidentiality: Words | None = None
    time_zone: ZoneName | None = None  # in which the collaborative's services keep their hours
    updated_on: Date | None = None
    updated_by: Uuid | None = None


class Worksheet(SharedBody):
    """A worksheet that a collaborative wrote, or withdrew."""

    type: Literal["worksheet"]
    template: dict[str, Any]  # checked whole by `template_check`, whose sentences name the place
    words: TemplateWords | None = None
    state: Literal["published", "retired"]
    published_on: Date
    published_by: Uuid
    changes: Changes | None = None


class WorksheetDraft(SharedBody):
    """A worksheet in the making. Its template may be unsound."""

    type: Literal["worksheet_draft"]
    template: dict[str, Any]
    words: TemplateWords | None = None
    of: TemplateId | None = None
    updated_on: Date
    updated_by: Uuid


class GroupWorksheet(SharedBody):
    """A worksheet that a group fills in together, each member on a sheet of their own."""

    type: Literal["group_worksheet"]
    template: TemplateId
    version: Annotated[int, Field(ge=1)]
    name: Line | None = None
    started_on: Date
    started_by: Uuid
    state: Literal["open", "finished"]
    finished_on: Date | None = None

    @model_validator(mode="after")
    def _agrees_with_itself(self) -> GroupWorksheet:
        if self.state == "open" and self.finished_on is not None:
            raise ValueError("must have no finished_on while it is open")
        return self


class GroupSheet(SharedBody):
    """One member's answers in one group worksheet."""

    type: Literal["group_sheet"]
    worksheet: Uuid
    template: TemplateId
    member: Uuid
    answers: Annotated[dict[Place, KeptAnswers], Field(max_length=MAX_PLACES)]


class Survey(SharedBody):
    """A survey that is open, or was. Answers are never in documents."""

    type: Literal["survey"]
    template: TemplateId
    area: Line
    opens_on: Date
    closes_on: Date
    smallest: Annotated[int, Field(ge=SMALLEST_CELL, le=1_000)]
    state: Literal["open", "closed"]
    started_by: Uuid

    @model_validator(mode="after")
    def _ends_after_it_starts(self) -> Survey:
        if self.closes_on < self.opens_on:
            raise ValueError("must not have a closes_on before its opens_on")
        return self
