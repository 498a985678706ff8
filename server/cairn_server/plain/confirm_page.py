"""A partner's page without scripts: its own entry, and two forms to say what is so."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from cairn_server.plain.frame import address, page_of
from cairn_server.plain.hours import hours_lines
from cairn_server.plain.markup import Child, Html, el
from cairn_server.plain.telling import address_line, cost_lines, language_words, phone_line
from cairn_server.plain.words import Words, mark

__all__ = ["WRONG", "confirm_message", "confirm_page"]

Told = Mapping[str, Any]
NOTE_LETTERS = 500
WRONG = {
    "wrong_number": mark("The phone number is wrong"),
    "wrong_hours": mark("The hours are wrong"),
    "moved": mark("It has moved"),
    "closed": mark("It has closed"),
    "other": mark("Something else"),
}


def confirm_page(entry: Told, token: str, words: Words, today: str, *, problem: str = "") -> bytes:
    """Return the entry as its partner may see it, with what can be said of it."""
    checked = entry.get("assured_date")
    return _page(
        token,
        words,
        words.t("Is this still true?"),
        el("p", el("strong", problem), class_="notice", role="alert") if problem else None,
        el(
            "p",
            words.t(
                "This is what our directory says about your service. "
                "People in danger call the number that stands here."
            ),
        ),
        el("h2", entry["name"], dir="auto"),
        el("p", entry["organization"], dir="auto") if entry.get("organization") else None,
        el("p", words.t("Last checked: {day}", day=words.date(checked))) if checked else None,
        [_fact(title, lines) for title, lines in _facts(entry, words, today)],
        _form(
            token,
            words,
            el("p", el("button", words.t("All still true"), type="submit", name="all", value="1")),
        ),
        el("h2", words.t("Something is not right")),
        _corrections(entry, token, words),
        el("p", words.t("This link works once. Nothing is stored on your phone or computer.")),
    )


def confirm_message(token: str, words: Words, title: str, *told: str) -> bytes:
    """Return a page that says what became of it, or why the link does not open."""
    return _page(token, words, title, [el("p", one) for one in told])


def _page(token: str, words: Words, title: str, *content: Child) -> bytes:
    return page_of(words, title, *content, path=f"/confirm/{token}", referrer="same-origin")


def _form(token: str, words: Words, *content: Child) -> Html:
    return el(
        "form", content, action=address(words, "confirm", token), method="post", autocomplete="off"
    )


def _corrections(entry: Told, token: str, words: Words) -> Html:
    boxes = [
        el(
            "p",
            el("input", type="checkbox", name="wrong", value=value, id=value),
            " ",
            el("label", words.t(text), for_=value),
        )
        for value, text in WRONG.items()
    ]
    note: Child = el(
        "p",
        words.t("An editor will call you. To keep your place safe, nothing can be written here."),
    )
    if not entry["private_places"]:
        note = (
            el("p", el("label", words.t("What would be right?"), for_="note")),
            el(
                "p",
                words.t("Write about the service only. Never write a secret address here."),
                id="about-note",
            ),
            el(
                "p",
                el(
                    "textarea",
                    name="note",
                    id="note",
                    rows="4",
                    maxlength=str(NOTE_LETTERS),
                    aria_describedby="about-note",
                ),
            ),
        )
    return _form(
        token,
        words,
        el("fieldset", el("legend", words.t("What is wrong?")), boxes),
        note,
        el("p", el("button", words.t("Send"), type="submit")),
    )


def _fact(title: str, lines: Iterable[str]) -> Html | None:
    told = [el("p", line, dir="auto") for line in lines if line]
    return el("section", el("h3", title), told) if told else None


def _facts(entry: Told, words: Words, today: str) -> list[tuple[str, list[str]]]:
    def texts(*names: str) -> list[str]:
        return [entry[name] for name in names if name in entry]

    phones = [phone_line(one, words) for one in entry.get("phones", ())]
    private = words.t("The address is private. It stands nowhere in the directory.")
    areas = [one["name"] for one in entry.get("service_areas", ()) if "name" in one]
    return [
        (
            words.t("Phone numbers"),
            [f"{one.text} ({one.note})" if one.note else one.text for one in phones],
        ),
        (words.t("Hours"), hours_lines(entry.get("schedules", ()), words, today)),
        (words.t("What it is"), texts("description", "alert")),
        (words.t("Who it serves"), texts("eligibility_description")),
        (words.t("How to get it"), texts("application_process")),
        (words.t("Cost"), cost_lines(entry, words)),
        (
            words.t("Languages"),
            [
                ", ".join(language_words(one, words) for one in entry.get("languages", ())),
                *texts("interpretation_services"),
            ],
        ),
        (
            words.t("Where"),
            [
                *(address_line(one) for one in entry["addresses"]),
                private if entry["private_places"] else "",
                words.t("Serves: {areas}", areas=", ".join(areas)) if areas else "",
            ],
        ),
        (words.t("Online"), texts("url", "email")),
    ]
