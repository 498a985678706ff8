"""Read an uploaded file in a process of its own, which ends when it takes too much.

arguments   the file's path, its name, bytes of memory, seconds of work
stdout      {"tables": […]} or {"reason": "…"}
"""

from __future__ import annotations

import resource
import subprocess
import sys
from dataclasses import asdict, dataclass
from typing import IO

import anyio
import orjson

from cairn_server.directory.errors import TableError
from cairn_server.directory.importing.finding import Finding, Result
from cairn_server.directory.importing.table import Row, Table

__all__ = ["Limits", "read_apart"]

TOO_MUCH = "The file takes more time or memory to read than a directory needs."


@dataclass(frozen=True, slots=True)
class Limits:
    """What the process may take."""

    memory_bytes: int = 2 * 1024**3  # of addresses
    cpu_seconds: int = 120
    seconds: float = 240.0  # of waiting, on a machine that has other things to do


NORMAL = Limits()


async def read_apart(file: IO[bytes], name: str, limits: Limits = NORMAL) -> list[Table]:
    """Return the tables of an open file.

    Raises:
        TableError: it cannot be read; the message says why.
    """
    bounds = map(str, (limits.memory_bytes, limits.cpu_seconds))
    module = "cairn_server.directory.bringing.apart"
    command = [sys.executable, "-m", module, name, *bounds]
    with anyio.move_on_after(limits.seconds):
        done = await anyio.run_process(command, stdin=file, stderr=subprocess.DEVNULL, check=False)
        if done.returncode == 0:
            return await anyio.to_thread.run_sync(_tables, done.stdout)
    raise TableError(TOO_MUCH)


def _tables(answer: bytes) -> list[Table]:
    reading = orjson.loads(answer)
    if "reason" in reading:
        raise TableError(reading["reason"])
    return [
        Table(
            raw["file"],
            raw["encoding"],
            tuple(raw["columns"]),
            tuple(Row(**row) for row in raw["rows"]),
            tuple(Finding(**(one | {"result": Result(one["result"])})) for one in raw["findings"]),
            raw["blank"],
        )
        for raw in reading["tables"]
    ]


# -- In the process -------------------------------------------------------------------------


def main(name: str, memory_bytes: int, cpu_seconds: int) -> None:
    """Read the file within the limits."""
    for kind, most in (
        (resource.RLIMIT_AS, memory_bytes),
        (resource.RLIMIT_CPU, cpu_seconds),
        (resource.RLIMIT_FSIZE, 0),
    ):
        resource.setrlimit(kind, (most, most))
    # Only this process may load what reads spreadsheets.
    from cairn_server.directory.bringing.sheets import read_sheets

    try:
        tables = read_sheets(sys.stdin.buffer, name)
        answer = orjson.dumps({"tables": [asdict(table) for table in tables]})
    except TableError as error:
        answer = orjson.dumps({"reason": str(error)})
    sys.stdout.buffer.write(answer)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
