"""``python -m cairn_server.translations extract|check|compile``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

import cairn_server.translations
from cairn_server.translations.catalogue import (
    po_bytes,
    po_files,
    problems_of,
    read_catalogue,
    update_catalogue,
)
from cairn_server.translations.compiled import (
    PSEUDO,
    compiled_files,
    page_files,
    pseudo_files,
    recording_lists,
)
from cairn_server.translations.source import LANGUAGES, sources
from cairn_server.worksheets.catalogue import templates
from cairn_server.worksheets.po import with_notes

ROOT = Path(__file__).resolve().parents[3]

app = typer.Typer(help=cairn_server.translations.__doc__, add_completion=False)
RootOption = Annotated[Path, typer.Option(help="The folder that holds pwa/ and server/.")]


@app.command()
def extract(root: RootOption = ROOT) -> None:
    """Bring the app's PO files up to date with its source, and the worksheets' notes."""
    for language in LANGUAGES:
        app, _worksheets, said = sources(root, language)
        for source in (app, said):
            catalogue = update_catalogue(source, read_catalogue(source.po, language))
            source.po.parent.mkdir(parents=True, exist_ok=True)
            source.po.write_bytes(po_bytes(catalogue))
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
