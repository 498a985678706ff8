"""From a catalogue to the JSON that the app and the server's pages load."""

from __future__ import annotations

import re
from pathlib import Path

import orjson
from babel import Locale
from babel.messages.catalog import Catalog

from cairn_server.translations.catalogue import PLACEHOLDER, read_catalogue, texts_of
from cairn_server.translations.source import LANGUAGES, Source, sources
from cairn_server.worksheets.catalogue import templates
from cairn_server.worksheets.recordings import slots_of
from cairn_server.worksheets.strings import LISTED

__all__ = [
    "PSEUDO",
    "compiled_files",
    "language_names",
    "page_files",
    "pseudo",
    "pseudo_files",
    "recording_lists",
]

PSEUDO = "ar-XB"  # a pretend language, right to left; never in a build that people use
PRETEND = str.maketrans(
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "ȧƀƈḓḗƒɠħīĵķŀḿƞǿƥɋřşŧŭṽẇẋẏẑȦƁƇḒḖƑƓĦĪĴĶĿḾȠǾƤɊŘŞŦŬṼẆẊẎẐ",
)

Texts = dict[str, str | list[str]]


def compiled_files(source: Source, catalogue: Catalog) -> dict[Path, bytes]:
    """Return what the phone loads, by path: text by English text, or by context where there is one.

    A text that counts is the list for one and for many.
    """
    return _by_file(source, _compiled(source, catalogue))


def pseudo_files(source: Source) -> dict[Path, bytes]:
    """Return what `compiled_files` does, in a pretend language for tests: see `pseudo`."""
    texts: Texts = {}
    for context, name in source.strings:
        english = texts_of(name)
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
            path: _json({one: texts[one] for name in names if (one := texts_of(name)[0]) in texts})
            for path, names in parts.items()
        }
    files: dict[str, Texts] = {"list": {}}
    for place, text in texts.items():
        template_id, _hash, name = place.partition("#")
        files.setdefault(template_id.partition("/")[0], {})[place] = text
        if name in LISTED and "/" not in template_id:
            files["list"][place] = text
    return {source.compiled / f"{name}.json": _json(found) for name, found in files.items()}


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


def _compiled(source: Source, catalogue: Catalog) -> Texts:
    compiled: Texts = {}
    for context, name in source.strings:
        english = name if isinstance(name, str) else name[0]
        message = catalogue.get(english, context)
        if message is None or message.fuzzy or not all(texts_of(message.string)):
            continue  # the phone shows the English
        texts = texts_of(message.string)
        compiled[context or english] = texts[0] if isinstance(name, str) else texts
    return compiled


def _json(texts: Texts) -> bytes:
    return orjson.dumps(texts, option=orjson.OPT_SORT_KEYS)
