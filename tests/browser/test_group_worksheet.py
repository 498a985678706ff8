"""A worksheet that two people fill in on two phones, without signal, and agree on."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.axe import violations
from tests.browser.conftest import OpenPhone
from tests.browser.phone import Phone
from tests.browser.steps import open_tab, send_and_receive, sign_in, wait_until_installed
from tests.browser.stores import FIND_STORE

OUTPUT = Path(__file__).parent / "output"
PROTOCOL = "h3-joint-protocol"
CONDITIONS = "f2-community-conditions"
# Whether the phone has received a text, whatever is on screen.
HOLDS = f"""async (words) => {{
  const opened = await ({FIND_STORE})("cairn-shared-demo");
  await new Promise((done) => {{ opened.onsuccess = done; }});
  const all = opened.result.transaction("documents").objectStore("documents").getAll();
  await new Promise((done) => {{ all.onsuccess = done; }});
  opened.result.close();
  return JSON.stringify(all.result).includes(words);
}}"""
TWO_ANSWERS = "Two answers: choose"


def ready_phone(new_phone: OpenPhone, name: str) -> Phone:
    phone = new_phone(name, reduced_motion="reduce")
    page = phone.open()
    sign_in(page, name)
    wait_until_installed(page)
    page.reload()  # from here on the app comes from what is kept
    return phone


def start(page: Page, template_id: str, name: str) -> None:
    open_tab(page, "Worksheets")
    page.locator(f"#open-{template_id}").click()
    page.get_by_role("button", name="Start a new one").click()
    page.get_by_label("A name for it, if you like").fill(name)
    page.get_by_role("button", name="Start", exact=True).click()
    expect(page.get_by_role("heading", level=1, name=name)).to_be_visible()


def open_run(page: Page, template_id: str, name: str) -> None:
    open_tab(page, "Worksheets")
    page.locator(f"#open-{template_id}").click()
    page.get_by_role("button", name=name).click()


def open_part(page: Page, title: str) -> None:
    page.get_by_role("button", name="Fill it in").click()
    page.get_by_role("button", name=title).click()
    expect(page.get_by_role("heading", level=1, name=title)).to_be_visible()


def question(page: Page, question_id: str) -> Locator:
    return page.locator(f"#question-{question_id}")


def write(page: Page, question_id: str, words: str) -> None:
    asked = question(page, question_id)
    asked.get_by_role("button", name="Write").click()
    asked.locator("textarea").fill(words)
    asked.get_by_role("button", name="Done writing").click()


def saved(page: Page) -> None:
    expect(page.locator(".save-state")).to_contain_text("Saved on this phone")


@pytest.fixture
def dana(new_phone: OpenPhone) -> Phone:
    return ready_phone(new_phone, "dana")


@pytest.fixture
def elena(new_phone: OpenPhone) -> Phone:
    return ready_phone(new_phone, "elena")


def test_two_people_fill_in_one_worksheet_without_signal_and_choose(
    dana: Phone, elena: Phone
) -> None:
    start(dana.page, PROTOCOL, "With the schools")
    send_and_receive(dana.page)
    send_and_receive(elena.page)
    dana.cable.pull()
    elena.cable.pull()

    open_run(dana.page, PROTOCOL, "With the schools")
    open_part(dana.page, "Who and why")
    write(dana.page, "aim", "Safety first")
    question(dana.page, "event").get_by_text("Clinic or hospital").click()
    saved(dana.page)
    open_run(elena.page, PROTOCOL, "With the schools")
    open_part(elena.page, "Who and why")
    write(elena.page, "aim", "Safety, as each person sees it")
    saved(elena.page)
    dana.cable.plug()
    elena.cable.plug()
    send_and_receive(dana.page)
    send_and_receive(elena.page)
    send_and_receive(dana.page)

    for phone in (dana, elena):
        open_tab(phone.page, "Worksheets")
        phone.page.locator(f"#open-{PROTOCOL}").click()
        expect(phone.page.get_by_role("heading", level=1, name="Who and why")).to_be_visible()
        aim = question(phone.page, "aim")
        expect(aim.get_by_text(TWO_ANSWERS)).to_be_visible()
        expect(aim.get_by_text("Safety first")).to_be_visible()
        expect(aim.get_by_text("Safety, as each person sees it")).to_be_visible()
        expect(question(phone.page, "event").get_by_label("Clinic or hospital")).to_be_checked()
        assert violations(phone.page) == []
    OUTPUT.mkdir(exist_ok=True)
    question(dana.page, "aim").screenshot(path=OUTPUT / "group-two-answers.png")

    chosen = question(elena.page, "aim").get_by_role("listitem").filter(has_text="Safety first")
    chosen.get_by_role("button", name="Use this answer").click()
    expect(question(elena.page, "aim").get_by_text(TWO_ANSWERS)).to_have_count(0)
    saved(elena.page)
    send_and_receive(elena.page)
    send_and_receive(dana.page)
    for phone in (dana, elena):
        open_tab(phone.page, "Worksheets")
        phone.page.locator(f"#open-{PROTOCOL}").click()
        aim = question(phone.page, "aim")
        expect(aim.get_by_text("Safety first")).to_be_visible()
        expect(aim.get_by_text(TWO_ANSWERS)).to_have_count(0)
        expect(aim.get_by_text("Safety, as each person sees it")).to_have_count(0)


def test_what_others_answer_does_not_change_a_text_under_somebodys_fingers(
    dana: Phone, elena: Phone
) -> None:
    start(dana.page, PROTOCOL, "At night")
    send_and_receive(dana.page)
    send_and_receive(elena.page)
    open_run(elena.page, PROTOCOL, "At night")
    open_part(elena.page, "Who and why")
    aim = question(elena.page, "aim")
    aim.get_by_role("button", name="Write").click()
    aim.locator("textarea").press_sequentially("We answer")

    open_run(dana.page, PROTOCOL, "At night")
    open_part(dana.page, "Who and why")
    write(dana.page, "aim", "Somebody always answers")
    saved(dana.page)
    send_and_receive(dana.page)
    elena.page.evaluate("() => window.dispatchEvent(new Event('online'))")
    elena.page.wait_for_function(HOLDS, arg="Somebody always answers")
    aim.locator("textarea").press_sequentially(" at night")

    expect(aim.locator("textarea")).to_have_value("We answer at night")
    aim.get_by_role("button", name="Done writing").click()
    question(elena.page, "event").get_by_text("Clinic or hospital").click()
    send_and_receive(elena.page)
    open_tab(elena.page, "Worksheets")
    elena.page.locator(f"#open-{PROTOCOL}").click()
    expect(aim.get_by_text(TWO_ANSWERS)).to_be_visible()
    expect(aim.get_by_text("We answer at night")).to_be_visible()
    expect(aim.get_by_text("Somebody always answers")).to_be_visible()


def test_each_rates_alone_and_the_spread_is_no_choice(dana: Phone, elena: Phone) -> None:
    start(dana.page, CONDITIONS, "Autumn")
    open_part(dana.page, "Norms and culture")
    question(dana.page, "norm_rate").get_by_text("4: A lot").click()
    saved(dana.page)
    send_and_receive(dana.page)
    send_and_receive(elena.page)
    open_run(elena.page, CONDITIONS, "Autumn")
    open_part(elena.page, "Norms and culture")
    rate = question(elena.page, "norm_rate")

    expect(rate.get_by_text("Others have answered.")).to_be_visible()
    expect(rate.get_by_label("4: A lot")).not_to_be_checked()
    rate.get_by_text("2: Some").click()

    expect(rate.get_by_text("2 people: 2 (Some), 4 (A lot)")).to_be_visible()
    expect(rate.get_by_text(TWO_ANSWERS)).to_have_count(0)


def test_a_phone_that_dies_has_what_it_said_was_saved(dana: Phone) -> None:
    dana.cable.pull()
    start(dana.page, PROTOCOL, "After a storm")
    open_part(dana.page, "How")
    write(dana.page, "offline", "Radio, then the next town")
    question(dana.page, "steps").get_by_role("button", name="Add one").click()
    question(dana.page, "steps").get_by_text("Same day").click()
    saved(dana.page)
    write(dana.page, "no_go", "Call nobody's partner")  # not waited for
    dana.kill()

    page = dana.open()
    open_run(page, PROTOCOL, "After a storm")
    expect(page.get_by_text("Waiting to be sent")).to_be_visible()
    open_part(page, "How")
    expect(question(page, "offline").get_by_text("Radio, then the next town")).to_be_visible()
    expect(question(page, "steps").get_by_label("Same day")).to_be_checked()


def test_what_is_only_talked_about_never_leaves_the_phones_memory(dana: Phone) -> None:
    start(dana.page, CONDITIONS, "Winter")
    open_part(dana.page, "Reflect")
    hard = question(dana.page, "r_hard")
    expect(hard.get_by_text("Only talk about it: not kept in the shared space.")).to_be_visible()
    write(dana.page, "r_hard", "zanahoria morada")
    write(dana.page, "r_assets", "People come")
    saved(dana.page)
    send_and_receive(dana.page)
    open_tab(dana.page, "Worksheets")
    dana.page.locator(f"#open-{CONDITIONS}").click()
    expect(hard.get_by_text("zanahoria morada")).to_be_visible()  # while it is in memory
    dana.page.reload()

    open_run(dana.page, CONDITIONS, "Winter")
    open_part(dana.page, "Reflect")
    expect(question(dana.page, "r_assets").get_by_text("People come")).to_be_visible()
    expect(dana.page.get_by_text("zanahoria morada")).to_have_count(0)
