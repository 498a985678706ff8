"""HTML put together so that nothing reaches a page unescaped.

Rule 1: only what `el` and `page_of` return is markup; any other text is escaped where it goes in.
Rule 2: letters that turn the order of others around, and control characters, never come out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape
from typing import TypeAlias

__all__ = ["Child", "Html", "clean", "el", "joined"]

# Controls but for tab and line feed; marks that turn the order of letters; line separators.
UNSEEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufeff\ufffe\uffff]")
EMPTY = frozenset({"br", "hr", "input", "link", "meta"})  # elements that hold nothing


class Html(str):
    """Text that is markup already."""

    __slots__ = ()


Child: TypeAlias = "str | None | Iterable[Child]"
"""Text to be escaped, markup, nothing, or several of them."""


def clean(text: str) -> str:
    """Return the text without what nobody sees and what turns it around."""
    return UNSEEN.sub("", text)


def el(name: str, /, *children: Child, **attributes: str | bool | None) -> Html:
    """Return an element. `class_` stands for `class`; None and False leave an attribute out."""
    given = "".join(
        f" {key.rstrip('_').replace('_', '-')}" + ("" if value is True else f'="{_safe(value)}"')
        for key, value in attributes.items()
        if value is not None and value is not False
    )
    if name in EMPTY:
        return Html(f"<{name}{given}>")
    return Html(f"<{name}{given}>{joined(children)}</{name}>")


def joined(child: Child) -> Html:
    """Return all of it, one after the other."""
    if child is None:
        return Html()
    if isinstance(child, Html):
        return child
    if isinstance(child, str):
        return Html(_safe(child))
    return Html("".join(joined(one) for one in child))


def _safe(text: str) -> str:
    return escape(clean(text))
