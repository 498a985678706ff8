"""A database: make it, ask about it, delete it, and its few settings."""

from __future__ import annotations

from starlette.responses import Response

from cairn_sync.document import parse_edit
from cairn_sync.errors import (
    ForbiddenError,
    MalformedError,
    NotFoundError,
    UnavailableError,
    UnsupportedError,
)
from cairn_sync.http.call import Call, json_answer, new_uuid, resource, write_answer
from cairn_sync.http.errors import IllegalDatabaseNameError

__all__ = ["routes"]


async def read(call: Call) -> Response:
    info = await (await call.store()).info()
    return json_answer(
        {
            "db_name": info.name,
            "uuid": info.uuid,
            "update_seq": info.last_sequence,
            "doc_count": info.doc_count,
            "doc_del_count": info.doc_del_count,
            "purge_seq": "0",
            "sizes": {
                "file": info.size_bytes,
                "active": info.size_bytes,
                "external": info.size_bytes,
            },
            "instance_start_time": "0",  # a new life shows in the sequences instead
            "epoch": info.epoch,
            "compact_running": False,
            "disk_format_version": 8,
            "props": {},
            "cluster": {"q": 1, "n": 1, "w": 1, "r": 1},
        }
    )


async def create(call: Call) -> Response:
    name = call.database_name
    if not call.visitor.may_create_databases():
        raise ForbiddenError("You are not a server admin.")
    try:
        await call.surface.databases.create(name)
    except MalformedError as exc:
        raise IllegalDatabaseNameError(str(exc)) from exc
    return json_answer({"ok": True}, 201, {"Location": str(call.request.url)})


async def delete(call: Call) -> Response:
    if call.text("rev") is not None:
        raise MalformedError(
            "You tried to DELETE a database with a ?rev= parameter. "
            "Did you mean to DELETE a document instead?"
        )
    call.require_administrator()
    try:
        await call.surface.databases.delete(call.database_name)
    except NotFoundError as exc:
        raise NotFoundError("Database does not exist.") from exc
    return json_answer({"ok": True})


async def post_document(call: Call) -> Response:
    """Add a document; its ID is made here when it brings none."""
    store = await call.store()
    fields = await call.json_object()
    document = parse_edit({"_id": new_uuid(), **fields})
    return write_answer(*await store.bulk_docs([document], new_edits=True, gate=call.gate()))


async def ensure_full_commit(call: Call) -> Response:
    await call.store()
    return json_answer({"ok": True, "instance_start_time": "0"}, 201)


async def purge(call: Call) -> Response:
    """Take whole documents out for good: the revisions that are named must be all their leaves.

    A purge of some branches is not served; of what is named and not here, nothing is said.
    """
    store = await call.store()
    call.require_administrator()
    wanted = await call.json_object()
    whole: dict[str, list[str]] = {}
    for doc_id, revs in wanted.items():
        if not isinstance(revs, list):
            raise MalformedError("Revisions to be purged must be a list.")
        leaves = [str(leaf.revision) for leaf in await store.leaves(doc_id)]
        named = [rev for rev in leaves if rev in revs]
        if named and named != leaves:
            raise UnsupportedError("Only whole documents are purged here: name every leaf.")
        whole[doc_id] = named
    await store.purge([doc_id for doc_id, revs in whole.items() if revs])
    return json_answer({"purge_seq": None, "purged": whole}, 201)


async def compact(call: Call) -> Response:
    """Wipe from the disk what the database has forgotten; 503: somebody was reading."""
    store = await call.store()
    call.require_administrator()
    if not await store.purge([]):
        raise UnavailableError("the database is being read")
    return json_answer({"ok": True}, 202)


async def revs_limit(call: Call) -> Response:
    return json_answer((await (await call.store()).info()).revs_limit)


async def security(call: Call) -> Response:
    await call.store()
    return json_answer({})


async def put_security(call: Call) -> Response:
    await call.store()
    call.require_administrator()
    raise UnsupportedError("Who may read and write is decided by this server's own accounts.")


async def view(call: Call) -> Response:
    await call.store()
    raise UnsupportedError("Views written in JavaScript are stored here, and never run.")


routes = [
    resource("/{db}/_compact", POST=compact),
    resource("/{db}/_purge", POST=purge),
    resource("/{db}/_ensure_full_commit", POST=ensure_full_commit),
    resource("/{db}/_revs_limit", GET=revs_limit),
    resource("/{db}/_security", GET=security, PUT=put_security),
    resource("/{db}/_design/{doc_id}/_view/{view}", GET=view, POST=view),
    resource("/{db}", GET=read, PUT=create, DELETE=delete, POST=post_document),
    resource("/{db}/", GET=read, PUT=create, DELETE=delete, POST=post_document),
]
