"""Every worksheet that is shown, part by part, in both languages: free of barriers, and drawn.

The answers that open a part or a question are given on the way, so that what is hidden at
first is looked at too. The pictures are in tests/browser/output/.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from cairn_server.worksheets import Question, Template, templates
from tests.browser.axe import violations
from tests.browser.conftest import OpenPhone
from tests.browser.steps import open_tab, sign_in, wait_until_installed

OUTPUT = Path(__file__).parent / "output"
# A survey is answered on a page of its own.
SHOWN = [
    template
    for template in templates().values()
    if template.about == "person" and not template.needs and template.survey is None
]
SERVICE = "Alder House 24-hour line"


def wanted_answers(template: Template) -> dict[str, list[str]]:
    """Return, by question, options that open what waits for them: the first that does."""
    wanted: dict[str, list[str]] = {}
    rules = [part.rule for part in template.sections] + [q.rule for q in template.questions]
    for rule in rules:
        for test in rule.any_of[0] if rule else ():
            if test.operator == "includes":
                wanted.setdefault(test.field, []).extend(test.values)
            elif test.operator != "!=" and test.values:
                wanted.setdefault(test.field, [test.values[0]])
    return wanted


def block(page: Page, question: Question) -> Locator:
    heading = page.get_by_role("heading", level=2, name=question.text, exact=True)
    return page.locator(".question").filter(has=heading)


def answer(page: Page, question: Question, option_ids: list[str]) -> None:
    """Pick options that are on screen; one that this version cannot offer is passed over."""
    words = {option.id: option.text for option in question.options} | {"unsure": "Not sure"}
    for option_id in dict.fromkeys(option_ids):
        picked = block(page, question).get_by_text(words[option_id], exact=True)
        if picked.count():
            picked.first.click()


def fill_in_part(page: Page, template: Template, title: str) -> None:
    """Answer what opens more, add a row to each repeat, and pick a service where one is asked."""
    wanted = wanted_answers(template)
    (section,) = [section for section in template.sections if section.title == title]
    for question in section.questions:
        if not block(page, question).count():
            continue
        answer(page, question, wanted.get(question.id, []))
        if question.fields and "by_hand" not in question.flags:
            block(page, question).get_by_role("button", name="Add one").click()
    for pick in page.get_by_role("button", name="Pick from the directory").all():
        pick.click()
        page.get_by_role("searchbox").fill("alder")
        page.get_by_role("button", name=SERVICE).click()
        expect(page.get_by_role("link", name="Call ")).to_be_visible()


def look(page: Page, name: str) -> list[str]:
    """Draw the screen in both languages, and return what bars somebody in either."""
    barriers = see(page, f"{name}-en")
    page.set_viewport_size({"width": 320, "height": 640})
    barriers += overflow(page, f"{name}-en")
    page.get_by_role("button", name="Español", exact=True).click()
    expect(page.locator("html")).to_have_attribute("lang", "es")
    barriers += overflow(page, f"{name}-es")
    # The longer words: draw the whole part.
    height = page.evaluate("() => document.querySelector('main').scrollHeight")
    page.set_viewport_size({"width": 360, "height": max(640, height + 150)})
    barriers += see(page, f"{name}-es")
    page.set_viewport_size({"width": 360, "height": 640})
    page.get_by_role("button", name="English", exact=True).click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    return barriers


def see(page: Page, name: str) -> list[str]:
    page.screenshot(path=OUTPUT / f"{name}.png")
    return [f"{name}: {found}" for found in violations(page)]


def overflow(page: Page, name: str) -> list[str]:
    width = page.evaluate("() => document.documentElement.scrollWidth")
    return [f"{name}: {width} px wide on a 320-px screen"] if width > 320 else []


def walk(page: Page, template: Template) -> tuple[list[str], list[str]]:
    """Go through all parts; return what bars somebody, and the parts that were seen."""
    letter = template.id.partition("-")[0]
    page.locator(f"#open-{template.id}").click()
    start = page.get_by_role("button", name="Start")
    expect(start).to_be_visible()
    barriers = look(page, f"ws-{letter}-start")
    start.click()
    seen: list[str] = []
    while True:
        title = page.get_by_role("heading", level=1).inner_text()
        seen.append(title)
        fill_in_part(page, template, title)
        barriers += look(page, f"ws-{letter}-{len(seen)}")
        following = page.get_by_role("button", name="Next:")
        if not following.count():
            break
        following.click()
        expect(page.get_by_role("heading", level=1)).not_to_have_text(title)
    page.get_by_role("button", name="We are done").click()
    page.get_by_role("button", name="Read it together once more").click()
    barriers += look(page, f"ws-{letter}-read")
    page.get_by_role("button", name="We have read it").click()
    page.get_by_role("button", name="Keep nothing. Erase it now").click()
    page.get_by_role("button", name="Close").click()
    return barriers, seen


@pytest.fixture
def page(new_phone: OpenPhone) -> Page:
    """A phone without signal: each worksheet is there after one visit."""
    OUTPUT.mkdir(exist_ok=True)
    phone = new_phone("dana", reduced_motion="reduce")
    page = phone.open()
    sign_in(page, "dana")
    wait_until_installed(page)
    page.reload()  # from here on the app comes from what is kept
    phone.cable.pull()
    open_tab(page, "Worksheets")
    return page


def test_no_part_of_any_worksheet_bars_anybody(page: Page) -> None:
    barriers = look(page, "ws-list")
    unseen: list[str] = []
    for template in SHOWN:
        found, seen = walk(page, template)
        barriers += found
        unseen += [f"{template.id}: {s.title}" for s in template.sections if s.title not in seen]

    assert barriers == []
    assert unseen == []
