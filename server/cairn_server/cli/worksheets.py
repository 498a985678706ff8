"""``cairn worksheets``: templates from spreadsheets (XLSForm), and back; what groups answered.

Exit codes: 0 done, 1 the spreadsheet cannot be used or nothing was done, 2 the command
line was not understood.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from cairn_server.cli import group_worksheets
from cairn_server.cli.failure import fail, plain_errors

if TYPE_CHECKING:
    from cairn_server.worksheets.template import Template
    from cairn_server.worksheets.xlsform import Reading

__all__ = ["app"]

app = typer.Typer(
    name="worksheets",
    help="Write worksheets in a spreadsheet (XLSForm), and copy what groups have filled in.",
    no_args_is_help=True,
    rich_markup_mode=None,
)

app.command()(group_worksheets.runs)
app.command()(group_worksheets.answers)

SpreadsheetArgument = Annotated[
    Path, typer.Argument(help="A spreadsheet (.xlsx).", metavar="FILE.xlsx")
]
ForceOption = Annotated[bool, typer.Option("--force", help="Write over files that are there.")]


@app.command()
@plain_errors
def check(file: SpreadsheetArgument) -> None:
    """Say whether a spreadsheet can become a worksheet, and every reason why not."""
    reading = _read(file)
    template = reading.template
    languages = ", ".join(["en", *sorted(reading.translations)])
    typer.echo(
        f"{file.name} is sound: {template.id}, {len(template.sections)} sections,"
        f" {len(template.questions)} questions, in {languages}."
    )


@app.command("import")
@plain_errors
def import_(
    file: SpreadsheetArgument,
    *,
    out: Annotated[Path, typer.Option("--out", help="The folder to write into.")],
    force: ForceOption = False,
) -> None:
    """Write a spreadsheet as a template (JSON) and its translations (PO)."""
    # Imported here, as in every command, so that `cairn --help` is quick.
    import orjson

    from cairn_server.worksheets.po import write_translations

    reading = _read(file)
    template = reading.template
    raw = template.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    options = orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE
    files = {out / "templates" / f"{template.id}.json": orjson.dumps(raw, option=options)}
    for language, texts in sorted(reading.translations.items()):
        path = out / "locales" / language / f"{template.id}.po"
        files[path] = write_translations(template, language, texts)
    for path in files:
        _refuse_to_overwrite(path, force=force)
    for path, data in files.items():
        _write(path, data)


@app.command()
@plain_errors
def export(
    template: Annotated[
        str, typer.Argument(help="The ID of a worksheet that comes with Cairn, or a JSON file.")
    ],
    file: SpreadsheetArgument,
    *,
    force: ForceOption = False,
) -> None:
    """Write a worksheet as a spreadsheet, with its translations."""
    from cairn_server.worksheets.catalogue import TemplateError
    from cairn_server.worksheets.po import read_translations
    from cairn_server.worksheets.xlsform import write_xlsform

    found, folder = _find_template(template)
    _refuse_to_overwrite(file, force=force)
    try:
        _write(file, write_xlsform(found, read_translations(folder / "locales", found)))
    except TemplateError as error:
        _fail_with(error.problems, f"{template} cannot be written as a spreadsheet")


@app.command()
@plain_errors
def recordings(
    language: Annotated[str, typer.Argument(help="A language's tag, such as es.")] = "en",
    *,
    out: Annotated[
        Path | None,
        typer.Option("--out", help="Write what is missing as a list (CSV) to read from."),
    ] = None,
) -> None:
    """Say which questions are recorded in a language, and what is missing."""
    import csv

    from cairn_server.worksheets.catalogue import FOLDER, templates
    from cairn_server.worksheets.po import read_translations
    from cairn_server.worksheets.recordings import AUDIO, slots_of, unused_files
    from cairn_server.worksheets.strings import note_of

    used: set[Path] = set()
    missing: list[tuple[str, str, str]] = []
    for template in templates().values():
        words = read_translations(FOLDER.parent / "locales", template).get(language, {})
        slots = list(slots_of(template, language, words))
        used |= {slot.file for slot in slots if slot.file}
        left = [slot for slot in slots if not slot.file]
        typer.echo(f"{template.id}: {len(slots) - len(left)} of {len(slots)} recorded")
        missing += [(f"{s.name}.mp3", s.text, note_of(template, s.context)) for s in left]
    for file in unused_files(AUDIO / language, used):
        typer.echo(f"Not used, for its words have changed: {file.relative_to(AUDIO)}", err=True)
    if out is not None:
        with out.open("w", encoding="utf-8", newline="") as lines:
            csv.writer(lines).writerows([("file", "words", "note"), *missing])
        typer.echo(f"Wrote {out}: {len(missing)} to record.")


def _read(file: Path) -> Reading:
    """Read a spreadsheet, saying what is wrong with it and what is only odd."""
    from cairn_server.worksheets.catalogue import TemplateError
    from cairn_server.worksheets.xlsform import read_xlsform

    if not file.is_file():
        fail(f"There is no file {str(file)!r}.")
    try:
        reading = read_xlsform(file)
    except TemplateError as error:
        _fail_with(error.problems, f"{file.name} cannot be used")
    for warning in reading.warnings:
        typer.secho(f"Note: {warning}", err=True)
    return reading


def _find_template(name: str) -> tuple[Template, Path]:
    """Return a template by file or ID, and the folder that `templates` and `locales` stand in."""
    from cairn_server.worksheets.catalogue import FOLDER, TemplateError, parse_template, templates

    path = Path(name)
    if path.suffix != ".json":
        if name not in templates():
            fail(f"There is no worksheet {name!r}. Cairn brings {', '.join(templates())}.")
        return templates()[name], FOLDER.parent
    if not path.is_file():
        fail(f"There is no file {name!r}.")
    try:
        return parse_template(path.stem, path.read_bytes()), path.resolve().parent.parent
    except TemplateError as error:
        _fail_with(error.problems, f"{name} is not a worksheet")


def _refuse_to_overwrite(path: Path, *, force: bool) -> None:
    if path.exists() and not force:
        fail(f"{path} is there already. Give another name, or --force.")


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    typer.echo(f"Wrote {path}.")


def _fail_with(problems: list[str], summary: str) -> NoReturn:
    for problem in problems:
        typer.echo(problem, err=True)
    count = "one problem" if len(problems) == 1 else f"{len(problems)} problems"
    fail(f"{summary}: {count}.")
