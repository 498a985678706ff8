"""Every branch of what groups fill in, on the real page; what is only talked about is nowhere."""

from __future__ import annotations

from functools import partial

from playwright.sync_api import Page, expect

from cairn_server.worksheets import Section, Template, templates
from cairn_server.worksheets.show_if import Answer
from tests.browser.axe import violations
from tests.browser.conftest import OpenPhone
from tests.browser.drawing import draw
from tests.browser.profile_grep import files_holding
from tests.browser.server import CairnServer
from tests.browser.steps import open_tab, send_and_receive, sign_in, wait_until_installed
from tests.browser.test_nothing_kept import some_words, wait_until_written_down
from tests.browser.waiting import wait_for
from tests.browser.walking import (
    begin,
    end,
    give,
    kept_in_groups,
    parts_there,
    plans_of,
    see,
    shown,
    write_in,
)

WALKED = [template for template in templates().values() if template.about == "group"]
# Asked of those who say that it is their own view: the survey without names is for them.
NEVER_ASKED = {"i-collaborative-reflection": {"role"}}


def walk_branches(page: Page, template: Template) -> tuple[list[str], set[str]]:
    """Return what was wrong, and the places that no answer reaches; answers add up in a run."""
    wrong: list[str] = []
    missed = {plan.place for plan in plans_of(template)}
    answers: dict[str, Answer] = {}
    for plan in plans_of(template):
        given = give(page, template, plan, answers)
        assert given is not None, f"{template.id}: no such answer is offered: {plan}"
        answers = given
        wrong += [f"{template.id}: {one}" for one in see(page, template, answers, plan.place)]
        missed -= {place for part in shown(template, answers).values() for place in part}
    return wrong, missed


def open_all(page: Page, template: Template) -> None:
    """Give the answers that open something, one's own view left out."""
    for plan in plans_of(template):
        opens = all(wanted for _, wanted in plan.tests)
        if opens and plan.place not in NEVER_ASKED.get(template.id, ()):
            give(page, template, plan)


def kinds_on(section: Section) -> set[str]:
    """Return what there is to look at on a part, each once."""
    return {f"{q.type}{q.flags}{kept_in_groups(section) >= {q.id}}" for q in section.questions}


def fill_in(page: Page, template: Template, words: dict[bool, str], looked_at: set[str]) -> None:
    """Answer all there is; the words are those for what is kept (True), and what is not."""
    for number, section in enumerate(parts_there(page, template)):
        kept = kept_in_groups(section)
        there = set(page.evaluate("() => hands.questions()"))
        write_in(page, section, words[True], there & kept)
        write_in(page, section, words[False], there - kept)
        page.evaluate("() => hands.pickAll()")
        if not kinds_on(section) <= looked_at:
            looked_at |= kinds_on(section)
            assert violations(page) == [], section.title
        draw(page, f"{template.id}-{{}}-{number + 1:02}.png")
    expect(page.locator(".save-state")).to_contain_text("Saved on this phone")


def test_every_branch_of_a_groups_opens_and_closes_and_only_what_is_kept_stays(
    new_phone: OpenPhone, server: CairnServer
) -> None:
    phone = new_phone("dana", reduced_motion="reduce")
    page = phone.open()
    sign_in(page, "dana")
    wait_until_installed(page)
    open_tab(page, "Worksheets")
    kept: list[str] = []
    talked: list[str] = []
    looked_at: set[str] = set()
    for template in WALKED:
        begin(page, template)
        wrong, missed = walk_branches(page, template)
        assert wrong == []
        assert missed == NEVER_ASKED.get(template.id, set()), template.id

        open_all(page, template)
        words = {True: some_words(), False: some_words()}
        kept.append(words[True])
        talked.append(words[False])
        fill_in(page, template, words, looked_at)
        if template != WALKED[-1]:  # the browser is killed in the middle of the last
            end(page, template)

    send_and_receive(page)
    wait_until_written_down(phone)
    phone.kill()
    for one in kept:  # the search finds what is there
        assert files_holding(phone.profile, [one])
        wait_for(partial(files_holding, server.data, [one]))
    assert files_holding(phone.profile, talked) == []
    assert files_holding(server.data, talked) == []
    assert files_holding(server.log.parent, talked) == []
