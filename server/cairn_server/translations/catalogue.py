"""PO files: read as one catalogue, brought up to date, checked, and written."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po, write_po

from cairn_server.translations.source import Source
from cairn_server.translations.string import MessageName

__all__ = [
    "PLACEHOLDER",
    "po_bytes",
    "po_files",
    "problems_of",
    "read_catalogue",
    "texts_of",
    "update_catalogue",
]

PLACEHOLDER = re.compile(r"\{\w+\}")


def po_files(po: Path) -> list[Path]:
    """Return `es.po` and what is in the folder `es` beside it; what does not exist is left out."""
    return [*([po] if po.exists() else []), *sorted(po.with_suffix("").glob("*.po"))]


def read_catalogue(po: Path, language: str) -> Catalog:
    """Read a language's PO files as one catalogue; where there are none, it is empty.

    Raises:
        ValueError: two files translate the same string.
    """
    catalogue = Catalog(locale=language)
    first_in: dict[tuple[str | None, MessageName], Path] = {}
    for path in po_files(po):
        with path.open("rb") as file:
            messages = [m for m in read_po(file, locale=language, abort_invalid=True) if m.id]
        for message in messages:
            key = (message.context, _name(message))
            if key in first_in:
                raise ValueError(f"{path.name}: {key} is in {first_in[key].name} too")
            first_in[key] = path
            catalogue[message.id] = message
    return catalogue


def problems_of(source: Source, catalogue: Catalog) -> Iterator[str]:
    """Yield a sentence for each string that a reader would see wrongly, or not at all."""
    for (context, name), place in source.strings.items():
        english = name if isinstance(name, str) else name[0]
        message = catalogue.get(english, context)
        if message is None or not all(texts_of(message.string)):
            yield f"{place}: not translated: {english!r} ({context or 'no context'})"
        elif message.fuzzy:
            yield f"{place}: marked fuzzy: {english!r}"
        elif isinstance(name, str) != isinstance(message.string, str):
            yield f"{place}: {english!r} counts in one language and not in the other"
        else:
            yield from _placeholder_problems(name, message, place)
    for message in catalogue:
        if message.id and (message.context, _name(message)) not in source.strings:
            place = message.context or source.po.name
            yield f"{place}: no longer used: {_name(message)!r}"


def update_catalogue(source: Source, catalogue: Catalog) -> Catalog:
    """Return a catalogue of just the strings in use, keeping what is translated."""
    updated = Catalog(
        locale=catalogue.locale,
        header_comment="# What Cairn says on screen. The English text is the name of each message.",
        fuzzy=False,
    )
    for (context, name), place in source.strings.items():
        english = name if isinstance(name, str) else name[0]
        known = catalogue.get(english, context)
        notes = source.notes.get(name, [])
        string = known.string if known else None
        updated.add(name, string, [(place, 0)], auto_comments=notes, context=context)
    return updated


def po_bytes(catalogue: Catalog) -> bytes:
    """Write PO without the headers that change in each run, or that nobody has filled in."""
    file = BytesIO()
    write_po(file, catalogue, width=100, include_lineno=False)
    kept = (b'"Language:', b'"Plural-Forms:', b'"MIME-Version:', b'"Content-T')
    head, body = file.getvalue().split(b"\n\n", 1)
    lines = [line for line in head.split(b"\n") if line[:1] != b'"' or line.startswith(kept)]
    return b"\n".join(lines) + b"\n\n" + body


def _placeholder_problems(name: MessageName, message: Message, place: str) -> Iterator[str]:
    english = texts_of(name)
    for index, text in enumerate(texts_of(message.string)):
        wanted = set(PLACEHOLDER.findall(english[min(index, len(english) - 1)]))
        # "One change waiting" needs no number in it.
        optional = {"{n}"} if isinstance(name, tuple) else set()
        if set(PLACEHOLDER.findall(text)) - optional != wanted - optional:
            yield f"{place}: other {{placeholders}} than the English: {text!r}"


def texts_of(value: str | Iterable[str] | None) -> list[str]:
    """Return the text, or that for one and for many, as a list; ``[""]``: there is none."""
    if value is None:
        return [""]
    return [value] if isinstance(value, str) else list(value)


def _name(message: Message) -> MessageName:
    texts = texts_of(message.id)
    return (texts[0], texts[1]) if len(texts) == 2 else texts[0]
