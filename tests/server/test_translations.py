"""What is on screen: complete in every language, and in words that people use."""

from __future__ import annotations

import re
from pathlib import Path

import orjson
import pytest
from babel.messages.catalog import Catalog

from cairn_server.translations import (
    MessageName,
    Source,
    app_notes,
    app_strings,
    compiled_files,
    language_names,
    page_strings,
    po_files,
    problems_of,
    pseudo,
    read_catalogue,
    sources,
    update_catalogue,
)
from cairn_server.worksheets import templates
from cairn_server.worksheets.po import with_notes

ROOT = Path(__file__).parents[2]
SOURCES = {source.po.parent.parent.name: source for source in sources(ROOT, "es")}

# Words of the trade, from the protocol and the design, and what a reader would take them for in
# Spanish. None of them helps a tired person on a small screen.
TRADE_WORDS = re.compile(
    r"\b(parallel|conflict|vault|exchange|commons|session[- ]only|purge|cut off|assured|outbox|"
    r"epoch|keyring|s3|replicat\w+|checkpoint|tombstone|revision|paralel[oa]s?|conflictos?|"
    r"b[oó]veda|intercambi\w+|solo (de )?sesi[oó]n|purga\w*|bandeja de salida|[eé]poca|llavero|"
    r"r[eé]plica\w*|asegurad[oa])\b",
    re.IGNORECASE,
)
# Plain words in what a survivor and an advocate talk about.
PLAIN_IN_WORKSHEETS = {"cut off", "conflict", "conflicto", "conflictos"}


@pytest.fixture
def source(tmp_path: Path) -> Source:
    views = tmp_path / "pwa" / "src" / "views"
    views.mkdir(parents=True)
    (views / "waiting.tsx").write_text(
        'export const Waiting = () => <p title="Don\'t">{t("Try now")} {tn("{n} change", '
        '"{n} changes", waiting)} {t("Last sent {when}", { when: agoInWords(at) })}</p>;\n'
    )
    return Source(app_strings(views.parent), tmp_path / "es.po", tmp_path / "es.json")


def translated(source: Source, **texts: str | tuple[str, str]) -> Catalog:
    """Return the source's catalogue with `texts` by the first word of their English."""
    catalogue = update_catalogue(source, Catalog(locale="es"))
    for message in catalogue:
        english = message.id if isinstance(message.id, str) else message.id[0]
        message.string = texts.get(english.strip("{}").partition(" ")[0].strip("}"), "")
    return catalogue


def complete(source: Source, **changes: str | tuple[str, str]) -> Catalog:
    texts: dict[str, str | tuple[str, str]] = {
        "Try": "Intentar ahora",
        "n": ("{n} cambio", "{n} cambios"),
        "Last": "Enviado {when}",
    }
    return translated(source, **(texts | changes))


def test_strings_of_the_servers_pages_go_into_a_file_of_their_own(tmp_path: Path) -> None:
    (tmp_path / "plain").mkdir()
    (tmp_path / "plain" / "page.py").write_text(
        'title = words.t("Try now")\nDAY = mark("Monday")\nn = words.tn("{n} day", "{n} days", 2)\n'
    )
    found = page_strings(tmp_path)
    app, pages = tmp_path / "es.json", tmp_path / "words.json"
    names = frozenset(name for _, name in found)
    files = {app: frozenset({"Try now"}), pages: names}
    both = Source(found, tmp_path / "es.po", app, files=files)
    words: dict[str, str | tuple[str, str]] = {
        "Try": "Intentar",
        "Monday": "Lunes",
        "n": ("{n} día", "{n} días"),
    }

    compiled = compiled_files(both, translated(both, **words))

    assert set(found.values()) == {"plain/page.py"}
    assert orjson.loads(compiled[app]) == {"Try now": "Intentar"}
    assert orjson.loads(compiled[pages]) == {
        "Try now": "Intentar",
        "Monday": "Lunes",
        "{n} day": ["{n} día", "{n} días"],
    }


def test_languages_are_named_in_each_language() -> None:
    assert language_names("es")["en"] == "inglés" and language_names("en")["es"] == "Spanish"


def test_strings_are_found_inside_markup_and_other_calls(source: Source) -> None:
    assert {name for _context, name in source.strings} == {
        "Try now",
        ("{n} change", "{n} changes"),
        "Last sent {when}",
    }


def test_a_complete_catalogue_has_no_problems(source: Source) -> None:
    assert list(problems_of(source, complete(source))) == []


def test_a_missing_translation_is_a_problem(source: Source) -> None:
    catalogue = complete(source)
    catalogue.delete("Try now")

    assert [p for p in problems_of(source, catalogue) if "not translated: 'Try now'" in p]


def test_a_fuzzy_translation_is_a_problem(source: Source) -> None:
    catalogue = complete(source)
    catalogue.add("Try now", "Intentar ahora", flags=["fuzzy"])

    assert [p for p in problems_of(source, catalogue) if "fuzzy" in p]


def test_a_lost_placeholder_is_a_problem(source: Source) -> None:
    catalogue = complete(source, Last="Enviado {cuando}")

    assert [p for p in problems_of(source, catalogue) if "placeholders" in p]


def test_one_may_be_said_without_its_number(source: Source) -> None:
    catalogue = complete(source, n=("un cambio", "{n} cambios"))

    assert list(problems_of(source, catalogue)) == []


def test_a_string_no_longer_used_is_a_problem(source: Source) -> None:
    catalogue = complete(source)
    catalogue.add("Sync", "Sincronizar")

    assert list(problems_of(source, catalogue)) == ["es.po: no longer used: 'Sync'"]


def test_a_worksheet_string_no_longer_used_is_named_by_its_place(source: Source) -> None:
    catalogue = complete(source)
    catalogue.add("Step", "Paso", context="notes/first/step#text")

    assert list(problems_of(source, catalogue)) == ["notes/first/step#text: no longer used: 'Step'"]


def po_text(**texts: str) -> str:
    head = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n\n'
    return head + "\n".join(f'msgid "{name}"\nmsgstr "{text}"\n' for name, text in texts.items())


def test_the_files_in_a_language_s_folder_are_read_with_its_own(tmp_path: Path) -> None:
    po = tmp_path / "es.po"
    po.with_suffix("").mkdir()
    po.write_text(po_text(Yes="Sí"))
    (tmp_path / "es" / "notes.po").write_text(po_text(No="No"))
    (tmp_path / "es" / "steps.po").write_text(po_text(Step="Paso"))

    catalogue = read_catalogue(po, "es")

    assert [path.name for path in po_files(po)] == ["es.po", "notes.po", "steps.po"]
    assert [m.string for m in catalogue if m.id] == ["Sí", "No", "Paso"]


def test_a_folder_is_enough(tmp_path: Path) -> None:
    (tmp_path / "es").mkdir()
    (tmp_path / "es" / "notes.po").write_text(po_text(No="No"))

    assert [m.string for m in read_catalogue(tmp_path / "es.po", "es") if m.id] == ["No"]


def test_without_any_file_a_catalogue_is_empty(tmp_path: Path) -> None:
    assert [m for m in read_catalogue(tmp_path / "es.po", "es") if m.id] == []


def test_a_string_in_two_files_is_refused(tmp_path: Path) -> None:
    (tmp_path / "es").mkdir()
    (tmp_path / "es.po").write_text(po_text(Step="Paso"))
    (tmp_path / "es" / "steps.po").write_text(po_text(Step="Escalón"))

    with pytest.raises(ValueError, match=r"steps\.po: .*'Step'.* is in es\.po too"):
        read_catalogue(tmp_path / "es.po", "es")


def test_bringing_a_catalogue_up_to_date_keeps_what_is_translated(source: Source) -> None:
    catalogue = complete(source)
    catalogue.add("Sync", "Sincronizar")

    assert list(problems_of(source, update_catalogue(source, catalogue))) == []


def compiled(source: Source, catalogue: Catalog) -> dict[str, dict[str, object]]:
    """Return the JSON of each compiled file by its path under the folder of them all."""
    files = compiled_files(source, catalogue).items()
    top = source.compiled.parent
    return {str(path.relative_to(top)): orjson.loads(content) for path, content in files}


def test_the_phone_gets_text_by_english_text(source: Source) -> None:
    assert compiled(source, complete(source))["es.json"] == {
        "Last sent {when}": "Enviado {when}",
        "Try now": "Intentar ahora",
        "{n} change": ["{n} cambio", "{n} cambios"],
    }


def test_what_is_not_translated_is_left_to_the_english(source: Source) -> None:
    catalogue = complete(source)
    catalogue.delete("Try now")

    assert "Try now" not in compiled(source, catalogue)["es.json"]


def test_each_worksheet_is_a_file_and_the_list_another(tmp_path: Path) -> None:
    strings: dict[tuple[str | None, MessageName], str] = {
        ("notes#title", "Notes"): "notes",
        ("notes/first#title", "First"): "notes",
        ("steps#title", "Steps"): "steps",
        ("steps#who", "Anyone"): "steps",
    }
    source = Source(strings, tmp_path / "es.po", tmp_path / "worksheets" / "es")
    catalogue = update_catalogue(source, Catalog(locale="es"))
    for message in catalogue:
        message.string = f"{message.id} (es)"

    assert compiled(source, catalogue) == {
        "es/list.json": {"notes#title": "Notes (es)", "steps#title": "Steps (es)"},
        "es/notes.json": {"notes#title": "Notes (es)", "notes/first#title": "First (es)"},
        "es/steps.json": {"steps#title": "Steps (es)", "steps#who": "Anyone (es)"},
    }


@pytest.mark.parametrize("name", SOURCES)
def test_spanish_is_complete(name: str) -> None:
    source = SOURCES[name]

    assert list(problems_of(source, read_catalogue(source.po, "es"))) == []


@pytest.mark.parametrize("name", SOURCES)
def test_no_word_of_the_trade_stands_on_screen(name: str) -> None:
    source = SOURCES[name]
    spanish = [message.string for message in read_catalogue(source.po, "es") if message.id]
    shown = [text for _context, text in source.strings] + spanish
    texts = [part for text in shown for part in ([text] if isinstance(text, str) else text or [])]
    plain = PLAIN_IN_WORKSHEETS if name == "worksheets" else set()

    found = {
        (match[0], text)
        for text in texts
        for match in TRADE_WORDS.finditer(text)
        if match[0].lower() not in plain
    }

    assert found == set()


def test_a_note_above_a_string_reaches_translators(tmp_path: Path) -> None:
    (tmp_path / "exit.tsx").write_text("// Translators: short.\nexport const name = t('Leave');\n")

    assert app_notes(tmp_path) == {"Leave": ["short."]}


def test_notes_change_nothing_that_people_wrote() -> None:
    po = (
        "# The head stays.\n\n# Ours: never a question.\n#. An old note.\n"
        '#, fuzzy\nmsgctxt "a-safety-beyond-leaving#title"\nmsgid "Plan"\nmsgstr "Plan"\n'
    )

    noted = with_notes(po, templates())

    assert noted == po.replace("#. An old note.\n#, fuzzy", "#, fuzzy\n#. The worksheet's title.")
    assert with_notes(noted, templates()) == noted


def test_a_pretend_language_leaves_no_plain_letter_and_every_placeholder() -> None:
    said = pseudo("Last sent and received {when}")

    assert "{when}" in said
    assert not re.search("[A-Za-z]", said.replace("{when}", ""))
    assert len(said) >= 1.35 * len("Last sent and received {when}")
