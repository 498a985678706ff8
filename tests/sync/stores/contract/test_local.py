"""Local documents: kept by one database for itself."""

from __future__ import annotations

import pytest

from cairn_sync.errors import MalformedError
from cairn_sync.store import Store

pytestmark = pytest.mark.anyio


async def test_a_local_document_is_kept_replaced_and_deleted(store: Store) -> None:
    assert await store.read_local("checkpoint") is None

    await store.write_local("checkpoint", {"sequence": "7-x", "history": [{"n": 1}]})
    assert await store.read_local("checkpoint") == {"sequence": "7-x", "history": [{"n": 1}]}

    await store.write_local("checkpoint", {"sequence": "8-x"})
    assert await store.read_local("checkpoint") == {"sequence": "8-x"}

    await store.write_local("checkpoint", None)
    await store.write_local("checkpoint", None)
    assert await store.read_local("checkpoint") is None


async def test_a_local_document_is_no_part_of_what_is_replicated(store: Store) -> None:
    before = (await store.info()).last_sequence

    await store.write_local("checkpoint", {"sequence": "7-x"})

    assert (await store.info()).last_sequence == before
    assert await store.all_docs() == []


async def test_the_protocols_fields_are_no_part_of_a_local_document(store: Store) -> None:
    await store.write_local("checkpoint", {"_id": "_local/checkpoint", "_rev": "0-3", "n": 1})

    assert await store.read_local("checkpoint") == {"n": 1}


async def test_a_local_document_read_is_the_callers_own(store: Store) -> None:
    body = {"history": ["first"]}
    await store.write_local("checkpoint", body)
    body["history"].append("second")

    read = await store.read_local("checkpoint")

    assert read == {"history": ["first"]}


@pytest.mark.parametrize(
    ("local_id", "body"), [("half-\ud800", {}), ("checkpoint", {"n": object()})]
)
async def test_a_local_document_that_is_none_is_refused(
    store: Store, local_id: str, body: dict[str, object]
) -> None:
    with pytest.raises(MalformedError):
        await store.write_local(local_id, body)
