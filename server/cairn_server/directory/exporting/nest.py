"""HSDS JSON: each service with its organization, places and terms within it.

The file is one object with a list for each kind, so that an organization without services is
in it, too. Written as it is read: a service at a time.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import orjson

from cairn_server.directory.exporting.entries import Entries

__all__ = ["json_lines"]

LISTS = {
    "taxonomy": "taxonomies",
    "taxonomy_term": "taxonomy_terms",
    "organization": "organizations",
    "location": "locations",
    "service": "services",
}


async def json_lines(entries: Entries) -> AsyncIterator[bytes]:
    """Yield the file's lines."""
    yield b'{"version":"3.2","profile":"https://github.com/openreferral/specification"'
    held: dict[str, dict[str, bytes]] = {kind: {} for kind in LISTS}
    terms: dict[str, Any] = {}
    last = ""
    async for kind, told in entries.read():
        if kind != last:
            yield b'%s,\n"%s":[\n' % (b"\n]" if last else b"", LISTS[kind].encode())
        else:
            yield b",\n"
        last = kind
        if kind == "taxonomy_term":
            terms[told["id"]] = told
        told = _with_terms(told, terms)
        if kind == "service":
            yield _service(told, held)
            continue
        written = orjson.dumps(told)
        if kind in ("organization", "location"):
            held[kind][told["id"]] = written
        yield written
    yield b"\n]}\n" if last else b"}\n"


def _service(told: dict[str, Any], held: dict[str, dict[str, bytes]]) -> bytes:
    """Splice in what the service refers to, as it was written once already."""
    places = told.pop("service_at_locations", [])
    members = [orjson.dumps(told)[1:-1]]
    organization = held["organization"].get(told.get("organization_id", ""))
    if organization is not None:
        members.append(b'"organization":' + organization)
        members += [
            b'"program":' + orjson.dumps(program)
            for program in orjson.loads(organization).get("programs", ())
            if program["id"] == told.get("program_id")
        ]
    shown = []
    for place in places:
        location = held["location"].get(place["location_id"])
        own = orjson.dumps(place)[1:-1]
        shown.append(b"{%s%s}" % (own, b',"location":' + location if location else b""))
    if shown:
        members.append(b'"service_at_locations":[%s]' % b",".join(shown))
    return b"{%s}" % b",".join(members)


def _with_terms(value: Any, terms: dict[str, Any]) -> Any:
    if isinstance(value, list):
        return [_with_terms(one, terms) for one in value]
    if not isinstance(value, dict):
        return value
    nested = {k: _with_terms(v, terms) for k, v in value.items()}
    term = terms.get(value.get("taxonomy_term_id", ""))
    return nested | {"taxonomy_term": term} if term is not None else nested
