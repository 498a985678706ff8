"""Read an uploaded file in a process of its own, which ends when it takes too much.

arguments   the file's name, bytes of memory, seconds of work
stdin       the file
stdout      {"tables": […]}, {"found": […], "orphans": […]} or {"reason": …}
stderr      how far it is: a line ``rows of`` each time
"""

from __future__ import annotations

import os
import re
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from typing import IO, Any

import anyio
import anyio.abc
import orjson

from cairn_server.directory.bringing.uploaded import Uploaded
from cairn_server.directory.errors import TableError
from cairn_server.directory.importing.finding import Finding, Result
from cairn_server.directory.importing.hsds_files import Objects
from cairn_server.directory.importing.table import Row, Table
from cairn_server.directory.said import Said, said
from cairn_server.directory.tabular.gather import Found

__all__ = ["Limits", "read_apart"]

TOO_MUCH = said("The file takes more time or memory to read than a directory needs.")
MAX_ANSWER_BYTES = 150_000_000
TOLD_SECONDS = 0.2  # between two lines of how far it is
HOW_FAR = re.compile(rb"(\d{1,12}) (\d{1,12})\n")

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Limits:
    """What the process may take."""

    memory_bytes: int = 2 * 1024**3  # of addresses
    cpu_seconds: int = 120
    seconds: float = 240.0  # of waiting, on a machine that has other things to do


NORMAL = Limits()


async def read_apart(
    file: IO[bytes],
    name: str,
    limits: Limits = NORMAL,
    *,
    progress: Progress = lambda rows, of: None,
) -> Uploaded:
    """Return what an open file holds. Cancelled, it ends the process.

    Raises:
        TableError: it cannot be read; the message says why.
    """
    bounds = map(str, (limits.memory_bytes, limits.cpu_seconds))
    module = "cairn_server.directory.bringing.apart"
    command = [sys.executable, "-m", module, name, *bounds]
    with anyio.move_on_after(limits.seconds):
        async with await anyio.open_process(
            command, stdin=file, stdout=subprocess.PIPE, stderr=subprocess.PIPE
        ) as process:
            try:
                answer = await _listen(process, progress)
                if answer is not None and await process.wait() == 0:
                    return await anyio.to_thread.run_sync(_upload, answer)
            finally:
                if process.returncode is None:
                    process.kill()
    raise TableError(TOO_MUCH)


async def _listen(process: anyio.abc.Process, progress: Progress) -> bytes | None:
    """Return all that the process answers; None: more than a directory needs."""
    answer = bytearray()
    assert process.stdout is not None and process.stderr is not None

    async def hear(stream: anyio.abc.ByteReceiveStream) -> None:
        async for chunk in stream:
            if steps := HOW_FAR.findall(chunk):
                progress(int(steps[-1][0]), int(steps[-1][1]))

    async with anyio.create_task_group() as tasks:
        tasks.start_soon(hear, process.stderr)
        async for chunk in process.stdout:
            answer += chunk
            if len(answer) > MAX_ANSWER_BYTES:
                tasks.cancel_scope.cancel()
                return None
    return bytes(answer)


def _upload(answer: bytes) -> Uploaded:
    reading = orjson.loads(answer)
    if "reason" in reading:
        raise TableError(_said(reading["reason"]))
    if "found" in reading:
        found, orphans = ([Found(**one) for one in reading[name]] for name in ("found", "orphans"))
        return Uploaded(objects=Objects(found, orphans))
    return Uploaded(
        [
            Table(
                raw["file"],
                raw["encoding"],
                tuple(raw["columns"]),
                tuple(Row(**row) for row in raw["rows"]),
                tuple(_finding(one) for one in raw["findings"]),
                raw["blank"],
                tuple(_finding(one) for one in raw["told"]),
                tuple(Row(**row) for row in raw["broken"]),
            )
            for raw in reading["tables"]
        ]
    )


def _finding(told: dict[str, Any]) -> Finding:
    words = {name: _said(told[name]) for name in ("reason", "fix")}
    return Finding(**(told | words | {"result": Result(told["result"])}))


def _said(told: Any) -> str:
    return Said.from_json(told) if isinstance(told, dict) else str(told)


# -- In the process -------------------------------------------------------------------------


def main(name: str, memory_bytes: int, cpu_seconds: int) -> None:
    """Read the file within the limits."""
    for kind, most in (
        (resource.RLIMIT_AS, memory_bytes),
        (resource.RLIMIT_CPU, cpu_seconds),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(kind, (most, most))
    # Only this process may load what reads spreadsheets.
    from cairn_server.directory.bringing.upload import read_upload

    last = 0.0

    def tell(rows: int, of: int) -> None:
        nonlocal last
        if (now := time.monotonic()) - last > TOLD_SECONDS:
            last = now
            os.write(2, b"%d %d\n" % (rows, of))

    try:
        answer = orjson.dumps(_told(read_upload(sys.stdin.buffer, name, tell)))
    except TableError as error:
        answer = orjson.dumps({"reason": _words(error.reason)})
    sys.stdout.buffer.write(answer)


def _told(upload: Uploaded) -> dict[str, Any]:
    if upload.objects is not None:
        return {"found": _found(upload.objects.found), "orphans": _found(upload.objects.orphans)}
    return {"tables": [_table(table) for table in upload.tables]}


def _found(found: list[Found]) -> list[dict[str, Any]]:
    return [asdict(one) for one in found]


def _table(table: Table) -> dict[str, Any]:
    findings, told = (
        [asdict(one) | {"reason": _words(one.reason), "fix": _words(one.fix)} for one in some]
        for some in (table.findings, table.told)
    )
    return asdict(replace(table, findings=(), told=())) | {"findings": findings, "told": told}


def _words(text: str) -> Any:
    return text.as_json() if isinstance(text, Said) else text


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
