"""Parts of an entry in plain words: phones, costs, ages, how old it is. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from cairn_server.directory.publishing.vocabulary import TERMS
from cairn_server.directory.verification import is_due
from cairn_server.plain.words import Words, mark

__all__ = [
    "CATEGORY_WORDS",
    "SERVED_WORDS",
    "STATUS_WORDS",
    "Line",
    "address_line",
    "age_words",
    "ages_words",
    "codes_of",
    "cost_lines",
    "first_with_any",
    "language_words",
    "phone_line",
    "takes_calls",
    "takes_texts",
]

Told = Mapping[str, Any]
"""An object as HSDS has it."""

CATEGORY_WORDS = {
    "hotline": mark("Crisis line"),
    "shelter": mark("Shelter"),
    "legal": mark("Legal help"),
    "housing": mark("Housing"),
    "food": mark("Food"),
    "money": mark("Money"),
    "health": mark("Health care"),
    "mental-health": mark("Counseling"),
    "children": mark("Children"),
    "immigration": mark("Immigration"),
    "transport": mark("Rides"),
    "pets": mark("Pets"),
    "tribal": mark("Tribal programs"),
    "other": mark("Other help"),
}
SERVED_WORDS = {
    "women": mark("Women"),
    "men": mark("Men"),
    "trans-and-nonbinary": mark("Trans and nonbinary people"),
    "lgbtq": mark("LGBTQ+ people"),
    "children": mark("Children"),
    "teens": mark("Teens"),
    "teen-boys": mark("Teen boys with a parent"),
    "older-adults": mark("Older adults"),
    "disabled": mark("People with disabilities"),
    "deaf": mark("Deaf people"),
    "immigrants": mark("Immigrants"),
    "native": mark("Native people"),
    "veterans": mark("Veterans"),
    "pets": mark("People with pets"),
    "people-who-caused-harm": mark("People who caused harm"),
}
STATUS_WORDS = {
    "temporarily closed": mark("Closed for a while"),
    "inactive": mark("Not running now"),
    "defunct": mark("Closed for good"),
}
FREE = re.compile(
    r"\s*(free|no (cost|fee|charge)s?|gratis|gratuito)\b(?! (parking|trial))", re.IGNORECASE
)
FREE_ALONE = re.compile(r"\s*(free|gratis|gratuito)\.?\s*", re.IGNORECASE)
SIGNS = {"USD": "$", "CAD": "CA$", "MXN": "MX$", "EUR": "€"}


@dataclass(frozen=True, slots=True)
class Line:
    """One line of an entry; what can be followed has an address."""

    text: str
    href: str = ""  # "": nothing to follow
    note: str = ""  # after the link
    more: tuple[str, str] = ("", "")  # another way: what it says, and its address


def first_with_any(name: str, *told: Told) -> Sequence[Told]:
    """Return the first of these lists that has anything in it."""
    return next((one[name] for one in told if one.get(name)), [])


def codes_of(service: Told, prefix: str) -> list[str]:
    """Return Cairn's own short words: `help` for kinds of help, `for` for who is served."""
    own = (TERMS.get(one.get("taxonomy_term_id", "")) for one in service.get("attributes", ()))
    codes = (term["code"].partition("-") for term in own if term is not None)
    return [word for start, _, word in codes if start == prefix]


# -- Phones -------------------------------------------------------------------


def takes_calls(phone: Told) -> bool:
    """Tell whether the number is for talking: not a fax, a pager, or texts alone."""
    return phone.get("type", "voice") not in ("fax", "pager", "text", "video")


def takes_texts(phone: Told) -> bool:
    """Tell whether the number takes text messages, as its type says."""
    return phone.get("type") in ("text", "cell")


def phone_line(phone: Told, words: Words) -> Line:
    """Return the number with what calls it, or writes to it."""
    number, extension = str(phone["number"]), str(phone.get("extension", ""))
    shown = (
        words.t("{number} ext. {extension}", number=number, extension=extension)
        if extension
        else number
    )
    dialled = re.sub(r"[^\d+*#]", "", number)
    after = re.sub(r"\D", "", extension)
    note = str(phone.get("description", ""))
    kind = phone.get("type", "voice")
    if takes_calls(phone):
        if kind == "textphone":
            note = ", ".join(filter(None, (words.t("text telephone (TTY)"), note)))
        more = (words.t("Text {number}", number=number), f"sms:{dialled}")
        texts = more if takes_texts(phone) else ("", "")
        return Line(shown, f"tel:{dialled}{',' if after else ''}{after}", note, texts)
    if takes_texts(phone):
        return Line(words.t("Text {number}", number=shown), f"sms:{dialled}", note)
    named = {"fax": mark("Fax {number}"), "video": mark("Video call {number}")}
    return Line(words.t(named.get(kind, mark("Pager {number}")), number=shown), "", note)


# -- The rest -----------------------------------------------------------------


def age_words(service: Told, words: Words, today: date) -> str:
    """Return how long ago the entry was checked, and what to do about it."""
    try:
        days = (today - date.fromisoformat(service.get("assured_date", ""))).days
    except ValueError:
        return words.t("No one has checked this yet: call first")
    if days <= 0:
        return words.t("Checked today")
    when = words.days_ago(days)
    kinds = service.get("categories") or codes_of(service, "help")
    if is_due({**service, "categories": list(kinds)}, today):
        return words.t("Last checked {when}. Call first.", when=when)
    return words.t("Checked {when}", when=when)


def ages_words(service: Told, words: Words) -> str:
    """Return whom it takes by age; "": anybody."""
    low, high = (service.get(name) for name in ("minimum_age", "maximum_age"))
    if low is not None and high is not None:
        return words.t("Ages {from} to {to}", **{"from": _number(low), "to": _number(high)})
    if low is not None:
        return words.t("Age {from} and older", **{"from": _number(low)})
    return words.t("Up to age {to}", to=_number(high)) if high is not None else ""


def cost_lines(service: Told, words: Words) -> list[str]:
    """Return what it costs."""
    lines = [_cost(one) for one in service.get("cost_options", ())]
    lines.append(service.get("fees_description", service.get("fees", "")))
    # The word alone is said in the reader's language; a longer text stays as it was written.
    told = [words.t("Free") if FREE_ALONE.fullmatch(line) else line for line in lines if line]
    if not told and _is_free(service):
        return [words.t("Free")]
    return told


def _cost(option: Told) -> str:
    amount = option.get("amount", 0)
    price = ""
    if amount > 0:
        currency = option.get("currency", "USD")
        sign = SIGNS.get(currency)
        price = f"{sign}{amount:,.2f}" if sign else f"{_number(amount)} {currency}"
    first = ": ".join(filter(None, (option.get("option", ""), price)))
    return ". ".join(filter(None, (first, option.get("amount_description", ""))))


def _is_free(service: Told) -> bool:
    options = service.get("cost_options", ())
    return bool(options) and all(
        one.get("amount") == 0 or FREE.match(one.get("option", "")) for one in options
    )


def language_words(language: Told, words: Words) -> str:
    """Return the language's name in the language of the page."""
    code, name = language.get("code", ""), language.get("name", "")
    said = words.language_name(code) if code else ""
    known = said if said.lower() != code.lower() else ""
    note = language.get("note", "")
    return f"{known or name or code}{f' ({note})' if note else ''}"


ABROAD = {"CA": "Canada", "MX": "México"}  # as on a letter that is sent from here


def address_line(address: Told) -> str:
    """Return an address in one line."""
    streets = [address[name] for name in ("address_1", "address_2") if name in address]
    state = " ".join(address[name] for name in ("state_province", "postal_code") if name in address)
    country = address.get("country", "US")
    abroad = "" if country == "US" else ABROAD.get(country, country)
    return ", ".join(filter(None, (*streets, address.get("city", ""), state, abroad)))


def _number(amount: float) -> str:
    return f"{amount:g}"
