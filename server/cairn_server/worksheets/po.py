"""The worksheets' translations as PO files, which translators know.

A folder holds ``es.po``, or ``es/`` with a file for each template, or both; a message's
context is its place in the template, as ``strings.py`` writes it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

from cairn_server.worksheets.strings import note_of, strings_of
from cairn_server.worksheets.template import Template

__all__ = ["read_translations", "with_notes", "write_translations"]

# A message's `#.` notes for translators, what stands between, and the context that it begins with.
NOTED = re.compile(r'(?:^#\. .*\n)*((?:^#(?!\. ).*\n)*)^(msgctxt (".*"\n(?:".*"\n)*))', re.M)


def read_translations(folder: Path, template: Template) -> dict[str, dict[str, str]]:
    """Return what is translated of `template`, by language and then by context.

    A translation of another English text, or one marked as a guess, is left out.
    """
    english = {string.context: string.text for string in strings_of(template)}
    found: dict[str, dict[str, str]] = {}
    for file in sorted([*folder.glob("*.po"), *folder.glob("*/*.po")]):
        language = file.stem if file.parent == folder else file.parent.name
        with file.open("rb") as lines:
            catalogue = read_po(lines, locale=language, abort_invalid=True)
        for message in catalogue:
            context, text = message.context, message.string
            if not context or message.fuzzy or not isinstance(text, str) or not text:
                continue
            if english.get(context) == message.id:
                found.setdefault(language, {})[context] = text
    return found


def write_translations(template: Template, language: str, texts: Mapping[str, str]) -> bytes:
    """Return a PO file of every string of `template`; what `texts` lacks is left to translate."""
    catalogue = Catalog(
        locale=language.replace("-", "_"),
        header_comment=f"# The worksheet {template.id}. A context names a message's place in it.",
        fuzzy=False,
    )
    for string in strings_of(template):
        note = note_of(template, string.context)
        text = texts.get(string.context, "")
        catalogue.add(string.text, text, auto_comments=[note], context=string.context)
    file = BytesIO()
    write_po(file, catalogue, width=100)
    # Babel's other headers change in each run, or are for names that nobody has filled in.
    kept = (b'"Language:', b'"Plural-Forms:', b'"MIME-Version:', b'"Content-T')
    head, body = file.getvalue().split(b"\n\n", 1)
    lines = [line for line in head.split(b"\n") if line[:1] != b'"' or line.startswith(kept)]
    return b"\n".join(lines) + b"\n\n" + body


def with_notes(po: str, templates: Mapping[str, Template]) -> str:
    """Return a PO file's text with each message's note for translators, and nothing else changed.

    What people have written in it, comments and the order of messages, stays as it is.
    """

    def noted(found: re.Match[str]) -> str:
        context = "".join(re.findall(r'"(.*)"', found[3]))
        template = templates.get(re.split("[/#]", context, maxsplit=1)[0])
        note = f"#. {note_of(template, context)}\n" if template else ""
        return f"{found[1]}{note}{found[2]}"

    return NOTED.sub(noted, po)
