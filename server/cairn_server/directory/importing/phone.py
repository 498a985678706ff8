"""Phone numbers as people write them into spreadsheets.

A cell may hold several, labelled or not: ``(618) 453-3217; (618) 536-7711``,
``main: 386-752-5960, tollfree: 800-495-0039``, ``800-526-0844; Spanish: 800-501-0864``,
``(312) 773-1068 ext. 321``, ``1-800-892-8900 (24 hour crisis line)``.
"""

from __future__ import annotations

import re
from typing import Any

from cairn_server.directory.importing.language import find_languages
from cairn_server.directory.importing.reading import Reading, nothing, unread
from cairn_server.directory.said import said

__all__ = ["read_phones"]

MAX_LETTERS = 1_000  # the patterns below take quadratic time on text that is no number
NO_PHONE = re.compile(r"(?:no|none|n/?a|-+|\.|no phone|no tel[eé]fono|ninguno)\.?", re.IGNORECASE)
SEPARATOR = re.compile(r"\s*(?:;|\n|\||,(?=\s*[A-Za-z ]+:|\s*\(?\d{3})|\bor\b(?=\s*\(?\d))\s*")
LABEL = re.compile(r"\s*([A-Za-zÁÉÍÓÚÑáéíóúñ /&()-]{2,40}?)\s*:\s*(.*)", re.DOTALL)
EXTENSION = re.compile(r"[,\s]*(?:ext(?:ension)?|x)\.?\s*(\d{1,8})\s*$", re.IGNORECASE)
REMARK = re.compile(r"\s*\(([^()]*[A-Za-z][^()]*)\)\s*$")  # brackets at the end holding words
TAIL = re.compile(r"(?<=\d)\s+([A-Za-z][A-Za-z ]{1,40})$")
LETTERED = re.compile(r"(?:\+?1[-. ]?)?\(?8\d\d\)?[-. ]?[A-Z0-9][A-Z0-9-]{5,11}")

AMONG_WORDS = re.compile(
    r"(?<![\d-])((?:\+?1[-. ]?)?\(?[2-9]\d{2}\)?[-. /]{0,2}\d{3}[-. ]\d{4})(?![\d])"
    r"(?:[,\s]*(?:ext(?:ension)?|x)\.?\s*(\d{1,8})\b)?",
    re.IGNORECASE,
)
HOURS_OR_DAYS = re.compile(r"24/7(?:/365)?|\d{1,2}(?::\d{2})")

KEYPAD = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ", "22233344455566677778889999")

KINDS = {  # label, folded -> (phone.type, description)
    "main": ("voice", ""),
    "phone": ("voice", ""),
    "tel": ("voice", ""),
    "office": ("voice", "office"),
    "tollfree": ("voice", "toll-free"),
    "toll-free": ("voice", "toll-free"),
    "toll free": ("voice", "toll-free"),
    "tdd": ("textphone", ""),
    "tty": ("textphone", ""),
    "tty/tdd": ("textphone", ""),
    "fax": ("fax", ""),
    "text": ("text", ""),
    "sms": ("text", ""),
    "cell": ("cell", ""),
    "video": ("video", ""),
    "videophone": ("video", ""),
}


def read_phones(text: str) -> Reading:
    """Return HSDS phones without a type where none was said."""
    if NO_PHONE.fullmatch(text):
        return nothing()
    if len(text) > MAX_LETTERS:
        return unread(said("too long for phone numbers"), said("Move the text to another column."))
    phones: list[dict[str, Any]] = []
    repairs: list[str] = []
    for piece in filter(None, SEPARATOR.split(text)):
        phone = _read_one(piece, repairs)
        if phone is None:
            if among := _read_among_words(text):
                return among
            return unread(
                said("not a phone number that can be dialled"),
                said("Write ten digits such as 217-555-0134, several separated by semicolons."),
            )
        phones.append(phone)
    return Reading(tuple(phones), tuple(repairs))


def _read_among_words(text: str) -> Reading | None:
    """Return the numbers of a cell that says more than numbers; the words stay with theirs.

    Words before a number are about it, and so are those behind the last. None: there is no
    whole number, or other digits that may be a part of one.
    """
    found = list(AMONG_WORDS.finditer(text))
    ends = [0, *(one.end() for one in found)]
    between = [text[start : one.start()] for start, one in zip(ends, found, strict=False)]
    after = text[ends[-1] :]
    remarks = [""] * len(found)  # in brackets right behind a number: "701-555-0137 (office)"
    for n, words in enumerate(between[1:]):
        if behind := re.match(r"\s*\(([^()]*)\)", words):
            remarks[n], between[n + 1] = behind[1].strip(), words[behind.end() :]
    if not found or re.search(r"\d{3}", HOURS_OR_DAYS.sub("", " ".join([*between, after]))):
        return None
    phones: list[dict[str, Any]] = []
    for one, words, told in zip(found, between, remarks, strict=True):
        number, _ = _plain(one[1])
        if number is None:
            return None
        phone: dict[str, Any] = {"number": number}
        if one[2] and not one[2].startswith("0"):
            phone["extension"] = int(one[2])
        kind, remark = KINDS.get(_bare(words).casefold(), ("", _bare(words)))
        phones.append(phone | ({"type": kind} if kind else {}))
        if said_of := "; ".join(filter(None, (remark, told))):
            phones[-1]["description"] = said_of
    if rest := _bare(after):
        held = phones[-1].get("description")
        phones[-1]["description"] = f"{held}; {rest}" if held else rest
    for phone in phones:
        if languages := find_languages(phone.get("description", "")):
            phone["languages"] = languages
    return Reading(tuple(phones), (said("the numbers were taken out of other words"),))


def _bare(words: str) -> str:
    words = " ".join(words.split()).strip(" ,;:/|()-–.&")
    return re.sub(r"^(?:and|or|y|o|call|llame al?)\b\s*|\s*\b(?:and|or|y|o)$", "", words).strip()


def _read_one(piece: str, repairs: list[str]) -> dict[str, Any] | None:
    phone: dict[str, Any] = {}
    remarks: list[str] = []
    if label := LABEL.fullmatch(piece):
        kind, remark = KINDS.get(label[1].strip().casefold(), ("", label[1].strip()))
        if kind:
            phone["type"] = kind
        if remark:
            remarks.append(remark)
        piece = label[2]
    while not EXTENSION.search(piece) and (
        found := REMARK.search(piece) or TAIL.search(piece.rstrip())
    ):
        remarks.insert(0, found[1].strip())
        piece = piece[: found.start()]
    if extension := EXTENSION.search(piece):
        piece = piece[: extension.start()]
        if extension[1].startswith("0"):
            remarks.append(f"extension {extension[1]}")  # a number in HSDS: zeros would be lost
        else:
            phone["extension"] = int(extension[1])
    number, spelled = _plain(piece.strip())
    if number is None:
        return None
    if spelled:
        repairs.append(said("the letters are written as digits"))
        remarks.append(f"spelled {spelled}")
    phone["number"] = number
    if remarks:
        phone["description"] = "; ".join(remarks)
        if languages := find_languages(" ".join(remarks)):
            phone["languages"] = languages
    return phone


def _plain(text: str) -> tuple[str | None, str]:
    """Return the number in one spelling, and the word it is spelled as."""
    if spelled := re.fullmatch(r"(\S*[A-Z]{3,}\S*)\s*\(([\d\s().-]{10,})\)", text):
        return _plain(spelled[2])[0], spelled[1]
    if text.startswith("+") and not text.startswith("+1"):
        digits = re.sub(r"[^\d]", "", text)
        return (f"+{digits}" if 8 <= len(digits) <= 15 else None), ""
    if re.fullmatch(r"[\d\s().+/–-]+", text):
        digits = re.sub(r"[^\d]", "", text)
        if len(digits) == 11 and digits[0] == "1":
            return f"1-{digits[1:4]}-{digits[4:7]}-{digits[7:]}", ""
        if len(digits) == 10 and digits[0] in "23456789":
            return f"{digits[:3]}-{digits[3:6]}-{digits[6:]}", ""
        if len(digits) == 7:
            return f"{digits[:3]}-{digits[3:]}", ""
        if len(digits) in (3, 5, 6) and digits == text:  # 211, 988; short codes for texting
            return digits, ""
        return None, ""
    if LETTERED.fullmatch(text):
        number, _ = _plain(text.translate(KEYPAD))
        return number, text
    return None, ""
