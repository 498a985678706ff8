"""The note: what our own editors know about an entry of another collaborative."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from cairn_server.directory.documents.body import Body
from cairn_server.directory.field import UUID_FORM, Instant, Name, Uuid
from cairn_server.directory.field import Note as Words

__all__ = ["Note"]


class Note(Body):
    """It never leaves the collaborative, and is never changed: only written and removed."""

    type: Literal["note"]
    about: Annotated[str, Field(pattern=f"^service:{UUID_FORM.pattern}$")]
    text: Words
    member: Uuid
    made_at: Instant
    # What finds the entry again when its directory was let go and is followed again under
    # another number, and tells editors meanwhile what the note was about.
    origin_id: Uuid | None = None  # of the service over there
    service_name: Name | None = None
    origin_name: Name | None = None  # of the other collaborative
