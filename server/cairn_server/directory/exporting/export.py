"""One directory to one file, in the form that is asked for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal, get_args

import anyio
import anyio.to_thread

from cairn_server.directory.exporting.entries import Entries
from cairn_server.directory.exporting.nest import json_lines
from cairn_server.directory.exporting.package import Package
from cairn_server.directory.exporting.plain_text import text_lines
from cairn_server.directory.tabular.flatten import Flattener

__all__ = ["FORMATS", "Exported", "Format", "export_entries"]

Format = Literal["json", "package", "xlsx", "text"]
FORMATS: tuple[Format, ...] = get_args(Format)


@dataclass(slots=True)
class Exported:
    """What went out, and what could not."""

    services: int = 0
    unfit: tuple[str, ...] = ()  # IDs of documents that break the rules
    homeless: tuple[str, ...] = ()  # IDs of services whose organization is not there
    links: int = 0  # to what is not there


async def export_entries(
    entries: Entries, target: Path, form: Format, *, language: str = "en"
) -> Exported:
    """Write the entries to `target`, which comes to be only when it is whole."""
    part = target.with_name(f".{target.name}.part")
    done = Exported()
    try:
        if form == "json":
            await _write_json(entries, part)
        elif form == "text":
            today = datetime.now(UTC).date()
            async with await anyio.open_file(part, "w", encoding="utf-8") as file:
                async for line in text_lines(entries, today=today, language=language):
                    await file.write(line)
        elif form == "xlsx":
            await _write_spreadsheet(entries, part)
        else:
            await _write_package(entries, part, done)
        await anyio.Path(part).replace(target)
    finally:
        await anyio.Path(part).unlink(missing_ok=True)
    done.services = len(entries.known["service"]) - len(done.homeless)
    done.unfit = tuple(entries.unfit)
    return done


async def _write_json(entries: Entries, target: Path) -> None:
    async with await anyio.open_file(target, "wb") as file:
        waiting: list[bytes] = []
        size = 0
        async for line in json_lines(entries):
            waiting.append(line)
            size += len(line)
            if size > 1_000_000:
                await file.write(b"".join(waiting))
                waiting, size = [], 0
        await file.write(b"".join(waiting))


async def _write_spreadsheet(entries: Entries, target: Path) -> None:
    # Imported here: a server that nobody asks for a spreadsheet holds nothing that writes one.
    from cairn_server.directory.exporting.spreadsheet import Spreadsheet

    book = Spreadsheet()
    async for kind, told in entries.read():
        book.add(kind, told)
    await anyio.to_thread.run_sync(book.write, target)


async def _write_package(entries: Entries, target: Path, done: Exported) -> None:
    flattener = Flattener(entries.known)
    with Package() as package:
        async for kind, told in entries.read():
            for row in flattener.rows(kind, told):
                package.add(row)
        await anyio.to_thread.run_sync(package.write, target)
    done.homeless = tuple(flattener.skipped.services)
    done.links = flattener.skipped.links
