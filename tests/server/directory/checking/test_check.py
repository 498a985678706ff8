from __future__ import annotations

import gzip
import zipfile
from collections.abc import AsyncIterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from cairn_server.directory.checking.check import check_deployment, clean, read_lines
from cairn_server.directory.checking.finding import Finding, Matter
from cairn_sync.document import new_edit
from cairn_sync.store import Store
from cairn_sync.stores.sqlite import SqliteDatabases
from tests.server.directory.exporting.stored import put
from tests.server.directory.tabular.rich import RICH, number

pytestmark = pytest.mark.anyio

TODAY = date(2026, 11, 20)
PLACE, AGAIN = f"location:{number(70)}", f"location:{number(71)}"
SECRETS = ("77 Hidden Lane", "58777", "47.41239", "99.93317")
LISTED: dict[str, Any] = {
    "type": "location",
    "schema": 1,
    "location_type": "physical",
    "organization_id": number(4),
    "name": "North house",
    "latitude": 47.41239,
    "longitude": -99.93317,
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
HIDDEN = {k: v for k, v in LISTED.items() if k[-5:] != "itude"} | {
    "confidential": True,
    "addresses": [AREA],
}


@pytest.fixture
async def databases(tmp_path: Path) -> AsyncIterator[SqliteDatabases]:
    opened = SqliteDatabases(tmp_path / "data")
    await opened.create("directory-demo")
    yield opened
    await opened.close()


@pytest.fixture
async def store(databases: SqliteDatabases) -> Store:
    opened = await databases.open("directory-demo")
    await put(opened, f"organization:{number(4)}", RICH[f"organization:{number(4)}"])
    for doc_id in (f"taxonomy:{number(1)}", f"taxonomy_term:{number(2)}"):
        await put(opened, doc_id, RICH[doc_id])
    return opened


def check(tmp_path: Path, **options: Any) -> list[Finding]:
    found = check_deployment(tmp_path / "data", today=TODAY, **options)
    assert [secret for secret in SECRETS if secret.casefold() in repr(found).casefold()] == []
    return found


def told(found: list[Finding]) -> set[tuple[str, str]]:
    return {(one.subject, one.file) for one in found if one.matter is Matter.WHEREABOUTS}


def holds_secret(tmp_path: Path) -> bool:
    data = b"".join(path.read_bytes() for path in (tmp_path / "data").iterdir())
    return any(secret.encode() in data for secret in SECRETS)


# -- Whereabouts --------------------------------------------------------------


async def test_a_sound_directory_gives_no_findings(tmp_path: Path, store: Store) -> None:
    await put(store, PLACE, HIDDEN)

    assert check(tmp_path) == []


async def test_a_listed_place_made_private_leaves_its_old_version(
    tmp_path: Path, store: Store
) -> None:
    await put(store, PLACE, LISTED)
    await put(store, PLACE, HIDDEN)

    assert told(check(tmp_path)) == {(PLACE, "directory-demo.sqlite3-wal")}


async def test_an_old_version_is_known_by_its_history_though_it_was_renamed(
    tmp_path: Path, store: Store
) -> None:
    await put(store, PLACE, LISTED | {"name": "The blue house"})
    await put(store, PLACE, HIDDEN)

    assert told(check(tmp_path)) == {(PLACE, "directory-demo.sqlite3-wal")}


async def test_a_place_entered_anew_under_another_id_is_known_by_its_name(
    tmp_path: Path, store: Store
) -> None:
    await put(store, PLACE, LISTED)
    [held] = await store.leaves(PLACE)
    await store.bulk_docs(
        [new_edit(PLACE, {}, parent=held.path, deleted=True), new_edit(AGAIN, HIDDEN)],
        new_edits=True,
    )

    assert (AGAIN, "directory-demo.sqlite3-wal") in told(check(tmp_path))


async def test_cleaning_leaves_nothing_of_it_in_any_file(tmp_path: Path, store: Store) -> None:
    await put(store, PLACE, LISTED)
    await put(store, PLACE, HIDDEN)
    before = (await store.info()).last_sequence
    assert holds_secret(tmp_path)

    assert clean(tmp_path / "data") == []

    assert not holds_secret(tmp_path)
    assert check(tmp_path) == []
    assert (await store.info()).last_sequence == before
    await put(store, AGAIN, HIDDEN | {"name": "Another"})  # the open server goes on writing


async def test_an_address_in_another_entry_is_found_by_what_old_versions_tell(
    tmp_path: Path, store: Store
) -> None:
    await put(store, PLACE, LISTED)
    await put(store, PLACE, HIDDEN)
    service = {
        "type": "service",
        "schema": 1,
        "organization_id": number(4),
        "name": "Beds",
        "status": "active",
        "assured_date": "2026-11-01",
        "application_process": "Ring at 77 HIDDEN lane.",
    }
    await put(store, f"service:{number(72)}", service)

    assert (f"service:{number(72)}", "directory-demo.sqlite3") in told(check(tmp_path))


async def test_an_address_beside_the_mark_in_another_leaf_is_found(
    tmp_path: Path, store: Store
) -> None:
    await put(store, PLACE, HIDDEN)
    first = new_edit(PLACE, LISTED | {"name": "Elsewhere named"})
    second = new_edit(PLACE, LISTED, parent=first.path)
    await store.bulk_docs([second], new_edits=False)

    found = check(tmp_path)

    assert (PLACE, "directory-demo.sqlite3") in told(found)


SHELTER_RUN = {"type": "organization", "schema": 1, "name": "Women's shelter"}


@pytest.mark.parametrize("code", ["utf-8", "utf-16-le"])
@pytest.mark.parametrize("kind", ["plain", "gz", "zip"])
async def test_exports_and_backups_are_looked_through(
    tmp_path: Path, store: Store, code: str, kind: str
) -> None:
    await put(store, PLACE, LISTED)
    await put(store, PLACE, HIDDEN)
    exports = tmp_path / "exports"
    exports.mkdir()
    data = "North house;77 Hidden Lane;Millbrook".encode(code)
    if kind == "plain":
        (exports / "old").write_bytes(data)
    elif kind == "gz":
        (exports / "old").write_bytes(gzip.compress(data))
    else:
        with zipfile.ZipFile(exports / "old", "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("places.csv", data)

    found = told(check(tmp_path, beside=[exports]))

    assert any(subject == PLACE and file.startswith("old") for subject, file in found)


async def test_coordinates_count_only_together(tmp_path: Path, store: Store) -> None:
    await put(store, PLACE, LISTED)
    await put(store, PLACE, HIDDEN)
    exports = tmp_path / "exports"
    exports.mkdir()
    (exports / "pin").write_text("47.41239, -99.93317")
    (exports / "half").write_text("47.41239")

    found = {file for _, file in told(check(tmp_path, beside=[exports]))}

    assert "pin" in found and "half" not in found


async def test_an_address_that_somebody_knows_is_looked_for_and_not_told(
    tmp_path: Path, store: Store
) -> None:
    await put(store, f"location:{number(73)}", LISTED | {"name": "Listed by mistake"})
    (tmp_path / "list.txt").write_text("77 hidden lane\n")

    found = told(check(tmp_path, known=read_lines(tmp_path / "list.txt")))

    assert (f"location:{number(73)}", "directory-demo.sqlite3") in found


async def test_the_office_of_the_same_organization_is_no_secret(
    tmp_path: Path, store: Store
) -> None:
    await put(store, PLACE, HIDDEN)
    await put(store, AGAIN, LISTED | {"name": "Walk-in office"})

    assert told(check(tmp_path)) == set()


# -- Entries ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("doc_id", "body", "matter"),
    [
        pytest.param(
            f"service:{number(80)}",
            {"type": "service", "schema": 1, "name": "No status"},
            Matter.UNFIT,
            id="breaks the rules",
        ),
        pytest.param(
            f"service:{number(80)}",
            {
                "type": "service",
                "schema": 1,
                "name": "Homeless",
                "status": "active",
                "organization_id": number(99),
                "assured_date": "2026-11-01",
            },
            Matter.DANGLING,
            id="leads nowhere",
        ),
        pytest.param(
            f"service:{number(80)}",
            {
                "type": "service",
                "schema": 1,
                "name": "Old",
                "status": "active",
                "organization_id": number(4),
                "assured_date": "2020-11-01",
            },
            Matter.DUE,
            id="is due",
        ),
        pytest.param(
            f"location:{number(80)}",
            LISTED | {"name": "Women's shelter"},
            Matter.SHELTER,
            id="may be a shelter",
        ),
        pytest.param(
            f"organization:{number(81)}",
            SHELTER_RUN | {"description": "Come to 12 Elm Street"},
            Matter.SHELTER,
            id="may run a shelter, and names a street",
        ),
    ],
)
async def test_an_entry_that_needs_a_look_is_named(
    tmp_path: Path, store: Store, doc_id: str, body: dict[str, Any], matter: Matter
) -> None:
    await put(store, doc_id, body)

    assert [(one.subject, one.matter) for one in check(tmp_path)] == [(doc_id, matter)]


async def test_an_organization_whose_places_are_all_private_and_that_names_a_street_is_named(
    tmp_path: Path, store: Store
) -> None:
    told = {
        "type": "organization",
        "schema": 1,
        "name": "Harbor",
        "description": "At 12 Elm Street",
    }
    await put(store, f"organization:{number(81)}", told)
    assert check(tmp_path) == []
    hidden = HIDDEN | {"organization_id": number(81)}
    await put(store, f"location:{number(82)}", hidden)

    found = [(one.subject, one.matter) for one in check(tmp_path)]

    assert found == [(f"organization:{number(81)}", Matter.HINT)]


async def test_a_damaged_file_is_named(tmp_path: Path, store: Store) -> None:
    (tmp_path / "data" / "commons-demo.sqlite3").write_bytes(b"not a database at all" * 500)

    found = check(tmp_path)

    assert {one.subject for one in found} == {"commons-demo.sqlite3"}
    assert {one.matter for one in found} == {Matter.UNREADABLE}
