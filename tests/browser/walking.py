"""Going through a worksheet as fast as the page can draw it, and what it ought to show.

What ought to be on screen is worked out here, from the template and the answers alone.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from playwright.sync_api import Page

from cairn_server.worksheets import Question, Section, Template
from cairn_server.worksheets.show_if import Answer, ShowIf, Test, holds
from tests.browser.hands import lend_hands

__all__ = [
    "Plan",
    "begin",
    "end",
    "fill_in",
    "give",
    "kept_in_groups",
    "parts_there",
    "plans_of",
    "see",
    "shown",
    "write_in",
]

# One's own view is for the survey without names: a group's worksheet asks no further.
OWN_VIEW = ("mode", "one")


def shown(template: Template, answers: Mapping[str, Answer]) -> dict[str, list[str]]:
    """Return the IDs of the questions on screen by their part's title; hidden answers are none."""
    kept: dict[str, Answer] = {}
    parts: dict[str, list[str]] = {}
    for section in template.sections:
        if section.rule and not holds(section.rule, kept):
            continue
        parts[section.title] = []
        for question in section.questions:
            if question.rule and not holds(question.rule, kept):
                continue
            parts[section.title].append(question.id)
            if question.id in answers:
                kept[question.id] = answers[question.id]
            if template.about == "group" and (question.id, kept.get(question.id)) == OWN_VIEW:
                return parts
    return parts


@dataclass(frozen=True, slots=True)
class Plan:
    """Answers in order: after them the place is on screen, or it is not."""

    place: str
    tests: tuple[tuple[Test, bool], ...]  # each comparison, and whether it is to hold


def plans_of(template: Template) -> Iterator[Plan]:
    """Yield every way to open what stands on a rule, and each single way to close it."""
    for place, rule in _ruled(template):
        for group in rule.any_of:
            before = _reaching(template, group)
            for way in _ways(group):
                yield Plan(place, (*before, *((test, True) for test in way)))
            for closing in group:
                yield Plan(place, (*before, *((test, test is not closing) for test in group)))


def _ruled(template: Template) -> Iterator[tuple[str, ShowIf]]:
    for section in template.sections:
        if section.rule:
            yield section.id, section.rule
        for question in section.questions:
            if question.rule:
                yield question.id, question.rule


def _ways(group: tuple[Test, ...]) -> list[tuple[Test, ...]]:
    ways: list[tuple[Test, ...]] = [()]
    for test in group:
        ones = [Test(test.field, test.operator, (v,)) for v in test.values] or [test]
        ways = [(*way, one) for way in ways for one in (ones if test.operator == "in" else [test])]
    return ways


def _reaching(template: Template, group: tuple[Test, ...]) -> tuple[tuple[Test, bool], ...]:
    """Return what has to hold before the questions that `group` compares are on screen."""
    found: list[tuple[Test, bool]] = []
    for test in group:
        section, question = _home(template, test.field)
        for rule in (section.rule, question.rule):
            if rule:
                found += _reaching(template, rule.any_of[0])
                found += [(one, True) for one in rule.any_of[0]]
    return tuple(found)


def _home(template: Template, question_id: str) -> tuple[Section, Question]:
    return next((s, q) for s in template.sections for q in s.questions if q.id == question_id)


def begin(page: Page, template: Template) -> None:
    """Open one with a person, or a new run of a group's."""
    lend_hands(page)
    way = "beginRun" if template.about == "group" else "begin"
    page.evaluate(f"(id) => hands.{way}(id)", template.id)


def end(page: Page, template: Template) -> None:
    """Go back to the list; what is in memory alone ends."""
    page.evaluate(f"() => hands.{'endRun' if template.about == 'group' else 'end'}()")


def give(
    page: Page, template: Template, plan: Plan, before: Mapping[str, Answer] | None = None
) -> dict[str, Answer] | None:
    """Answer as planned; return all answers, or None where this version offers no such answer."""
    answers = dict(before or {})
    for test, wanted in plan.tests:
        section, question = _home(template, test.field)
        if question.id not in shown(template, answers).get(section.title, []):
            return None  # another way of the same rule leads there
        page.evaluate("(title) => hands.part(title)", section.title)
        answer = _answer_for(template, question, test, wanted, answers.get(question.id))
        if answer is None:
            continue
        for words, is_on in answer[1]:
            if not page.evaluate("(one) => hands.pick(...one)", [question.id, words, is_on]):
                needy = any(option.needs for option in question.options)
                assert needy, f"{question.id}: {words!r} is not on screen"
                return None
        answers[question.id] = answer[0]
        if answer[0] == []:
            del answers[question.id]
    return answers


def _answer_for(
    template: Template, question: Question, test: Test, wanted: bool, before: Answer | None
) -> tuple[Answer, list[tuple[str, bool]]] | None:
    """Return an answer for which the comparison is as wanted, and the taps; None: leave it."""
    words = {option.id: option.text for option in question.options}
    words |= {str(step): f"{step}: {label}" for step, label in enumerate(question.labels)}
    if template.about == "person":
        words.setdefault("unsure", "Not sure")
    if question.type == "multi":
        picked = [str(one) for one in before] if isinstance(before, list) else []
        value = test.values[0] if test.values else next(iter(words))
        if wanted == (value in picked):
            return None
        after = [*picked, value] if wanted else [one for one in picked if one != value]
        return list(after), [(words[value], wanted)]
    if test.operator == "not empty":
        if not wanted:
            return None
        value = next(iter(words))
    else:
        is_in = wanted != (test.operator == "!=")
        value = next(one for one in words if (one in test.values) == is_in)
    return value, [(words[value], True)]


def see(page: Page, template: Template, answers: Mapping[str, Answer], place: str) -> list[str]:
    """Return where the parts, or the questions of the place's part, are others than expected."""
    expected = shown(template, answers)
    titles = page.evaluate("() => hands.parts()")
    wrong = [] if titles == list(expected) else [f"{place}: parts {titles}"]
    for section in template.sections:
        holds_place = place in (section.id, *(question.id for question in section.questions))
        if holds_place and section.title in expected and not wrong:
            page.evaluate("(title) => hands.part(title)", section.title)
            seen = page.evaluate("() => hands.questions()")
            if seen != expected[section.title]:
                wrong.append(f"{place}: {seen}, not {expected[section.title]}")
    return wrong


def fill_in(page: Page, template: Template, words: str) -> Iterator[Section]:
    """Write in every field of every part that is there; yield each part."""
    for section in parts_there(page, template):
        write_in(page, section, words, page.evaluate("() => hands.questions()"))
        yield section


def write_in(page: Page, section: Section, words: str, ids: Collection[str]) -> int:
    """Write in every field of these questions of a part on screen; return how many there were."""
    there = [question for question in section.questions if question.id in ids]
    asked = [question for question in there if "by_hand" not in question.flags]
    types = [str(one) for q in asked for one in (q.type, *(field.type for field in q.fields))]
    wanted = sum(one in ("text", "longtext") for one in types)
    written: int = page.evaluate(
        "([words, ids]) => hands.writeAll(words, ids)", [words, sorted(ids)]
    )
    assert written == wanted, f"{section.title}: {written} fields, not {wanted}"
    return written


def parts_there(page: Page, template: Template) -> Iterator[Section]:
    """Open each part that is there, in order."""
    for section in template.sections:
        if section.title in page.evaluate("() => hands.parts()"):
            page.evaluate("(title) => hands.part(title)", section.title)
            yield section


def kept_in_groups(section: Section) -> set[str]:
    """Return the questions whose answers the shared space keeps."""
    return {q.id for q in section.questions if q.sensitivity == 0 and "nosave" not in q.flags}
