"""A hand-out holds what was picked, says nothing of the app, and is nowhere else."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import unquote

from playwright.sync_api import Page, expect

from tests.browser.axe import violations
from tests.browser.camera import codes_read, width_mm
from tests.browser.conftest import OpenPhone
from tests.browser.phone import Phone
from tests.browser.steps import entry, open_entry, open_tab, search, sign_in, wait_until_installed
from tests.browser.test_screens import OUTPUT, overflow
from tests.browser.test_take_it import DO_NOT_PRINT, has_browsers_header, on_paper

LINE, BEDS = "Alder House 24-hour line", "Alder House shelter"


def offline(new_phone: OpenPhone) -> Phone:
    phone = new_phone("dana")
    page = phone.open()
    sign_in(page, "dana")
    wait_until_installed(page)
    phone.cable.pull()
    return phone


def pick_two(page: Page) -> None:
    """Pick one on its own screen and one in the list, by the keyboard; open the hand-out."""
    open_entry(page, LINE)
    page.get_by_role("button", name="Add to hand-out").focus()
    page.keyboard.press("Enter")
    open_tab(page, "Directory")
    search(page, BEDS)
    page.get_by_role("button", name="Hand-out", exact=True).click()
    pick = page.get_by_role("button", name=f"Add to hand-out: {BEDS}")
    pick.focus()
    page.keyboard.press("Space")
    expect(pick).to_have_attribute("aria-pressed", "true")
    assert violations(page) == []
    OUTPUT.mkdir(exist_ok=True)
    page.screenshot(path=OUTPUT / "hand-out-picking.png")
    page.get_by_role("button", name="Hand-out: 2 services").click()
    expect(page.get_by_role("heading", level=1, name="Hand-out")).to_be_visible()


def test_a_hand_out_goes_on_paper_and_into_a_file_without_signal(new_phone: OpenPhone) -> None:
    page = offline(new_phone).page
    page.evaluate(DO_NOT_PRINT)
    pick_two(page)

    page.get_by_role("button", name="Print on a page").click()
    assert page.evaluate("() => [window.printed, document.title]") == [1, "Notes"]
    printed = on_paper(page)
    assert printed.startswith(LINE) and "The address is private. Call first." in printed
    assert "Cairn" not in printed and "Alder County" not in printed
    assert not has_browsers_header(page)
    OUTPUT.mkdir(exist_ok=True)
    (OUTPUT / "hand-out-page.pdf").write_bytes(page.pdf())
    page.keyboard.press("Shift")
    assert page.title() == "Cairn"

    page.get_by_role("button", name="Print as a card for a wallet").click()
    (OUTPUT / "hand-out-card.pdf").write_bytes(page.pdf())
    page.emulate_media(media="print")
    page.screenshot(path=OUTPUT / "hand-out-card.png")
    box = page.locator(".handout-cards section").bounding_box()
    page.emulate_media(media="null")
    assert box is not None and box["width"] <= 86 / 25.4 * 96 and box["height"] <= 55 / 25.4 * 96

    page.get_by_label("Español").last.click()  # ticked once its words are here
    expect(page.get_by_text("La dirección es privada.", exact=False)).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("button", name="Save as a text file").click()
    assert download.value.suggested_filename == "notes.txt"
    saved = Path(download.value.path()).read_text("utf-8")
    assert saved.startswith(f"{LINE}\n701-555-0134")
    assert "Cairn" not in saved and "http" not in saved


def test_a_text_is_sent_only_after_the_question_whether_it_is_safe(new_phone: OpenPhone) -> None:
    page = offline(new_phone).page
    pick_two(page)

    page.get_by_role("button", name="Send as a text message").click()
    expect(page.get_by_text("Is it safe to get a text? Someone else may read it.")).to_be_visible()
    expect(page.get_by_role("link", name="Open messages")).to_have_count(0)
    assert violations(page) == []
    page.get_by_role("button", name="Yes, they said it is safe").click()
    address = page.get_by_role("link", name="Open messages").get_attribute("href") or ""
    assert address.startswith("sms:?&body=")
    assert unquote(address).count("701-555-0134") == 2
    assert "cairn" not in unquote(address).lower()
    page.screenshot(path=OUTPUT / "hand-out-texting.png")
    assert violations(page) == [] and overflow(page) == ""
    page.get_by_role("button", name="Do not send").click()
    expect(page.get_by_role("link", name="Open messages")).to_have_count(0)
    page.evaluate("() => scrollTo(0, 0)")
    page.screenshot(path=OUTPUT / "hand-out-en.png", full_page=True)
    page.get_by_role("button", name="Español", exact=True).click()
    expect(page.get_by_role("heading", level=1, name="Lista para llevar")).to_be_visible()
    page.screenshot(path=OUTPUT / "hand-out-es.png", full_page=True)
    assert violations(page) == [] and overflow(page) == ""


def test_a_code_on_paper_and_on_the_screen_says_names_and_numbers_only(
    new_phone: OpenPhone,
) -> None:
    page = offline(new_phone).page
    page.evaluate(DO_NOT_PRINT)
    pick_two(page)
    said = f"{LINE}\n701-555-0134 (24-hour line)\nText 701-555-0135 (Text any word)\n\n{BEDS}\n"
    said += "701-555-0134 (Call first, day or night)"

    page.get_by_label("Add a code that a phone's camera can read").check()
    code = page.get_by_role("img", name=f"Code: {LINE}, {BEDS}")
    expect(code).to_be_visible()
    assert codes_read(code) == [said]
    assert violations(page) == [] and overflow(page) == ""
    page.evaluate("() => scrollTo(0, 0)")
    page.screenshot(path=OUTPUT / "hand-out-code.png", full_page=True)

    for way, name in (("Print on a page", "page"), ("Print as a card for a wallet", "card")):
        page.get_by_role("button", name=way).click()
        (OUTPUT / f"hand-out-code-{name}.pdf").write_bytes(page.pdf())
        page.emulate_media(media="print")
        printed = page.locator(".paper .code")
        assert codes_read(printed) == [said]
        assert width_mm(printed) >= 20
        page.screenshot(path=OUTPUT / f"hand-out-code-{name}.png")
        box = page.locator(".handout-cards section").first
        if name == "card":
            size = box.bounding_box()
            assert size is not None and size["height"] <= 55 / 25.4 * 96
        page.emulate_media(media="null")
        page.keyboard.press("Shift")


def test_leaving_ends_the_hand_out(new_phone: OpenPhone) -> None:
    phone = offline(new_phone)
    page = phone.page
    pick_two(page)

    page.get_by_role("button", name="Leave").click()
    page.wait_for_url("**/exit.html")
    page.goto(phone.cable.url)
    expect(entry(page).first).to_be_visible()
    expect(page.get_by_role("button", name="Hand-out", exact=True)).to_be_visible()
    expect(page.get_by_role("button", name="Hand-out: 2 services")).to_have_count(0)
