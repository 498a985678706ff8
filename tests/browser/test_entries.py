"""The editors' list of all entries: found, chosen, changed at once, undone. With no signal."""

from __future__ import annotations

import re
from pathlib import Path

from playwright.sync_api import Locator, Page, ViewportSize, expect

from tests.browser.axe import violations
from tests.browser.conftest import OpenPhone
from tests.browser.steps import (
    open_entry,
    open_tab,
    send_and_receive,
    sign_in,
    wait_until_installed,
)

# Where the list can be seen, two frames after it jumped: points with no row.
BARE_AFTER_JUMP = """(pixels) => new Promise((done) => {
  const main = document.querySelector("main");
  main.scrollTop += pixels;
  requestAnimationFrame(() => requestAnimationFrame(() => {
    const { top, bottom, left } = main.getBoundingClientRect();
    const heights = Array.from({ length: 20 }, (_, n) => top + 80 + n * (bottom - top - 90) / 20);
    const rows = heights.map((y) => document.elementFromPoint(left + 90, y)?.closest(".grid-row"));
    done(rows.filter((row) => !row).length);
  }));
})"""
OUTPUT = Path(__file__).parent / "output"
DESK = ViewportSize(width=1280, height=800)


def open_entries(page: Page) -> None:
    open_tab(page, "Directory")
    page.get_by_role("button", name="All entries").click()
    expect(page.get_by_role("heading", level=1, name="All entries")).to_be_visible()


def rows(page: Page) -> Locator:
    return page.locator(".grid-row")


def chosen(page: Page) -> Locator:
    return page.get_by_role("region", name="What is chosen")


def look(page: Page, name: str) -> list[str]:
    OUTPUT.mkdir(exist_ok=True)
    page.screenshot(path=OUTPUT / f"entries-{name}.png")
    wide = page.evaluate("() => document.documentElement.scrollWidth > innerWidth")
    return violations(page) + ([f"{name} is wide"] if wide else [])


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def tab_to(page: Page, place: Locator) -> None:
    """Go to what has the focus by the Tab key alone."""
    for _ in range(60):
        if place.evaluate("(element) => element === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError("the Tab key does not lead there")


def test_many_are_changed_by_keys_alone_offline_sent_and_seen_on_another_phone(
    new_phone: OpenPhone,
) -> None:
    office, other = new_phone("office"), new_phone("other")
    page = office.open()
    page.set_viewport_size(DESK)
    sign_in(page, "elena")
    wait_until_installed(page)
    office.cable.pull()
    open_entries(page)
    grid = page.get_by_role("grid", name="All entries")
    count = int(grid.get_attribute("aria-rowcount") or "0") - 1
    barriers = look(page, "desk")

    tab_to(page, page.get_by_role("searchbox"))
    page.keyboard.type("alder house")
    expect(grid).not_to_have_attribute("aria-rowcount", str(count + 1))
    found = int(grid.get_attribute("aria-rowcount") or "0") - 1
    name = rows(page).first.locator(".entry-open").inner_text()
    tab_to(page, rows(page).first)
    press(page, "Control+a", "End", "Home", "ArrowDown", "Space", "Space")
    expect(rows(page).nth(1)).to_be_focused()
    expect(chosen(page)).to_contain_text(f"{found} chosen")
    tab_to(page, page.locator("#change-many"))
    press(page, "Enter")

    tab_to(page, page.get_by_label("What is to be changed?"))
    page.keyboard.type("Words")
    for label, text in (("Words to look for", "a"), ("Words to put in their place", "4")):
        tab_to(page, page.get_by_label(label))
        page.keyboard.type(text)
    tab_to(page, page.get_by_role("button", name="Look at what will change"))
    press(page, "Enter")
    expect(page.locator("#preview")).to_be_focused()
    barriers += look(page, "preview")
    tab_to(page, page.locator("#save-all"))
    press(page, "Enter")
    main = page.get_by_role("main")  # the announcer says the same a little later
    expect(main.get_by_text(re.compile(r"changes? (is|are) saved on this phone"))).to_be_visible()
    barriers += look(page, "done")
    tab_to(page, page.locator("#undo-all"))
    press(page, "Enter")
    expect(main.get_by_text(re.compile("again what (it|they) said"))).to_be_visible()

    tab_to(page, page.locator("#to-list"))
    press(page, "Enter")
    tab_to(page, page.locator("#change-many"))
    press(page, "Enter")
    tab_to(page, page.get_by_label("What is to be changed?"))
    page.keyboard.type("Are they")
    tab_to(page, page.get_by_label("Is it running?"))
    page.keyboard.type("Closed for a while")
    tab_to(page, page.get_by_role("button", name="Look at what will change"))
    press(page, "Enter")
    tab_to(page, page.locator("#save-all"))
    press(page, "Enter")
    expect(page.locator("#undo-all")).to_be_visible()

    office.cable.plug()
    send_and_receive(page)
    second = other.open()
    sign_in(second, "dana")
    open_entry(second, name)
    expect(second.get_by_text("Closed for a while").first).to_be_visible()

    page.reload()
    open_entries(page)
    page.locator("#undo-all").click()
    expect(main.get_by_text(re.compile("again what (it|they) said"))).to_be_visible()
    send_and_receive(page)
    send_and_receive(second)
    open_entry(second, name)
    expect(second.get_by_text("Closed for a while")).to_have_count(0)
    assert barriers == []


def test_on_a_phone_it_is_a_list_of_cards_in_both_languages(new_phone: OpenPhone) -> None:
    page = new_phone("field").open()
    sign_in(page, "elena")
    open_entries(page)
    barriers = look(page, "phone-en")

    page.get_by_label("In order of").select_option("Last checked")
    rows(page).first.get_by_role("checkbox").click()
    rows(page).nth(2).get_by_role("checkbox").click(modifiers=["Shift"])
    expect(chosen(page)).to_contain_text("3 chosen")
    page.get_by_role("button", name="Filters").click()
    page.get_by_label("Overdue: to be checked again").check()
    page.get_by_role("button", name="Done").click()
    page.get_by_role("button", name="Español", exact=True).click()
    expect(page.get_by_role("heading", level=1, name="Todas las fichas")).to_be_visible()
    barriers += look(page, "phone-es")

    row = rows(page).nth(1)
    name = row.locator(".entry-open").inner_text()
    row.locator(".entry-open").click()
    expect(page.get_by_role("heading", level=1, name=name)).to_be_visible()
    page.locator("button.back").click()
    expect(rows(page).filter(has_text=name).first).to_be_focused()
    expect(page.get_by_role("region", name="Lo elegido")).to_contain_text("3 elegidas")
    assert barriers == []


def test_entries_that_were_deleted_can_be_brought_back_after_they_were_sent(
    new_phone: OpenPhone,
) -> None:
    page = new_phone("office").open()
    page.set_viewport_size(DESK)
    sign_in(page, "elena")
    open_entries(page)
    count = page.get_by_role("grid").get_attribute("aria-rowcount")
    rows(page).first.click()
    expect(page.get_by_role("region", name=rows(page).first.locator(".entry-open").inner_text()))
    rows(page).first.get_by_role("checkbox").click()
    rows(page).nth(3).get_by_role("checkbox").click(modifiers=["Shift"])
    page.get_by_role("button", name="Change them").click()
    page.get_by_label("What is to be changed?").select_option("Delete")
    page.get_by_role("button", name="Look at what will change").click()
    page.get_by_role("button", name="Delete 4 entries").click()
    expect(page.get_by_text("4 changes are saved")).to_be_visible()
    send_and_receive(page)

    open_entries(page)
    expect(page.get_by_role("grid")).to_have_attribute("aria-rowcount", str(int(count or 0) - 4))
    page.locator("#undo-all").click()
    expect(page.get_by_role("grid")).to_have_attribute("aria-rowcount", count or "")
    send_and_receive(page)


def test_a_copy_of_what_is_chosen_is_made_offline_and_the_whole_is_fetched(
    new_phone: OpenPhone,
) -> None:
    phone = new_phone("office")
    page = phone.open()
    sign_in(page, "elena")
    wait_until_installed(page)
    open_entries(page)
    name = rows(page).first.locator(".entry-open").inner_text()
    page.get_by_role("button", name=re.compile("^Choose all")).click()
    phone.cable.pull()
    chosen(page).get_by_role("button", name="Take a copy out").click()
    with page.expect_download() as table:
        page.get_by_role("button", name="Save as a table").click()
    text = table.value.path().read_text("utf-8-sig")
    assert table.value.suggested_filename == "list.csv"
    assert text.startswith("Name,Organization,Kind of help")
    assert name in text
    with page.expect_download() as plain:
        page.get_by_role("button", name="Save as plain text").click()
    assert name in plain.value.path().read_text()
    page.get_by_role("button", name="Fetch the file").click()
    expect(page.get_by_text("There is no signal. Try again where there is.")).to_be_visible()
    barriers = look(page, "copy")

    phone.cable.plug()
    for what, ending in (("To read or print", ".txt"), ("For another Cairn", ".json")):
        page.get_by_label(what).check()
        with page.expect_download() as whole:
            page.get_by_role("button", name="Fetch the file").click()
        assert whole.value.suggested_filename == f"list{ending}"
        assert whole.value.path().stat().st_size > 1000
    assert barriers == []


def test_after_a_jump_rows_are_there_in_order_and_the_focus_is_where_it_was(
    new_phone: OpenPhone,
) -> None:
    page = new_phone("office").open()
    page.set_viewport_size(DESK)
    sign_in(page, "elena")
    open_entries(page)
    count = int(page.get_by_role("grid").get_attribute("aria-rowcount") or "0") - 1
    tab_to(page, rows(page).first)
    press(page, "ArrowDown")
    focused = rows(page).nth(1)
    expect(focused).to_be_focused()
    name = focused.locator(".entry-open").inner_text()
    focused = page.locator(f"[id='{focused.get_attribute('id')}']")

    for pixels in (1500, 600, -900, 100_000):
        assert page.evaluate(BARE_AFTER_JUMP, pixels) == 0
    expect(focused).to_be_focused()
    last = rows(page).last
    expect(last).to_have_attribute("aria-rowindex", str(count + 1))  # put in order at rest
    places = [int(row.get_attribute("aria-rowindex") or "0") for row in rows(page).all()]
    assert places == sorted(set(places))
    assert len(places) < count

    page.locator("#by-name").focus()
    press(page, "Enter")
    moved = rows(page).filter(has_text=name).first
    expect(moved).to_have_attribute("aria-rowindex", str(count))  # the last but one now
    expect(moved).to_have_attribute("tabindex", "0")
