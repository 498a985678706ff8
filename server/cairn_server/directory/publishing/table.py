"""What of each HSDS table is published: read off the models, so that the two cannot differ.

Rule 1: what is not listed is not published. A property that another system added, or that
is added to a model later and named below, never leaves.
Rule 2: references are put in where objects are joined, because a reference to an entry that
is not public would tell that there is one.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, get_args

from pydantic import BaseModel

from cairn_server.directory.models import MODELS
from cairn_server.directory.parts.part import Metadata, Part

__all__ = ["PROFILE", "TABLES", "Table"]

NEVER = frozenset(
    # The document's own, and marks.
    "type schema_ public confidential state replaced_by "
    # Who changed or checked what, and what it was before.
    "metadata assurer_email attempts brought "
    # Told as attributes, in the words of HSDS.
    "categories who_is_served".split()
)
REFERENCES = frozenset(
    "organization_id parent_organization_id service_id location_id contact_id phone_id program_id "
    "service_at_location_id link_id unit_id".split()
)
PROFILE: Mapping[str, frozenset[str]] = {
    "organization": frozenset({"assured_date", "last_modified", "verify_every_days"}),
    "service": frozenset(
        "verify_every_days culturally_specific without_police restorative time_zone".split()
    ),
    "location": frozenset(
        "assured_date last_modified verify_every_days area confidential time_zone".split()
    ),
    "schedule": frozenset({"exceptions"}),
}
"""By table, what Cairn's profile adds to HSDS and publishes."""


@dataclass(frozen=True, slots=True)
class Table:
    """One kind of object."""

    name: str  # as HSDS has it: "cost_option"
    model: type[BaseModel]
    fields: Mapping[str, Table | None]  # by name, in order; None: one value, or a list of texts


def _table(model: type[BaseModel], made: dict[str, Table]) -> Table:
    name = re.sub(r"(?<!^)(?=[A-Z])", "_", model.__name__).lower()
    if name not in made:
        fields: dict[str, Table | None] = {}
        is_document = not issubclass(model, Part)
        for field, info in model.model_fields.items():
            if field in REFERENCES or field in (NEVER if is_document else {"metadata", "id"}):
                continue
            found = _classes(info.annotation)
            if Any in found or Metadata in found:
                continue  # what is an entry of its own is put in where objects are joined
            parts = [one for one in found if isinstance(one, type) and issubclass(one, Part)]
            fields[field] = _table(parts[0], made) if parts else None
        made[name] = Table(name, model, fields)
    return made[name]


def _classes(annotation: Any) -> list[Any]:
    """Return every class that an annotation names, however wrapped."""
    inner = get_args(annotation)
    return [one for arg in inner for one in _classes(arg)] if inner else [annotation]


TABLES: dict[str, Table] = {}
"""By name, every table that is published."""

for _kind, _model in MODELS.items():
    if _kind not in ("suggestion", "note"):
        _table(_model, TABLES)
