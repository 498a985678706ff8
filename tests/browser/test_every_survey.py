"""Every part of what many people answer, on the page behind a survey's link."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from cairn_server.surveys.form import survey_form
from cairn_server.worksheets import Question, Section, Template, templates
from tests.browser.axe import violations
from tests.browser.conftest import OpenPhone
from tests.browser.drawing import draw
from tests.browser.hands import lend_hands
from tests.browser.profile_grep import files_holding
from tests.browser.server import CairnServer
from tests.browser.steps import sign_in
from tests.browser.test_nothing_kept import some_words, wait_until_written_down
from tests.browser.test_surveys import start_survey

WALKED = [template for template in templates().values() if template.survey]


def asked(template: Template) -> Iterator[tuple[Section, list[Question]]]:
    """Yield the parts of a survey: what the server counts, with what asks whether to take part."""
    form = survey_form(template)
    counted = {*form.tallies, *form.texts}
    for section in template.sections:
        questions = [q for q in section.questions if q.id in counted or "gate" in q.flags]
        if questions:
            yield section, questions


def answer_all(page: Page, template: Template, words: str) -> list[str]:
    """Answer everything; return what bars somebody in it."""
    barriers: list[str] = []
    parts = list(asked(template))
    for number, (section, questions) in enumerate(parts):
        expect(page.get_by_role("heading", level=1)).to_have_text(section.title)
        headings = page.locator(".question h2")
        expect(headings).to_have_text([question.text for question in questions])
        page.evaluate("() => hands.pickAll()")
        expect(page.locator(".choices")).to_have_count(
            page.locator(".choices:has(:checked)").count()
        )
        writes = page.get_by_role("button", name=re.compile(r"^Write\b"))
        expect(writes).to_have_count(sum(q.type in ("text", "longtext") for q in questions))
        for write in writes.all():
            write.click()
            page.keyboard.type(words)
            page.get_by_role("button", name="Done writing").click()
        barriers += violations(page)
        draw(page, f"{template.id}-{{}}-survey-{number + 1:02}.png")
        if number + 1 < len(parts):
            page.get_by_role("button", name="Next:").click()
    return barriers


@pytest.mark.parametrize("template", WALKED, ids=lambda template: str(template.id))
def test_every_part_of_a_survey_is_answered_and_the_phone_keeps_nothing(
    template: Template, new_phone: OpenPhone, server: CairnServer
) -> None:
    office = new_phone("office").open()
    sign_in(office, "carmen")
    path = start_survey(office, template.title)
    phone = new_phone("stranger", reduced_motion="reduce")
    page = phone.open(path)
    expect(page.get_by_role("heading", level=1)).to_have_text(template.title)
    barriers = violations(page)
    draw(page, f"{template.id}-{{}}-survey-00.png")
    lend_hands(page)
    words = some_words()
    page.get_by_role("button", name="Start", exact=True).click()
    barriers += answer_all(page, template, words)

    page.get_by_role("button", name="Send my answers").click()
    expect(page.get_by_text("Your answers were counted.")).to_be_visible()
    assert barriers + violations(page) == []
    draw(page, f"{template.id}-{{}}-survey-99.png")
    wait_until_written_down(phone)
    phone.kill()
    assert files_holding(phone.profile, [words]) == []
    assert words not in server.log.read_text()
    assert bool(files_holding(server.data, [words])) is bool(survey_form(template).texts)
