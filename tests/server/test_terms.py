"""The words of docs/worksheets-spanish.md, the same wherever the app and the worksheets speak."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from cairn_server.translations import read_catalogue, sources

ROOT = Path(__file__).parents[2]
# English, and what the Spanish has for it. A name ("Center for Court Innovation") is no term.
TERMS = [
    (r"\b[Aa]dvocates?\b", r"interces"),
    (r"\b[Ss]urvivors?\b", r"sobreviviente"),
    (r"\b([Yy]our|[Tt]he|[Mm]y|[Aa]) partner\b", r"pareja"),
    (r"\bshelters?\b", r"refugio"),
    (r"\bcourts?\b", r"corte"),
    (r"\b[Ww]orksheets?\b(?!\.\w)", r"hoja"),
    (r"\b[Ee]rased?\b", r"borr"),
    (r"\b[Cc]oordinators?\b", r"coordina"),
    (r"(?i:\brelease)\b", r"permiso"),
    (r"\bpassphrase\b", r"frase de contraseña"),
    (r"\bsignal\b", r"señal"),
]
PLACEHOLDER = re.compile(r"\{\w+\}")
NEVER = r"por qué no\b|debería|agresor|\b\w+[oa]/[oa]\b|\w\(a\)|\w@s?(?!\w)"


@cache
def spanish() -> tuple[tuple[str, str, str], ...]:
    """Return every translated string: its place, the English and the Spanish."""
    return tuple(_spanish())


def _spanish() -> Iterator[tuple[str, str, str]]:
    for source in sources(ROOT, "es"):
        for message in read_catalogue(source.po, "es"):
            english = message.id if isinstance(message.id, str) else " ".join(message.id)
            said = (
                message.string
                if isinstance(message.string, str)
                else " ".join(message.string or ())
            )
            if english and said:
                yield message.context or source.po.name, PLACEHOLDER.sub("", english), said


@pytest.mark.parametrize(("english", "agreed"), TERMS)
def test_a_term_has_one_word_everywhere(english: str, agreed: str) -> None:
    other = [
        f"{place}: {text!r}: {said!r}"
        for place, text, said in spanish()
        if re.search(english, text) and not re.search(agreed, said, re.IGNORECASE)
    ]

    assert other == []


def test_no_word_blames_or_stumbles() -> None:
    found = [f"{place}: {s!r}" for place, _, s in spanish() if re.search(NEVER, s, re.IGNORECASE)]

    assert found == []
