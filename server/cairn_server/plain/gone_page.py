"""The page of an entry that is no longer offered: it leads to what replaces it."""

from __future__ import annotations

from typing import Literal

from cairn_server.plain.frame import address, page_of
from cairn_server.plain.markup import clean, el
from cairn_server.plain.words import Words

__all__ = ["Kind", "gone_page", "gone_text"]

Kind = Literal["service", "organization"]
Instead = tuple[str, str]
"""The number and the name of the entry to use instead."""


def gone_page(words: Words, kind: Kind, instead: Instead | None) -> bytes:
    """Return the page. What the entry said is not on it: nobody is to call an old number."""
    leads = None
    if instead is not None:
        number, name = instead
        link = el("a", name, href=address(words, kind, number), dir="auto")
        leads = (el("h2", words.t("Use this instead")), el("p", link))
    return page_of(
        words,
        words.t("No longer in the directory"),
        el("p", words.t("This entry is no longer in the directory.")),
        leads,
        el("p", el("a", words.t("Search"), href=address(words, "search"))),
        path="/",
    )


def gone_text(words: Words, instead: Instead | None) -> bytes:
    """Return the same as plain text."""
    lines = [words.t("This entry is no longer in the directory.")]
    if instead is not None:
        number, name = instead
        lines += ["", words.t("Use this instead").upper(), clean(name)]
        lines += [address(words, "service", f"{number}.txt")]
    return ("\n".join(lines) + "\n").encode()
