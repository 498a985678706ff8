"""Translations: from the strings in the app to the words on the screen.

The English text is a message's name. It stands in the phone's source as
``t("…")``, ``tn("…", "…", n)`` or ``mark("…")``, in the same form in the server's own pages, in
what the server says of an import as ``said("…")``, and in the worksheet templates, where its
place (``template/section/question#field``) is the context, because two
questions with the same English may need different Spanish::

    pwa/src/**.ts(x)  --extract-->  pwa/locales/es.po      --compile-->  pwa/src/locales/es.json
    plain/*.py        --extract-->          "              --compile-->  plain/words/es.json
    templates/*.json  --------->  worksheets/locales/es.po --compile-->  …/worksheets/es/*.json
                                  worksheets/locales/es/*.po
    directory/**.py  --extract-->  directory/locales/es.po  --compile-->  …/said/es.json

A language's file may have a folder of the same name beside it, with more files: one for each
worksheet, so that two people can translate at once. All are read as one. The phone gets one
file for each worksheet, so that it fetches only what has changed, and ``list.json``, with
what the list of all of them says.

``python -m cairn_server.translations extract|check|compile``. Babel is needed
to build the app, never to run the server.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import Annotated

import orjson
import typer
from babel import Locale
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_file
from babel.messages.pofile import read_po, write_po

from cairn_server.worksheets.catalogue import templates
from cairn_server.worksheets.po import with_notes
from cairn_server.worksheets.recordings import slots_of
from cairn_server.worksheets.strings import LISTED, strings_of

__all__ = [
    "Source",
    "app_notes",
    "app_strings",
    "compiled_files",
    "language_names",
    "page_files",
    "page_strings",
    "po_files",
    "problems_of",
    "pseudo",
    "pseudo_files",
    "read_catalogue",
    "recording_lists",
    "sources",
    "update_catalogue",
    "worksheet_strings",
]

LANGUAGES = ("es",)
PSEUDO = "ar-XB"  # a pretend language, right to left; never in a build that people use
PRETEND = str.maketrans(
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "ȧƀƈḓḗƒɠħīĵķŀḿƞǿƥɋřşŧŭṽẇẋẏẑȦƁƇḒḖƑƓĦĪĴĶĿḾȠǾƤɊŘŞŦŬṼẆẊẎẐ",
)
KEYWORDS: dict[str, tuple[int, ...] | None] = {"t": None, "mark": None, "tn": (1, 2)}
PLACEHOLDER = re.compile(r"\{\w+\}")

MessageName = str | tuple[str, str]
"""An English text, or the pair for one and for many."""


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
    """Return what is translated: app and pages as one, the worksheets, what an import says."""
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
        Source(said_strings(server / "directory"), said, compiled / "said" / f"{language}.json"),
    ]


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


def language_names(language: str) -> dict[str, str]:
    """Return what `language` calls every language, by its tag."""
    names = Locale.parse(language.partition("-")[0]).languages
    return {tag.replace("_", "-"): name for tag, name in names.items()}


def page_files(root: Path) -> dict[Path, bytes]:
    """Return what the server's pages read beside their own words, by path.

    What languages are called, and the words of the worksheets that are surveys.
    """
    words = root / "server" / "cairn_server" / "plain" / "words"
    files = {
        words / "languages" / f"{language}.json": orjson.dumps(
            language_names(language), option=orjson.OPT_SORT_KEYS
        )
        for language in ("en", *LANGUAGES)
    }
    surveys = {template.id for template in templates().values() if template.survey}
    for language in LANGUAGES:
        source = sources(root, language)[1]
        for path, content in compiled_files(source, read_catalogue(source.po, language)).items():
            if path.stem in surveys:
                files[words / "surveys" / language / path.name] = content
    return files


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
        if message is None or not all(_texts(message.string)):
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


def compiled_files(source: Source, catalogue: Catalog) -> dict[Path, bytes]:
    """Return what the phone loads, by path: text by English text, or by context where there is one.

    A text that counts is the list for one and for many.
    """
    return _by_file(source, _compiled(source, catalogue))


def pseudo_files(source: Source) -> dict[Path, bytes]:
    """Return what `compiled_files` does, in a pretend language for tests: see `pseudo`."""
    texts: Texts = {}
    for context, name in source.strings:
        english = _texts(name)
        said = [pseudo(text) for text in english]
        texts[context or english[0]] = said[0] if isinstance(name, str) else said
    return _by_file(source, texts)


def pseudo(text: str) -> str:
    """Return a text that reads from right to left, is two fifths longer, and has no plain letter.

    So a screen shows at once what is not translated, what is cut, and what does not turn round.
    """
    words = "".join(
        part if PLACEHOLDER.fullmatch(part) else part.translate(PRETEND)
        for part in re.split(r"(\{\w+\})", text)
    )
    filling = ("ŀǿƞɠḗř " * len(text))[: len(text) * 2 // 5].strip()
    return f"\u202e{words}{' ' if filling else ''}{filling}\u202c"


def _by_file(source: Source, texts: Texts) -> dict[Path, bytes]:
    if source.compiled.suffix == ".json":
        parts = source.files or {source.compiled: frozenset(name for _, name in source.strings)}
        return {
            path: _json({one: texts[one] for name in names if (one := _texts(name)[0]) in texts})
            for path, names in parts.items()
        }
    files: dict[str, Texts] = {"list": {}}
    for place, text in texts.items():
        template_id, _hash, name = place.partition("#")
        files.setdefault(template_id.partition("/")[0], {})[place] = text
        if name in LISTED and "/" not in template_id:
            files["list"][place] = text
    return {source.compiled / f"{name}.json": _json(found) for name, found in files.items()}


def recording_lists(root: Path, folder: Path) -> dict[Path, bytes]:
    """Return, by path, the file of each string that is recorded: by its context, under `audio/`.

    A worksheet without recordings in a language has no list.
    """
    audio = root / "server" / "cairn_server" / "worksheets" / "audio"
    lists: dict[Path, bytes] = {}
    for language in ("en", *LANGUAGES):
        words: dict[str, str] = {}
        if language != "en":
            source = sources(root, language)[1]
            compiled = _compiled(source, read_catalogue(source.po, language))
            words = {context: text for context, text in compiled.items() if isinstance(text, str)}
        for template in templates().values():
            slots = slots_of(template, language, words, audio=audio)
            found = {s.context: str(s.file.relative_to(audio)) for s in slots if s.file}
            if found:
                lists[folder / language / f"{template.id}.json"] = orjson.dumps(
                    found, option=orjson.OPT_SORT_KEYS
                )
    return lists


Texts = dict[str, str | list[str]]


def _compiled(source: Source, catalogue: Catalog) -> Texts:
    compiled: Texts = {}
    for context, name in source.strings:
        english = name if isinstance(name, str) else name[0]
        message = catalogue.get(english, context)
        if message is None or message.fuzzy or not all(_texts(message.string)):
            continue  # the phone shows the English
        texts = _texts(message.string)
        compiled[context or english] = texts[0] if isinstance(name, str) else texts
    return compiled


def _json(texts: Texts) -> bytes:
    return orjson.dumps(texts, option=orjson.OPT_SORT_KEYS)


def _po_bytes(catalogue: Catalog) -> bytes:
    """Write PO without the headers that change in each run, or that nobody has filled in."""
    file = BytesIO()
    write_po(file, catalogue, width=100, include_lineno=False)
    kept = (b'"Language:', b'"Plural-Forms:', b'"MIME-Version:', b'"Content-T')
    head, body = file.getvalue().split(b"\n\n", 1)
    lines = [line for line in head.split(b"\n") if line[:1] != b'"' or line.startswith(kept)]
    return b"\n".join(lines) + b"\n\n" + body


def _placeholder_problems(name: MessageName, message: Message, place: str) -> Iterator[str]:
    english = _texts(name)
    for index, text in enumerate(_texts(message.string)):
        wanted = set(PLACEHOLDER.findall(english[min(index, len(english) - 1)]))
        # "One change waiting" needs no number in it.
        optional = {"{n}"} if isinstance(name, tuple) else set()
        if set(PLACEHOLDER.findall(text)) - optional != wanted - optional:
            yield f"{place}: other {{placeholders}} than the English: {text!r}"


def _texts(value: str | Iterable[str] | None) -> list[str]:
    if value is None:
        return [""]
    return [value] if isinstance(value, str) else list(value)


def _name(message: Message) -> MessageName:
    texts = _texts(message.id)
    return (texts[0], texts[1]) if len(texts) == 2 else texts[0]


# -- The command ------------------------------------------------------------------------------

ROOT = Path(__file__).resolve().parents[2]

app = typer.Typer(help=__doc__, add_completion=False)
RootOption = Annotated[Path, typer.Option(help="The folder that holds pwa/ and server/.")]


@app.command()
def extract(root: RootOption = ROOT) -> None:
    """Bring the app's PO files up to date with its source, and the worksheets' notes."""
    for language in LANGUAGES:
        app, _worksheets, said = sources(root, language)
        for source in (app, said):
            catalogue = update_catalogue(source, read_catalogue(source.po, language))
            source.po.parent.mkdir(parents=True, exist_ok=True)
            source.po.write_bytes(_po_bytes(catalogue))
            typer.echo(f"{source.po}: {len(source.strings)} strings")
        for po in po_files(sources(root, language)[1].po):
            text = po.read_text(encoding="utf-8")
            po.write_text(with_notes(text, templates()), encoding="utf-8")


@app.command()
def check(root: RootOption = ROOT) -> None:
    """Say what is missing, out of date or malformed; fail if anything is."""
    problems = [
        problem
        for language in LANGUAGES
        for source in sources(root, language)
        for problem in problems_of(source, read_catalogue(source.po, language))
    ]
    for problem in problems:
        typer.echo(problem, err=True)
    if problems:
        raise typer.Exit(1)


@app.command("compile")
def compile_catalogues(
    root: RootOption = ROOT,
    *,
    with_pseudo: Annotated[
        bool, typer.Option("--pseudo", help="With a pretend language, for tests.")
    ] = False,
) -> None:
    """Write the JSON that the app's build takes in."""
    for source in sources(root, PSEUDO):
        for old in (source.compiled.with_suffix(".json"), *source.files):
            old.unlink(missing_ok=True)
        for old in source.compiled.glob("*.json"):
            old.unlink()
        for path, content in pseudo_files(source).items() if with_pseudo else ():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
    for language in LANGUAGES:
        for source in sources(root, language):
            files = compiled_files(source, read_catalogue(source.po, language))
            for old in source.compiled.glob("*.json"):
                old.unlink()  # a worksheet that is no more
            for path, content in files.items():
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(content)
    for path, content in page_files(root).items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    lists = root / "pwa" / "src" / "locales" / "recordings"
    for old in lists.rglob("*.json"):
        old.unlink()
    for path, content in recording_lists(root, lists).items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


if __name__ == "__main__":
    app()
