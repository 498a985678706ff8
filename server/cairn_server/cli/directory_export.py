"""``cairn directory export``: the directory as a file.

Exit codes: 0 everything went out, 3 some entries could not (the others did), 1 nothing was
written, 2 the command line was not understood.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cairn_server.cli.failure import fail, plain_errors
from cairn_server.cli.options import DataOption

if TYPE_CHECKING:
    from cairn_server.directory.exporting.export import Exported, Format
    from cairn_server.settings import Settings

__all__ = ["export"]

SOME_LEFT_OUT = 3
ENDINGS: dict[str, Format] = {
    ".json": "json",
    ".zip": "package",
    ".xlsx": "xlsx",
    ".txt": "text",
}


@plain_errors
def export(
    file: Annotated[
        Path,
        typer.Argument(help="Where to: .json, .zip (CSV tables), .xlsx or .txt.", metavar="FILE"),
    ],
    *,
    public: Annotated[
        bool, typer.Option("--public", help="Only what everybody may see, as in /hsds.")
    ] = False,
    language: Annotated[
        str, typer.Option(help="Of the words in a .txt file: en or es.", metavar="en|es")
    ] = "en",
    replace: Annotated[
        bool, typer.Option("--replace", help="Write over a file that is there.")
    ] = False,
    collaborative: Annotated[
        str | None, typer.Option(help="Whose directory. Default: the only one here.")
    ] = None,
    data: DataOption = None,
) -> None:
    """Write the directory to a file. No suggestions, no members, no place that is confidential."""
    import anyio

    from cairn_server.settings import load_settings

    form = ENDINGS.get(file.suffix.lower())
    if form is None:
        fail(f"The file's name must end in {', '.join(ENDINGS)}: that says what to write.")
    if language not in ("en", "es"):
        fail("The language must be en or es.")
    if file.exists() and not replace:
        fail(f"There is a file {str(file)!r} already. Use --replace to write over it.")
    if not file.absolute().parent.is_dir():
        fail(f"There is no folder {str(file.parent)!r}.")
    settings = load_settings(data=data, collaborative=collaborative)
    done = anyio.run(_export, settings, file, form, public, language)
    typer.echo(f"{done.services} services are in {file}.")
    for doc_id in done.unfit:
        typer.secho(f"Left out: {doc_id} breaks the directory's rules.", err=True)
    for number in done.homeless:
        typer.secho(f"Left out: service:{number}, whose organization is not there.", err=True)
    if done.links:
        typer.secho(f"Left out: {done.links} links to entries that are not there.", err=True)
    if done.unfit or done.homeless or done.links:
        typer.echo("`cairn directory check` says more.", err=True)
        raise typer.Exit(SOME_LEFT_OUT)


async def _export(
    settings: Settings, file: Path, form: Format, public: bool, language: str
) -> Exported:
    from cairn_server.deployment import open_deployment
    from cairn_server.directory.exporting.entries import Entries, PublicEntries, StoredEntries
    from cairn_server.directory.exporting.export import export_entries
    from cairn_server.directory.models import check_document
    from cairn_server.directory.publishing.public_directory import PublicDirectory
    from cairn_sync.stores.sqlite import SqliteDatabases

    databases = SqliteDatabases(settings.data)
    try:
        deployment = await open_deployment(settings, databases)
        name = f"directory-{deployment.collaborative}"
        entries: Entries
        if public:
            entries = PublicEntries(await PublicDirectory(databases, name, check_document).look())
        else:
            members = {one.member.member_id for one in deployment.roster.accounts()}
            store = await databases.open(name)
            entries = await StoredEntries.look(store, check_document, members=members)
        return await export_entries(entries, file, form, language=language)
    finally:
        await databases.close()
