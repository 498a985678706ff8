"""The suggestion: what a member found to be wrong."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from cairn_server.directory.documents.body import Body
from cairn_server.directory.field import UUID_FORM, Instant, Note, Uuid

__all__ = ["Suggestion"]


class Suggestion(Body):
    """What a member found to be wrong in an entry, and what became of it."""

    type: Literal["suggestion"]
    about: Annotated[str, Field(pattern=f"^(service|organization|location):{UUID_FORM.pattern}$")]
    what: Literal["wrong_number", "closed", "moved", "wrong_hours", "not_helpful", "other"]
    note: Note | None = None
    member: Uuid
    made_at: Instant
    state: Literal["waiting", "accepted", "declined"]
    answer: Note | None = None
    answered_by: Uuid | None = None
    answered_at: Instant | None = None

    @model_validator(mode="after")
    def _is_answered_or_waits(self) -> Suggestion:
        answered = self.answer or self.answered_by or self.answered_at
        if self.state == "waiting" and answered:
            raise ValueError("must have no answer while its state is waiting")
        return self
