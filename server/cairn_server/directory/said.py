"""A sentence that can be said in another language: it knows its form and what fills it.

It is its own English text, so that programs, logs and the command line print it as it is. The
app gets form and filling, and says them in the language on screen. Forms stand in the source as
``said("…")`` or ``form("…")``, where `cairn_server.translations` finds them.
"""

from __future__ import annotations

from typing import Any

__all__ = ["Said", "form", "said"]

Filling = str | int  # a `Said` is translated too


class Said(str):
    """English text, with its form and what stands in the form's braces."""

    form: str
    given: dict[str, Filling]

    def __new__(cls, form: str, given: dict[str, Filling]) -> Said:
        """Fill the form in; braces in what is given stay as they are."""
        made = super().__new__(cls, form.format_map(given))
        made.form, made.given = form, given
        return made

    def __deepcopy__(self, memo: object) -> Said:
        return self  # it never changes

    def __getnewargs__(self) -> tuple[str, dict[str, Filling]]:  # type: ignore[override]
        return self.form, self.given

    def as_json(self) -> dict[str, Any]:
        """Return ``{"say", "with"}``, from which `from_json` makes it again."""
        given = {
            name: value.as_json() if isinstance(value, Said) else value
            for name, value in self.given.items()
        }
        return {"say": self.form, "with": given} if given else {"say": self.form}

    @classmethod
    def from_json(cls, told: dict[str, Any]) -> Said:
        """Return what `as_json` was made of."""
        given = {
            name: cls.from_json(value) if isinstance(value, dict) else value
            for name, value in told.get("with", {}).items()
        }
        return cls(told["say"], given)


def form(text: str) -> str:
    """Name a form for the translators that reaches `Said` by another way."""
    return text


def said(form: str, **given: Filling) -> Said:
    """Return the sentence; `form` must be a literal text, for the translators."""
    return Said(form, given)
