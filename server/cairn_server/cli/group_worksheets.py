"""``cairn worksheets runs`` and ``answers``: what groups have filled in, and copies of it."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cairn_server.cli.failure import fail, plain_errors
from cairn_server.cli.options import DataOption

if TYPE_CHECKING:
    from cairn_server.deployment import Deployment
    from cairn_server.worksheets.group.copies import CopiedRun
    from cairn_server.worksheets.group.runs import Run
    from cairn_server.worksheets.template import Template

__all__ = ["answers", "runs"]

BYTE_ORDER_MARK = "\ufeff"  # spreadsheets take a table without it for one of an old alphabet


class Form(StrEnum):
    """How a copy is written."""

    CSV = "csv"
    TEXT = "text"


@plain_errors
def runs(*, data: DataOption = None) -> None:
    """List the group worksheets that were started, the oldest first."""
    import anyio

    async def read() -> list[Run]:
        from cairn_server.cli.data import use_deployment

        async with use_deployment(data) as deployment:
            return await _read(deployment)

    found = anyio.run(read)
    if not found:
        typer.echo("No group worksheet was started yet.")
    for run in found:
        body = run.body
        name = f" {body['name']!r}" if body.get("name") else ""
        until = f", finished {body.get('finished_on', '')}" if _is_finished(run) else ", open"
        started = f"{body.get('template')}{name}, started {body.get('started_on')}"
        typer.echo(f"{run.run_id}  {started}{until}")


@plain_errors
def answers(
    run: Annotated[
        str | None, typer.Argument(help="A run's ID, as `runs` lists it. Default: all of them.")
    ] = None,
    *,
    out: Annotated[Path, typer.Option("--out", help="The file to write.")],
    form: Annotated[Form, typer.Option("--as", help="A table or plain text.")] = Form.CSV,
    force: Annotated[
        bool, typer.Option("--force", help="Write over a file that is there.")
    ] = False,
    data: DataOption = None,
) -> None:
    """Copy what groups have answered into a file. It names nobody."""
    import anyio

    from cairn_server.worksheets.group.copies import table_of, text_of

    async def read() -> tuple[list[CopiedRun], dict[str, str]]:
        from cairn_server.cli.data import use_deployment

        async with use_deployment(data) as deployment:
            return await _copied(deployment, run), await _service_names(deployment)

    if out.exists() and not force:
        fail(f"{out} is there already. Give another name, or --force.")
    copied, names = anyio.run(read)
    if run is not None and not copied:
        fail(f"There is no group worksheet {run!r}: see `cairn worksheets runs`.")

    def name_of(service_id: str) -> str:
        return names.get(service_id, "No longer in the directory")

    if form is Form.CSV:
        text = BYTE_ORDER_MARK + table_of(copied, name_of)
    else:
        text = text_of(copied, name_of)
    out.write_bytes(text.encode())
    typer.echo(f"Wrote {out}: {len(copied)} of what groups have filled in.")


def _is_finished(run: Run) -> bool:
    return run.body.get("state") == "finished"


async def _read(deployment: Deployment) -> list[Run]:
    from cairn_server.worksheets.group.runs import read_runs

    store = await deployment.databases.open(f"commons-{deployment.collaborative}")
    return await read_runs(store)


async def _copied(deployment: Deployment, wanted: str | None) -> list[CopiedRun]:
    from cairn_server.worksheets.group.copies import CopiedRun
    from cairn_server.worksheets.group.filled import fill

    copied = []
    for run in await _read(deployment):
        if wanted not in (None, run.run_id):
            continue
        template = await _template(deployment, str(run.body.get("template")))
        if template is None:
            typer.secho(f"Note: {run.run_id} is of a worksheet that is not here.", err=True)
            continue
        finished_on = str(run.body.get("finished_on", "")) if _is_finished(run) else ""
        started_on = str(run.body.get("started_on"))
        filled = fill(template, run.register)
        copied.append(CopiedRun(str(run.body.get("name", "")), started_on, finished_on, filled))
    return copied


async def _template(deployment: Deployment, template_id: str) -> Template | None:
    """Return the collaborative's own version of a worksheet, else the one that Cairn brings."""
    from pydantic import ValidationError

    from cairn_server.shared_space.check import worksheet_id
    from cairn_server.worksheets import Template, templates

    store = await deployment.databases.open(f"commons-{deployment.collaborative}")
    leaves = [leaf for leaf in await store.leaves(worksheet_id(template_id)) if not leaf.deleted]
    if leaves:
        try:
            return Template.model_validate(leaves[0].parsed_body().get("template"))
        except ValidationError:
            pass
    return templates().get(template_id)


async def _service_names(deployment: Deployment) -> dict[str, str]:
    from cairn_server.worksheets.group.runs import documents_of

    store = await deployment.databases.open(f"directory-{deployment.collaborative}")
    services = await documents_of(store, "service")
    return {one.doc_id: str(one.parsed_body().get("name", "")) for one in services}
