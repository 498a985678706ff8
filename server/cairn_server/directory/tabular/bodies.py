"""From an HSDS object to a document's body: the other way of `objects`.

What an export made up (IDs of parts, descriptions, attributes for our own words) is known
again and forgotten, so that what came out of a directory goes in again unchanged.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any

import orjson
from pydantic import ValidationError

from cairn_server.directory.importing.language import code_of
from cairn_server.directory.importing.value import read_url, with_line_breaks
from cairn_server.directory.models import SCHEMA
from cairn_server.directory.postal import country_of
from cairn_server.directory.publishing.part_id import part_id, place_id
from cairn_server.directory.publishing.vocabulary import TERMS
from cairn_server.directory.said import said
from cairn_server.directory.tabular.changes import is_change
from cairn_server.directory.tabular.tables import AREAS, LOOSE, PARENT_KEYS, TABLES, Column, Table
from cairn_server.directory.zone import tell_times_once

__all__ = ["Identify", "to_body"]

Identify = Callable[[str, str], str]
"""The UUID for (table, ID of the source)."""

Note = Callable[..., object]
"""Called with the field and why something of it was left out; or with what was put right, what
it said and what it became."""

LARGEST = 2**53 - 1  # of a number that every peer can hold
REFERENCES = {
    "organization_id": "organization",
    "parent_organization_id": "organization",
    "program_id": "program",
    "location_id": "location",
    "taxonomy_id": "taxonomy",
    "taxonomy_term_id": "taxonomy_term",
    "parent_id": "taxonomy_term",
}
NESTED = frozenset("organization program location locations services service unit_id".split())
WORDS = {"help": "categories", "for": "who_is_served"}
HALF = re.compile(r"(\d{1,2})(?::(\d{2}))?(?::\d{2})?\s*([ap])\.?m\.?", re.IGNORECASE)
BYDAY = re.compile(r"(?:-?\d{0,2}(?:MO|TU|WE|TH|FR|SA|SU)(?:,|$))+(?<!,)")
DAY_CODES = {one: one for one in ("MO", "TU", "WE", "TH", "FR", "SA", "SU")}
CLOCK = re.compile(r"(\d{1,2}:\d{2})(?::00(?:\.0+)?)?(Z|[+-]\d{2}:\d{2})?")


def to_body(
    kind: str, told: Mapping[str, Any], identify: Identify, *, note: Note
) -> dict[str, Any]:
    """Return the body; the ID in `told` must be there already."""
    number = identify(kind, str(told["id"]))
    body = _object(TABLES[kind], number, told, identify, note, path="")
    body.pop("id", None)
    if kind == "organization" and body.get("description") == body.get("name"):
        body.pop("description", None)
    if kind == "service":
        _take_words(body)
        body.setdefault("status", "active")
    if kind == "location":
        body.setdefault("location_type", "physical")
        area = body.pop("area", None)
        if isinstance(area, str) and "addresses" not in body:
            body["addresses"] = [{"address_type": "physical", "region": area}]
    if kind in ("taxonomy", "taxonomy_term"):
        body.setdefault("description", body.get("name"))
    tell_times_once(body)
    return {"type": kind, "schema": SCHEMA} | {k: v for k, v in body.items() if v is not None}


def _object(
    table: Table, number: str, told: Mapping[str, Any], identify: Identify, note: Note, *, path: str
) -> dict[str, Any]:
    """Return the object's own fields and parts, each in its normal form."""
    made: dict[str, Any] = {}
    is_part = bool(path)
    for name, value in told.items():
        if name in NESTED or name.startswith("_") or _is_nothing(value):
            continue
        if is_part and name in PARENT_KEYS and (table.name, name) != PLACE_KEY:
            continue
        if name in table.parts:
            if name in table.single and isinstance(value, Mapping):
                made[name] = _part(table.parts[name], number, name, 0, value, identify, note)
            elif isinstance(value, list):
                if name == "metadata":
                    value = [one for one in value if not _is_history(number, one)]
                parts = _parts(table.parts[name], number, name, value, identify, note)
                made.setdefault(_home(name), []).extend(parts)
            continue
        if name in REFERENCES:
            made[name] = identify(REFERENCES[name], str(value))
            continue
        column = table.columns.get(name)
        read = _scalar(column, value)
        if _is_nothing(read):
            note(f"{path}{name}", said("it could not be read"))
            continue
        made[name] = read
        if isinstance(value, str) and (why := _repair(column, value, read)):
            note(f"{path}{name}", why, value, str(read))
    return {
        name: [part for _, part in sorted(value, key=lambda one: one[0])]
        if _is_home(value)
        else value
        for name, value in made.items()
        if value != []
    }


def _is_history(owner: str, told: Any) -> bool:
    return isinstance(told, Mapping) and is_change(owner, told)


PLACE_KEY = ("service_at_location", "location_id")


def _home(name: str) -> str:
    return "addresses" if name == AREAS else name.removeprefix(LOOSE)


def _is_home(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and isinstance(value[0], tuple)


def _parts(
    table: Table, owner: str, field: str, parts: list[Any], identify: Identify, note: Note
) -> list[tuple[int, dict[str, Any]]]:
    """Return the parts, each with its place in the list that it once stood in."""
    made = []
    home = _home(field)
    has_ids = any(isinstance(told, Mapping) and told.get("id") is not None for told in parts)
    possible = range(len(parts) + 50 if has_ids else 0)
    derived = {part_id(owner, {}, field=home, number=n): n for n in possible}
    for position, told in enumerate(parts):
        if not isinstance(told, Mapping):
            continue
        held = told.get("id")
        place = derived.get(str(held), position) if held is not None else position
        body = _part(table, owner, home, place, told, identify, note)
        if body is not None:
            made.append((place, body))
    return made


def _part(
    table: Table,
    owner: str,
    field: str,
    position: int,
    told: Mapping[str, Any],
    identify: Identify,
    note: Note,
) -> dict[str, Any] | None:
    held = told.get("id")
    number = part_id(owner, {}, field=field, number=position)
    if table.name == "service_at_location" and "location_id" in told:
        place = {"location_id": identify("location", str(told["location_id"]))}
        number = place_id(owner, place)
    is_own = held is None or str(held) == number
    own_id = number if is_own else identify(table.name, str(held))
    body = _object(table, own_id, told, identify, note, path=f"{field}.")
    body.pop("id", None)
    if not is_own or table.name == "program":
        body = {"id": own_id} | body
    if table.name in ("address", "area"):
        _mend_address(body, note)
    if table.name == "language":
        _mend_language(body, field, note)
    return _pruned(table, body, field, note)


def _pruned(table: Table, body: dict[str, Any], field: str, note: Note) -> dict[str, Any] | None:
    """Return the part without what no directory may hold; None: nothing sound is left."""
    for _ in range(3):
        try:
            table.model.model_validate(body)
        except ValidationError as exc:
            wrong = {str(e["loc"][0]) for e in exc.errors(include_input=False) if e["loc"]}
            note(field, said("part of it is not as the standard says"))
            if not wrong & body.keys():
                return None
            body = {k: v for k, v in body.items() if k not in wrong}
            continue
        return body
    return None


def _mend_language(body: dict[str, Any], field: str, note: Note) -> None:
    """Give a language its code, where a word stands in its place."""
    written = body.get("code")
    code = code_of(written) if isinstance(written, str) else None
    if code is not None and code != body.get("code"):
        body["code"] = code
        body.setdefault("name", written)
        note(field, said("languages are written as codes"), str(written), code)


def _mend_address(body: dict[str, Any], note: Note) -> None:
    body.setdefault("address_type", "physical")
    if "address_1" not in body:
        return
    if "country" not in body and (
        country := country_of(body.get("state_province", ""), body.get("postal_code", ""))
    ):
        body["country"] = country
    if not all(name in body for name in ("city", "state_province", "postal_code", "country")):
        note("addresses", said("an address is not whole: only its area was taken"))
        for name in ("address_1", "address_2", "postal_code", "attention"):
            body.pop(name, None)


def _scalar(column: Column | None, value: Any) -> Any:
    """Return a value in its normal form; None: it cannot be read."""
    if column is None:
        return _without_nothing(value)
    if isinstance(value, str):
        text = value
        if column.kind == "number":
            return _number(text.strip())
        if column.kind == "boolean":
            return {"true": True, "1": True, "yes": True, "false": False}.get(text.strip().lower())
        if column.kind == "array":
            return _json(text) or [part.strip() for part in text.split(";") if part.strip()]
        if column.kind == "time" and (clock := CLOCK.fullmatch(text.strip())) is not None:
            return f"{clock[1].zfill(5)}{clock[2] or ''}"
        if column.kind == "time" and (half := HALF.fullmatch(text.strip())) is not None:
            return _from_half(half)
        if column.name == "byday" and BYDAY.fullmatch(text) is None:
            return _days(text)
        if column.kind == "date":
            return text.strip()[:10]
        if column.kind == "datetime":
            return _instant(text.strip())
        if column.form == "uri" and "://" not in text:
            return next(iter(read_url(text).values), None)
        if column.name in ("id", "uuid"):
            return text.strip()
        return with_line_breaks(text)
    if column.kind == "string" and isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    return _without_nothing(value)


def _from_half(half: re.Match[str]) -> str | None:
    hours, minutes = int(half[1]), int(half[2] or 0)
    if not 1 <= hours <= 12 or minutes > 59:
        return None
    return f"{hours % 12 + (12 if half[3].casefold() == 'p' else 0):02d}:{minutes:02d}"


def _days(text: str) -> str | None:
    """Return the days in what was left of a list, such as ``{MO,,TU}`` or ``Monday; Tue``."""
    codes = [DAY_CODES.get(word[:2].upper()) for word in re.findall(r"[A-Za-z]+", text)]
    if not codes or None in codes or re.search(r"\d", text):
        return None
    return ",".join(dict.fromkeys(filter(None, codes)))


def _repair(column: Column | None, value: str, read: Any) -> str:
    """Return what was put right, where a text was not as HSDS writes it; ``""``: nothing."""
    if column is None or not isinstance(read, str):
        return ""
    if column.kind == "time" and HALF.fullmatch(value.strip()):
        return said("hours are written as on a 24-hour clock")
    if column.name == "byday" and read != value:
        return said("days are written as codes")
    if column.form == "uri" and "://" not in value:
        return said("https:// was put in front")
    if "\\" in value and read != value:
        return said("\\n stood for a line break")
    return ""


def _number(text: str) -> int | float | None:
    if re.fullmatch(r"-?\d{1,15}", text):
        return int(text)
    return float(text) if re.fullmatch(r"-?\d{0,15}\.\d{1,15}", text) else None


def _instant(text: str) -> str | None:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    aware = moment if moment.tzinfo is not None else moment.replace(tzinfo=UTC)
    return aware.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _json(text: str) -> Any:
    try:
        return orjson.loads(text)
    except orjson.JSONDecodeError:
        return None


def _without_nothing(value: Any) -> Any:
    """Return another system's value without null and empty ones, which no directory holds."""
    if isinstance(value, Mapping):
        kept = {k: _without_nothing(v) for k, v in value.items()}
        return {k: v for k, v in kept.items() if not _is_nothing(v)}
    if isinstance(value, list):
        return [one for part in value if not _is_nothing(one := _without_nothing(part))]
    if isinstance(value, int | float) and not abs(value) <= LARGEST:
        return None
    return value


def _is_nothing(value: Any) -> bool:
    return (
        value is None
        or value == []
        or value == {}
        or (isinstance(value, str) and not value.strip())
    )


def _take_words(body: dict[str, Any]) -> None:
    """Make Cairn's own words of the attributes that stand for them."""
    others = []
    for attribute in body.get("attributes", ()):
        term = TERMS.get(attribute.get("taxonomy_term_id", ""))
        if term is None:
            others.append(attribute)
            continue
        prefix, _, word = term["code"].partition("-")
        held = body.setdefault(WORDS[prefix], [])
        if word not in held:
            held.append(word)
    body.pop("attributes", None)
    if others:
        body["attributes"] = others
