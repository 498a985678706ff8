"""``_local`` documents: kept here, never replicated. Replication logs, mostly."""

from __future__ import annotations

import re
from typing import Any

from starlette.responses import Response

from cairn_sync.errors import MalformedError, NotFoundError
from cairn_sync.http.call import Call, json_answer, resource
from cairn_sync.http.path import decode_segment

__all__ = ["routes"]

LOCAL_REV = re.compile(r"0-([0-9]{1,15})", re.ASCII)


async def read(call: Call) -> Response:
    store = await call.store()
    local_id = _local_id(call)
    body = await store.read_local(local_id)
    if body is None:
        raise NotFoundError("missing")
    return json_answer({"_id": f"_local/{local_id}", "_rev": "0-1", **body})


async def put(call: Call) -> Response:
    """Keep the document. Its revision only counts, and is not compared: so with CouchDB."""
    store = await call.store()
    fields = await call.json_object()
    await store.write_local(_local_id(call), _body(fields))
    rev = f"0-{_count(fields.get('_rev')) + 1}"
    return json_answer({"ok": True, "id": f"_local/{_local_id(call)}", "rev": rev}, 201)


async def delete(call: Call) -> Response:
    store = await call.store()
    if await store.read_local(_local_id(call)) is None:
        raise NotFoundError("missing")
    await store.write_local(_local_id(call), None)
    return json_answer({"ok": True, "id": f"_local/{_local_id(call)}", "rev": "0-0"})


def _local_id(call: Call) -> str:
    local_id = decode_segment(call.request.path_params["local_id"])
    if not local_id:
        raise MalformedError("Invalid _local document ID")
    return local_id


def _body(fields: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if not name.startswith("_")}


def _count(rev: Any) -> int:
    if rev is None:
        return 0
    form = LOCAL_REV.fullmatch(rev) if isinstance(rev, str) else None
    if form is None:
        raise MalformedError("Invalid rev format")
    return int(form[1])


routes = [resource("/{db}/_local/{local_id}", GET=read, PUT=put, DELETE=delete)]
