"""A copy of a worksheet holds what was chosen, says nothing of the app, and is nowhere else."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenPhone
from tests.browser.profile_grep import files_holding
from tests.browser.server import CairnServer
from tests.browser.steps import open_worksheet
from tests.browser.test_nothing_kept import PLAN, begin, some_words, wait_until_written_down

DO_NOT_PRINT = "() => { window.printed = 0; window.print = () => { window.printed += 1; }; }"
QUESTION = "What is most on your mind today?"
DANGER = "Threaten to hurt or kill"
HIDDEN = "Hidden. Tap to show"


def write(page: Page, place: int) -> str:
    page.get_by_role("button", name="Write", exact=False).nth(place).click()
    words = some_words()
    page.keyboard.type(words)
    page.get_by_role("button", name="Done writing").click()
    return words


def to_part(page: Page, title: str) -> None:
    page.get_by_role("button", name="All parts").click()
    page.get_by_role("button", name=title).click()


def fill_in(page: Page) -> tuple[str, str]:
    """Write two texts and pick three dangers; return the texts, at "What do you want now?"."""
    page.get_by_label("I take it. You keep nothing").check()
    to_part(page, "What you know and what matters")
    texts = write(page, 0), write(page, 0)
    to_part(page, "Danger from them")
    for danger in page.get_by_role("checkbox").all()[:3]:
        danger.check(force=True)
    page.get_by_role("button", name="We are done").last.click()
    return texts


def choose(page: Page, text: str) -> None:
    """Choose one of the texts, and one danger after its warning."""
    expect(page.get_by_text("0 lines chosen")).to_be_visible()
    page.get_by_label(text).check()
    page.get_by_role("button", name=HIDDEN).first.click()
    danger = page.get_by_label(DANGER)
    danger.click()
    expect(page.get_by_role("alert")).to_contain_text("it could put you in danger")
    expect(danger).not_to_be_checked()
    page.get_by_role("button", name="Add it all the same").click()
    expect(danger).to_be_checked()
    expect(page.get_by_text("2 lines chosen")).to_be_visible()


def on_paper(page: Page) -> str:
    """Return what would be printed now."""
    page.emulate_media(media="print")
    text: str = page.evaluate("() => document.body.innerText")
    page.emulate_media(media="null")  # as the page is shown: on screen, or printed
    return text


def has_browsers_header(page: Page) -> bool:
    """Say whether the browser, asked for its header with the address, finds room to print it."""
    sizes = {
        len(page.pdf(display_header_footer=shown, margin={"top": "15mm", "bottom": "15mm"}))
        for shown in (True, False)
    }
    return len(sizes) > 1


def test_a_copy_holds_what_was_chosen_and_the_browser_holds_none_of_it(
    new_phone: OpenPhone, server: CairnServer
) -> None:
    phone = new_phone("dana")
    page = begin(phone)
    page.evaluate(DO_NOT_PRINT)
    taken, left = fill_in(page)

    page.get_by_role("button", name="Take it on paper").click()
    choose(page, taken)
    page.get_by_role("button", name="Look at the copy").click()
    expect(page.get_by_text(DANGER)).to_have_count(0)  # dots, until it is tapped
    assert taken not in on_paper(page)  # by the browser's menu
    page.get_by_role("button", name="Print it").click()

    assert page.evaluate("() => [window.printed, document.title]") == [1, "Notes"]
    lines = [line for line in on_paper(page).splitlines() if line.strip()]
    assert lines[:2] == [QUESTION, taken]
    assert lines[3:] == [DANGER]
    assert not has_browsers_header(page)

    page.keyboard.press("Shift")  # the page is in use again
    assert has_browsers_header(page), "the search for the header would not find it"
    assert taken not in on_paper(page)
    assert page.title() == "Cairn"

    page.get_by_role("button", name="Not yet. Go back").click()
    page.get_by_role("button", name="Take it as a text file").click()
    page.get_by_role("button", name="Look at the copy").click()
    with page.expect_download() as download:
        page.get_by_role("button", name="Save the file").click()
    assert download.value.suggested_filename == "notes.txt"
    saved = Path(download.value.path()).read_text("utf-8")
    assert saved.startswith(f"{QUESTION}\n- {taken}\n\n")
    assert saved.endswith(f"\n- {DANGER}\n")
    assert left not in saved

    page.get_by_role("button", name="Keep nothing. Erase it now").click()
    expect(page.get_by_text("Erased from this phone's memory.").first).to_be_visible()
    expect(page.get_by_text("The copy you took is still there.")).to_be_visible()
    wait_until_written_down(phone)
    phone.kill()
    assert files_holding(phone.profile, [taken, left]) == []
    assert files_holding(server.data, [taken, left]) == []
    assert files_holding(server.log.parent, [taken, left]) == []


def test_what_was_printed_is_gone_with_a_covered_screen(new_phone: OpenPhone) -> None:
    page = begin(new_phone("dana"))
    page.evaluate(DO_NOT_PRINT)
    taken, _ = fill_in(page)
    page.get_by_role("button", name="Take it on paper").click()
    page.get_by_label(taken).check()
    page.get_by_role("button", name="Look at the copy").click()
    page.get_by_role("button", name="Print it").click()
    assert taken in on_paper(page)

    page.evaluate(
        """() => {
          Object.defineProperty(document, "hidden", { value: true, configurable: true });
          document.dispatchEvent(new Event("visibilitychange"));
        }"""
    )

    expect(page.get_by_role("heading", name="Covered")).to_be_visible()
    assert taken not in on_paper(page)
    page.get_by_role("button", name="Erase now").click()
    page.get_by_role("button", name="Close").click()
    open_worksheet(page, PLAN)
    expect(page.get_by_text("A worksheet is open.")).to_have_count(0)
