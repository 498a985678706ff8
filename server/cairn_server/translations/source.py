"""What is translated: each source of strings, its PO files, and where they are compiled to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from cairn_server.translations.string import (
    MessageName,
    app_notes,
    app_strings,
    page_strings,
    said_strings,
    worksheet_strings,
)

__all__ = ["LANGUAGES", "Source", "sources"]

LANGUAGES = ("es",)


@dataclass(frozen=True, slots=True)
class Source:
    """Where one set of strings lives, in PO and compiled."""

    strings: dict[tuple[str | None, MessageName], str]  # where it stands, by context and text
    po: Path  # with the files in the folder `po_files` tells of
    compiled: Path  # the app's one file, or the folder for the worksheets' files
    notes: Mapping[MessageName, list[str]] = field(default_factory=dict)  # for translators
    files: Mapping[Path, frozenset[MessageName]] = field(default_factory=dict)
    """Which strings go into which file, where there are several; without: all into one."""


def sources(root: Path, language: str) -> list[Source]:
    """Return what is translated: app and pages, the worksheets, what readers of files say."""
    phone, server = root / "pwa", root / "server" / "cairn_server"
    compiled = phone / "src" / "locales"
    app, pages = app_strings(phone / "src"), page_strings(server)
    said = server / "directory" / "locales" / f"{language}.po"
    return [
        Source(
            app | {key: place for key, place in pages.items() if key not in app},
            phone / "locales" / f"{language}.po",
            compiled / f"{language}.json",
            app_notes(phone / "src"),
            {
                compiled / f"{language}.json": frozenset(name for _, name in app),
                server / "plain" / "words" / f"{language}.json": frozenset(
                    name for _, name in pages
                ),
            },
        ),
        Source(
            worksheet_strings(),
            server / "worksheets" / "locales" / f"{language}.po",
            compiled / "worksheets" / language,
        ),
        Source(
            said_strings(server / "directory") | said_strings(server / "worksheets"),
            said,
            compiled / "said" / f"{language}.json",
        ),
    ]
