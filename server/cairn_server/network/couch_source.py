"""Another Cairn's directory in a CouchDB, read: only what is public there, as `/hsds` shows it.

The whole database goes through the read model that answers `/hsds`, so that an entry looks
the same by either way, and what is not public is dropped before anything is kept.
"""

from __future__ import annotations

import httpx2
import orjson
from anyio.lowlevel import checkpoint

from cairn_server.access import BodyCheck
from cairn_server.directory.publishing.page import compose_lines
from cairn_server.directory.publishing.query import Query
from cairn_server.directory.publishing.read_model import ReadModel
from cairn_server.network.fault import FetchError
from cairn_server.network.hsds_source import MAX_ENTRIES, Told
from cairn_server.network.line import MAX_RUN_BYTES, NotAllowedError
from cairn_sync.errors import ForbiddenError, NotFoundError, SyncError, UnavailableError
from cairn_sync.stores.couchdb import CouchDBStore

__all__ = ["read_couchdb"]

ROWS = 200  # of the changes feed at a time
RENDERED = 25  # documents between two looks at what else is to be done


async def read_couchdb(
    url: str, transport: httpx2.AsyncBaseTransport, check: BodyCheck, *, known_tag: str = ""
) -> Told:
    """Return the public services with all that belongs to them; nothing is written there.

    Raises:
        FetchError: not all of it came; nothing of it counts.
    """
    try:
        store = CouchDBStore.at(url, transport=transport)
    except SyncError:
        raise FetchError("missing") from None
    try:
        return await _read(store, check, known_tag)
    except ForbiddenError:
        raise FetchError("forbidden") from None
    except NotFoundError:
        raise FetchError("missing") from None
    except UnavailableError as exc:
        is_refused = isinstance(exc.__cause__, NotAllowedError)
        raise FetchError("not_allowed" if is_refused else "unreachable") from None
    except SyncError:
        raise FetchError("rubbish") from None
    finally:
        await store.close()


async def _read(store: CouchDBStore, check: BodyCheck, known_tag: str) -> Told:
    info = await store.info()
    tag = f"{info.uuid} {info.epoch} {info.last_sequence}"
    if tag == known_tag:
        return Told(None, tag)
    model = ReadModel(check)
    since, seen, size = "0", 0, 0
    while True:
        batch = await store.changes(since, limit=ROWS, include_docs=True)
        model.apply(batch.changes)
        seen += len(batch.changes)
        size += sum(len(one.body) for row in batch.changes for one in row.documents)
        if seen > 5 * MAX_ENTRIES or size > MAX_RUN_BYTES:
            raise FetchError("too_large")
        since = batch.last_sequence
        if not batch.changes:
            break
    while model.settle(RENDERED):
        await checkpoint()
    ids = model.sorted_ids("services")
    if len(ids) > MAX_ENTRIES:
        raise FetchError("too_large")
    lines = b"".join(compose_lines(model, "services", Query(full=True), ids)).splitlines()
    return Told({"services": [orjson.loads(line) for line in lines]}, tag)
