"""What a check has to tell."""

from __future__ import annotations

import enum
from dataclasses import dataclass

__all__ = ["Finding", "Matter"]


class Matter(enum.StrEnum):
    """What it is about; the order is that of urgency."""

    WHEREABOUTS = "whereabouts"  # where a confidential place is can be found out
    UNVOUCHED = "unvouched"  # an erasure that no server of this directory states
    UPSTREAM = "upstream"  # erased here, and perhaps not there
    UNREADABLE = "unreadable"
    UNFIT = "unfit"  # a document breaks the rules
    DANGLING = "dangling"
    SHELTER = "shelter"  # a listed place that may be one
    HINT = "hint"  # words that may lead to one that is private
    DUE = "due"  # to be checked again


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """One sentence, with the ID and the file that it is about; never a secret."""

    matter: Matter
    subject: str  # a document's ID, or a file's name
    sentence: str
    file: str = ""
