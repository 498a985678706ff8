from __future__ import annotations

from pathlib import Path

import pytest

from cairn_server.directory.exporting.entries import Entries, PublicEntries
from cairn_server.directory.exporting.export import FORMATS, Format, export_entries
from cairn_server.directory.models import check_document
from cairn_server.directory.publishing.public_directory import PublicDirectory
from cairn_sync.document import new_edit
from cairn_sync.stores.memory import MemoryDatabases
from tests.server.directory.exporting.stored import demo_store, look, store_with
from tests.server.directory.tabular.package import faults, read_package
from tests.server.directory.tabular.rich import RICH, number

pytestmark = pytest.mark.anyio

ORGANIZATION, PLACE, SERVICE = number(21), number(22), number(23)
MEMBER = "0e000000-0000-4000-8000-000000000001"
SECRET = ("77 Hidden Lane", "58777", "Hidden")
LISTED = {
    "type": "location",
    "schema": 1,
    "location_type": "physical",
    "organization_id": ORGANIZATION,
    "name": "North house",
    "addresses": [
        {
            "address_type": "physical",
            "address_1": "77 Hidden Lane",
            "city": "Millbrook",
            "state_province": "ND",
            "postal_code": "58777",
            "country": "US",
        }
    ],
}
AREA = {"address_type": "physical", "city": "Millbrook"}
HIDDEN = LISTED | {"confidential": True, "addresses": [AREA]}
SHELTER = {
    f"organization:{ORGANIZATION}": {
        "type": "organization",
        "schema": 1,
        "name": "North House",
        "description": "Come to 77 Hidden Lane after six.",
        "metadata": [{"previous_value": "77 Hidden Lane"}],
    },
    f"location:{PLACE}": HIDDEN,
    f"service:{SERVICE}": {
        "type": "service",
        "schema": 1,
        "organization_id": ORGANIZATION,
        "name": "Beds",
        "status": "active",
        "contacts": [{"name": "Ask at 77 Hidden Lane"}],
        "service_at_locations": [{"location_id": PLACE}],
        "edits": {"alert": {"was": "77 Hidden Lane", "by": MEMBER}},
    },
}


async def everything(path: Path, entries: Entries) -> bytes:
    """Return all bytes of all formats, unpacked."""
    written = b""
    for form in FORMATS:
        await export_entries(entries, path / form, form)
        written += (path / form).read_bytes()
    tables = read_package(path / "package")
    return written + str(tables).encode()


async def test_no_format_tells_where_a_confidential_place_is(tmp_path: Path) -> None:
    written = await everything(tmp_path, await look(await store_with(SHELTER)))

    assert b"North house" in written
    assert [secret for secret in SECRET if secret.encode() in written] == []


async def test_an_address_beside_the_mark_in_another_leaf_does_not_leave(tmp_path: Path) -> None:
    store = await store_with(SHELTER)
    other = new_edit(f"location:{PLACE}", LISTED | {"name": "North house, edited"})
    later = new_edit(other.doc_id, LISTED | {"name": "Again"}, parent=other.path)
    await store.bulk_docs([later], new_edits=False)

    written = await everything(tmp_path, await look(store))

    assert [secret for secret in SECRET if secret.encode() in written] == []


async def test_suggestions_books_and_members_stay_behind(tmp_path: Path) -> None:
    bodies = {**RICH, f"suggestion:{number(30)}": {"type": "suggestion", "schema": 1, "text": "!"}}
    service = RICH[f"service:{number(8)}"] | {
        "edits": {"name": {"was": "Before", "by": MEMBER}},
        "checked_by": MEMBER,
        "metadata": [{"updated_by": MEMBER}],
    }
    store = await store_with({**bodies, f"service:{number(8)}": service})

    written = await everything(tmp_path, await look(store, members={MEMBER}))

    assert b"suggestion" not in written
    assert b'"edits"' not in written and b"Before" not in written
    assert MEMBER.encode() not in written


async def test_what_breaks_the_rules_is_named_and_left_out(tmp_path: Path) -> None:
    broken = {"type": "service", "schema": 1, "name": "Broken"}
    store = await store_with({**RICH, f"service:{number(40)}": broken})

    done = await export_entries(await look(store), tmp_path / "all.json", "json")

    assert done.unfit == (f"service:{number(40)}",)
    assert b"Broken" not in (tmp_path / "all.json").read_bytes()


@pytest.mark.parametrize("form", FORMATS)
async def test_an_empty_directory_gives_a_file(tmp_path: Path, form: Format) -> None:
    done = await export_entries(await look(await store_with({})), tmp_path / "empty", form)

    assert done.services == 0
    assert (tmp_path / "empty").exists()


async def test_the_public_part_is_what_the_api_shows(tmp_path: Path) -> None:
    databases = MemoryDatabases()
    store = await databases.create("directory-demo")
    source = await demo_store()
    documents = await source.all_docs(limit=1000)
    await store.bulk_docs(documents, new_edits=False)
    private = RICH[f"organization:{number(6)}"]
    await store.bulk_docs([new_edit(f"organization:{number(6)}", private)], new_edits=True)
    model = await PublicDirectory(databases, "directory-demo", check_document).look()

    written = await everything(tmp_path, PublicEntries(model))

    assert faults(tmp_path / "package") == []
    assert b"Branch library" not in written
    assert "metadata" not in read_package(tmp_path / "package")
    assert len(read_package(tmp_path / "package")["service"]) == len(model.services) > 0
