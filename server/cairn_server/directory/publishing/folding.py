"""Folding: the text as a search compares it, in small letters and without accents."""

from __future__ import annotations

import unicodedata

__all__ = ["fold"]


def fold(text: str) -> str:
    """Return the text in small letters, without accents, its blanks single."""
    if not text.isascii():
        apart = unicodedata.normalize("NFD", text)
        text = "".join(letter for letter in apart if not unicodedata.combining(letter))
    return " ".join(text.casefold().split())
