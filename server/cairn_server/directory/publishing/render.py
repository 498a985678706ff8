"""From a document's body to what is published of it: pure, one document at a time.

Rule 1: only fields that `table` lists come out; every object gets an ID; nothing is null.
Rule 2: of a confidential place come out its county or region, its state and its numbers.
Rule 3: text about an organization that keeps such a place has street addresses blanked out.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from cairn_server.directory.confidential import hides_street
from cairn_server.directory.publishing.part_id import part_id
from cairn_server.directory.publishing.table import TABLES, Table
from cairn_server.directory.publishing.vocabulary import terms_of
from cairn_server.directory.street import without_streets

__all__ = ["Terms", "coarse_area", "render", "render_confidential", "render_place", "texts_of"]

Terms = Mapping[str, Mapping[str, Any]]
"""The public terms, by ID, as they stand in an attribute."""

PHONE_OF_CONFIDENTIAL = ("number", "extension", "type")


def render(
    kind: str, number: str, body: Mapping[str, Any], terms: Terms, *, guarded: bool
) -> dict[str, Any]:
    """Return the object that stands for a document, but for what other documents add.

    `number` is the document's UUID; `guarded`: a confidential place belongs to it.
    """
    if guarded:
        body = _without_streets(body)
    rendered = _render(TABLES[kind], number, body, terms)
    if kind == "service":
        own = rendered.pop("attributes", []) + _attributes_of_words(number, body, terms)
        rendered |= {"attributes": own} if own else {}
        rendered.pop("service_at_locations", None)  # joined with their locations
    if kind == "organization":
        rendered.setdefault("description", rendered["name"])  # HSDS requires one
    if kind == "location":
        rendered |= _whole_addresses(rendered.pop("addresses", []))
        if (area := coarse_area(body)) is not None:
            rendered["area"] = area
    return rendered


def render_confidential(number: str, body: Mapping[str, Any]) -> dict[str, Any]:
    """Return all that is told of a confidential place."""
    area = coarse_area(body, with_city=False)
    phones = [
        {"id": part_id(number, phone, field="phones", number=n)}
        | {name: phone[name] for name in PHONE_OF_CONFIDENTIAL if isinstance(phone.get(name), str)}
        for n, phone in enumerate(body.get("phones", []))
    ]
    rendered: dict[str, Any] = {"id": number, "location_type": "virtual", "confidential": True}
    rendered |= {"area": area} if area is not None else {}
    return rendered | ({"phones": phones} if phones else {})


def render_place(
    number: str, place: Mapping[str, Any], terms: Terms, *, guarded: bool
) -> dict[str, Any]:
    """Return what a service tells about itself at one location; `number` is the place's ID.

    Of a confidential location it is nothing: hours and contacts there are for callers.
    """
    if guarded:
        return {"id": number}
    return _render(TABLES["service_at_location"], number, place, terms)


def coarse_area(body: Mapping[str, Any], *, with_city: bool = True) -> str | None:
    """Return the city, county and state of a location in one line; None: it names none."""
    for address in body.get("addresses", []):
        names = ("city", "region", "state_province") if with_city else ("region", "state_province")
        parts = [name for key in names if isinstance(name := address.get(key), str)]
        if parts:
            return ", ".join(dict.fromkeys(parts))
    return None


def texts_of(value: Any) -> Iterable[str]:
    """Yield every text in what was rendered, but for IDs and dates: what a search looks at."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for one in value:
            yield from texts_of(one)
    elif isinstance(value, Mapping):
        for name, one in value.items():
            if name == "taxonomy_term":
                yield one["name"]
            elif name not in UNSEARCHED and not name.endswith("_id"):
                yield from texts_of(one)


UNSEARCHED = frozenset(
    "id status type extent extent_type assured_date last_modified opens_at closes_at freq byday "
    "currency location_type address_type country link_type link_entity updated valid_from "
    "valid_to dtstart until date url uri website".split()
)


def _render(table: Table, number: str, held: Mapping[str, Any], terms: Terms) -> dict[str, Any]:
    rendered: dict[str, Any] = {"id": number}
    for name, inner in table.fields.items():
        value = held.get(name)
        if value is None:
            continue
        if name == "attributes":
            value = _attributes(number, value, terms, of=table.name)
        elif inner is not None and isinstance(value, list):
            value = [
                _render(inner, part_id(number, part, field=name, number=n), part, terms)
                for n, part in enumerate(value)
            ]
        elif inner is not None:
            value = _render(inner, part_id(number, value, field=name), value, terms)
        if value != []:
            rendered[name] = value
    return rendered


def _attributes(
    number: str, attributes: Iterable[Mapping[str, Any]], terms: Terms, *, of: str
) -> list[dict[str, Any]]:
    """Return the attributes whose term is public; one without a term may be a note."""
    shown = []
    for n, attribute in enumerate(attributes):
        term = terms.get(attribute.get("taxonomy_term_id", ""))
        if term is not None:
            own = {k: attribute[k] for k in ("link_type", "value", "label") if k in attribute}
            attribute_id = part_id(number, attribute, field="attributes", number=n)
            shown.append(_attribute(attribute_id, number, of, term) | own)
    return shown


def _attributes_of_words(
    number: str, body: Mapping[str, Any], terms: Terms
) -> list[dict[str, Any]]:
    shown = []
    for term_id, link_type in terms_of(body):
        attribute_id = part_id(number, {}, field=f"attributes/{term_id}")
        shown.append(
            _attribute(attribute_id, number, "service", terms[term_id]) | {"link_type": link_type}
        )
    return shown


def _attribute(
    attribute_id: str, number: str, entity: str, term: Mapping[str, Any]
) -> dict[str, Any]:
    return {
        "id": attribute_id,
        "link_id": number,
        "link_entity": entity,
        "taxonomy_term_id": term["id"],
        "taxonomy_term": dict(term),
    }


def _whole_addresses(addresses: list[dict[str, Any]]) -> dict[str, Any]:
    """Return only addresses with a street: HSDS knows no others, the area is told apart."""
    whole = [address for address in addresses if "address_1" in address]
    return {"addresses": whole} if whole else {}


def _without_streets(body: Mapping[str, Any]) -> dict[str, Any]:
    return {name: _blank(value) for name, value in body.items()}


def _blank(value: Any) -> Any:
    if isinstance(value, str):
        # What has no blank is a word, a link or a date.
        return without_streets(value) if " " in value and hides_street(value) else value
    if isinstance(value, list):
        return [_blank(one) for one in value]
    if isinstance(value, dict):
        return {k: _blank(v) for k, v in value.items() if k not in ("extent", "extent_type")}
    return value
