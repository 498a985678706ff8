"""Hours, and the days on which they do not hold."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from cairn_server.directory.field import ByDay, Date, Name, Numbers, Text, Time, Uuid, WebAddress
from cairn_server.directory.parts.attribute import Classified
from cairn_server.directory.parts.part import MANY, Part

__all__ = ["Schedule", "ScheduleException", "Schedules"]

Day = Literal["MO", "TU", "WE", "TH", "FR", "SA", "SU"]


class ScheduleException(Part):
    """Days on which other hours hold, or none: a holiday. Cairn's addition to HSDS."""

    date: Date
    until: Date | None = None  # the last day; None: that one day
    opens_at: Time | None = None  # None: closed all day
    closes_at: Time | None = None
    description: Name | None = None

    @model_validator(mode="after")
    def _is_a_span(self) -> ScheduleException:
        if self.until is not None and self.until < self.date:
            raise ValueError("must not end before its date")
        if (self.opens_at is None) != (self.closes_at is None):
            raise ValueError("must have opens_at and closes_at together or neither")
        return self


class Schedule(Classified):
    """When something is open, in the terms of iCalendar; or in words only."""

    service_id: Uuid | None = None
    location_id: Uuid | None = None
    service_at_location_id: Uuid | None = None
    valid_from: Date | None = None
    valid_to: Date | None = None
    dtstart: Date | None = None
    timezone: Annotated[int | float, Field(ge=-12, le=14)] | None = None  # hours ahead of UTC
    until: Date | None = None
    count: Annotated[int, Field(ge=1, le=10_000)] | None = None
    wkst: Day | None = None
    freq: Literal["WEEKLY", "MONTHLY"] | None = None
    interval: Annotated[int, Field(ge=1, le=400)] | None = None
    byday: ByDay | None = None
    byweekno: Numbers | None = None
    bymonthday: Numbers | None = None
    byyearday: Numbers | None = None
    description: Text | None = None
    opens_at: Time | None = None
    closes_at: Time | None = None  # earlier than opens_at: on the next day
    schedule_link: WebAddress | None = None
    attending_type: Name | None = None
    notes: Text | None = None
    exceptions: Annotated[list[ScheduleException], Field(max_length=100)] | None = None

    @model_validator(mode="after")
    def _says_something(self) -> Schedule:
        if self.byday is not None and self.freq is None:
            raise ValueError("must have a freq when it has a byday")
        if self.freq is None and self.description is None and self.opens_at is None:
            raise ValueError("must say days, hours or a description")
        return self


Schedules = Annotated[list[Schedule], Field(max_length=MANY)]
