"""HSDS files as objects: JSON (a file, an answer of an API), tables (a ZIP, a folder's files).

Tables of HSDS 1.1 and 2 are read as those of 3: what was renamed is in ``hsds_old``.
"""

from __future__ import annotations

import csv
import io
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import orjson

from cairn_server.directory.errors import TableError
from cairn_server.directory.exporting.cell import is_formula
from cairn_server.directory.importing.hsds_old import as_today, table_name
from cairn_server.directory.importing.table import decode
from cairn_server.directory.said import said
from cairn_server.directory.tabular.gather import Found, gather
from cairn_server.directory.tabular.tables import TABLES
from cairn_server.directory.tabular.unnest import Unnested

__all__ = ["Objects", "read_hsds", "read_objects"]

MAX_UNPACKED_BYTES = 500_000_000
MAX_FILES = 200
MAX_DEPTH = 40  # HSDS itself nests ten levels
FORMS = ("number", "boolean", "array", "object")


@dataclass(slots=True)
class Objects:
    """All that files of HSDS hold."""

    found: list[Found] = field(default_factory=list)
    orphans: list[Found] = field(default_factory=list)  # parts of nothing that is there


def read_objects(files: Mapping[str, bytes]) -> Objects:
    """Return what `read_hsds` does, with the parts that belong to nothing."""
    orphans: list[Found] = []
    objects = Objects(read_hsds(files, orphan=orphans.append), orphans)
    seen: Counter[str] = Counter()
    for one in (*objects.found, *objects.orphans):
        base = f"{one.file}:{one.row}:{one.kind}"
        seen[base] += 1
        one.key = base if seen[base] == 1 else f"{base}:{seen[base]}"
    return objects


def read_hsds(files: Mapping[str, bytes], *, orphan: Callable[[Found], object]) -> list[Found]:
    """Return the objects, one a document, whole as far as the files tell.

    Raises:
        TableError: a file is none that this can read; a sentence says which.
    """
    unnested = Unnested()
    tables: dict[str, bytes] = {}
    forms: dict[tuple[str, str], str] = {}
    for name, data in _unpacked(files).items():
        if name.casefold().endswith(".csv"):
            tables[name] = data
        elif name.rpartition("/")[2] == "datapackage.json":
            forms = _read_forms(_read_json(name, data))
        else:
            told = _read_json(name, data)
            if _depth(told) > MAX_DEPTH:
                raise TableError(said("{file} is nested more deeply than HSDS ever is.", file=name))
            unnested.take(told, file=name)
    found = gather(_read_tables(tables, forms), orphan=orphan) if tables else []
    found = _with_taxonomies([*found, *unnested.objects()])
    if not found:
        raise TableError(
            said("None of the files holds HSDS entries: JSON, or CSV tables by HSDS's names.")
        )
    return found


def _unpacked(files: Mapping[str, bytes]) -> dict[str, bytes]:
    held: dict[str, bytes] = {}
    for name, data in files.items():
        if not data.startswith(b"PK\x03\x04"):
            held[name] = data
            continue
        try:
            archive = zipfile.ZipFile(io.BytesIO(data))
            parts = [one for one in archive.infolist() if not one.is_dir()]
            if len(parts) > MAX_FILES or sum(p.file_size for p in parts) > MAX_UNPACKED_BYTES:
                raise TableError(said("{file} unpacks to more than a directory needs.", file=name))
            for part in parts:
                if part.filename.casefold().endswith((".csv", ".json")):
                    held[part.filename] = archive.read(part)
        except TableError:
            raise
        except Exception:  # zipfile and zlib raise most of what Python has
            raise TableError(said("{file} is not a ZIP file, or is damaged.", file=name)) from None
    return held


def _read_json(name: str, data: bytes) -> Any:
    try:
        return orjson.loads(data.removeprefix(b"\xef\xbb\xbf"))
    except orjson.JSONDecodeError:
        pass
    try:  # one object a line, as `format=ndjson` gives
        return [orjson.loads(line) for line in data.splitlines() if line.strip()]
    except orjson.JSONDecodeError:
        raise TableError(said("{file} is neither JSON nor CSV.", file=name)) from None


def _depth(told: Any) -> int:
    """Return how deep lists and objects stand in each other; beyond `MAX_DEPTH` it may be less."""
    depth, level = 0, [told]
    while level and depth <= MAX_DEPTH:
        inner: list[Any] = []
        for one in level:
            if isinstance(one, dict):
                inner += one.values()
            elif isinstance(one, list):
                inner += one
        depth, level = depth + 1, [one for one in inner if isinstance(one, dict | list)]
    return depth


def _read_forms(described: Any) -> dict[tuple[str, str], str]:
    """Return the type of each column that is no text, by file and column."""
    forms: dict[tuple[str, str], str] = {}
    try:
        for resource in described["resources"]:
            file = str(resource["path"]).rpartition("/")[2]
            for field in resource["schema"]["fields"]:
                if field.get("type", "string") in FORMS:
                    forms[file, field["name"]] = field["type"]
    except (KeyError, TypeError, AttributeError):
        pass  # others describe their tables in other ways: columns are known by their names
    return forms


def _read_tables(
    files: Mapping[str, bytes], forms: Mapping[tuple[str, str], str]
) -> dict[str, list[Found]]:
    tables: dict[str, list[Found]] = {}
    for name, data in files.items():
        table = table_name(name)
        if table is None:
            continue
        text, _ = decode(data)
        short = name.rpartition("/")[2]
        for number, cells in enumerate(_read_rows(short, text), start=2):
            told = {k.strip(): _cell(v) for k, v in cells.items() if isinstance(k, str) and v}
            told = {k: v for k, v in told.items() if isinstance(v, str) and v.strip()}
            for column in told.keys() & {c for file, c in forms if file == short}:
                if table not in TABLES or column not in TABLES[table].columns:
                    told[column] = _formed(told[column])
            if told:
                for home, one in as_today(table, told):
                    tables.setdefault(home, []).append(Found(home, one, short, number))
    return tables


def _formed(text: str) -> Any:
    """Return what another system's column holds that is no text."""
    try:
        return orjson.loads(text)
    except orjson.JSONDecodeError:
        return text


def _read_rows(file: str, text: str) -> Iterator[dict[Any, Any]]:
    reader = csv.DictReader(io.StringIO(text, newline=""))
    number = 1
    try:
        for number, cells in enumerate(reader, start=2):
            is_shifted = None in cells or None in cells.values()
            if is_shifted and _swallows(cells, width=len(reader.fieldnames or ())):
                raise _lost_quote(file, number)
            yield cells
    except csv.Error:
        raise _lost_quote(file, number + 1) from None


def _swallows(cells: Mapping[Any, Any], *, width: int) -> bool:
    """Tell whether a whole row stands inside a cell: a quote before it was never closed."""
    lines = (line for cell in cells.values() for line in str(cell or "").splitlines()[1:])
    return any(len(row) == width for line in lines for row in csv.reader([line]))


def _lost_quote(file: str, row: int) -> TableError:
    return TableError(
        said("{file}, row {row}: a quote is opened and not closed. Close it.", file=file, row=row)
    )


def _cell(cell: Any) -> Any:
    """Take off the ' that an export puts before what looks like a formula."""
    if isinstance(cell, str) and cell.startswith("'") and is_formula(cell[1:].lstrip("'")):
        return cell[1:]
    return cell


def _with_taxonomies(found: list[Found]) -> list[Found]:
    """Give each vocabulary that terms name, as those of HSDS 1.1 do, a taxonomy of its own."""
    made: dict[str, Found] = {}
    for one in found:
        if one.kind == "taxonomy_term" and "taxonomy_id" not in one.told:
            name = str(one.told.get("taxonomy", "Terms"))
            one.told["taxonomy_id"] = f"vocabulary {name}"
            told = {"id": one.told["taxonomy_id"], "name": name, "description": name}
            made.setdefault(name, Found("taxonomy", told, one.file))
    return [*made.values(), *found]
