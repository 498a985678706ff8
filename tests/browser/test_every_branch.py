"""Every branch of every worksheet's rules, on the real page; and then nothing of it anywhere."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from cairn_server.worksheets import Template, templates
from tests.browser.axe import violations
from tests.browser.conftest import OpenPhone
from tests.browser.drawing import draw
from tests.browser.profile_grep import files_holding
from tests.browser.server import CairnServer
from tests.browser.steps import open_tab, sign_in, wait_until_installed
from tests.browser.test_nothing_kept import some_words, wait_until_written_down
from tests.browser.walking import begin, end, fill_in, give, plans_of, see

# Groups' and surveys have screens of their own: see the tests beside this one.
WALKED = [t for t in templates().values() if t.about == "person" and not t.needs and not t.survey]

GUIDE = next(t for t in templates().values() if t.about == "guide")


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
        end(page, template)
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


def test_every_branch_opens_and_closes_and_nothing_stays(
    new_phone: OpenPhone, server: CairnServer
) -> None:
    phone = new_phone("dana", reduced_motion="reduce")
    page = phone.open()
    sign_in(page, "dana")
    wait_until_installed(page)
    open_tab(page, "Worksheets")
    typed: list[str] = []
    for template in WALKED:
        wrong, missed = walk_branches(page, template)
        assert wrong == []
        assert missed == waiting(template), template.id

        begin(page, template)
        open_all(page, template)
        typed.append(some_words())
        for number, _part in enumerate(fill_in(page, template, typed[-1])):
            draw(page, f"{template.id}-{{}}-{number + 1:02}.png")
        end(page, template)

    wait_until_written_down(phone)
    phone.kill()
    assert files_holding(phone.profile, typed) == []
    assert files_holding(server.data, typed) == []
    assert files_holding(server.log.parent, typed) == []


def test_the_guide_says_every_step_with_nothing_to_fill_in(new_phone: OpenPhone) -> None:
    page = new_phone("dana").open()
    sign_in(page, "dana")
    wait_until_installed(page)
    open_tab(page, "Worksheets")
    page.locator(f"#open-{GUIDE.id}").click()

    steps = page.locator("main section.step")
    expect(steps.get_by_role("heading", level=2)).to_have_text([q.text for q in GUIDE.questions])
    for question in GUIDE.questions:
        expect(steps.filter(has_text=question.help)).not_to_have_count(0)
    expect(steps.locator("input, textarea, select")).to_have_count(0)
    assert violations(page) == []
    draw(page, f"{GUIDE.id}-{{}}-01.png")
