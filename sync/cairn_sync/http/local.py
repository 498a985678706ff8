"""``_local`` documents: kept here, never replicated. Replication logs, mostly."""

from __future__ import annotations

import re
from typing import Any

import orjson
from starlette.responses import Response

from cairn_sync.errors import MalformedError, NotFoundError
from cairn_sync.http.call import Call, json_answer, resource
from cairn_sync.http.errors import TooLargeError
from cairn_sync.http.path import decode_segment

__all__ = ["routes"]

MAX_BYTES = 64 * 1024  # a log of 50 entries has 15 KB
MAX_ID_LENGTH = 512  # characters
LOCAL_REV = re.compile(r"0-([0-9]{1,15})", re.ASCII)


async def read(call: Call) -> Response:
    store = await call.store()
    body = await store.read_local(_kept_as(call))
    if body is None:
        raise NotFoundError("missing")
    return json_answer({"_id": f"_local/{_local_id(call)}", "_rev": "0-1", **body})


async def list_ids(call: Call) -> Response:
    """List what is kept: for administrators, because the IDs name everybody's."""
    store = await call.store()
    call.require_administrator()
    rows = [
        {"id": f"_local/{local_id}", "key": f"_local/{local_id}", "value": {"rev": "0-1"}}
        for local_id in await store.local_ids()
    ]
    return json_answer({"total_rows": None, "offset": None, "rows": rows})


async def put(call: Call) -> Response:
    """Keep the document. Its revision only counts, and is not compared: so with CouchDB."""
    store = await call.store()
    fields = await call.json_object()
    body = _body(fields)
    if not call.visitor.may_administer(call.database_name):
        _require_small(_local_id(call), body)
    await store.write_local(_kept_as(call), body)
    rev = f"0-{_count(fields.get('_rev')) + 1}"
    return json_answer({"ok": True, "id": f"_local/{_local_id(call)}", "rev": rev}, 201)


async def delete(call: Call) -> Response:
    store = await call.store()
    if await store.read_local(_kept_as(call)) is None:
        raise NotFoundError("missing")
    await store.write_local(_kept_as(call), None)
    return json_answer({"ok": True, "id": f"_local/{_local_id(call)}", "rev": "0-0"})


def _local_id(call: Call) -> str:
    local_id = decode_segment(call.request.path_params["local_id"])
    if not local_id:
        raise MalformedError("Invalid _local document ID")
    return local_id


def _kept_as(call: Call) -> str:
    """Return the ID in the store: everybody but administrators has `_local` to themselves.

    Else any reader could forge the log by which another replication decides what to skip.
    """
    if call.visitor.may_administer(call.database_name):
        return _local_id(call)
    return f"{call.visitor.name or ''}/{_local_id(call)}"


def _require_small(local_id: str, body: dict[str, Any]) -> None:
    """Refuse what is no replication log: even a token that may only read keeps these."""
    if len(local_id) > MAX_ID_LENGTH or len(orjson.dumps(body)) > MAX_BYTES:
        raise TooLargeError("a _local document may hold a replication log, and no more")


def _body(fields: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if not name.startswith("_")}


def _count(rev: Any) -> int:
    if rev is None:
        return 0
    form = LOCAL_REV.fullmatch(rev) if isinstance(rev, str) else None
    if form is None:
        raise MalformedError("Invalid rev format")
    return int(form[1])


routes = [
    resource("/{db}/_local_docs", GET=list_ids),
    resource("/{db}/_local/{local_id}", GET=read, PUT=put, DELETE=delete),
]
