"""The OpenAPI document of ``/hsds``, made from the same lists that answer it."""

from __future__ import annotations

from typing import Any

from cairn_server.directory.publishing.query import PARAMETERS

__all__ = ["openapi"]

DIALECT = "https://json-schema.org/draft/2020-12/schema"
REQUIRED = frozenset({"services"})  # listings that every HSDS API has
TABLE_OF = {
    "services": "service",
    "organizations": "organization",
    "service_at_locations": "service_at_location",
    "taxonomies": "taxonomy",
    "taxonomy_terms": "taxonomy_term",
}
RETIRED = frozenset({"service", "organization"})  # what may be retired, and is asked for by ID
INTEGER, BOOLEAN, TEXT = {"type": "integer", "minimum": 1}, {"type": "boolean"}, {"type": "string"}
WORDS: dict[str, tuple[dict[str, Any], str]] = {
    "search": (TEXT, "Words that must all stand in the entry; capitals and accents do not matter."),
    "page": (INTEGER, "Which page; the first is 1."),
    "per_page": (INTEGER | {"maximum": 500}, "Entries on a page; 50 if not said."),
    "format": (
        {"type": "string", "enum": ["json", "ndjson"]},
        "ndjson: every entry as a line, all of them, without pages.",
    ),
    "taxonomy_term_id": (TEXT, "Only what this term classifies."),
    "taxonomy_id": (TEXT, "Only what a term of this taxonomy classifies; of terms, its own."),
    "organization_id": (TEXT, "Only what this organization offers."),
    "modified_after": (
        {"type": "string", "format": "date-time"},
        "Only what changed then or later, or may have: what has no date is always sent.",
    ),
    "minimal": (BOOLEAN, "Only id and modified_date, all on one page."),
    "full": (BOOLEAN, "Everything that belongs to each entry."),
    "full_service": (BOOLEAN, "An organization's services with everything that belongs to them."),
    "postcode": (TEXT, "Only what serves people at this postcode, as far as is known."),
    "proximity": (TEXT, "Only places within so many metres of the postcode's middle."),
    "top_only": (BOOLEAN, "Only terms that have no parent."),
    "parent_id": (TEXT, "Only terms whose parent this is."),
}
ERRORS = {
    "400": {"$ref": "#/components/responses/Unreadable"},
    "503": {"$ref": "#/components/responses/Unavailable"},
}


def openapi() -> dict[str, Any]:
    """Return the document."""
    paths: dict[str, Any] = {"/": {"get": _about()}}
    for listing, table in TABLE_OF.items():
        paths[f"/{listing}"] = {
            "get": _listing(listing, table, post=False),
            "post": _listing(listing, table, post=True),
        }
        paths[f"/{listing}/{{id}}"] = {"get": _item(listing, table)}
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Cairn's public directory (HSDS 3.2.3)",
            "version": "1",
            "summary": "Read-only. Only entries that were marked public.",
            "license": {"name": "As whoever runs this server says"},
        },
        "jsonSchemaDialect": DIALECT,
        "servers": [{"url": "/hsds"}],
        "tags": [
            {"name": "required", "description": "Required by the HSDS API Specification."},
            {"name": "optional", "description": "Optional in the HSDS API Specification."},
        ],
        "paths": paths,
        "components": {
            "schemas": {"Page": _page(), "Minimal": _minimal()},
            "parameters": {
                name: {
                    "name": name,
                    "in": "query",
                    "required": False,
                    "description": description,
                    "schema": schema,
                }
                for name, (schema, description) in WORDS.items()
            },
            "responses": {
                "Unreadable": {"description": "A parameter was not understood; it is named."},
                "Unavailable": {"description": "The directory cannot be read now: try later."},
                "NotFound": {"description": "There is no public entry with this ID."},
                "Gone": _gone(),
                "NotModified": {"description": "Nothing has changed since."},
            },
        },
    }


def _about() -> dict[str, Any]:
    link = {"type": "string", "format": "uri"}
    properties = {"version": TEXT, "profile": link, "openapi_url": link, "description": TEXT}
    schema = {"type": "object", "properties": properties}
    return {
        "operationId": "getAPIMetaInformation",
        "summary": "Which standard, which profile, and where it is described.",
        "tags": ["required"],
        "responses": {"200": _json("About this API.", schema)},
    }


def _listing(listing: str, table: str, *, post: bool) -> dict[str, Any]:
    entry: dict[str, Any] = {"$ref": f"profile/schema/{table}.json"}
    if listing == "services":
        entry = {"anyOf": [entry, {"$ref": "#/components/schemas/Minimal"}]}
    contents = {"type": "array", "items": entry}
    page = {
        "allOf": [
            {"$ref": "#/components/schemas/Page"},
            {"type": "object", "properties": {"contents": contents}, "required": ["contents"]},
        ]
    }
    answer = _json("A page of entries, in the order of their IDs.", page)
    answer["content"]["application/x-ndjson"] = {"schema": entry}
    described: dict[str, Any] = {
        "operationId": f"{'search' if post else 'list'}_{listing}",
        "summary": f"A page of {listing.replace('_', ' ')}.",
        "tags": ["required" if listing in REQUIRED and not post else "optional"],
        "parameters": [{"$ref": f"#/components/parameters/{n}"} for n in PARAMETERS[listing]],
        "responses": {"200": answer} | ERRORS,
    }
    if post:
        described["description"] = "The same, asked for so that no log keeps the question."
        wanted = {n: WORDS[n][0] for n in PARAMETERS[listing]}
        schema = {"type": "object", "properties": wanted}
        kinds = ("application/x-www-form-urlencoded", "application/json")
        described["requestBody"] = {"content": {kind: {"schema": schema} for kind in kinds}}
    else:
        described["responses"]["304"] = {"$ref": "#/components/responses/NotModified"}
    return described


def _item(listing: str, table: str) -> dict[str, Any]:
    wanted: list[dict[str, Any]] = [
        {"name": "id", "in": "path", "required": True, "schema": TEXT | {"format": "uuid"}}
    ]
    if listing == "organizations":
        wanted.append({"$ref": "#/components/parameters/full_service"})
    gone = {"410": {"$ref": "#/components/responses/Gone"}} if table in RETIRED else {}
    return {
        "operationId": f"get_{table}",
        "summary": f"One {table.replace('_', ' ')} with everything that belongs to it.",
        "tags": ["required" if listing in REQUIRED else "optional"],
        "parameters": wanted,
        "responses": {
            "200": _json("The entry.", {"$ref": f"profile/schema/{table}.json"}),
            "304": {"$ref": "#/components/responses/NotModified"},
            "404": {"$ref": "#/components/responses/NotFound"},
            **gone,
            "503": ERRORS["503"],
        },
    }


def _gone() -> dict[str, Any]:
    description = "The entry is no longer offered; `replaced_by` and `Link` say what is instead."
    properties = {"error": TEXT, "reason": TEXT, "replaced_by": TEXT | {"format": "uuid"}}
    schema = {"type": "object", "properties": properties, "required": ["error", "reason"]}
    link = {"description": 'The address to ask instead, rel="successor-version".', "schema": TEXT}
    return _json(description, schema) | {"headers": {"Link": link}}


def _json(description: str, schema: dict[str, Any]) -> dict[str, Any]:
    return {"description": description, "content": {"application/json": {"schema": schema}}}


def _page() -> dict[str, Any]:
    counts = dict.fromkeys(
        ("total_items", "total_pages", "page_number", "size"), {"type": "integer"}
    )
    flags = dict.fromkeys(("first_page", "last_page", "empty"), BOOLEAN)
    return {"type": "object", "properties": counts | flags, "required": ["empty"]}


def _minimal() -> dict[str, Any]:
    return {
        "type": "object",
        "properties": {
            "id": {"type": "string", "format": "uuid"},
            "modified_date": {"type": "string", "format": "date-time"},
        },
        "required": ["id"],
    }
