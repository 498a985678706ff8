"""A planned review comes round: the phone keeps the day and says no more than that."""

from __future__ import annotations

import re
import secrets
from datetime import date, timedelta

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenPhone
from tests.browser.phone import Phone
from tests.browser.profile_grep import files_holding
from tests.browser.steps import open_tab, open_worksheet, sign_in, wait_until_installed
from tests.browser.stores import FIND_STORE
from tests.browser.test_screens import look
from tests.browser.waiting import wait_for

WORKSHEET = "Money, work, and home"
LAST_PART = "Plan"
WRITE = re.compile(r"^Write\b")
TODAY = date(2026, 11, 20)
DAY = TODAY + timedelta(days=14)
DOT = ".tab .dot"
IN_THE_DATABASE = """async () => {
  const request = await FIND("cairn-member-");
  await new Promise((resolve) => (request.onsuccess = resolve));
  const all = request.result.transaction("reviews").objectStore("reviews").getAll();
  await new Promise((resolve) => (all.onsuccess = resolve));
  request.result.close();
  return all.result;
}""".replace("FIND", f"({FIND_STORE})")


def tap(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def begin(phone: Phone) -> Page:
    """Sign in on a day that stands still, and stay without signal."""
    page = phone.open()
    page.clock.set_fixed_time(f"{TODAY}T12:00:00")
    sign_in(page, "dana")
    wait_until_installed(page)
    phone.cable.pull()
    return page


def pick_day(page: Page, day: date) -> None:
    """Pick the day to look again, in the worksheet's last part."""
    page.get_by_role("button", name="Pick a day").or_(
        page.get_by_role("button", name="Change the day")
    ).first.click()
    page.locator("input[type=date]").fill(day.isoformat())
    page.get_by_role("button", name="Done", exact=True).click()


def to_the_end(page: Page) -> None:
    page.get_by_role("button", name="We are done").last.click()
    expect(page.get_by_role("heading", level=1, name="What do you want now?")).to_be_visible()


def plan_review(page: Page, day: date) -> None:
    """Fill in a worksheet up to its end, with `day` as the day to look again."""
    open_worksheet(page, WORKSHEET)
    tap(page, "Choose a part")
    page.get_by_role("button", name=LAST_PART).click()
    pick_day(page, day)
    to_the_end(page)


def come_back_on(page: Page, day: date) -> None:
    page.clock.set_fixed_time(f"{day}T08:00:00")
    page.reload()
    open_tab(page, "Worksheets")


@pytest.fixture
def phone(new_phone: OpenPhone) -> Phone:
    return new_phone("dana")


def test_the_phone_reminds_on_the_day_if_it_was_asked_to(phone: Phone) -> None:
    page = begin(phone)
    plan_review(page, DAY)
    tick = page.get_by_label("Remind you on December 4, 2026?")
    expect(tick).not_to_be_checked()

    tick.check()
    tap(page, "Keep nothing. Erase it now")
    expect(page.get_by_text("Only the day to be reminded of stays")).to_be_visible()
    expect(page.get_by_text("Nothing was stored")).to_have_count(0)

    come_back_on(page, DAY - timedelta(days=1))
    expect(page.get_by_role("button", name=WORKSHEET)).to_be_visible()
    expect(page.get_by_text("You planned a review")).to_have_count(0)
    expect(page.locator(DOT)).to_have_count(0)
    come_back_on(page, DAY)
    expect(page.get_by_text("You planned a review today.")).to_be_visible()
    expect(page.locator(DOT)).to_be_visible()
    come_back_on(page, DAY + timedelta(days=3))
    expect(page.get_by_text("You planned a review on December 4, 2026.")).to_be_visible()


def test_the_phone_keeps_nothing_that_it_was_not_asked_to_keep(phone: Phone) -> None:
    page = begin(phone)
    plan_review(page, DAY)

    tap(page, "Keep nothing. Erase it now")

    expect(page.get_by_text("Nothing was stored and nothing was sent.")).to_be_visible()
    assert page.evaluate(IN_THE_DATABASE) == []


def test_of_the_worksheet_it_keeps_no_word(phone: Phone) -> None:
    page = begin(phone)
    typed = secrets.token_hex(12)
    open_worksheet(page, WORKSHEET)
    tap(page, "Choose a part")
    page.get_by_role("button", name=LAST_PART).click()
    page.get_by_role("button", name="Add").first.click()
    page.get_by_role("button", name=WRITE).first.click()
    page.keyboard.type(typed)
    tap(page, "Done writing")
    pick_day(page, DAY)
    to_the_end(page)
    page.get_by_label("Remind you on").check()
    tap(page, "Keep nothing. Erase it now")

    [kept] = page.evaluate(IN_THE_DATABASE)
    phone.kill()

    assert kept.keys() == {"id", "day"}
    assert kept["day"] == DAY.isoformat()
    assert not files_holding(phone.profile, [typed])


def test_a_day_that_is_changed_or_unticked_is_forgotten(phone: Phone) -> None:
    page = begin(phone)
    plan_review(page, DAY)
    page.get_by_label("Remind you on").check()
    tap(page, "Back")
    page.get_by_role("button", name=LAST_PART).click()

    pick_day(page, DAY + timedelta(days=1))
    to_the_end(page)

    tick = page.get_by_label("Remind you on December 5, 2026?")
    expect(tick).not_to_be_checked()
    assert page.evaluate(IN_THE_DATABASE) == []
    tick.check()
    tick.uncheck()
    expect(tick).not_to_be_checked()
    tap(page, "Keep nothing. Erase it now")
    expect(page.get_by_text("Nothing was stored and nothing was sent.")).to_be_visible()
    assert page.evaluate(IN_THE_DATABASE) == []


def test_a_reminder_is_put_away_and_comes_back_by_undo(phone: Phone) -> None:
    page = begin(phone)
    plan_review(page, DAY)
    page.get_by_label("Remind you on").check()
    tap(page, "Keep nothing. Erase it now")
    come_back_on(page, DAY)

    tap(page, "Take this away")
    expect(page.get_by_text("You planned a review today.")).to_have_count(0)
    expect(page.locator(DOT)).to_have_count(0)
    tap(page, "Undo")
    expect(page.get_by_text("You planned a review today.")).to_be_visible()
    tap(page, "Take this away")
    wait_for(lambda: page.evaluate(IN_THE_DATABASE) == [])

    come_back_on(page, DAY)
    expect(page.get_by_role("button", name=WORKSHEET)).to_be_visible()
    expect(page.get_by_text("You planned a review")).to_have_count(0)


def test_its_screens_bar_nobody(phone: Phone) -> None:
    page = begin(phone)
    plan_review(page, DAY)
    barriers = look(page, "review-asked")
    page.get_by_label("Remind you on").check()
    tap(page, "Keep nothing. Erase it now")
    barriers += look(page, "review-erased")
    come_back_on(page, DAY)
    expect(page.get_by_text("You planned a review today.")).to_be_visible()
    barriers += look(page, "review-due")

    assert barriers == []
