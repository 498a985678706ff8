"""Opening hours as people write them, as HSDS schedules.

Understood are a day or a span of days, then times, any number of each::

    Sunday: Closed Monday: 8:30-12:00 , 13:00-17:00  Tuesday: 9:00-17:00
    Mon-Fri 9am-5pm; Sat 9-noon
    M-F 8-5, Sat by appt; MWF 10-2; T/Th 9-3; Weekdays 9-5
    24/7

Anything else is kept word for word as a schedule's description, for people to read.
"""

from __future__ import annotations

import re
from typing import Any

from cairn_server.directory.importing.reading import Reading
from cairn_server.directory.said import said

__all__ = ["read_hours", "read_recurrence"]

WEEK = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
DAY = (
    r"(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?s?"
    r"|lunes|martes|mi[eé]rcoles|jueves|viernes|s[aá]bados?|domingos?"
)
DAYS = re.compile(
    rf"\b({DAY})\b\.?(?:\s*(-|–|to|through|thru|a|al)\s*({DAY})\b\.?)?\s*:?", re.IGNORECASE
)
TIME = r"(?:(\d{1,2})(?::(\d{2}))?\s*([ap])?\.?m?\.?|(noon|midnight|mediod[ií]a|medianoche))"
SPAN = re.compile(rf"\s*{TIME}\s*(?:-|–|to|a|until)\s*{TIME}\s*", re.IGNORECASE)
ALWAYS = re.compile(
    r"(?:open |available |abierto )?24\s*(?:hours?|horas?)?\s*[/,]?\s*(?:a day)?\s*[/,]?\s*7"
    r"(?:\s*days?)?(?:\s*/\s*365)?(?: a week)?",
    re.IGNORECASE,
)
SHORT = {
    "M": "Mon", "T": "Tue", "Tu": "Tue", "W": "Wed", "Th": "Thu", "F": "Fri",
    "Sa": "Sat", "Su": "Sun", "Lun": "lunes", "Mar": "martes", "Mié": "miércoles",
    "Mie": "miércoles", "Jue": "jueves", "Vie": "viernes", "Sáb": "sábado", "Sab": "sábado",
    "Dom": "domingo", "lun": "lunes", "mar": "martes", "mié": "miércoles", "mie": "miércoles",
    "jue": "jueves", "vie": "viernes", "sáb": "sábado", "sab": "sábado", "dom": "domingo",
}  # fmt: skip
# A letter alone is a day where a day or a time stands beside it, never within words.
SHORT_DAY = re.compile(
    rf"(?<![\w.])({'|'.join(sorted(SHORT, key=len, reverse=True))})"
    rf"(?=\.?\s*(?:[-–,/&:]|to\b|thru\b|through\b|a\b|al\b|y\b|and\b|by\b|con\b|\d|noon\b|$))"
)
RUN_TOGETHER = re.compile(r"(?<!\w)(?:MTWThF|MTWTh|MTThF|MWTh|MWF|MW|TTh|WF|MF|TF)(?=\W*\d)")
GROUP_DAYS = {
    "weekdays": "Mon-Fri", "weekends": "Sat-Sun", "daily": "Mon-Sun", "every day": "Mon-Sun",
    "todos los días": "Mon-Sun", "entre semana": "Mon-Fri",
}  # fmt: skip
GROUPS = re.compile(rf"\b(?:{'|'.join(GROUP_DAYS)})\b", re.IGNORECASE)
TIME_FIRST = re.compile(
    rf"({TIME}\s*(?:-|–|to|a)\s*{TIME})[,\s]+([A-Za-z][A-Za-z]*\.?(?:\s*[-–]\s*[A-Za-z]+\.?)?)",
    re.IGNORECASE,
)
ON_CALL = re.compile(
    r"\s*(?:is |are |only )?(?:by |with |on )?(?:appt\.?|appts\.?|appointments?|con cita"
    r"|cita previa|por cita|call ahead|call first|call|llame antes)(?: only)?\s*",
    re.IGNORECASE,
)
NAMES = dict(zip(WEEK, ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"), strict=True))
HALVES = re.compile(r"\d\s*[ap]\.?m?\b|noon|midnight|mediod|medianoche", re.IGNORECASE)
CLOSED = re.compile(r"\s*(?:closed|cerrado)\s*", re.IGNORECASE)
JOINT = re.compile(r"(?:and|y|&|,|/)", re.IGNORECASE)
MONTHLY = re.compile(
    rf"Repeats every month on the (first|second|third|fourth|fifth|last) ({DAY})\b.*?"
    r"-\s*(\d{1,2}:\d{2}[ap]m) to (\d{1,2}:\d{2}[ap]m)\s*$",
    re.IGNORECASE | re.DOTALL,
)
PLACES = {"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "last": -1}
STARTS = {"lu": "MO", "ma": "TU", "mi": "WE", "ju": "TH", "vi": "FR", "do": "SU"}

Hours = tuple[str, str]


def read_hours(text: str) -> Reading:
    """Return one weekly schedule for each different pair of hours, in the week's order."""
    if ALWAYS.fullmatch(text.strip()):
        return Reading((_weekly(list(WEEK), ("00:00", "23:59")),))
    days_by_hours: dict[Hours, list[str]] = {}
    worded: list[str] = []  # "Sat by appointment": nobody knows when
    repairs: list[str] = []
    as_written, text = text, with_long_days(text)
    heads = list(DAYS.finditer(text))
    if not heads or text[: heads[0].start()].strip(" .:;,"):
        return in_words(as_written)
    waiting: list[str] = []  # days named before the hours that they share: "Tue, Thu 9-5"
    bare: list[str] = []  # "Saturday:" and nothing behind it: what a form printed
    for head, following in zip(heads, [*heads[1:], None], strict=True):
        rest = text[head.end() : following.start() if following else len(text)].strip(" .;,\n")
        if not rest and head[0].endswith(":") and not waiting:
            bare += _span_of_days(head)
            continue
        waiting += _span_of_days(head)
        if not rest or JOINT.fullmatch(rest):
            continue
        days, waiting = waiting, []
        if CLOSED.fullmatch(rest):
            continue
        if ON_CALL.fullmatch(rest):
            worded.append(f"{', '.join(NAMES[day] for day in days)}: {rest}")
            continue
        for piece in re.split(r"\s*(?:,|&|\band\b|\by\b)\s*", rest):
            hours = _read_span(piece, repairs)
            if hours is None:
                return in_words(as_written)
            named = days_by_hours.setdefault(hours, [])
            named.extend(day for day in days if day not in named)
    if waiting or (bare and not days_by_hours) or (worded and not days_by_hours):
        return in_words(as_written)
    if bare:
        repairs.append(said("days without hours were left out: {days}", days=", ".join(bare)))
    schedules = [
        _weekly(sorted(days, key=WEEK.index), hours) for hours, days in days_by_hours.items()
    ]
    schedules.sort(key=lambda one: (WEEK.index(one["byday"][:2]), one["opens_at"]))
    if worded:
        schedules.append({"description": "; ".join(worded)})
        repairs.append(said("kept as words: {words}", words="; ".join(worded)))
    tidied = (said("hours are written as on a 24-hour clock"),) if HALVES.search(text) else ()
    return Reading(tuple(schedules), tuple(dict.fromkeys(repairs)), tidied)


def with_long_days(text: str) -> str:
    """Return the text with short names of days written so that they are known: ``M-F``, ``MWF``."""
    if turned := TIME_FIRST.fullmatch(text.strip()):
        text = f"{turned[10]} {turned[1]}"
    text = GROUPS.sub(lambda found: GROUP_DAYS[found[0].casefold()], text)
    text = RUN_TOGETHER.sub(
        lambda found: ", ".join(SHORT[day] for day in re.findall(r"Th|[MTWF]", found[0])), text
    )
    return SHORT_DAY.sub(lambda found: SHORT[found[1]], text)


def read_recurrence(text: str) -> Reading:
    """Return a monthly schedule where the text is plainly one, else its words."""
    if text.count("Repeats ") == 1 and (rule := MONTHLY.search(text)):
        opens, closes = _clock(rule[3]), _clock(rule[4])
        if opens and closes:
            byday = f"{PLACES[rule[1].casefold()]}{_code(rule[2])}"
            schedule = {"freq": "MONTHLY", "byday": byday, "opens_at": opens, "closes_at": closes}
            return Reading((schedule,))
    return in_words(text)


def in_words(text: str) -> Reading:
    """Return a schedule that only quotes the text."""
    words = " ".join(text.split())
    return Reading(({"description": words},), (said("kept as words: the hours could not be read"),))


def _weekly(days: list[str], hours: Hours) -> dict[str, Any]:
    return {
        "freq": "WEEKLY",
        "byday": ",".join(days),
        "opens_at": hours[0],
        "closes_at": hours[1],
    }


def _code(day: str) -> str:
    two = day[:2].casefold()
    if two == "sá":
        return "SA"
    return two.upper() if two.upper() in WEEK else STARTS[two]


def _span_of_days(head: re.Match[str]) -> list[str]:
    first = WEEK.index(_code(head[1]))
    if head[3] is None:
        return [WEEK[first]]
    last = WEEK.index(_code(head[3]))
    return [WEEK[(first + n) % 7] for n in range((last - first) % 7 + 1)]


def _read_span(text: str, repairs: list[str]) -> Hours | None:
    span = SPAN.fullmatch(text)
    if span is None:
        return None
    opens = _minutes(span[1], span[2], span[3], span[4])
    closes = _minutes(span[5], span[6], span[7], span[8])
    if opens is None or closes is None:
        return None
    if span[7] and not span[3] and not span[4] and span[7].casefold() == "p":
        # "9-5pm" opens in the morning, "1-5pm" in the afternoon.
        opens += 720 if opens < 7 * 60 else 0
    bare = not any((span[3], span[4], span[7], span[8])) and span[1][0] not in "0"
    if bare and 60 <= opens < 6 * 60 and opens < closes <= 8 * 60:
        opens, closes = opens + 720, closes + 720  # "8-12, 1-5": nobody opens at one at night
        repairs.append(said("{hours} is read as afternoon", hours=text.strip()))
    if closes <= opens and not is_overnight(opens, closes):
        if span[7] or span[8] or closes + 720 <= opens or closes >= 780:
            return None
        closes += 720
        repairs.append(
            said("{hours} closes before it opens: read as afternoon", hours=text.strip())
        )
    return _print(opens), _print(closes)


def _minutes(
    hour: str | None, minute: str | None, half: str | None, word: str | None
) -> int | None:
    if word is not None:
        return 720 if word.casefold() in ("noon", "mediodia", "mediodía") else 0
    hours, minutes = int(hour or 0), int(minute or 0)
    if half is not None:
        if not 1 <= hours <= 12:
            return None
        hours = hours % 12 + (12 if half.casefold() == "p" else 0)
    if hours == 24 and minutes == 0:
        return 23 * 60 + 59
    return hours * 60 + minutes if hours < 24 and minutes < 60 else None


def is_overnight(opens: int, closes: int) -> bool:
    """Return True for evening to morning, as in 20:00-8:00."""
    return opens >= 18 * 60 and closes <= 12 * 60


def _print(minutes: int) -> str:
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


def _clock(text: str) -> str | None:
    hour, _, rest = text.partition(":")
    minutes = _minutes(hour, rest[:2], rest[2:3], None)
    return None if minutes is None else _print(minutes)
