"""The words of the pages in one language. The English text is a message's name, as in the app.

What is compiled from PO lies in ``words/``; without it a page speaks English.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path

import orjson

__all__ = ["Words", "best_language", "languages", "mark", "words_in"]

FOLDER = Path(__file__).parent / "words"
OWN_NAMES = {"en": "English", "es": "Español"}
RIGHT_TO_LEFT = frozenset("ar ckb dv fa he ps sd ug ur yi".split())
PLACEHOLDER = re.compile(r"\{(\w+)\}")
Said = Mapping[str, str | list[str]]


def mark(text: str) -> str:
    """Name a text for the translators that reaches `Words.t` by another way."""
    return text


DAYS = {
    "MO": mark("Monday"),
    "TU": mark("Tuesday"),
    "WE": mark("Wednesday"),
    "TH": mark("Thursday"),
    "FR": mark("Friday"),
    "SA": mark("Saturday"),
    "SU": mark("Sunday"),
}
MONTHS = (
    mark("January"),
    mark("February"),
    mark("March"),
    mark("April"),
    mark("May"),
    mark("June"),
    mark("July"),
    mark("August"),
    mark("September"),
    mark("October"),
    mark("November"),
    mark("December"),
)


class Words:
    """What a language says."""

    def __init__(self, language: str, said: Said, names: Mapping[str, str]) -> None:
        self.language = language
        self._said = said
        self._names = names  # of languages, by tag

    @property
    def direction(self) -> str:
        """Return "ltr" or "rtl"."""
        return "rtl" if self.language.partition("-")[0] in RIGHT_TO_LEFT else "ltr"

    @property
    def own_name(self) -> str:
        """Return what those who speak the language call it."""
        return OWN_NAMES.get(self.language, self.language)

    def t(self, text: str, **values: str) -> str:
        """Return the text in this language; ``{name}`` is replaced from `values`."""
        found = self._said.get(text)
        return _fill(found if isinstance(found, str) and found else text, values)

    def tn(self, one: str, many: str, n: int, **values: str) -> str:
        """Return a text that counts something; ``{n}`` is the number."""
        found = self._said.get(one)
        index = 0 if n == 1 else 1
        said = found[index] if isinstance(found, list) else (one, many)[index]
        return _fill(said, {**values, "n": str(n)})

    def language_name(self, tag: str) -> str:
        """Return a language's name, or its tag where nobody has named it."""
        name = self._names.get(tag) or self._names.get(tag.partition("-")[0]) or tag
        return name[:1].upper() + name[1:]

    def day_of_week(self, day: str) -> str:
        """Return "Monday" for "MO"."""
        return self.t(DAYS[day])

    def date(self, text: str) -> str:
        """Return "November 20, 2026" for 2026-11-20, and what is no date as it is."""
        try:
            day = date.fromisoformat(text)
        except ValueError:
            return text
        month = self.t(MONTHS[day.month - 1])
        return self.t("{month} {day}, {year}", month=month, day=str(day.day), year=str(day.year))

    def time(self, minutes: int) -> str:
        """Return "9:00 AM", from minutes since midnight."""
        hour, minute = divmod(minutes % 1440, 60)
        shown = f"{(hour - 1) % 12 + 1}:{minute:02}"
        return self.t("{time} AM", time=shown) if hour < 12 else self.t("{time} PM", time=shown)

    def days_ago(self, days: int) -> str:
        """Return "yesterday", "3 weeks ago"."""
        if days == 1:
            return self.t("yesterday")
        if days < 7:
            return self.tn("{n} day ago", "{n} days ago", days)
        if days < 30:
            return self.tn("{n} week ago", "{n} weeks ago", days // 7)
        if days < 365:
            return self.tn("{n} month ago", "{n} months ago", days // 30)
        return self.tn("{n} year ago", "{n} years ago", days // 365)


@cache
def words_in(language: str) -> Words:
    """Return the words of one of `languages`."""
    names = _read(f"languages/{language.partition('-')[0]}.json")
    return Words(language, _read(f"{language}.json"), {k: str(v) for k, v in names.items()})


@cache
def languages() -> tuple[str, ...]:
    """Return the tags of the languages that there are words in, English first."""
    return ("en", *sorted({"es", *(file.stem for file in FOLDER.glob("*.json"))}))


def best_language(accepted: str) -> str:
    """Return the language that an Accept-Language header asks for most, of those there are."""
    wanted: list[tuple[float, int, str]] = []
    for place, item in enumerate(accepted.split(",")[:20]):
        tag, _, weight = item.partition(";q=")
        try:
            wanted.append((-float(weight or 1), place, tag.strip().lower()))
        except ValueError:
            continue
    for fall, _, tag in sorted(wanted):
        for known in languages():
            if fall < 0 and (tag == known.lower() or tag.startswith(f"{known.lower()}-")):
                return known
    return "en"


def _read(name: str) -> Said:
    try:
        found: Said = orjson.loads((FOLDER / name).read_bytes())
    except FileNotFoundError:
        return {}
    return found


def _fill(text: str, values: Mapping[str, str]) -> str:
    return PLACEHOLDER.sub(lambda found: values.get(found[1], found[0]), text)
