"""Strings to translate: where each stands in the app, the pages, the worksheets, an import."""

from __future__ import annotations

from pathlib import Path

from babel.messages.extract import extract_from_file

from cairn_server.worksheets.catalogue import templates
from cairn_server.worksheets.strings import strings_of

__all__ = [
    "MessageName",
    "app_notes",
    "app_strings",
    "page_strings",
    "said_strings",
    "worksheet_strings",
]

KEYWORDS: dict[str, tuple[int, ...] | None] = {"t": None, "mark": None, "tn": (1, 2)}

MessageName = str | tuple[str, str]
"""An English text, or the pair for one and for many."""


def app_strings(folder: Path) -> dict[tuple[str | None, MessageName], str]:
    """Return every string in the TypeScript under `folder`, with the file it first stands in."""
    found: dict[tuple[str | None, MessageName], str] = {}
    for file in sorted([*folder.rglob("*.ts"), *folder.rglob("*.tsx")]):
        for _line, name, _comments, _context in extract_from_file(
            "javascript", file, keywords=KEYWORDS, options={"parse_template_string": "true"}
        ):
            message: MessageName = name if isinstance(name, str) else (name[0], name[1])
            found.setdefault((None, message), file.relative_to(folder.parent).as_posix())
    return found


def said_strings(folder: Path) -> dict[tuple[str | None, MessageName], str]:
    """Return what the Python under `folder` says of an import, with the file it first stands in."""
    found: dict[tuple[str | None, MessageName], str] = {}
    for file in sorted(folder.rglob("*.py")):
        for _line, name, _comments, _context in extract_from_file(
            "python", file, keywords={"said": None, "form": None}
        ):
            if isinstance(name, str):
                found.setdefault((None, name), file.relative_to(folder).as_posix())
    return found


def page_strings(folder: Path) -> dict[tuple[str | None, MessageName], str]:
    """Return every string of the server's pages, with the file it first stands in."""
    found: dict[tuple[str | None, MessageName], str] = {}
    for file in sorted([*folder.glob("plain/*.py"), *folder.glob("routes/plain*.py")]):
        for _line, name, _comments, _context in extract_from_file(
            "python", file, keywords=KEYWORDS
        ):
            message: MessageName = name if isinstance(name, str) else (name[0], name[1])
            found.setdefault((None, message), file.relative_to(folder).as_posix())
    return found


def app_notes(folder: Path) -> dict[MessageName, list[str]]:
    """Return what the TypeScript under `folder` tells translators: `// Translators: …` above."""
    notes: dict[MessageName, list[str]] = {}
    for file in sorted([*folder.rglob("*.ts"), *folder.rglob("*.tsx")]):
        for _line, name, comments, _context in extract_from_file(
            "javascript",
            file,
            keywords=KEYWORDS,
            comment_tags=["Translators:"],
            options={"parse_template_string": "true"},
            strip_comment_tags=True,
        ):
            message: MessageName = name if isinstance(name, str) else (name[0], name[1])
            known = notes.setdefault(message, [])
            known += [c.strip() for c in comments if c.strip() not in known]
    return {name: found for name, found in notes.items() if found}


def worksheet_strings() -> dict[tuple[str | None, MessageName], str]:
    """Return every string of every template that comes with Cairn."""
    return {
        (string.context, string.text): template.id
        for template in templates().values()
        for string in strings_of(template)
    }
