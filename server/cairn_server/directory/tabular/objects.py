"""From a document's body to the HSDS object that stands for it: pure, nothing nested in.

Rule 1: every object and part gets an ID; a part that has none gets one made from its owner's
and its place there, which an import knows again and forgets.
Rule 2: what HSDS requires and a document lacks is filled with what says nothing new.
Rule 3: the books of changes become metadata; what names a member stays behind.
Rule 4: text about a confidential place has streets blanked out; its changes stay behind.
Rule 5: a time ends with its schedule's number of hours, where there is one: ``09:00:00-05:00``.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from cairn_server.directory.confidential import hides_street, strip_confidential
from cairn_server.directory.publishing.part_id import part_id, place_id
from cairn_server.directory.publishing.vocabulary import TERMS, terms_of
from cairn_server.directory.street import without_streets
from cairn_server.directory.tabular.changes import changes_of
from cairn_server.directory.tabular.tables import AREAS, LOOSE, TABLES, Table
from cairn_server.directory.zone import with_offsets
from cairn_sync.merge import EDITS

__all__ = ["blank_streets", "to_object"]

LEFT_BEHIND = frozenset({"type", "schema", EDITS, "categories", "who_is_served"})
WHOLE_CHANGE = (
    "last_action_date last_action_type field_name previous_value replacement_value updated_by"
).split()


def to_object(
    kind: str,
    number: str,
    body: Mapping[str, Any],
    *,
    guarded: bool = False,
    members: Collection[str] = (),
) -> dict[str, Any]:
    """Return the object for the document with this UUID.

    `guarded`: it is about a place that must not be found. `members`: what names people who
    use Cairn; it is taken out wherever it is a whole value.
    """
    held = {k: v for k, v in body.items() if k not in LEFT_BEHIND}
    if kind == "location" and body.get("confidential") is True:
        held, _ = strip_confidential(held)
    elif guarded:
        held = blank_streets(held)
    if members:
        held = _without(held, members)
    made = _with_ids(TABLES[kind], number, held)
    if not guarded and not (kind == "location" and body.get("confidential") is True):
        if changes := changes_of(kind, number, body):
            told = _without(changes, members) if members else changes
            made["metadata"] = [*made.get("metadata", ()), *told]
    if kind == "organization":
        made.setdefault("description", made["name"])
    if kind == "service" and (words := terms_of(body)):
        own = [_attribute_of_word(number, term_id, link) for term_id, link in words]
        made["attributes"] = made.get("attributes", []) + own
    return with_offsets(made)


def blank_streets(value: Any) -> Any:
    """Return the value with every street address in it blanked out, and without its changes."""
    if isinstance(value, str):
        return without_streets(value) if " " in value and hides_street(value) else value
    if isinstance(value, list):
        return [blank_streets(one) for one in value]
    if isinstance(value, dict):
        kept = {k: v for k, v in value.items() if k not in ("metadata", f"{LOOSE}metadata")}
        return {k: v if k == "extent" else blank_streets(v) for k, v in kept.items()}
    return value


def _without(value: Any, members: Collection[str]) -> Any:
    if isinstance(value, dict):
        told = {k: _without(v, members) for k, v in value.items()}
        return {k: v for k, v in told.items() if v is not None and v != [] and v != {}}
    if isinstance(value, list):
        return [one for part in value if (one := _without(part, members)) is not None]
    return None if isinstance(value, str) and value in members else value


def _with_ids(table: Table, number: str, held: Mapping[str, Any]) -> dict[str, Any]:
    made: dict[str, Any] = {"id": number}
    for name, value in held.items():
        inner = table.parts.get(name)
        if name == "id":
            continue
        if inner is None:
            made[name] = value
        elif name in table.single:
            made[name] = _with_ids(inner, part_id(number, value, field=name), value)
        else:
            _add_parts(made, name, inner, number, value)
    return made


def _add_parts(made: dict[str, Any], name: str, inner: Table, owner: str, parts: Any) -> None:
    for position, part in enumerate(parts):
        if name == "service_at_locations":
            part_number = place_id(owner, part)
        else:
            part_number = part_id(owner, part, field=name, number=position)
        field = name
        if name == "addresses" and "address_1" not in part:
            field = AREAS
        elif name == "metadata" and not all(one in part for one in WHOLE_CHANGE):
            field = f"{LOOSE}{name}"
        made.setdefault(field, []).append(_with_ids(inner, part_number, part))


def _attribute_of_word(number: str, term_id: str, link_type: str) -> dict[str, Any]:
    return {
        "id": part_id(number, {}, field=f"attributes/{term_id}"),
        "link_id": number,
        "link_entity": "service",
        "taxonomy_term_id": TERMS[term_id]["id"],
        "link_type": link_type,
    }
