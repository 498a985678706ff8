"""Pictures of whole screens in both languages, for eyes: nothing is compared with them."""

from __future__ import annotations

import os
from pathlib import Path

from playwright.sync_api import Page

__all__ = ["DRAWS", "draw"]

PICTURES = Path(__file__).parent / "output" / "worksheets"
# Taken out: the server knows its own settings, and refuses to start with another.
DRAWS = os.environ.pop("CAIRN_SCREENSHOTS", "") == "1"
LANGUAGES = (("es", "Español"), ("en", "English"))  # the last is the one the hands can read


def draw(page: Page, name: str) -> None:
    """Keep the whole screen at a phone's width, if pictures are asked for; "{}" is the language."""
    if not DRAWS:
        return
    PICTURES.mkdir(parents=True, exist_ok=True)
    for language, words in LANGUAGES:
        page.get_by_role("button", name=words, exact=True).click()
        page.wait_for_function("(tag) => document.documentElement.lang === tag", arg=language)
        height = page.evaluate("() => document.querySelector('main').scrollHeight")
        page.set_viewport_size({"width": 360, "height": max(640, height + 150)})
        page.screenshot(path=PICTURES / name.format(language))
        page.set_viewport_size({"width": 360, "height": 640})
