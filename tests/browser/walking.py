"""Going through a worksheet as fast as the page can draw it, and what it ought to show.

The hands are a script in the page: a person's taps, without the time between them. What
ought to be on screen is worked out here, from the template and the answers alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from playwright.sync_api import Page

from cairn_server.worksheets import Question, Section, Template
from cairn_server.worksheets.show_if import Answer, ShowIf, Test, holds

__all__ = ["Plan", "begin", "end", "fill_in", "give", "plans_of", "see", "shown"]

HANDS = """() => {
  const settled = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
  const tap = async (what) => { what.click(); await settled(); };
  const main = () => document.querySelector("main");
  const button = (words, from = main()) =>
    [...from.querySelectorAll("button")].find((one) => one.innerText.trim() === words);
  const until = async (find) => {
    for (let n = 0; n < 300; n++) {
      const found = find();
      if (found) return found;
      await settled();
    }
    throw new Error(`never there: ${find}`);
  };
  const question = (id) => document.getElementById(`question-${id}`);
  const show = async (at) => {
    const hidden = at.querySelector(".mask-show");
    if (hidden) await tap(hidden);
  };
  const hands = {
    parts: async () => {
      const all = button("All parts") ?? button("Choose a part");
      if (all) await tap(all);
      return [...main().querySelectorAll(".part-choice strong")].map((one) => one.innerText);
    },
    part: async (title) => {
      if (main().querySelector("h1").innerText === title) return;
      await hands.parts();
      const choices = [...main().querySelectorAll(".part-choice")];
      await tap(choices.find((one) => one.querySelector("strong").innerText === title));
    },
    questions: () => [...main().querySelectorAll("[id^=question-]")].map(({ id }) => id.slice(9)),
    // False: this version cannot offer it.
    pick: async (id, words, wanted) => {
      await show(question(id));
      const label = [...question(id).querySelectorAll(".check")]
        .find((one) => one.innerText.trim() === words);
      if (!label) return false;
      const input = label.querySelector("input");
      if (input.checked !== wanted) await tap(input);
      return true;
    },
    write: async (one, at, words) => {
      await tap(at);
      const field = one.querySelector("textarea");
      Object.getOwnPropertyDescriptor(Object.getPrototypeOf(field), "value").set.call(field, words);
      field.dispatchEvent(new InputEvent("input", { bubbles: true }));
      await settled();
    },
    writeAll: async (words) => {
      let written = 0;
      for (const one of main().querySelectorAll(".question")) {
        await show(one);
        const add = button("Add one", one);
        if (add) await tap(add);
        for (;;) {
          await show(one);
          const at = button("Write", one);
          if (!at) break;
          await hands.write(one, at, `${words} ${++written}`);
          await show(one);
          await tap(button("Done writing", one));
        }
      }
      return written;
    },
    begin: async (id) => {
      await tap(await until(() => document.getElementById(`open-${id}`)));
      await until(() => button("Choose a part"));
    },
    end: async () => {
      for (const words of ["We are done", "Keep nothing. Erase it now", "Close"])
        await tap(await until(() => button(words)));
    },
  };
  window.hands = hands;
}"""


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
    if not page.evaluate("() => 'hands' in window"):
        page.evaluate(HANDS)
    page.evaluate("(id) => hands.begin(id)", template.id)


def end(page: Page) -> None:
    page.evaluate("() => hands.end()")


def give(page: Page, template: Template, plan: Plan) -> dict[str, Answer] | None:
    """Answer as planned; return the answers, or None where this version offers no such answer."""
    answers: dict[str, Answer] = {}
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


def fill_in(page: Page, template: Template, words: str) -> Iterator[tuple[str, int]]:
    """Open all that answers can open, write in every field; yield each part, and its fields."""
    for section in template.sections:
        if section.title not in page.evaluate("() => hands.parts()"):
            continue
        page.evaluate("(title) => hands.part(title)", section.title)
        yield section.title, page.evaluate("(words) => hands.writeAll(words)", words)
