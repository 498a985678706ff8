"""What an uploaded file held: tables for a mapping, or the objects of HSDS."""

from __future__ import annotations

from dataclasses import dataclass, field

from cairn_server.directory.importing.hsds_files import Objects
from cairn_server.directory.importing.table import Table

__all__ = ["Uploaded"]


@dataclass(slots=True)
class Uploaded:
    """One of the two."""

    tables: list[Table] = field(default_factory=list)
    objects: Objects | None = None
