"""An uploaded file, read: tables for a mapping, or the objects of HSDS. Runs in a process apart.

What it is, is told by what it holds, never by its name alone::

    { or [                             HSDS in JSON: a service, a list, a page, a line each
    ZIP with [Content_Types].xml       a spreadsheet
    ZIP with .json, or HSDS's tables   HSDS: those tables have a column ``id``
    ZIP with .csv                      lists, for a mapping
    else                               one list
"""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from typing import BinaryIO

from cairn_server.directory.bringing.header import find_header
from cairn_server.directory.bringing.known import find_known
from cairn_server.directory.bringing.sheets import DAMAGED, check_size, read_sheets
from cairn_server.directory.bringing.untangle import untangle
from cairn_server.directory.bringing.uploaded import Uploaded
from cairn_server.directory.errors import TableError
from cairn_server.directory.importing.hsds_files import read_objects
from cairn_server.directory.importing.hsds_old import table_name
from cairn_server.directory.said import said
from cairn_server.directory.tabular.tables import DOCUMENTS

__all__ = ["MAX_OBJECTS", "read_upload"]

MAX_OBJECTS = 100_000
TOO_MUCH_TO_READ = said("The file takes more time or memory to read than a directory needs.")
HEAD_BYTES = 4_096
ZIP = b"PK\x03\x04"
BOM = b"\xef\xbb\xbf"

Progress = Callable[[int, int], None]


def read_upload(file: BinaryIO, name: str, progress: Progress) -> Uploaded:
    """Return what the file holds.

    Raises:
        TableError: it is nothing that a directory can read, or too much of it.
    """
    head = file.read(HEAD_BYTES)
    file.seek(0)
    try:
        if head.startswith(ZIP):
            files = _hsds_in(file)
        elif head.removeprefix(BOM).lstrip()[:1] in (b"{", b"["):
            short = (
                name
                if name.casefold().endswith((".json", ".ndjson"))
                else f"{name.rpartition('.')[0] or name}.json"
            )
            files = {short: file.read()}
        else:
            files = None
        file.seek(0)
        if files is None:
            tables = read_sheets(file, name, progress, seek=find_header)
            if find_known(tables) is None:
                tables = [untangle(table) for table in tables]
            return Uploaded(tables)
        objects = read_objects(files)
    except MemoryError:
        raise TableError(TOO_MUCH_TO_READ) from None
    if len(objects.found) + len(objects.orphans) > MAX_OBJECTS:
        raise TableError(said("There are more than {most} entries.", most=MAX_OBJECTS))
    return Uploaded(objects=objects)


def _hsds_in(file: BinaryIO) -> dict[str, bytes] | None:
    """Return the files of a ZIP that holds HSDS; None: it holds something else."""
    try:
        with zipfile.ZipFile(file) as archive:
            check_size(archive)
            names = [
                one.filename
                for one in archive.infolist()
                if not one.is_dir() and "__MACOSX" not in one.filename
            ]
            if "[Content_Types].xml" in names or not _is_hsds(archive, names):
                return None
            return {
                name: archive.read(name)
                for name in names
                if name.casefold().endswith((".csv", ".json"))
            }
    except (TableError, MemoryError):
        raise
    except Exception as error:  # zipfile raises most of what Python has
        raise TableError(DAMAGED) from error


def _is_hsds(archive: zipfile.ZipFile, names: list[str]) -> bool:
    short = {name.rpartition("/")[2].casefold() for name in names}
    if any(name.endswith(".json") for name in short):
        return True
    tables = [one for one in names if one.casefold().endswith(".csv") and table_name(one)]
    documents = [one for one in tables if table_name(one) in DOCUMENTS]
    return bool(documents) and all(b"id" in _columns(archive, one) for one in documents)


def _columns(archive: zipfile.ZipFile, name: str) -> list[bytes]:
    with archive.open(name) as file:
        first = file.readline(HEAD_BYTES).removeprefix(BOM)
    return [cell.strip(b' "\r\n').lower() for cell in first.split(b",")]
