"""Read an uploaded file in a process of its own, which ends when it takes too much.

arguments   the file's path, its name, bytes of memory, seconds of work
stdout      {"tables": […]} or {"reason": "…"}
"""

from __future__ import annotations

import resource
import subprocess
import sys
from dataclasses import asdict, dataclass, replace
from typing import IO, Any

import anyio
import orjson

from cairn_server.directory.errors import TableError
from cairn_server.directory.importing.finding import Finding, Result
from cairn_server.directory.importing.table import Row, Table
from cairn_server.directory.said import Said, said

__all__ = ["Limits", "read_apart"]

TOO_MUCH = said("The file takes more time or memory to read than a directory needs.")


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
        raise TableError(_said(reading["reason"]))
    return [
        Table(
            raw["file"],
            raw["encoding"],
            tuple(raw["columns"]),
            tuple(Row(**row) for row in raw["rows"]),
            tuple(_finding(one) for one in raw["findings"]),
            raw["blank"],
        )
        for raw in reading["tables"]
    ]


def _finding(told: dict[str, Any]) -> Finding:
    words = {name: _said(told[name]) for name in ("reason", "fix")}
    return Finding(**(told | words | {"result": Result(told["result"])}))


def _said(told: Any) -> str:
    return Said.from_json(told) if isinstance(told, dict) else str(told)


def _words(text: str) -> Any:
    return text.as_json() if isinstance(text, Said) else text


def _table(table: Table) -> dict[str, Any]:
    findings = [
        asdict(one) | {"reason": _words(one.reason), "fix": _words(one.fix)}
        for one in table.findings
    ]
    return asdict(replace(table, findings=())) | {"findings": findings}


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
        answer = orjson.dumps({"tables": [_table(table) for table in tables]})
    except TableError as error:
        answer = orjson.dumps({"reason": _words(error.reason)})
    sys.stdout.buffer.write(answer)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
