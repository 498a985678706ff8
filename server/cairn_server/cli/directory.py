"""``cairn directory``: bring entries in, take them out.

Exit codes: 0 everything went in, 3 some rows were rejected (the others are in), 1 nothing
was done, 2 the command line was not understood.
"""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cairn_server.cli.directory_check import check
from cairn_server.cli.directory_export import export
from cairn_server.cli.directory_vouch import vouch
from cairn_server.cli.failure import fail, plain_errors
from cairn_server.cli.options import DataOption

if TYPE_CHECKING:
    from cairn_server.directory.importing.mapping import Mapping
    from cairn_server.directory.importing.report import Report
    from cairn_server.directory.importing.table import Table
    from cairn_server.settings import Settings

__all__ = ["app"]

SOME_REJECTED = 3
ZIP = b"PK\x03\x04"

app = typer.Typer(
    name="directory",
    help="Bring entries into the directory, or take them out.",
    no_args_is_help=True,
    rich_markup_mode=None,
)


app.command("export")(export)
app.command("check")(check)
app.command("vouch")(vouch)


@app.command("import")
@plain_errors
def import_(
    files: Annotated[
        list[Path],
        typer.Argument(
            help="CSV, .xlsx, .zip or HSDS files, or a folder of them.", metavar="FILE..."
        ),
    ],
    *,
    mapping: Annotated[
        str,
        typer.Option(
            "--mapping",
            "-m",
            help="A mapping file (TOML), or the name of one that comes with Cairn.",
        ),
    ],
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what would be done, and do nothing.")
    ] = False,
    source: Annotated[
        str | None,
        typer.Option(
            "--source",
            help="Whose list it is, in place of what the mapping says: small letters, digits, "
            "hyphens. It must stay the same: it is part of every ID.",
        ),
    ] = None,
    drafts: Annotated[
        bool, typer.Option("--drafts", help="Add what is new as drafts, for editors only.")
    ] = False,
    public: Annotated[
        bool,
        typer.Option("--public", help="Show the entries to everybody, in the API at /hsds."),
    ] = False,
    collaborative: Annotated[
        str | None, typer.Option(help="Whose directory. Default: the only one here.")
    ] = None,
    trust_addresses: Annotated[
        list[str] | None,
        typer.Option(
            "--trust-addresses",
            help="The ID, as in the file, of a place that looks like a shelter and whose address "
            "people may know. Again for each. It is remembered.",
            metavar="ID",
        ),
    ] = None,
    fixes: Annotated[
        Path | None,
        typer.Option(
            "--fixes",
            help="A CSV of cells put right: row (as the report shows it, with its file: "
            "services.csv:5), column, value.",
        ),
    ] = None,
    report: Annotated[
        Path | None, typer.Option("--report", help="Write the whole report to this JSON file.")
    ] = None,
    data: DataOption = None,
) -> None:
    """Bring CSV or HSDS files into the directory. What is there already stays as it is."""
    # Imported here, as in every command, so that `cairn --help` is quick.
    import anyio
    import orjson

    from cairn_server.cli.import_report import print_report
    from cairn_server.directory.errors import DirectoryError
    from cairn_server.settings import load_settings

    settings = load_settings(data=data, collaborative=collaborative)
    try:
        to_read = _read_mapping(mapping, source), _read_files(files)
        mended = _read_fixes(fixes)
        done = anyio.run(
            _import, settings, *to_read, mended, dry_run, public, drafts, trust_addresses or []
        )
    except DirectoryError as exc:
        fail(str(exc))
    if report is not None:
        report.write_bytes(orjson.dumps(done.as_json(), option=orjson.OPT_INDENT_2))
    print_report(done, saved=report)
    if done.rejected:
        raise typer.Exit(SOME_REJECTED)


def _read_mapping(name: str, source: str | None) -> Mapping:
    """Read a mapping by path, else by the name of one that comes with Cairn."""
    from cairn_server.directory.importing.mapping import Mapping

    shipped = Path(__file__).parent.parent / "directory" / "mappings"
    path = Path(name)
    if not path.is_file():
        path = shipped / f"{Path(name).name.removesuffix('.toml')}.toml"
    if not path.is_file():
        known = ", ".join(sorted(one.stem for one in shipped.glob("*.toml")))
        fail(f"There is no mapping file {name!r}. Cairn brings {known}.")
    try:
        mapping = Mapping.parse(path.read_text("utf-8"))
        return mapping if source is None else mapping.of(source)
    except UnicodeDecodeError:
        fail(f"The mapping file {name!r} must be saved as UTF-8.")


def _read_files(paths: list[Path]) -> dict[str, bytes]:
    files: dict[str, bytes] = {}
    for path in [one for given in paths for one in _in_folder(given)]:
        if not path.is_file():
            fail(f"There is no file {str(path)!r}.")
        if path.name in files:
            fail(f"Two files are named {path.name!r}: rename one.")
        files[path.name] = path.read_bytes()
    return files


def _read_fixes(path: Path | None) -> dict[str, dict[str, str]]:
    """Return the cells put right, by row and column."""
    from cairn_server.directory.importing.fixing import read_fixes

    if path is None:
        return {}
    if not path.is_file():
        fail(f"There is no file {str(path)!r}.")
    return read_fixes(path.name, path.read_bytes())


def _read_spreadsheets(mapping: Mapping, files: dict[str, bytes]) -> dict[str, Table] | None:
    """Return the tables by type, where a file is a spreadsheet or a ZIP; None: all are CSV."""
    if mapping.format == "hsds" or not any(one.startswith(ZIP) for one in files.values()):
        return None
    from io import BytesIO

    from cairn_server.directory.bringing.sheets import read_sheets
    from cairn_server.directory.importing.files import assign_tables

    tables = [one for name, data in files.items() for one in read_sheets(BytesIO(data), name)]
    return assign_tables(mapping, tables)


def _in_folder(path: Path) -> list[Path]:
    """Return the files of a folder that can be read; a file's path stays as it is."""
    if not path.is_dir():
        return [path]
    return sorted(one for one in path.iterdir() if one.suffix.lower() in (".csv", ".json"))


async def _import(
    settings: Settings,
    mapping: Mapping,
    files: dict[str, bytes],
    fixes: dict[str, dict[str, str]],
    dry_run: bool,
    public: bool,
    drafts: bool,
    trusted: list[str],
) -> Report:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    from cairn_server.deployment import open_deployment
    from cairn_server.directory.gate import directory_gate
    from cairn_server.directory.importing.importer import import_files
    from cairn_server.erasing.eraser import Eraser
    from cairn_server.erasing.store import guarded
    from cairn_server.history.source import Door, Source, tell_source
    from cairn_sync.stores.sqlite import SqliteDatabases

    tell_source(Source(Door.IMPORT, name=mapping.source))
    databases = guarded(SqliteDatabases(settings.data), settings.data)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    try:
        deployment = await open_deployment(settings, databases)
        store = await databases.open(f"directory-{deployment.collaborative}")
        with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
            bar = progress.add_task("Reading", total=None)

            def looked(done: int, total: int) -> None:
                progress.update(bar, description="Checking", completed=done, total=total)

            def wrote(done: int, total: int) -> None:
                progress.update(bar, description="Writing", completed=done, total=total)

            report = await import_files(
                store,
                mapping,
                files,
                tables=_read_spreadsheets(mapping, files),
                gate=directory_gate(deployment.collaborative),
                dry_run=dry_run,
                public=public,
                trusted=trusted,
                fixes=fixes,
                as_drafts=drafts,
                at=datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
                looked=looked,
                progress=wrote,
            )
        # A place that this hid may have been listed before.
        await Eraser(databases, deployment.check).finish()
        return report
    finally:
        await databases.close()
