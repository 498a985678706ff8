"""Categories from words: a table of keywords, which a mapping may add to."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence

__all__ = ["KEYWORDS", "find_categories"]

# Each word matches at the start of a word of the text, without accents or capitals.
KEYWORDS: dict[str, tuple[str, ...]] = {
    "hotline": ("hotline", "helpline", "crisis line", "linea de ayuda", "24-hour line"),
    "shelter": (
        "emergency shelter",
        "domestic violence shelter",
        "women's shelter",
        "safe house",
        "safe home",
        "albergue",
    ),
    "legal": ("legal", "law", "attorney", "lawyer", "court", "abogad", "order of protection"),
    "housing": ("housing", "landlord", "tenant", "evict", "foreclos", "homeless", "vivienda"),
    "food": ("food", "meal", "snap", "pantry", "wic ", "comida"),
    "money": (
        "bankrupt",
        "tax",
        "income maintenance",
        "cash assistance",
        "public benefit",
        "unemployment",
        "social security",
        "tanf",
        "debt",
        "financial",
    ),
    "health": ("health", "clinic", "medical", "medicaid", "hospital", "nurse", "salud"),
    "mental-health": ("mental health", "counsel", "therap", "salud mental"),
    "children": ("child", "custody", "paternity", "youth", "juvenile", "school", "ninos"),
    "immigration": ("immigra", "asylum", "daca", "vawa", "citizenship", "u visa", "refugee"),
    "transport": ("transport", "rides", "bus pass", "gas card"),
    "pets": ("pet ", "pets", "veterinar", "animal", "mascota"),
    "tribal": ("tribal", "native american", "american indian", "indigenous", "indian nation"),
}


def find_categories(text: str, extra: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    """Return the categories that the text's words name, in the table's order.

    `extra` holds a mapping's own keywords by category; they come on top.
    """
    words = f"{_folded(text)} "
    return tuple(
        category
        for category in dict.fromkeys((*KEYWORDS, *extra))
        if any(
            re.search(rf"\b{re.escape(_folded(word))}", words)
            for word in (*KEYWORDS.get(category, ()), *extra.get(category, ()))
        )
    )


def _folded(text: str) -> str:
    apart = unicodedata.normalize("NFD", text.casefold())
    return "".join(letter for letter in apart if not unicodedata.combining(letter))
