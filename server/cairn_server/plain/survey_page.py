"""A survey without scripts: one form in which every answer has the same length.

What travels is padded on the page with scripts, so that whoever watches the line learns nothing
from its length. A form cannot be padded; but a list that always sends one value of two letters
needs no padding. So every pick is such a list here, and questions for words are not asked.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import orjson

from cairn_server.plain.frame import address, page_of
from cairn_server.plain.markup import Child, Html, el
from cairn_server.plain.words import Words
from cairn_server.surveys.desk import Found
from cairn_server.worksheets.template import Question, QuestionType, Section

__all__ = ["SurveyWords", "read_form", "survey_message", "survey_page", "words_of_survey"]

FOLDER = Path(__file__).parent / "words" / "surveys"
NOT_SAID, SAID = "00", "01"
NUMBERS = ("1-800-799-7233", "1-844-762-8483", "988")
SurveyWords = Mapping[str, str]
"""What a template says in another language, by context."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One question that is asked here, with the list or lists that ask it."""

    section: Section
    question: Question
    options: Sequence[tuple[str, str]]  # ID and words


def words_of_survey(found: Found, language: str) -> SurveyWords:
    """Return the words of the survey's template; without them it speaks English."""
    if found.written is not None:
        words = found.written.get("words", {}).get(language, {})
        return {k: v for k, v in words.items() if isinstance(v, str)}
    return _compiled(language, found.template.id)


@cache
def _compiled(language: str, template_id: str) -> SurveyWords:
    try:
        words: SurveyWords = orjson.loads((FOLDER / language / f"{template_id}.json").read_bytes())
    except FileNotFoundError:
        return {}
    return words


def survey_page(
    found: Found,
    line: Mapping[str, Any] | None,
    words: Words,
    said: SurveyWords,
    *,
    once: str,
) -> bytes:
    """Return the form. `once` names this answer, so that it is counted once."""
    template = found.template
    texts = [question for question in template.questions if question.id in found.form.texts]
    promises = [
        words.t(
            "They are added to sums and then forgotten. Nobody can look at one person's answers."
        ),
        words.t(
            "Sums are shown once {smallest} people have answered. Small numbers stay hidden.",
            smallest=str(found.smallest),
        ),
        words.t(
            "While it arrives, whoever runs the server could see your internet address and the "
            "time. Cairn writes neither down."
        ),
        words.t("Your browser's history may show that you opened this page."),
    ]
    if texts:
        promises.append(
            words.t("Questions for your own words are only on the page that needs JavaScript.")
        )
    return _page(
        found,
        words,
        said.get(f"{template.id}#title", template.title),
        el("p", said.get(f"{template.id}#purpose", template.purpose), dir="auto"),
        el("p", words.t("It is about {area}.", area=found.area)) if found.area else None,
        el("h2", words.t("What happens to your answers")),
        el("ul", [el("li", one) for one in promises]),
        _lines(line, words),
        el(
            "form",
            el("input", type="hidden", name="once", value=once),
            list(_sections(found, words, said)),
            el("p", words.t("To send it means to take part. You can skip any question.")),
            el("p", el("button", words.t("Send my answers"), type="submit")),
            action=_path(found, words),
            method="post",
            autocomplete="off",
        ),
    )


def survey_message(
    found: Found | None, line: Mapping[str, Any] | None, words: Words, title: str, *told: str
) -> bytes:
    """Return a page that says what became of it."""
    return _page(found, words, title, [el("p", one) for one in told], _lines(line, words))


def read_form(found: Found, given: Mapping[str, str]) -> tuple[dict[str, object], list[str]]:
    """Return the answers by question, and the questions of which too much was picked."""
    answers: dict[str, object] = {}
    too_many = []
    for place, asked in enumerate(_asked(found, {})):
        question = asked.question
        if question.type is QuestionType.MULTI:
            picked = [
                option
                for n, (option, _) in enumerate(asked.options)
                if given.get(_name(place, n)) == SAID
            ]
            most = question.most_picks
            if most is not None and len(picked) > most:
                too_many.append(question.id)
            elif picked:
                answers[question.id] = picked
            continue
        value = given.get(_name(place), NOT_SAID)
        number = int(value) if value.isascii() and value.isdecimal() and len(value) == 2 else 0
        if 0 < number <= len(asked.options):
            answers[question.id] = asked.options[number - 1][0]
    return answers, too_many


def _page(found: Found | None, words: Words, title: str, *content: Child) -> bytes:
    path = f"/survey/{found.survey_id}" if found else "/"
    return page_of(words, title, *content, path=path, referrer="same-origin")


def _path(found: Found, words: Words) -> str:
    return address(words, "survey", found.survey_id)


def _asked(found: Found, said: SurveyWords) -> Iterator[Asked]:
    """Yield what is asked, in order. Only what the server counts."""
    for section in found.template.sections:
        for question in section.questions:
            tally = found.form.tallies.get(question.id)
            if tally is None:
                continue
            place = f"{found.template.id}/{section.id}/{question.id}"
            known = {one.id: one.text for one in question.options}
            if question.type is QuestionType.SCALE:
                known = {str(n): f"{n}: {label}" for n, label in enumerate(question.labels)}
                steps = {n: said.get(f"{place}/{n}#label", "") for n in known}
                known |= {n: f"{n}: {step}" for n, step in steps.items() if step}
            options = [
                (option, said.get(f"{place}/{option}#text") or known.get(option, ""))
                for option in tally.options
            ]
            yield Asked(section, question, options)


def _sections(found: Found, words: Words, said: SurveyWords) -> Iterator[Html]:
    before: Section | None = None
    for place, asked in enumerate(_asked(found, said)):
        section, question = asked.section, asked.question
        here = f"{found.template.id}/{section.id}"
        if section is not before:
            yield el("h2", said.get(f"{here}#title", section.title), dir="auto")
            intro = said.get(f"{here}#intro", section.intro or "")
            if intro:
                yield el("p", intro, dir="auto")
            before = section
        text = said.get(f"{here}/{question.id}#text", question.text)
        hint = said.get(f"{here}/{question.id}#help", question.help or "")
        yield _question(place, asked, text, hint, words)


def _question(place: int, asked: Asked, text: str, hint: str, words: Words) -> Html:
    question = asked.question
    told: Child = el("p", hint, dir="auto") if hint else None
    if question.show_if or asked.section.show_if:
        told = (told, el("p", words.t("Skip it if it does not fit what you said above.")))
    options = [(name, text or words.t("Not sure")) for name, text in asked.options]
    if question.type is not QuestionType.MULTI:
        choices = [(NOT_SAID, words.t("Skip"))]
        choices += [(f"{n:02}", name) for n, (_, name) in enumerate(options, start=1)]
        return el("div", _list(_name(place), text, choices), told)
    most = question.most_picks
    if most is not None:
        told = (told, el("p", words.t("Say yes to {most} at most.", most=str(most))))
    yes_no = [(NOT_SAID, "–"), (SAID, words.t("Yes"))]
    lists = [_list(_name(place, n), name, yes_no) for n, (_, name) in enumerate(options)]
    return el("fieldset", el("legend", text, dir="auto"), told, lists)


def _list(name: str, label: str, choices: Sequence[tuple[str, str]]) -> Html:
    options = [el("option", text, value=value) for value, text in choices]
    return el(
        "p",
        el("label", label, for_=name, dir="auto"),
        " ",
        el("select", options, name=name, id=name),
    )


def _name(place: int, option: int = 0) -> str:
    """Return an opaque name, as long as every other: browsers remember fields by their names."""
    return f"a{place:02}{option:02}"


def _lines(line: Mapping[str, Any] | None, words: Words) -> Html:
    told = [
        (words.t("National hotline"), NUMBERS[0]),
        (words.t("Tribal helpline"), NUMBERS[1]),
        (words.t("Call or text at any time"), NUMBERS[2]),
    ]
    if line is not None and isinstance(line.get("number"), str):
        told.insert(0, (words.t("Our 24-hour line"), line["number"]))
    items = [
        el("li", f"{name}: ", el("a", number, href="tel:" + _digits(number)))
        for name, number in told
    ]
    return el(
        "div",
        el("h2", words.t("If this brings up hard feelings")),
        el("ul", items),
    )


def _digits(number: str) -> str:
    return "".join(letter for letter in number if letter.isdigit() or letter == "+")
