from __future__ import annotations

import io
import json
import zipfile
from typing import Any

import pytest
from openpyxl import Workbook
from starlette.testclient import TestClient

from cairn_server.directory.bringing import sheets
from cairn_server.directory.errors import TableError
from cairn_sync.document import Document, new_edit
from tests.browser.waiting import wait_for
from tests.server.conftest import DIRECTORY, Cairn, sign_in_body

HEADINGS = ["Agencia", "Servicio", "Teléfono", "Horario", "Sitio web", "Dirección"]
FILE = {"Content-Type": "application/octet-stream", "Cairn-File": "lista.csv"}
ROWS = [
    ["Casa Sol", "Línea de ayuda", "701-555-0137", "9:00am - 5:00pm", "www.example.org", ""],
    ["Casa Sol", "Comida", "not a phone", "", "", "12 Elm St, Minot, ND 58701"],
    ["Casa Sol", "", "701-555-0138", "", "", ""],
]


def as_csv(rows: list[list[str]], headings: list[str] = HEADINGS) -> bytes:
    cells = [",".join(f'"{cell}"' for cell in row) for row in [headings, *rows]]
    return "\n".join(cells).encode()


def as_xlsx(rows: list[list[str]]) -> bytes:
    book, out = Workbook(), io.BytesIO()
    for row in [HEADINGS, *rows]:
        book.active.append(row)
    book.save(out)
    return out.getvalue()


class Editor:
    """Elena at her desk. The client is the one that the server's own tasks run beside."""

    def __init__(self, cairn: Cairn, name: str = "elena") -> None:
        self.client: TestClient = cairn.client
        assert self.client.post("/api/sign-in", json=sign_in_body(name)).status_code == 200

    def bring(self, data: bytes) -> dict[str, Any]:
        answer = self.client.post("/api/directory/imports", content=data, headers=FILE)
        assert answer.status_code == 201, answer.text
        return self.wait(answer.json()["id"])

    def wait(self, job_id: str) -> dict[str, Any]:
        def ended() -> dict[str, Any] | None:
            job: dict[str, Any] = self.client.get(f"/api/directory/imports/{job_id}").json()
            at_work = job["state"] in ("reading", "checking", "applying", "undoing")
            return None if at_work else job

        job = wait_for(ended)
        assert job
        return job

    def check(self, job: dict[str, Any], **more: Any) -> dict[str, Any]:
        columns = {one["name"]: one["choice"] for one in job["columns"]}
        body = {"source": "casa-sol", "table": job["table"], "columns": columns} | more
        answer = self.client.post(f"/api/directory/imports/{job['id']}/mapping", json=body)
        assert answer.status_code == 202, answer.text
        return self.wait(job["id"])

    def do(self, job: dict[str, Any], what: str) -> dict[str, Any]:
        answer = self.client.post(f"/api/directory/imports/{job['id']}/{what}")
        assert answer.status_code == 202, answer.text
        return self.wait(job["id"])


@pytest.fixture
def elena(cairn: Cairn) -> Editor:
    return Editor(cairn)


def services(cairn: Cairn) -> dict[str, Document]:
    async def read() -> dict[str, Document]:
        store = await cairn.databases.open(DIRECTORY)
        documents = await store.all_docs(start="service:", end="service;")
        return {one.parsed_body()["name"]: one for one in documents}

    found: dict[str, Document] = cairn.run(read)
    return found


def test_only_editors_bring_lists_in_and_each_sees_only_their_own(cairn: Cairn) -> None:
    dana = cairn.phone_of("dana").post("/api/directory/imports", content=as_csv(ROWS), headers=FILE)
    stranger = TestClient(cairn.app, base_url="https://cairn.example.org").get(
        "/api/directory/imports"
    )

    assert (dana.status_code, stranger.status_code) == (403, 401)


@pytest.mark.parametrize("data", [as_csv(ROWS), as_xlsx(ROWS)], ids=["csv", "xlsx"])
def test_a_list_is_guessed_checked_applied_and_nothing_is_written_twice(
    cairn: Cairn, elena: Editor, data: bytes
) -> None:
    job = elena.bring(data)
    assert {one["name"]: one["choice"] for one in job["columns"]} == {
        "Agencia": "organization.name",
        "Servicio": "service.name",
        "Teléfono": "service.phones",
        "Horario": "service.schedules",
        "Sitio web": "service.url",
        "Dirección": "place.whole",
    }

    checked = elena.check(job)
    assert checked["state"] == "checked", checked
    assert services(cairn) == {}
    count = checked["counts"]["service"]
    assert (count["added"], count["rejected"]) == (2, 1)
    rejected = [one for one in checked["findings"] if one["result"] == "rejected"]
    assert [(one["row"], one["column"], one["reason"]) for one in rejected] == [
        (4, "Servicio", "the name is empty")
    ]
    assert any(one["result"] == "left out" and one["row"] == 3 for one in checked["findings"])

    assert elena.do(checked, "apply")["state"] == "applied"
    assert set(services(cairn)) == {"Línea de ayuda", "Comida"}
    again = elena.check(elena.bring(data))
    assert (again["counts"]["service"]["unchanged"], again["source"]) == (2, "casa-sol")


def test_a_rejected_row_is_fixed_in_place(elena: Editor) -> None:
    job = elena.check(elena.bring(as_csv(ROWS)))
    assert job["rejected_rows"][0]["row"] == 4

    fixed = elena.check(job, fixes={"4": {"Servicio": "Ropa"}})

    assert fixed["counts"]["service"]["rejected"] == 0
    assert fixed["counts"]["service"]["added"] == 3


def test_an_import_is_taken_back_but_for_what_was_edited_since(cairn: Cairn, elena: Editor) -> None:
    job = elena.do(elena.check(elena.bring(as_csv(ROWS))), "apply")
    edited = services(cairn)["Comida"]

    async def edit() -> None:
        store = await cairn.databases.open(DIRECTORY)
        body = edited.parsed_body() | {"alert": "Closed in May"}
        await store.bulk_docs([new_edit(edited.doc_id, body, parent=edited.path)], new_edits=True)

    cairn.run(edit)
    undone = elena.do(job, "undo")

    told = {(one["name"], one["why"]) for one in undone["left"]}
    # What was edited stays, and so does what it needs.
    assert told == {("Comida", "edited"), ("Casa Sol", "linked")}
    assert set(services(cairn)) == {"Comida"}
    once_more = elena.check(undone)
    assert once_more["counts"]["service"]["added"] == 1
    elena.do(once_more, "apply")
    assert set(services(cairn)) == {"Comida", "Línea de ayuda"}


def test_what_an_import_changed_goes_back_to_what_it_was(cairn: Cairn, elena: Editor) -> None:
    elena.do(elena.check(elena.bring(as_csv(ROWS))), "apply")
    changed = [[cell.replace("0137", "0199") for cell in row] for row in ROWS]
    job = elena.do(elena.check(elena.bring(as_csv(changed))), "apply")
    assert job["counts"]["service"]["changed"] == 1

    elena.do(job, "undo")

    body = services(cairn)["Línea de ayuda"].parsed_body()
    assert body["phones"][0]["number"] == "701-555-0137"
    assert elena.check(elena.bring(as_csv(changed)))["counts"]["service"]["changed"] == 1


def test_a_row_that_is_there_already_is_offered_as_the_same(elena: Editor) -> None:
    elena.do(elena.check(elena.bring(as_csv(ROWS))), "apply")
    other = as_csv([["Sol", "Help line", "(701) 555-0137", "", "", ""]])
    job = elena.check(elena.bring(other), source="county")

    assert [(one["row"], one["entry"], one["why"]) for one in job["same_as"]] == [
        (2, "Línea de ayuda", "phone")
    ]
    assert job["counts"]["service"]["added"] == 1
    same = elena.check(job, source="county", same=[2])
    assert same["counts"]["service"]["added"] == 0
    assert [one["row"] for one in same["same_as"]] == [2]


def test_a_shelters_address_is_neither_written_nor_told(cairn: Cairn, elena: Editor) -> None:
    secret = "77 Hidden Lane"
    rows = [["Casa", "Women's shelter", "701-555-0137", "", "", f"{secret}, Minot, ND 58701"]]
    job = elena.check(elena.bring(as_csv(rows)))
    told = [one for one in job["findings"] if one["result"] == "confidential"]

    assert told
    assert secret not in str(job["findings"])
    elena.do(job, "apply")

    async def everything() -> str:
        store = await cairn.databases.open(DIRECTORY)
        return "".join(one.body.decode() for one in await store.all_docs())

    assert secret not in cairn.run(everything)


def bomb() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("list.csv", b"a" * 20_000_000)
    return out.getvalue()


def nested() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("inner.zip", bomb())
    return out.getvalue()


@pytest.mark.parametrize(
    "data",
    [
        b"\x00\x01\x02\x03" * 50,
        b"PK\x03\x04 and then nothing",
        b"\xff\xfe\x00",
        b"%PDF-1.7 a list",
        b"Name,Phone\n",
        as_xlsx(ROWS)[:2_000],
        bomb(),
        nested(),
    ],
    ids=["nul", "cut", "half", "pdf", "empty", "cut-xlsx", "bomb", "nested"],
)
def test_a_file_that_is_no_list_ends_in_a_sentence(elena: Editor, data: bytes) -> None:
    job = elena.bring(data)

    assert (job["state"], job["reason"].endswith(".")) == ("failed", True), job


def test_one_bad_row_never_hides_another(elena: Editor) -> None:
    rows = [*ROWS, *[["Casa", f"Ayuda {n}", "", "", "", ""] for n in range(20)]]
    data = as_csv(rows) + b'\n"Casa","a \xe9 \x07 b","","","",""\n"x","y","z","","","","shifted"\n'
    checked = elena.check(elena.bring(data))

    assert checked["counts"]["service"]["added"] == 22
    assert checked["counts"]["service"]["rejected"] == 3


def test_a_formula_is_never_taken_for_text(elena: Editor) -> None:
    rows = [*ROWS, ["Casa", '=HYPERLINK("https://example.org","Ayuda")', "", "", "", ""]]
    checked = elena.check(elena.bring(as_xlsx(rows)))

    assert "HYPERLINK" not in str(checked)
    assert checked["counts"]["service"]["rejected"] == 2


def test_an_import_of_another_editor_is_not_there(cairn: Cairn, elena: Editor) -> None:
    job = elena.bring(as_csv(ROWS))
    elena.client.delete(f"/api/directory/imports/{job['id']}")

    assert elena.client.get(f"/api/directory/imports/{job['id']}").status_code == 404
    assert elena.client.get("/api/directory/imports").json() == {"imports": []}


def test_the_largest_archive_is_bounded() -> None:
    with pytest.raises(TableError, match="unpacks"):
        sheets.read_sheets(io.BytesIO(bomb()), "list.zip")


def test_what_was_put_right_is_told_from_and_to(elena: Editor) -> None:
    rows = [["Casa", r"Ayuda\nlegal", "1-800-LAW-REP-4", "Mon 9:00am-5pm", "www.example.org", ""]]
    findings = elena.check(elena.bring(as_csv(rows)))["findings"]
    told = {one["column"]: (one["result"], one["value"], one["became"]) for one in findings}

    assert told["Servicio"] == ("repaired", r"Ayuda\nlegal", "Ayuda\nlegal")
    assert told["Horario"] == ("tidied", "Mon 9:00am-5pm", "MO 09:00 17:00")
    assert told["Sitio web"] == ("repaired", "www.example.org", "https://www.example.org")
    assert told["Teléfono"][0] == "repaired"


def test_every_reason_can_be_said_in_another_language(elena: Editor) -> None:
    checked = elena.check(elena.bring(as_csv([*ROWS, ["", "", "", "", "", "x"]])))

    assert checked["findings"]
    assert all(one["said"]["say"] for one in checked["findings"])
    failed = elena.bring(b"%PDF-1.7 a list")
    assert failed["said"]["say"] == failed["reason"]


def test_another_sheet_of_a_workbook_is_chosen_and_guessed(elena: Editor) -> None:
    book = Workbook()
    book.active.append(["Notes", "Of"])
    for n in range(5):
        book.active.append([f"note {n}", "x"])
    sheet = book.create_sheet("Servicios")
    for row in ([*HEADINGS], *ROWS):
        sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    job = elena.bring(out.getvalue())
    assert [one["name"] for one in job["tables"]] == ["Sheet", "Servicios"]
    assert job["table"] == 0

    job = elena.client.post(f"/api/directory/imports/{job['id']}/sheet", json={"table": 1}).json()

    assert {one["choice"] for one in job["columns"]} >= {"service.name", "service.phones"}
    assert elena.check(job)["counts"]["service"]["added"] == 2
    answer = elena.client.post(f"/api/directory/imports/{job['id']}/sheet", json={"table": 9})
    assert answer.status_code == 400


def test_an_organization_that_somebody_needs_by_now_stays(cairn: Cairn, elena: Editor) -> None:
    job = elena.do(elena.check(elena.bring(as_csv(ROWS))), "apply")
    there = services(cairn)["Comida"].parsed_body()["organization_id"]
    body = {"type": "service", "schema": 1, "name": "Ropa", "status": "active"}
    own = new_edit(
        "service:7b0d6d3c-8f4e-4a34-9d52-0d4d4f1f5a10", body | {"organization_id": there}, parent=()
    )

    async def add() -> None:
        store = await cairn.databases.open(DIRECTORY)
        await store.bulk_docs([own], new_edits=True)

    cairn.run(add)
    undone = elena.do(job, "undo")

    assert undone["left"] == [{"id": f"organization:{there}", "name": "Casa Sol", "why": "linked"}]
    assert set(services(cairn)) == {"Ropa"}


def test_a_row_fills_in_the_entry_that_it_is_and_is_known_again(
    cairn: Cairn, elena: Editor
) -> None:
    elena.do(elena.check(elena.bring(as_csv(ROWS))), "apply")
    entry = services(cairn)["Comida"]
    other = as_csv(
        [
            [
                "Sol County",
                "Comida",
                "(701) 555-0139",
                "",
                "help.example.org",
                "1 Oak St, Minot, ND 58701",
            ]
        ]
    )
    job = elena.check(elena.bring(other), source="county")
    assert job["same_as"][0]["id"] == entry.doc_id

    merged = elena.check(job, source="county", merged={"2": entry.doc_id})
    counts = merged["counts"]
    assert (counts["service"]["added"], counts["service"]["changed"]) == (0, 1)
    assert counts.get("organization", {}).get("added", 0) == 0
    applied = elena.do(merged, "apply")

    body = services(cairn)["Comida"].parsed_body()
    assert body["url"] == "https://help.example.org"
    assert body["organization_id"] == entry.parsed_body()["organization_id"]
    again = elena.check(elena.bring(other), source="county")
    assert (again["counts"]["service"]["unchanged"], again["same_as"]) == (1, [])
    elena.client.delete(f"/api/directory/imports/{again['id']}")

    elena.do(applied, "undo")
    assert "url" not in services(cairn)["Comida"].parsed_body()
    asked = elena.check(elena.bring(other), source="county")
    assert len(asked["same_as"]) == 1


def test_one_name_in_two_towns_is_two_things(elena: Editor) -> None:
    here = [["Sol", "Food pantry", "", "", "", "1 Oak St, Minot, ND 58701"]]
    there = [["Luna", "Food pantry", "", "", "", "2 Elm St, Fargo, ND 58102"]]
    elena.do(elena.check(elena.bring(as_csv(here))), "apply")

    assert elena.check(elena.bring(as_csv(there)), source="luna")["same_as"] == []
    same = elena.check(elena.bring(as_csv(here)), source="luna")["same_as"]
    assert [one["same"] for one in same] == [["name", "town"]]


def test_what_is_brought_may_be_drafts_and_says_when_it_changed(
    cairn: Cairn, elena: Editor
) -> None:
    elena.do(elena.check(elena.bring(as_csv(ROWS)), as_drafts=True), "apply")

    body = services(cairn)["Comida"].parsed_body()
    assert body["state"] == "draft"
    assert body["last_modified"].endswith("Z")
    again = elena.bring(as_csv(ROWS))
    assert again["as_drafts"] is True
    again = elena.check(again)
    assert again["counts"]["service"]["unchanged"] == 2


HSDS = {
    "id": "0b5b8f2e-2f0c-4c53-8a54-3f6a3d1a7c11",
    "name": "Line of hope",
    "status": "active",
    "url": "www.example.org",
    "languages": [{"name": "Spanish"}],
    "organization": {
        "id": "0b5b8f2e-2f0c-4c53-8a54-3f6a3d1a7c12",
        "name": "Hope House",
        "description": "Help",
    },
}
TABLES = {
    "organizations.csv": "id,name,description\no1,Hope House,Help\n",
    "services.csv": "id,organization_id,name,status\ns1,o1,Line of hope,active\n",
}


def as_zip(files: dict[str, str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return out.getvalue()


@pytest.mark.parametrize(
    "data",
    [
        json.dumps([HSDS]).encode(),
        json.dumps({"total_items": 1, "empty": False, "contents": [HSDS]}).encode(),
        json.dumps(HSDS).encode() + b"\n" + json.dumps(HSDS).encode(),
        b"\xef\xbb\xbf" + json.dumps(HSDS).encode(),
        as_zip(TABLES),
        as_zip({"data/services.json": json.dumps([HSDS])}),
    ],
    ids=["list", "page", "lines", "one", "tables", "zipped"],
)
def test_hsds_is_known_by_what_it_holds(cairn: Cairn, elena: Editor, data: bytes) -> None:
    job = elena.bring(data)
    assert (job["state"], job["columns"]) == ("mapping", []), job
    assert "HSDS" in job["known"]

    checked = elena.check(job)
    assert checked["counts"]["service"]["added"] == 1
    elena.do(checked, "apply")
    assert set(services(cairn)) == {"Line of hope"}
    assert elena.check(elena.bring(data))["counts"]["service"]["unchanged"] == 1


def test_an_import_is_stopped_at_any_moment(elena: Editor) -> None:
    many = [["Casa", f"Ayuda {n}", "", "", "", ""] for n in range(900)]
    answer = elena.client.post("/api/directory/imports", content=as_csv(many), headers=FILE)
    job_id = answer.json()["id"]
    assert elena.client.post(f"/api/directory/imports/{job_id}/stop").status_code == 202
    assert elena.client.get(f"/api/directory/imports/{job_id}").status_code == 404

    job = elena.bring(as_csv(many))
    columns = {one["name"]: one["choice"] for one in job["columns"]}
    body = {"source": "casa", "table": 0, "columns": columns}
    elena.client.post(f"/api/directory/imports/{job['id']}/mapping", json=body)
    elena.client.post(f"/api/directory/imports/{job['id']}/stop")
    stopped = elena.wait(job["id"])

    assert (stopped["state"], stopped["reason"]) == ("mapping", "It was stopped.")
    assert elena.check(stopped)["counts"]["service"]["added"] == 900
