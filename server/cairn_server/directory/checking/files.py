"""Every file of a deployment, as bytes; what is packed is unpacked."""

from __future__ import annotations

import gzip
import io
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

__all__ = ["read_files"]

LARGEST_UNPACKED = 200_000_000


def read_files(folders: list[Path]) -> Iterator[tuple[str, bytes | None]]:
    """Yield each file's name and bytes, that of a ZIP's parts too; None: it cannot be read."""
    for folder in folders:
        files = [folder] if folder.is_file() else sorted(folder.rglob("*"))
        for path in files:
            if not path.is_file() or path.name.endswith("-shm"):
                continue
            name = path.name if path == folder else str(path.relative_to(folder))
            try:
                data = path.read_bytes()
            except OSError:
                yield name, None
                continue
            yield name, data
            yield from _unpacked(name, data)


def _unpacked(name: str, data: bytes) -> Iterator[tuple[str, bytes | None]]:
    try:
        if data.startswith(b"\x1f\x8b"):
            with gzip.open(io.BytesIO(data)) as file:
                yield name, file.read(LARGEST_UNPACKED)
        elif data.startswith(b"PK\x03\x04"):
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                for part in archive.infolist():
                    with archive.open(part) as file:
                        yield f"{name}/{part.filename}", file.read(LARGEST_UNPACKED)
    except (OSError, EOFError, zlib.error, zipfile.BadZipFile, RuntimeError, NotImplementedError):
        yield name, None
