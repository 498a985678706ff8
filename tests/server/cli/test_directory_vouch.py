from __future__ import annotations

from pathlib import Path

import anyio

from cairn_server.erasing.ledger import Ledger
from cairn_server.erasing.vouching import load_facts
from cairn_sync.document import Document, new_edit
from cairn_sync.stores.sqlite import SqliteDatabases
from tests.server.cli.conftest import Cairn

PLACE = "location:6f1c2d3e-0007-4a5b-8c6d-000000000070"
ENDED = {"type": "location", "schema": 1, "confidential": True}


def leaves_after(data: Path, *documents: Document) -> list[Document]:
    """Write past all rules, as a file put there by hand would; return what is there."""

    async def write() -> list[Document]:
        databases = SqliteDatabases(data)
        [name] = [name for name in await databases.names() if name.startswith("directory-")]
        store = await databases.open(name)
        await store.bulk_docs(documents)
        found = await store.leaves(PLACE)
        await databases.close()
        return found

    return anyio.run(write)


def test_an_erasure_that_nobody_vouches_for_is_named_and_can_be_vouched_for(
    deployed: Cairn, tmp_path: Path
) -> None:
    data = tmp_path / "data"
    leaves_after(data, new_edit(PLACE, ENDED, deleted=True))

    told = deployed("directory", "check", code=3).stdout
    deployed("directory", "vouch", PLACE)

    assert f"{PLACE} (" in told and "vouches" in told
    assert leaves_after(data) == [load_facts(data).erasure_of(PLACE)]
    assert [one.doc_id for one in Ledger(data).under_way()] == []
    assert deployed("directory", "check").stdout == "Nothing was found.\n"


def test_a_servers_key_is_printed_and_trusted_by_another(deployed: Cairn, tmp_path: Path) -> None:
    key = deployed("directory", "vouch").stdout.strip()
    other = "ab" * 32

    deployed("directory", "vouch", "--trust", other)
    deployed("directory", "vouch", "--trust", other)

    keys = load_facts(tmp_path / "data").keys
    assert [one.hex() for one in keys] == [key, other]


def test_what_is_no_key_and_no_place_is_refused(deployed: Cairn) -> None:
    assert "64 hex digits" in deployed("directory", "vouch", "--trust", "abc", code=1).output
    assert "no place's ID" in deployed("directory", "vouch", "service:1", code=1).output
