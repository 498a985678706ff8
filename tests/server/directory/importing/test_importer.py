from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cairn_server.directory.gate import directory_gate
from cairn_server.directory.importing.finding import Result
from cairn_server.directory.importing.importer import import_files
from cairn_server.directory.importing.mapping import Mapping
from cairn_server.directory.importing.report import Report
from cairn_server.directory.models import validate_document
from cairn_sync.document import Document, new_edit
from cairn_sync.errors import UnavailableError
from cairn_sync.store import Gate, Outcome
from cairn_sync.stores.memory import MemoryStore

pytestmark = pytest.mark.anyio

DATA = Path(__file__).parents[3] / "data" / "directory"
NAMES = ("organizations.csv", "locations.csv", "services.csv")
MAPPING = Mapping.parse((DATA / "illinois-like.toml").read_text())
SHEET = Mapping.parse((DATA / "one-sheet.toml").read_text())
GATE = directory_gate("demo")


def sample(*names: str) -> dict[str, bytes]:
    return {name: (DATA / name).read_bytes() for name in names or NAMES}


def changed(old: str, new: str) -> dict[str, bytes]:
    """Return the sample files with one text replaced, wherever it stands."""
    return {name: data.replace(old.encode(), new.encode()) for name, data in sample().items()}


async def run(store: MemoryStore, files: dict[str, bytes], **more: Any) -> Report:
    return await import_files(store, MAPPING, files, gate=GATE, **more)


async def bodies(store: MemoryStore, kind: str) -> dict[str, dict[str, Any]]:
    """Return the documents of a type by name."""
    documents = await store.all_docs(start=f"{kind}:", end=f"{kind};")
    return {one.parsed_body().get("name", ""): one.parsed_body() for one in documents}


async def find(store: MemoryStore, name: str) -> Document:
    return next(one for one in await store.all_docs() if one.parsed_body().get("name") == name)


async def edit(store: MemoryStore, document: Document, **fields: Any) -> None:
    body = document.parsed_body() | fields
    outcomes = await store.bulk_docs(
        [new_edit(document.doc_id, body, parent=document.path)], new_edits=True
    )
    assert outcomes[0].error is None


def told(report: Report, result: Result) -> list[str]:
    return [
        f"{one.row} {one.column}: {one.reason}" for one in report.findings if one.result is result
    ]


async def test_three_files_become_documents_that_know_each_other() -> None:
    store = MemoryStore()

    report = await run(store, sample())

    counts = {k: (c.rows, c.added, c.rejected, c.made) for k, c in report.counts.items()}
    assert counts == {
        "organization": (3, 3, 0, 1),
        "location": (4, 4, 0, 0),
        "service": (5, 4, 1, 0),
    }
    lawyers = (await bodies(store, "service"))["Lawyers for protection orders"]
    assert lawyers["status"] == "active"
    assert lawyers["categories"] == ["legal"]
    assert [area["name"] for area in lawyers["service_areas"]] == [
        "Alder County",
        "Bracken County",
        "Cedar County",
    ]
    assert len(lawyers["service_at_locations"]) == 2
    assert lawyers["schedules"][0]["closes_at"] == "16:30"
    for document in await store.all_docs():
        validate_document(document.doc_id, document.parsed_body())


async def test_a_rejected_row_is_named_and_hides_no_other() -> None:
    report = await run(MemoryStore(), sample())

    assert told(report, Result.REJECTED) == ["5 Title: the name is empty"]
    assert set(told(report, Result.LEFT_OUT)) == {
        "4 Email: not an email address",
        "5 Services: no row of the services has this ID",
        "6 Location ID: no row of the locations has this ID",
    }


async def test_places_that_must_not_be_found_lose_what_leads_to_them() -> None:
    store = MemoryStore()

    report = await run(store, sample())

    locations = await store.all_docs(start="location:", end="location;")
    hidden = [one.parsed_body() for one in locations if b"confidential" in one.body]
    assert len(hidden) == 2 and not any("latitude" in body for body in hidden)
    assert "latitude" in next(one.parsed_body() for one in locations if b"47.414" in one.body)
    beds = (await bodies(store, "service"))["Emergency beds"]
    assert beds["application_process"] == "Come to (address left out) after dark."
    reasons = told(report, Result.CONFIDENTIAL)
    assert any("not for the public; taken out: latitude, longitude" in one for one in reasons)
    assert any("may be a shelter; taken out: latitude, longitude" in one for one in reasons)
    assert any("a street address was taken out of its application_process" in o for o in reasons)


async def test_neither_store_nor_report_ever_hold_a_shelters_address() -> None:
    store = MemoryStore()

    report = await run(store, sample())

    everything = str(report.as_json()) + str(await store.all_docs())
    for secret in ("Hidden Creek", "47.1,", "47.100", "-99.1", "47.5"):
        assert secret not in everything


async def test_an_organization_that_no_file_lists_is_made_and_filled_in_later() -> None:
    store = MemoryStore()
    await run(store, sample())
    made = await find(store, "Tamarack Women's Shelter")
    files = sample()
    files["organizations.csv"] += b"99,Tamarack Haven,,,No,,,\n"

    report = await run(store, files)

    assert report.counts["organization"].changed + report.counts["organization"].added == 1
    assert "Tamarack Haven" in await bodies(store, "organization")
    assert made.doc_id.partition(":")[2] in str(await bodies(store, "service"))


async def test_a_second_import_changes_nothing() -> None:
    store = MemoryStore()
    await run(store, sample())
    before = (await store.info()).last_sequence

    report = await run(store, sample())

    assert (await store.info()).last_sequence == before
    assert {k: c.unchanged for k, c in report.counts.items()} == {
        "organization": 3,
        "location": 4,
        "service": 4,
    }


async def test_a_dry_run_tells_the_same_and_writes_nothing() -> None:
    dry, wet = MemoryStore(), MemoryStore()

    told_dry = await run(dry, sample(), dry_run=True)
    told_wet = await run(wet, sample())

    assert (await dry.info()).doc_count == 0
    assert await dry.read_local("import-alder-sample-service") is None
    assert told_dry.counts == told_wet.counts and told_dry.findings == told_wet.findings


async def test_entries_are_public_only_when_the_import_says_so() -> None:
    plain, marked = MemoryStore(), MemoryStore()

    await run(plain, sample())
    await run(marked, sample(), public=True)
    listed = [one.parsed_body() for one in await marked.all_docs()]
    await run(marked, sample())
    services = (await bodies(marked, "service")).values()

    assert not any("public" in one.parsed_body() for one in await plain.all_docs())
    assert all(body["public"] is True for body in listed)
    assert not any("public" in body for body in services)


async def test_an_editor_who_takes_the_mark_off_is_not_overruled() -> None:
    store = MemoryStore()
    await run(store, sample(), public=True)
    await edit(store, await find(store, "Lawyers for protection orders"), public=False)

    await run(store, sample(), public=True)

    assert (await bodies(store, "service"))["Lawyers for protection orders"]["public"] is False


async def test_a_changed_row_becomes_an_edit() -> None:
    store = MemoryStore()
    await run(store, sample())

    report = await run(store, changed("Please call.", "Call before noon."))

    assert report.counts["service"].changed == 1
    lawyers = await find(store, "Lawyers for protection orders")
    assert lawyers.revision.generation == 2
    assert lawyers.parsed_body()["application_process"] == "Call before noon."


async def test_an_editors_correction_survives_the_next_import_and_is_reported() -> None:
    store = MemoryStore()
    await run(store, sample())
    lawyers = await find(store, "Lawyers for protection orders")
    await edit(store, lawyers, application_process="Text first.", assured_date="2026-11-20")

    report = await run(store, changed("Please call.", "Call before noon."))

    body = (await find(store, "Lawyers for protection orders")).parsed_body()
    assert (body["application_process"], body["assured_date"]) == ("Text first.", "2026-11-20")
    assert report.counts["service"].kept == 1
    assert told(report, Result.KEPT) == ["2 : an editor's own value stays for application_process"]


async def test_an_entry_that_an_editor_deleted_stays_deleted() -> None:
    store = MemoryStore()
    await run(store, sample())
    lawyers = await find(store, "Lawyers for protection orders")
    gone = new_edit(lawyers.doc_id, {}, parent=lawyers.path, deleted=True)
    await store.bulk_docs([gone], new_edits=True)

    report = await run(store, sample())

    assert "Lawyers for protection orders" not in await bodies(store, "service")
    assert report.counts["service"].unchanged == 4 and report.counts["service"].kept == 1


async def test_one_file_alone_leaves_what_the_others_said() -> None:
    store = MemoryStore()
    await run(store, sample())
    before = await bodies(store, "service")

    report = await run(store, sample("services.csv"))

    assert await bodies(store, "service") == before
    assert list(report.counts) == ["service"]


async def test_an_id_used_twice_is_rejected_the_second_time() -> None:
    files = sample()
    files["organizations.csv"] += b"10,Another,,,Yes,,,\n"

    report = await run(MemoryStore(), files)

    assert "5 Organization ID: row 2 has this ID already" in told(report, Result.REJECTED)


async def test_what_the_gate_refuses_is_a_rejected_row() -> None:
    report = await import_files(
        MemoryStore(), MAPPING, sample(), gate=lambda old, new: "Not today."
    )

    assert report.counts["location"].added == 0 and report.counts["location"].rejected == 4
    assert "2 : the directory refused it: Not today." in told(report, Result.REJECTED)


async def test_one_sheet_holds_organizations_places_and_services_together() -> None:
    store = MemoryStore()

    report = await import_files(store, SHEET, sample("one-sheet.csv"), gate=GATE)

    assert report.counts["organization"].repeated == 1
    services = await bodies(store, "service")
    assert services["Food shelf"]["assured_date"] == "2026-03-31"
    assert services["Food shelf"]["schedules"] == [{"description": "Tue, Thu"}]
    assert services["Hot supper"]["required_documents"] == [{"document": "A bowl"}]
    assert services["Hot supper"]["languages"][1] == {"name": "Quendi"}
    assert "assured_date" not in services["Hot supper"]
    places = await store.all_docs(start="location:", end="location;")
    assert {one.parsed_body()["addresses"][0]["city"] for one in places} == {
        "Millbrook",
        "Pike Landing",
    }


class LosesDisk(MemoryStore):
    """Takes `batches` writes, then none until that is raised."""

    batches = 1

    async def bulk_docs(
        self, documents: Sequence[Document], *, new_edits: bool = False, gate: Gate | None = None
    ) -> list[Outcome]:
        if self.batches == 0:
            raise UnavailableError("the disk is full")
        self.batches -= 1
        return await super().bulk_docs(documents, new_edits=new_edits, gate=gate)


async def test_an_import_that_broke_off_goes_on_where_it_stopped() -> None:
    rows = "".join(f"{n},Place {n},,,,No,,,,No,,,10,\n" for n in range(500, 800))
    files = sample()
    files["locations.csv"] += rows.encode()
    store = LosesDisk()
    with pytest.raises(UnavailableError):
        await run(store, files)
    written = (await store.info()).doc_count
    store.batches = 10

    report = await run(store, files)

    assert 0 < written < 300
    assert report.counts["location"].unchanged > 0
    assert report.counts["location"].kept == 0
    assert (await run(store, files)).counts["location"].unchanged == 304


SCRAPS = st.sampled_from(
    [b"10", b"1000", b"100", b",", b",,,", b'"', b"\n", b"\r\n", b"\x00", b"\xff", b"Yes", b"No",
     b"Monday: 9:00-17:00", b"Geolocation is 1, 2", b"shelter", b"\xc3\xb1", b"a" * 400]
)  # fmt: skip


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(scraps=st.lists(SCRAPS | st.binary(max_size=12), max_size=60), where=st.sampled_from(NAMES))
async def test_every_row_of_any_file_is_accounted_for(scraps: list[bytes], where: str) -> None:
    files = sample()
    header = files[where].partition(b"\n")[0]
    files[where] = header + b"\n" + b"".join(scraps)
    store = MemoryStore()

    first = await run(store, files)
    second = await run(store, files)

    for report in (first, second):
        rows = {source.kind: source.rows for source in report.sources}
        assert {kind: count.rows for kind, count in report.counts.items()} == rows
        for count in report.counts.values():
            assert count.rejected + count.blank <= count.rows
    assert all(count.added == count.changed == 0 for count in second.counts.values())
    for document in await store.all_docs():
        validate_document(document.doc_id, document.parsed_body())


async def test_a_service_says_which_list_brought_it_and_when_and_keeps_saying_so() -> None:
    store = MemoryStore("directory-demo")
    brought = {"list": MAPPING.source, "on": "2026-11-20"}

    await run(store, sample(), at="2026-11-20T18:30:00Z")
    services = (await bodies(store, "service")).values()
    assert [body.get("brought") for body in services] == [brought] * len(services)
    again = await run(store, sample(), at="2026-11-27T18:30:00Z")
    assert again.counts["service"].unchanged == len(services)
    report = await run(store, changed("Please call.", "Write."), at="2026-11-28T18:30:00Z")
    assert report.counts["service"].changed == 1
    assert all(body["brought"] == brought for body in (await bodies(store, "service")).values())
