"""Reports from an advocate's phone to an editor's, answered, taken back, and answered again."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.axe import violations
from tests.browser.conftest import OpenPhone
from tests.browser.steps import open_entry, open_tab, report, send_and_receive, sign_in

OUTPUT = Path(__file__).parent / "output"
ENTRY = "Hot supper"
PRIVATE = "Safe homes for a few nights"


def look(page: Page, name: str) -> list[str]:
    OUTPUT.mkdir(exist_ok=True)
    page.screenshot(path=OUTPUT / f"reports-{name}.png", full_page=True)
    wide = page.evaluate("() => document.documentElement.scrollWidth > innerWidth")
    return violations(page) + ([f"{name} is wide"] if wide else [])


def test_what_may_find_somebody_is_pointed_out_and_never_blocked(new_phone: OpenPhone) -> None:
    page = new_phone("dana").open()
    sign_in(page, "dana")
    open_entry(page, ENTRY)
    page.get_by_role("button", name="Report what is wrong").click()
    page.get_by_label("It has moved").check()
    note = page.get_by_label("Anything to add? (You can skip this.)")
    note.fill("Ask for Maria")
    expect(page.get_by_text("This may be a person's name.")).to_be_visible()
    barriers = look(page, "name")
    note.fill("Now 555-0134")
    expect(page.get_by_text("Is it the service's own?")).to_be_visible()
    page.get_by_role("button", name="Save the report").click()
    expect(page.get_by_role("heading", level=1, name="Thank you")).to_be_visible()
    assert barriers == []


def test_reports_on_one_entry_stand_together_and_an_answer_can_be_taken_back(
    new_phone: OpenPhone,
) -> None:
    advocate = new_phone("dana").open()
    sign_in(advocate, "dana")
    open_entry(advocate, ENTRY)
    report(advocate, "The hours are wrong")
    report(advocate, "It has moved")
    send_and_receive(advocate)

    editor = new_phone("elena").open()
    sign_in(editor, "elena")
    send_and_receive(editor)
    open_tab(editor, "Directory")
    editor.get_by_role("button", name="Reports").click()
    card = editor.locator("main li.card").filter(has_text=ENTRY)
    expect(card).to_have_count(1)
    expect(card).to_contain_text("2 reports")
    moved = card.locator("li").filter(has_text="It has moved")
    moved.get_by_role("button", name="Fixed").click()
    undo = moved.get_by_role("button", name="Undo the answer")
    expect(undo).to_be_focused()
    barriers = look(editor, "answered")
    undo.click()
    expect(moved.get_by_role("button", name="Fixed")).to_be_visible()
    moved.get_by_role("button", name="Fixed").click()
    expect(undo).to_be_visible()
    send_and_receive(editor)

    send_and_receive(advocate)
    advocate.get_by_role("button", name="Settings", exact=True).click()
    advocate.get_by_role("button", name="What you reported").click()
    expect(advocate.get_by_text("1 report is waiting")).to_be_visible()
    expect(advocate.get_by_text("Fixed", exact=True)).to_be_visible()
    barriers += look(advocate, "own")
    assert barriers == []


def test_a_report_about_a_private_place_must_not_lead_to_its_door(new_phone: OpenPhone) -> None:
    page = new_phone("dana").open()
    sign_in(page, "dana")
    open_entry(page, PRIVATE)
    page.get_by_role("button", name="Report what is wrong").click()
    page.get_by_label("It has moved").check()
    note = page.get_by_label("Anything to add? (You can skip this.)")
    note.fill("It was at 1714 Larkspur Lane, open 24 hours")
    page.get_by_role("button", name="Save the report").click()
    expect(page.get_by_role("alert")).to_have_text(
        "This place is private. Say what is wrong without its street, its map position or a map "
        "link."
    )
    barriers = look(page, "private")
    expect(note).to_have_value("It was at 1714 Larkspur Lane, open 24 hours")
    note.fill("It has moved. Still open 24 hours")
    page.get_by_role("button", name="Save the report").click()
    expect(page.get_by_role("heading", level=1, name="Thank you")).to_be_visible()
    assert barriers == []
