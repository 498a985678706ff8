"""A service confirms its own entry through a link, on a phone that knows nothing of Cairn."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Page, expect

from tests.browser.axe import violations
from tests.browser.conftest import OpenPhone
from tests.browser.steps import open_entry, open_tab, send_and_receive, sign_in

OUTPUT = Path(__file__).parent / "output"
ENTRY = "Hot supper"


def look(page: Page, name: str) -> list[str]:
    OUTPUT.mkdir(exist_ok=True)
    page.screenshot(path=OUTPUT / f"confirm-{name}.png", full_page=True)
    wide = page.evaluate("() => document.documentElement.scrollWidth > innerWidth")
    return violations(page) + ([f"{name} is wide"] if wide else [])


def make_link(page: Page) -> str:
    """Make a link to the entry and return its path."""
    open_entry(page, ENTRY)
    page.get_by_role("button", name="Ask the service itself").click()
    page.get_by_role("button", name="Make a link").click()
    return urlsplit(page.locator(".survey-link").inner_text()).path


def test_a_service_says_that_all_is_true_and_the_link_is_used_up(new_phone: OpenPhone) -> None:
    editor = new_phone("elena").open()
    sign_in(editor, "elena")
    path = make_link(editor)
    barriers = look(editor, "link-en")

    phone = new_phone("partner")
    page = phone.open(path)
    expect(page.get_by_role("heading", level=1, name="Is this still true?")).to_be_visible()
    expect(page.get_by_role("heading", name=ENTRY)).to_be_visible()
    barriers += look(page, "page-en")
    page.get_by_role("button", name="Español").click()
    expect(page.get_by_role("heading", level=1, name="¿Esto sigue igual?")).to_be_visible()
    barriers += look(page, "page-es")
    page.get_by_role("button", name="Todo sigue igual").press("Enter")
    expect(page.get_by_role("heading", level=1, name="Gracias")).to_be_visible()
    barriers += look(page, "thanks-es")
    page.reload()
    expect(page.get_by_text("This link was used already.")).to_be_visible()
    barriers += look(page, "used-en")
    assert page.context.cookies() == []
    assert page.evaluate("() => Object.keys(localStorage)") == []

    send_and_receive(editor)
    open_entry(editor, ENTRY)
    expect(editor.get_by_text("Checked today")).to_be_visible()
    assert barriers == []


def test_a_correction_reaches_the_editors_as_a_report(new_phone: OpenPhone) -> None:
    editor = new_phone("elena").open()
    sign_in(editor, "elena")
    page = new_phone("partner").open(make_link(editor))
    page.get_by_role("button", name="Something is not right").click()
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_text("Choose what is wrong.")).to_be_visible()
    page.get_by_label("The hours are wrong").check()
    page.get_by_label("What would be right?").fill("From 17:00")
    barriers = look(page, "corrections-en")
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_role("heading", level=1, name="Thank you")).to_be_visible()

    send_and_receive(editor)
    open_tab(editor, "Directory")
    editor.get_by_role("button", name="Reports").click()
    card = editor.locator("main li.card").filter(has_text=ENTRY)
    expect(card).to_contain_text("The service itself says so.")
    expect(card).to_contain_text("From 17:00")
    card.get_by_role("button", name="Fixed").click()
    send_and_receive(editor)
    assert barriers == []
