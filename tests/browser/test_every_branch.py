"""Every branch of every worksheet's rules, on the real page; and then nothing of it anywhere."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from playwright.sync_api import Page

from cairn_server.worksheets import Template, templates
from tests.browser.conftest import OpenPhone
from tests.browser.profile_grep import files_holding
from tests.browser.server import CairnServer
from tests.browser.steps import open_tab, sign_in, wait_until_installed
from tests.browser.test_nothing_kept import some_words, wait_until_written_down
from tests.browser.walking import begin, end, fill_in, give, plans_of, see

# Those of one person's; a group's and a survey have screens of their own.
WALKED = [t for t in templates().values() if t.about == "person" and not t.needs and not t.survey]
PICTURES = Path(__file__).parent / "output" / "worksheets"
# Taken out: the server knows its own settings, and refuses to start with another.
DRAWS = os.environ.pop("CAIRN_SCREENSHOTS", "") == "1"


def walk_branches(page: Page, template: Template) -> tuple[list[str], set[str]]:
    """Return what was wrong, and the places that no answer of this version reaches."""
    wrong: list[str] = []
    reached: set[str] = set()
    missed: set[str] = set()
    for plan in plans_of(template):
        begin(page, template)
        answers = give(page, template, plan)
        opens = all(wanted for _, wanted in plan.tests)
        if opens:
            (missed if answers is None else reached).add(plan.place)
        if answers is not None:
            wrong += [f"{template.id}: {one}" for one in see(page, template, answers, plan.place)]
        end(page)
    return wrong, missed - reached


def waiting(template: Template) -> set[str]:
    """Return the places that only an answer opens that this version cannot offer yet."""
    needy = {
        (question.id, option.id)
        for question in template.questions
        for option in question.options
        if {*option.needs} - {"copy"}
    }
    return {
        question.id
        for question in template.questions
        if question.rule
        and all(t.values for t in question.rule.tests)
        and all((t.field, value) in needy for t in question.rule.tests for value in t.values)
    }


def open_all(page: Page, template: Template) -> None:
    """Give each first answer that opens something, as far as they agree with each other."""
    seen: set[str] = set()
    for plan in plans_of(template):
        if plan.place not in seen and all(wanted for _, wanted in plan.tests):
            seen.add(plan.place)
            give(page, template, plan)


def draw(page: Page, name: str) -> None:
    """Keep the whole part in both languages, at a phone's width."""
    for language, words in (("es", "Español"), ("en", "English")):
        page.get_by_role("button", name=words, exact=True).click()
        page.wait_for_function("(tag) => document.documentElement.lang === tag", arg=language)
        height = page.evaluate("() => document.querySelector('main').scrollHeight")
        page.set_viewport_size({"width": 360, "height": max(640, height + 150)})
        page.screenshot(path=PICTURES / name.format(language))
        page.set_viewport_size({"width": 360, "height": 640})


@pytest.mark.skipif(not WALKED, reason="no worksheet is shown")
def test_every_branch_opens_and_closes_and_nothing_stays(
    new_phone: OpenPhone, server: CairnServer
) -> None:
    phone = new_phone("dana", reduced_motion="reduce")
    page = phone.open()
    sign_in(page, "dana")
    wait_until_installed(page)
    open_tab(page, "Worksheets")
    typed: list[str] = []
    fields = 0
    for template in WALKED:
        wrong, missed = walk_branches(page, template)
        assert wrong == []
        assert missed == waiting(template), template.id

        begin(page, template)
        open_all(page, template)
        typed.append(some_words())
        for number, (_title, written) in enumerate(fill_in(page, template, typed[-1])):
            fields += written
            if DRAWS:
                PICTURES.mkdir(parents=True, exist_ok=True)
                draw(page, f"{template.id}-{{}}-{number + 1:02}.png")
        end(page)
    assert fields > 60, "the walk did not reach the worksheets' fields"

    wait_until_written_down(phone)
    phone.kill()
    assert files_holding(phone.profile, typed) == []
    assert files_holding(server.data, typed) == []
    assert files_holding(server.log.parent, typed) == []
