from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import orjson
import pytest

from cairn_server.directory.errors import TableError
from cairn_server.directory.exporting.export import export_entries
from cairn_server.directory.gate import directory_gate
from cairn_server.directory.importing.importer import import_files
from cairn_server.directory.importing.mapping import Mapping as FieldMapping
from cairn_server.directory.importing.report import Report
from cairn_sync.store import Store
from tests.server.directory.exporting.stored import demo_store, look, store_with
from tests.server.directory.tabular.rich import RICH, number

pytestmark = pytest.mark.anyio

SHIPPED = Path(__file__).parents[4] / "server" / "cairn_server" / "directory" / "mappings"
HSDS, CAIRN = (FieldMapping.parse((SHIPPED / f"{n}.toml").read_text()) for n in ("hsds", "cairn"))
FORMS = pytest.mark.parametrize("form", ["json", "package"])


async def bring(
    store: Store, files: Mapping[str, bytes], mapping: FieldMapping = HSDS, **options: Any
) -> Report:
    gate = directory_gate("demo")
    return await import_files(store, mapping, files, gate=gate, **options)


async def bodies(store: Store) -> dict[str, Any]:
    return {one.doc_id: one.parsed_body() for one in await store.all_docs(limit=10_000)}


async def exported(store: Store, path: Path, form: Any) -> dict[str, bytes]:
    await export_entries(await look(store), path / "out", form)
    return {"out": (path / "out").read_bytes()}


def nested(**location: Any) -> dict[str, Any]:
    """Return a service as an API answers it."""
    there = {
        "id": number(53),
        "location_type": "physical",
        "name": "Front door",
        "latitude": 47.4141,
        "longitude": -99.9281,
        "addresses": [
            {
                "id": number(54),
                "address_1": "The Old Mill, north end",
                "city": "Millbrook",
                "state_province": "ND",
                "postal_code": "58990",
                "country": "US",
                "address_type": "physical",
            }
        ],
    }
    return {
        "id": number(51),
        "name": "Lawyers",
        "status": "active",
        "description": "We sit in the old mill, north end.",
        "phones": [{"id": number(55), "number": "701-555-0133", "service_id": number(51)}],
        "organization": {"id": number(52), "name": "Northern Legal", "description": "Law"},
        "service_at_locations": [{"id": number(56), "location": there | location}],
    }


# -- There and back ----------------------------------------------------------


@FORMS
async def test_the_demo_comes_back_as_it_was(tmp_path: Path, form: str) -> None:
    source, target = await demo_store(), await store_with({})

    report = await bring(target, await exported(source, tmp_path, form), CAIRN)

    assert report.rejected == []
    assert await bodies(target) == await bodies(source)


@FORMS
async def test_everything_that_hsds_knows_comes_back_as_it_was(tmp_path: Path, form: str) -> None:
    source, target = await store_with(RICH), await store_with({})

    await bring(target, await exported(source, tmp_path, form), CAIRN)

    assert await bodies(target) == await bodies(source)


@FORMS
async def test_drafts_and_retired_entries_come_back_as_such(tmp_path: Path, form: str) -> None:
    old, new = f"service:{number(8)}", f"service:{number(60)}"
    source = await store_with(
        RICH
        | {old: RICH[old] | {"state": "retired", "replaced_by": new}}
        | {new: RICH[old] | {"state": "draft"}}
    )
    target = await store_with({})

    await bring(target, await exported(source, tmp_path, form), CAIRN)

    there = await bodies(target)
    assert (there[old]["state"], there[old]["replaced_by"]) == ("retired", new)
    assert there[new]["state"] == "draft"


async def test_another_s_file_makes_and_ends_no_drafts(tmp_path: Path) -> None:
    told = nested() | {"state": "draft", "replaced_by": f"service:{number(60)}"}
    target = await store_with({})

    await bring(target, {"services.json": orjson.dumps([told])})

    brought = await bodies(target)
    assert all("state" not in body and "replaced_by" not in body for body in brought.values())


@FORMS
@pytest.mark.parametrize("mapping", [HSDS, CAIRN], ids=["hsds", "cairn"])
async def test_a_second_import_writes_nothing(
    tmp_path: Path, form: str, mapping: FieldMapping
) -> None:
    store = await store_with({})
    files = await exported(await store_with(RICH), tmp_path, form)
    await bring(store, files, mapping)
    before = (await store.info()).last_sequence

    await bring(store, files, mapping)

    assert (await store.info()).last_sequence == before


@FORMS
async def test_an_export_goes_into_its_own_directory_unchanged(tmp_path: Path, form: str) -> None:
    store = await demo_store()
    before = await bodies(store)

    report = await bring(store, await exported(store, tmp_path, form), CAIRN)

    assert await bodies(store) == before
    assert sum(one.added + one.changed for one in report.counts.values()) == 0


# -- What others write -------------------------------------------------------


@pytest.mark.parametrize(
    "wrapped",
    [
        pytest.param(lambda one: one, id="one service"),
        pytest.param(lambda one: {"total_items": 1, "contents": [one]}, id="a page"),
        pytest.param(lambda one: [one], id="a list"),
        pytest.param(lambda one: {"services": [one]}, id="a file"),
    ],
)
async def test_an_answer_of_an_api_goes_in(wrapped: Any) -> None:
    store = await store_with({})

    await bring(store, {"answer.json": orjson.dumps(wrapped(nested()))})

    held = await bodies(store)
    assert set(held) == {
        f"service:{number(51)}",
        f"organization:{number(52)}",
        f"location:{number(53)}",
    }
    assert held[f"service:{number(51)}"]["phones"] == [{"id": number(55), "number": "701-555-0133"}]
    assert held[f"location:{number(53)}"]["latitude"] == 47.4141


async def test_ndjson_goes_in() -> None:
    store = await store_with({})
    second = nested() | {"id": number(57), "name": "More lawyers"}

    await bring(store, {"all.ndjson": orjson.dumps(nested()) + b"\n" + orjson.dumps(second)})

    assert f"service:{number(57)}" in await bodies(store)


async def test_tables_of_hsds_1_1_go_in() -> None:
    store = await store_with({})
    files = {
        "organizations.csv": b"id,name,description\n1,Northern Legal,Law\n",
        "services.csv": b"id,organization_id,name,status\n7,1,Lawyers,active\n",
        "locations.csv": b"id,organization_id,name,latitude,longitude\n3,1,Office,47.1,-99.2\n",
        "services_at_location.csv": b"id,service_id,location_id\n1,7,3\n",
        "physical_addresses.csv": b"id,location_id,address_1,city,"
        b"state_province,postal_code,country\n1,3,31 Court Square,Millbrook,ND,58990,US\n",
        "regular_schedules.csv": b"id,service_id,weekday,opens_at,closes_at\n1,7,1,9:00,17:00:00\n",
        "languages.csv": b"id,service_id,language\n1,7,Spanish\n",
        "phones.csv": b"id,service_id,number,extension\n1,7,701-555-0133,12\n",
        "taxonomy.csv": b"id,name,parent_id,vocabulary\nT1,Courts,,County\n",
        "services_taxonomy.csv": b"id,service_id,taxonomy_id\n1,7,T1\n",
    }

    report = await bring(store, files)

    held = {one["type"]: one for one in (await bodies(store)).values()}
    assert report.rejected == []
    assert held["location"]["addresses"][0]["address_1"] == "31 Court Square"
    [hours] = held["service"]["schedules"]
    assert (hours["byday"], hours["opens_at"], hours["closes_at"]) == ("MO", "09:00", "17:00")
    assert held["service"]["languages"][0]["name"] == "Spanish"
    assert held["service"]["phones"][0]["extension"] == 12
    assert held["taxonomy_term"]["name"] == "Courts"
    assert held["service"]["attributes"]


async def test_a_row_that_belongs_to_nothing_is_rejected_with_its_place() -> None:
    store = await store_with({})
    files = {
        "organizations.csv": b"id,name\n1,Northern Legal\n",
        "phones.csv": b"id,organization_id,number\n1,1,701-555-0133\n2,99,701-555-0134\n",
    }

    [finding] = (await bring(store, files)).rejected

    assert (finding.file, finding.row) == ("phones.csv", 3)


async def test_a_quote_that_is_never_closed_is_named_and_swallows_no_rows() -> None:
    lines = [
        "id,name,description",
        f'{number(51)},Northern Legal,"Law, and\nmore law"',
        f'{number(52)},"Open,Help',
        f"{number(53)},Southern Legal,Law",
    ]
    store = await store_with({})

    with pytest.raises(TableError, match=r"organizations\.csv, row 3: a quote is opened"):
        await bring(store, {"organizations.csv": "\n".join(lines).encode()})

    assert await bodies(store) == {}


async def test_one_bad_part_does_not_keep_the_others_out() -> None:
    told = nested()
    told["phones"] += [{"id": number(58), "number": "?"}]
    told["minimum_age"] = None
    told["url"] = "www.example.org"
    store = await store_with({})

    await bring(store, {"one.json": orjson.dumps(told)})

    held = (await bodies(store))[f"service:{number(51)}"]
    assert [phone["number"] for phone in held["phones"]] == ["701-555-0133"]
    assert held["url"] == "https://www.example.org"


async def test_another_s_marks_do_not_make_anything_public() -> None:
    store = await store_with({})

    await bring(store, {"one.json": orjson.dumps(nested() | {"public": True})})

    assert not any("public" in body for body in (await bodies(store)).values())


# -- Places that must not be found -------------------------------------------

SECRETS = ("old mill", "58990", "47.4141", "99.9281")


def secrets_in(text: Any) -> list[str]:
    return [secret for secret in SECRETS if secret in str(text).casefold()]


@pytest.mark.parametrize(
    "told",
    [
        pytest.param(nested(name="Safe House"), id="a name"),
        pytest.param(nested(description="An emergency shelter"), id="a description"),
        pytest.param(nested(name="Albergue Esperanza"), id="a name in Spanish"),
        pytest.param(nested(confidential=True), id="a mark"),
        pytest.param(
            nested()
            | {
                "attributes": [
                    {
                        "taxonomy_term": {
                            "id": number(60),
                            "name": "Beds",
                            "code": "BH-1800.1500-100",
                        }
                    }
                ]
            },
            id="a term's code",
        ),
        pytest.param(
            nested()
            | {
                "attributes": [
                    {"taxonomy_term": {"id": number(60), "name": "Domestic Violence Shelters"}}
                ]
            },
            id="a term's name",
        ),
    ],
)
async def test_where_a_likely_shelter_is_does_not_go_in(told: dict[str, Any]) -> None:
    store = await store_with({})

    report = await bring(store, {"one.json": orjson.dumps(told)})

    held = await bodies(store)
    assert held[f"location:{number(53)}"]["confidential"] is True
    assert secrets_in(held) == []
    assert secrets_in(report.as_json()) == []
    assert number(53) in [finding.value for finding in report.findings]


async def test_a_law_office_is_no_shelter() -> None:
    store = await store_with({})

    await bring(store, {"one.json": orjson.dumps(nested())})

    assert "confidential" not in (await bodies(store))[f"location:{number(53)}"]


async def test_a_place_that_is_trusted_keeps_its_address_at_later_imports_too() -> None:
    store = await store_with({})
    files = {"one.json": orjson.dumps(nested(name="Women's shelter thrift shop"))}

    await bring(store, files, trusted=[number(53)])
    again = await bring(store, files)

    assert (await bodies(store))[f"location:{number(53)}"]["latitude"] == 47.4141
    assert again.counts["location"].unchanged == 1


async def test_trust_does_not_undo_what_the_file_marks() -> None:
    store = await store_with({})
    files = {"one.json": orjson.dumps(nested(confidential=True))}

    await bring(store, files, trusted=[number(53)])

    assert secrets_in(await bodies(store)) == []


async def test_a_dry_run_writes_and_remembers_nothing() -> None:
    store = await store_with({})
    files = {"one.json": orjson.dumps(nested(name="Safe House"))}

    await bring(store, files, trusted=[number(53)], dry_run=True)
    await bring(store, files)

    assert secrets_in(await bodies(store)) == []


async def test_a_confidential_place_stays_so_when_a_file_says_otherwise(tmp_path: Path) -> None:
    hidden = {
        "type": "location",
        "schema": 1,
        "location_type": "physical",
        "name": "Front door",
        "confidential": True,
    }
    store = await store_with({f"location:{number(53)}": hidden})

    await bring(store, {"one.json": orjson.dumps(nested())}, CAIRN)

    assert secrets_in(await bodies(store)) == []


@FORMS
async def test_a_place_that_an_editor_listed_stays_listed(tmp_path: Path, form: str) -> None:
    store = await demo_store()
    before = await bodies(store)
    files = await exported(store, tmp_path, form)

    await bring(store, files)
    await bring(store, files)

    assert await bodies(store) == before


async def test_a_listed_place_that_moves_is_judged_anew() -> None:
    store = await store_with({})
    await bring(store, {"one.json": orjson.dumps(nested())})
    store_of_editor = await store_with(await bodies(store))

    moved = nested(name="Safe House", latitude=47.5, longitude=-99.5)
    await bring(store_of_editor, {"one.json": orjson.dumps(moved)})

    assert (await bodies(store_of_editor))[f"location:{number(53)}"]["confidential"] is True
