"""Recordings: which file holds somebody saying which string of a worksheet.

A string's recording lies under ``audio/``, in a folder for the language, where the string
stands in the template, and its name ends with eight digits that stand for its words::

    audio/es/a-safety-beyond-leaving/danger/who.text.5c1f0b92.mp3

So a recording of words that have changed since is never played: it has no string any more.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from cairn_server.worksheets.strings import strings_of
from cairn_server.worksheets.template import Template

__all__ = ["AUDIO", "EXTENSIONS", "Slot", "slots_of", "unused_files"]

AUDIO = Path(__file__).parent / "audio"
EXTENSIONS = (".mp3", ".m4a")  # what Safari 15, Chrome 90 and Firefox 100 all play
SPOKEN = frozenset({"text", "help", "label", "title", "intro"})


@dataclass(frozen=True, slots=True)
class Slot:
    """One string that may be read aloud, in one language, and where its recording goes."""

    context: str  # its place, as in PO
    text: str  # in the language
    name: str  # of the file, under `audio/`, without the extension
    file: Path | None  # None: not recorded, or in other words


def slots_of(
    template: Template, language: str, words: Mapping[str, str], *, audio: Path = AUDIO
) -> Iterator[Slot]:
    """Yield what may be read aloud of `template`, in the order it is read on screen.

    `words` are the strings in `language`, by context; what they lack is left out. For
    English they are not asked for.
    """
    for string in strings_of(template):
        place, _hash, field = string.context.partition("#")
        if field not in SPOKEN or "/" not in place:
            continue  # of the template itself, nothing is read
        text = string.text if language == "en" else words.get(string.context, "")
        if text:
            name = f"{language}/{place}.{field}.{hashlib.sha256(text.encode()).hexdigest()[:8]}"
            files = (audio / f"{name}{extension}" for extension in EXTENSIONS)
            yield Slot(string.context, text, name, next((f for f in files if f.is_file()), None))


def unused_files(audio: Path, used: set[Path]) -> list[Path]:
    """Return the recordings that no string has: of words that changed, or misnamed."""
    return sorted(f for f in audio.rglob("*.*") if f.suffix in EXTENSIONS and f not in used)
