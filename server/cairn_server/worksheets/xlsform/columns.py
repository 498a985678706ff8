"""The columns of each sheet: which Cairn reads, which it refuses, and in which language."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import get_close_matches

from babel import Locale, UnknownLocaleError

from cairn_server.directory.said import said
from cairn_server.worksheets.placed import placed
from cairn_server.worksheets.template import Template

__all__ = [
    "REFUSED",
    "SETTINGS_TEXTS",
    "SETTINGS_WORDS",
    "SOURCE_LANGUAGE",
    "Column",
    "language_code",
    "language_name",
    "read_column",
]

SOURCE_LANGUAGE = "en"  # templates are written in English; all else is a translation

# What a template says of itself: one word or several, and all the rest is text to translate.
SETTINGS_WORDS = tuple(name for name in ("needs",) if name in Template.model_fields)
NO_TEXTS = {
    "id",
    "schema_",
    "version",
    "about",
    "prints",
    "survey",
    "changes",
    "sections",
    *SETTINGS_WORDS,
}
SETTINGS_TEXTS = tuple(name for name in Template.model_fields if name not in NO_TEXTS)

KNOWN = {
    "survey": frozenset(
        "type name relevant appearance parameters constraint cairn::type cairn::id cairn::flags"
        " cairn::sensitivity cairn::max_rows cairn::labels".split()
    ),
    "choices": frozenset("list_name name cairn::needs".split()),
    "settings": frozenset(
        [
            *"form_title form_id version default_language cairn::about cairn::prints"
            " cairn::survey".split()
        ]
        + [f"cairn::{name}" for name in SETTINGS_WORDS]
    ),
}
TRANSLATED = {
    "survey": frozenset("label hint cairn::stop".split()),
    "choices": frozenset(["label"]),
    "settings": frozenset(f"cairn::{name}" for name in SETTINGS_TEXTS),
}
ALIASES = {  # XLSForm's own
    "relevance": "relevant",
    "caption": "label",
    "command": "type",
    "tag": "name",
    "value": "name",
    "calculate": "calculation",
    "set_form_title": "form_title",
    "set_form_id": "form_id",
    "count": "repeat_count",
    "jr:count": "repeat_count",
    "readonly": "read_only",
}
REFUSED = {  # columns that would change what is asked or kept, with what to do instead
    "constraint": said("Cairn checks no answers; only an integer of 0 to 5 may say so here"),
    "calculation": said("Cairn computes nothing from answers"),
    "required": said(
        "every question may be left blank; only a release form has the flag 'required'"
    ),
    "default": said("Cairn fills nothing in beforehand"),
    "choice_filter": said("all choices of a list are offered; make a list for each question"),
    "repeat_count": said("write the largest number of rows in cairn::max_rows"),
    "read_only": said("use a note for what is only read"),
    "trigger": said("Cairn computes nothing from answers"),
    "save_to": said("answers go into no data set"),
}
IGNORED = frozenset(
    "guidance_hint image big-image audio video autoplay media constraint_message required_message"
    " rows body bind instance control style public_key submission_url auto_send auto_delete"
    " instance_name allow_choice_duplicates name namespaces disabled".split()
)
LANGUAGE_CODE = re.compile(r"(?:^|\()([a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*)\)?$")


@dataclass(frozen=True, slots=True)
class Column:
    """One column that is read: ``label::Spanish (es)`` is ``label`` in ``es``."""

    name: str
    language: str  # "" when the header names none
    header: str  # as written


def read_column(sheet: str, header: str, errors: list[str], warnings: list[str]) -> Column | None:
    """Read one header; None means that the column is left out, and why was said."""
    if not header:
        return None
    name, language = _split(header)
    place = f"sheet {sheet}, row 1, column {header}"
    if name in TRANSLATED[sheet]:
        code = language_code(language) if language else ""
        if code is None:
            why = said("end it with the language's code, as in label::Spanish (es)")
            errors.append(placed(place, why))
            return None
        return Column(name, code, header)
    if not language and (name in KNOWN[sheet] or name in REFUSED):
        return Column(name, "", header)
    if name.startswith("cairn::"):
        known = sorted(n for n in KNOWN[sheet] | TRANSLATED[sheet] if n.startswith("cairn::"))
        why = said("Cairn has no such column here; it has {known}", known=", ".join(known))
        errors.append(placed(place, why))
    elif name in IGNORED:
        warnings.append(placed(place, said("Cairn makes no use of it")))
    else:
        near = get_close_matches(name, KNOWN[sheet] | TRANSLATED[sheet], n=1)
        why = said("unknown, so it is left out")
        if near:
            why = said("unknown, so it is left out; is it {near}?", near=repr(near[0]))
        warnings.append(placed(place, why))
    return None


def language_code(text: str) -> str | None:
    """Return the code in ``Spanish (es)`` or ``es``; None when there is none, or nobody's."""
    found = LANGUAGE_CODE.search(text.strip())
    if found is None:
        return None
    try:
        Locale.parse(found[1], sep="-")
    except (UnknownLocaleError, ValueError):
        return None
    return found[1]


def language_name(code: str) -> str:
    """Return ``Spanish (es)`` for ``es``, as XLSForm's columns name languages."""
    return f"{Locale.parse(code, sep='-').get_display_name('en')} ({code})"


def _split(header: str) -> tuple[str, str]:
    """Return a header's column and language; ``cairn_x`` means ``cairn::x``."""
    words = [word.strip() for word in header.split("::")]
    words[0] = "_".join(words[0].lower().split())
    if words[0].startswith("cairn_"):
        words[:1] = ["cairn", words[0].removeprefix("cairn_")]
    if words[0] == "cairn" and len(words) > 1:
        words[:2] = [f"cairn::{words[1].lower()}"]
    return ALIASES.get(words[0], words[0]), "::".join(words[1:])
