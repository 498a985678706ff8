"""An editor brings a list in: guessed, looked at, put right, added, and taken back."""

from __future__ import annotations

from json import dumps
from pathlib import Path

from openpyxl import Workbook
from playwright.sync_api import Locator, Page, expect

from tests.browser.axe import violations
from tests.browser.conftest import OpenPhone
from tests.browser.steps import entry, open_tab, search, send_and_receive, sign_in

QUILL = {"id": "o1", "name": "Quill House", "description": "Help"}
FILL_IN = "It is the same: fill in what the entry lacks"
OUTPUT = Path(__file__).parent / "output"
LIST = """Agency,Program,Phone,Hours,Web site,Address
Quill House,Quill Night Line,701-555-0161,9:00am - 5:00pm,www.example.org,
Quill House,Quill Pantry,call us,,,"12 Elm St, Minot, ND 58701"
Quill House,,701-555-0162,,,
Quill House,Women's shelter,701-555-0163,,,"9 Hidden Ln, Minot, ND 58701"
"""


def tab_to(page: Page, wanted: Locator) -> None:
    for _ in range(60):
        if wanted.evaluate("one => one === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"the keys never reach {wanted}")


def open_import(page: Page) -> None:
    open_tab(page, "Directory")
    page.get_by_role("button", name="Bring a list in").click()


def test_a_list_is_looked_at_put_right_added_and_taken_back(
    new_phone: OpenPhone, tmp_path: Path
) -> None:
    OUTPUT.mkdir(exist_ok=True)
    file = tmp_path / "quill.csv"
    file.write_text(LIST)
    page = new_phone("elena").open()
    sign_in(page, "elena")
    open_import(page)
    assert violations(page) == []

    page.get_by_label("Choose a file, or drop it here").set_input_files(file)
    expect(page.get_by_role("heading", name="What do the columns hold?")).to_be_focused()
    expect(page.get_by_label("Column Program")).to_have_value("service.name")
    page.get_by_label("Whose list is it?").fill("Quill House")
    page.screenshot(path=OUTPUT / "import-columns.png", full_page=True)
    assert violations(page) == []

    page.get_by_role("button", name="Look what would happen").click()
    expect(page.get_by_role("heading", name="What would happen")).to_be_visible()
    expect(page.get_by_text("the name is empty").first).to_be_visible()
    assert violations(page) == []
    page.screenshot(path=OUTPUT / "import-look.png", full_page=True)
    page.set_viewport_size({"width": 1280, "height": 800})
    page.screenshot(path=OUTPUT / "import-look-wide.png", full_page=True)
    page.get_by_role("button", name="Likely shelters").click()
    expect(page.get_by_text("Hidden Ln")).to_have_count(0)

    page.reload()  # what was begun is still there
    open_import(page)
    page.locator("summary").get_by_text("Put it right: Row 4", exact=True).click()
    page.get_by_label("Program", exact=True).fill("Quill Rides")
    page.get_by_role("button", name="Look again with these changes").click()
    expect(page.get_by_text("the name is empty")).to_have_count(0)
    page.get_by_role("button", name="Add to the directory").click()
    expect(page.get_by_text("The list is in the directory.").first).to_be_visible()
    page.screenshot(path=OUTPUT / "import-done.png", full_page=True)
    assert violations(page) == []

    send_and_receive(page)
    open_tab(page, "Directory")
    page.get_by_role("button", name="All entries").click()
    page.get_by_role("button", name="Filters").click()
    origin = page.get_by_label("Where it came from")
    origin.select_option("The list “quill-house” (4)")
    expect(page.get_by_role("grid")).to_have_attribute("aria-rowcount", "5")
    origin.select_option("Written here")
    expect(page.get_by_role("grid").get_by_text("Quill Rides")).to_have_count(0)

    open_import(page)
    page.get_by_role("button", name="Undo this import").click()
    expect(page.get_by_role("heading", name="The import is taken back.")).to_be_visible()
    open_tab(page, "Directory")
    search(page, "Quill")
    expect(entry(page)).to_have_count(0)


def test_the_screen_speaks_spanish(new_phone: OpenPhone, tmp_path: Path) -> None:
    file = tmp_path / "quill.csv"
    file.write_text(LIST)
    page = new_phone("elena").open()
    sign_in(page, "elena")
    page.get_by_role("button", name="Español", exact=True).click()
    page.get_by_role("button", name="Traer una lista").click()
    page.get_by_label("Elija un archivo").set_input_files(file)
    page.get_by_label("¿De quién es la lista?").fill("Quill House")
    page.get_by_role("button", name="Ver qué pasaría").click()
    expect(page.get_by_role("heading", name="Qué pasaría")).to_be_visible()
    expect(page.get_by_text("el nombre está vacío").first).to_be_visible()
    page.screenshot(path=OUTPUT / "import-look-es.png", full_page=True)
    assert violations(page) == []


def test_a_sheet_is_chosen_and_a_row_fills_in_the_entry_that_it_is(
    new_phone: OpenPhone, tmp_path: Path
) -> None:
    first, book = tmp_path / "quill.csv", Workbook()
    first.write_text("Agency,Program,Phone\nQuill House,Quill Night Line,701-555-0161\n")
    book.create_sheet("Services").append(["Program", "Phone", "Web site"])
    book["Services"].append(["Night line", "(701) 555-0161", "www.example.org"])
    book.active.append(["Notes", "Of"])
    book.active.append(["hello", "Quill"])
    book.save(tmp_path / "county.xlsx")
    page = new_phone("elena").open()
    sign_in(page, "elena")
    open_import(page)
    page.get_by_label("Choose a file, or drop it here").set_input_files(first)
    page.get_by_label("Whose list is it?").fill("Quill House")
    page.get_by_role("button", name="Look what would happen").click()
    page.get_by_role("button", name="Add to the directory").click()
    page.get_by_role("button", name="Close this list").click()

    page.get_by_label("Choose a file, or drop it here").set_input_files(tmp_path / "county.xlsx")
    page.get_by_label("Which sheet is the list?").select_option(label="Services (1 row)")
    expect(page.get_by_label("Column Program")).to_have_value("service.name")
    page.get_by_label("Whose list is it?").fill("County")
    page.get_by_role("button", name="Look what would happen").click()
    page.get_by_role("button", name="Perhaps there already").click()
    expect(page.get_by_text("Already there: Quill Night Line (the same: phone)")).to_be_visible()
    page.get_by_label("What to do with row 2").select_option(label=FILL_IN)
    assert violations(page) == []
    page.get_by_role("button", name="Look again with these changes").click()
    expect(page.get_by_text("1 to change")).to_be_visible()
    page.get_by_role("button", name="Add to the directory").click()
    expect(page.get_by_text("The list is in the directory.").first).to_be_visible()


def test_a_rejected_object_is_put_right_by_keyboard_on_a_small_phone(
    new_phone: OpenPhone, tmp_path: Path
) -> None:
    file = tmp_path / "services.json"
    file.write_text(dumps([{"id": "s1", "status": "active", "organization": QUILL, "url": "x"}]))
    page = new_phone("elena").open()
    page.set_viewport_size({"width": 360, "height": 640})
    sign_in(page, "elena")
    open_import(page)
    page.get_by_label("Choose a file, or drop it here").set_input_files(file)
    page.get_by_label("Whose list is it?").fill("Quill House")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="What would happen")).to_be_focused()
    expect(page.get_by_text("services.json, entry 1", exact=True)).to_be_visible()

    opener = page.locator("summary").get_by_text("Put it right: services.json, entry 1")
    tab_to(page, opener)
    page.keyboard.press("Enter")
    name = page.get_by_label("Name", exact=True)
    expect(name).to_have_attribute("aria-invalid", "true")
    expect(name).to_have_accessible_description("the name is empty")
    page.screenshot(path=OUTPUT / "import-fix-json.png", full_page=True)
    assert violations(page) == []
    tab_to(page, name)
    page.keyboard.type("Quill Rides")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="What would happen")).to_be_focused()
    expect(page.get_by_text("the name is empty")).to_have_count(0)

    tab_to(page, page.get_by_role("button", name="Add to the directory"))
    page.keyboard.press("Enter")
    expect(page.get_by_text("The list is in the directory.").first).to_be_visible()
    tab_to(page, page.get_by_role("button", name="Undo this import"))
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="The import is taken back.")).to_be_visible()
