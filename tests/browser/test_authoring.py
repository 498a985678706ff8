"""A coordinator's worksheet, from a spreadsheet or by hand, to another phone without signal."""

from __future__ import annotations

from pathlib import Path
from uuid import NAMESPACE_URL, uuid5

from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenPhone
from tests.browser.steps import (
    open_tab,
    open_worksheet,
    send_and_receive,
    sign_in,
    wait_until_installed,
)
from tests.browser.stores import FIND_STORE
from tests.browser.waiting import wait_for
from tests.server.worksheets.xlsform.field_staff import ride_form

KIND_WORDS = "This worksheet cannot be opened. Ask your coordinator."


def open_ours(page: Page) -> None:
    open_tab(page, "Worksheets")
    page.get_by_role("button", name="Worksheets of our program").click()
    expect(page.get_by_role("button", name="Write a new one")).to_be_visible()


def bring(page: Page, folder: Path, data: bytes) -> None:
    file = folder / "ride.xlsx"
    file.write_bytes(data)
    page.get_by_label("Spreadsheet (.xlsx)").set_input_files(file)


def publish(page: Page) -> None:
    page.get_by_role("button", name="Publish…").click()
    page.get_by_role("button", name="Publish for everybody").click()
    expect(page.get_by_text("Saved on this phone.")).to_be_visible()


def test_a_spreadsheet_of_field_staff_becomes_a_worksheet_on_another_phone(
    new_phone: OpenPhone, tmp_path: Path
) -> None:
    carmen = new_phone("carmen").open()
    sign_in(carmen, "carmen")
    dana = new_phone("dana")
    page = dana.open()
    sign_in(page, "dana")
    wait_until_installed(page)

    open_ours(carmen)
    carmen.get_by_role("button", name="Bring a spreadsheet").click()
    bring(carmen, tmp_path, ride_form({"type": "geopoint", "name": "where", "label": "Where?"}))
    expect(carmen.get_by_text("Sheet survey, row 10, column type")).to_be_visible()
    expect(carmen.get_by_text("Cairn takes no recordings, files or positions")).to_be_visible()
    bring(carmen, tmp_path, ride_form())
    carmen.get_by_role("button", name="Open the draft").click()
    expect(carmen.get_by_text("Nothing is left to put right.")).to_be_visible()
    publish(carmen)
    send_and_receive(carmen)

    page.reload()  # opening the app receives
    open_tab(page, "Worksheets")
    expect(page.get_by_role("button", name="Ride plan")).to_be_visible()
    dana.cable.pull()
    page.reload()
    page.get_by_role("button", name="Español", exact=True).click()
    page.get_by_role("navigation").get_by_role("button").last.click()
    page.get_by_role("button", name="Ride plan").click()
    page.get_by_role("button", name="Empezar").click()
    expect(page.get_by_role("heading", name="¿Se necesita un viaje?")).to_be_visible()
    page.get_by_text("Sí", exact=True).click()
    expect(page.get_by_role("heading", name="¿Qué días?")).to_be_visible()


def test_what_is_wrong_with_a_spreadsheet_is_said_in_spanish(
    new_phone: OpenPhone, tmp_path: Path
) -> None:
    page = new_phone("carmen").open()
    sign_in(page, "carmen")
    open_ours(page)
    page.get_by_role("button", name="Bring a spreadsheet").click()
    page.get_by_role("button", name="Español", exact=True).click()

    form = ride_form({"type": "geopoint", "name": "where", "label": "Where?"})
    file = tmp_path / "formulario.xlsx"
    file.write_bytes(form)
    page.get_by_label("Planilla (.xlsx)").set_input_files(file)

    expect(page.get_by_text("Hoja survey, fila 10, columna type")).to_be_visible()
    expect(page.get_by_text("no toma grabaciones, archivos ni ubicaciones")).to_be_visible()
    expect(page.get_by_text("Cairn takes no recordings")).to_have_count(0)


def test_a_draft_survives_a_kill_is_tried_out_and_taken_out_of_the_list_again(
    new_phone: OpenPhone,
) -> None:
    phone = new_phone("carmen")
    page = phone.open()
    sign_in(page, "carmen")
    open_ours(page)
    page.get_by_role("button", name="Edit a copy: Phone, online, and tracking safety").click()
    title = page.get_by_label("Title (English)", exact=True)
    title.fill("")
    expect(page.get_by_text("This is empty. Write something here.").first).to_be_visible()
    title.fill("Phones 🌻 مرحبا")
    draft_is_saved(page, "Phones 🌻 مرحبا")
    phone.kill()

    page = phone.open()
    open_ours(page)
    page.get_by_role("button", name="Go on writing: Phones 🌻 مرحبا").click()
    page.get_by_role("button", name="Preview").click()
    expect(page.get_by_text("This is a draft to try out.")).to_be_visible()
    page.get_by_role("button", name="Start").click()
    page.get_by_role("button", name="Back").click()
    page.get_by_role("button", name="Back").click()
    expect(page.get_by_role("heading", level=1, name="Draft: Phones")).to_be_visible()
    page.get_by_role("button", name="Publish…").click()
    expect(page.get_by_text("The worksheet itself: title, purpose or order")).to_be_visible()
    page.get_by_role("button", name="Publish for everybody").click()
    expect(page.get_by_text("Version 2, published on")).to_be_visible()
    open_worksheet(page, "Phones 🌻 مرحبا")
    expect(page.get_by_text("What changed on")).to_be_visible()
    open_ours(page)
    page.get_by_role("button", name="Take out of the list: Phones 🌻 مرحبا").click()
    page.get_by_role("button", name="Bring back: Phones 🌻 مرحبا").wait_for()
    page.get_by_role("button", name="Undo", exact=True).click()
    page.get_by_role("button", name="Take out of the list: Phones 🌻 مرحبا").wait_for()


def draft_is_saved(page: Page, title: str) -> None:
    """Wait until the draft would survive: it is in the phone's store."""
    wait_for(lambda: page.evaluate(HOLDS, title))


HOLDS = f"""async (title) => {{
  const opened = await ({FIND_STORE})("cairn-member-");
  await new Promise((done) => {{ opened.onsuccess = done; }});
  const all = opened.result.transaction("outbox").objectStore("outbox").getAll();
  await new Promise((done) => {{ all.onsuccess = done; }});
  opened.result.close();
  return JSON.stringify(all.result).includes(JSON.stringify(title).slice(1, -1));
}}"""


def test_a_broken_worksheet_says_so_kindly_and_everything_else_works(
    new_phone: OpenPhone,
) -> None:
    page = new_phone("dana").open()
    sign_in(page, "dana")
    # As from a newer server, or from an older one that hid nothing from phones.
    page.evaluate(PLANT, ["commons-demo", *broken("from-elsewhere"), *broken("c-tech-safety")])
    page.reload()

    open_tab(page, "Worksheets")

    expect(page.get_by_text(KIND_WORDS)).to_have_count(2)
    expect(page.get_by_text("from-elsewhere", exact=True)).to_be_visible()
    open_worksheet(page, "Phone, online, and tracking safety")  # the app's own stays
    expect(page.get_by_role("button", name="Start")).to_be_visible()


def broken(template_id: str) -> tuple[str, dict[str, object]]:
    """Return the ID and the body of a document in a form that this version does not know."""
    namespace = uuid5(NAMESPACE_URL, "cairn:worksheet")
    template = {"id": template_id, "schema": 2, "title": "From elsewhere", "sections": "by voice"}
    body = {"type": "worksheet", "schema": 1, "state": "published", "template": template}
    return f"worksheet:{uuid5(namespace, template_id)}", body


PLANT = """async ([database, ...pairs]) => {
  const request = await FIND("cairn-shared-demo");
  await new Promise((done) => { request.onsuccess = done; });
  const db = request.result;
  const store = db.transaction("documents", "readwrite").objectStore("documents");
  for (let at = 0; at < pairs.length; at += 2) {
    const [id, body] = [pairs[at], pairs[at + 1]];
    const revisions = { start: 1, ids: ["a".repeat(32)] };
    store.put({
      database, id, body, type: "worksheet", rev: `1-${"a".repeat(32)}`, revisions,
      deleted: false, conflicts: [],
    });
  }
  await new Promise((done) => { store.transaction.oncomplete = done; });
  db.close();
}""".replace("FIND", f"({FIND_STORE})")
