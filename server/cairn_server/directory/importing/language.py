"""Languages written in words, in English or in themselves, as ISO 639 codes."""

from __future__ import annotations

import re
import unicodedata
from typing import Any

from cairn_server.directory.importing.reading import Reading
from cairn_server.directory.said import said

__all__ = ["code_of", "find_languages", "read_languages"]

NAMES = {
    "en": "English ingles",
    "es": "Spanish espanol castellano",
    "ar": "Arabic",
    "bn": "Bengali bangla",
    "zh": "Chinese mandarin cantonese",
    "fr": "French francais",
    "de": "German deutsch",
    "gu": "Gujarati",
    "ht": "Haitian-Creole creole kreyol",
    "hi": "Hindi",
    "hmn": "Hmong",
    "it": "Italian",
    "ja": "Japanese",
    "kar": "Karen",
    "km": "Khmer cambodian",
    "ko": "Korean",
    "ku": "Kurdish",
    "mam": "Mam",
    "mix": "Mixtec mixteco",
    "my": "Burmese",
    "ne": "Nepali",
    "nv": "Navajo dine",
    "oj": "Ojibwe anishinaabemowin",
    "lkt": "Lakota",
    "pa": "Punjabi",
    "pl": "Polish polski",
    "ps": "Pashto",
    "pt": "Portuguese portugues",
    "quc": "Kiche k'iche' quiche",
    "ro": "Romanian",
    "ru": "Russian",
    "rw": "Kinyarwanda",
    "so": "Somali",
    "sw": "Swahili kiswahili",
    "ta": "Tamil",
    "tl": "Tagalog filipino",
    "tr": "Turkish",
    "uk": "Ukrainian",
    "ur": "Urdu",
    "vi": "Vietnamese",
    "yi": "Yiddish",
    "ase": "American-Sign-Language asl",
}
CODES = {word.replace("-", " "): code for code, words in NAMES.items() for word in words.split()}
CODE_BY_WORD = {word.casefold(): code for word, code in CODES.items()}
NAME_BY_CODE = {code: words.split()[0].replace("-", " ") for code, words in NAMES.items()}


def read_languages(text: str) -> Reading:
    """Return the HSDS languages; a word that is none that we know stays a name."""
    languages: list[dict[str, Any]] = []
    repairs: list[str] = []
    tidied: list[str] = []
    for word in filter(None, (part.strip() for part in re.split(r"[;,/\n|]|\band\b|\by\b", text))):
        code = code_of(word)
        if code is None:
            repairs.append(said("a language is kept as a name, its code not being known"))
            language = {"name": word}
        else:
            language = {"code": code, "name": NAME_BY_CODE[code]}
            if code != word:
                tidied = [said("languages are written as codes")]
        if language not in languages:
            languages.append(language)
    return Reading(tuple(languages), tuple(repairs), tuple(tidied))


def code_of(word: str) -> str | None:
    """Return the code of a language that is written in a word, or as its code."""
    code = CODE_BY_WORD.get(_folded(word))
    return word.casefold() if code is None and word.casefold() in NAME_BY_CODE else code


def find_languages(text: str) -> list[dict[str, Any]]:
    """Return the languages that running text names."""
    words = _folded(text)
    codes = [code for word, code in CODE_BY_WORD.items() if re.search(rf"\b{word}\b", words)]
    return [{"code": code, "name": NAME_BY_CODE[code]} for code in dict.fromkeys(codes)]


def _folded(text: str) -> str:
    apart = unicodedata.normalize("NFD", text.casefold())
    return "".join(letter for letter in apart if not unicodedata.combining(letter)).strip()
