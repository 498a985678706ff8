"""Spreadsheets in a process of their own, which ends when it takes too much.

A spreadsheet comes from anywhere. `workbook.py` refuses what it can count beforehand; what
is left to go wrong (a file that unpacks to millions of texts, a parser that never comes
back) ends here, with the process, and the server goes on. The server also never loads what
reads spreadsheets: they cost it 30 MB.

    stdin    the .xlsx of "read"; {"template", "words"} of "write"
    stdout   {"template", "words", "notes"} or {"problems"}; of "write" the .xlsx or {"problems"}
"""

from __future__ import annotations

import resource
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import anyio
import orjson

from cairn_server.directory.said import Said, said
from cairn_server.worksheets.catalogue import TemplateError

__all__ = ["Limits", "read_apart", "write_apart"]

TOO_MUCH = said("the file takes more time or memory than any worksheet needs")
MAX_ANSWER_BYTES = 2_000_000  # of a template and its words: eight times what can be published
MAX_FILE_BYTES = 50_000_000  # of what the XLSForm converter writes for a moment
SPREADSHEET = b"PK"  # how an .xlsx begins, and no JSON does


@dataclass(frozen=True, slots=True)
class Limits:
    """What the process may take."""

    memory_bytes: int = 1024**3  # of addresses; the largest form that is read takes a third
    cpu_seconds: int = 30
    seconds: float = 60.0  # of waiting, on a machine that has other things to do


NORMAL = Limits()


async def read_apart(data: bytes, limits: Limits = NORMAL) -> dict[str, Any]:
    """Return ``{"template", "words", "notes"}`` of a spreadsheet.

    Raises:
        TemplateError: it cannot be a worksheet; `problems` names sheet, row and column.
    """
    answer = await _run("read", data, limits)
    reading: dict[str, Any] = orjson.loads(answer)
    if "problems" in reading:
        raise TemplateError(_heard(reading["problems"]))
    notes = _heard(reading["notes"])
    return reading | {"notes": notes}


async def write_apart(template: bytes, words: dict[str, dict[str, str]]) -> bytes:
    """Return a sound template, given as JSON, and its translations as an .xlsx file.

    Raises:
        TemplateError: something in it cannot be written in a spreadsheet.
    """
    request = orjson.dumps({"template": orjson.Fragment(template), "words": words})
    answer = await _run("write", request, NORMAL)
    if not answer.startswith(SPREADSHEET):
        raise TemplateError(_heard(orjson.loads(answer)["problems"]))
    return answer


def _heard(told: Sequence[Any]) -> list[str]:
    return [Said.from_json(one) if isinstance(one, dict) else str(one) for one in told]


def _told(sentences: Sequence[str]) -> list[Any]:
    return [one.as_json() if isinstance(one, Said) else one for one in sentences]


async def _run(what: str, given: bytes, limits: Limits) -> bytes:
    bounds = map(str, (limits.memory_bytes, limits.cpu_seconds))
    command = [sys.executable, "-m", "cairn_server.worksheets.apart", what, *bounds]
    with anyio.move_on_after(limits.seconds):
        done = await anyio.run_process(command, input=given, stderr=subprocess.DEVNULL, check=False)
        if done.returncode == 0:
            return done.stdout
    raise TemplateError([TOO_MUCH])


# -- In the process -------------------------------------------------------------------------


def main(what: str, memory_bytes: int, cpu_seconds: int) -> None:
    """Do what was asked, within the limits."""
    for kind, most in (
        (resource.RLIMIT_AS, memory_bytes),
        (resource.RLIMIT_CPU, cpu_seconds),
        (resource.RLIMIT_FSIZE, MAX_FILE_BYTES),
    ):
        resource.setrlimit(kind, (most, most))
    given = sys.stdin.buffer.read()
    try:
        answer = _read(given) if what == "read" else _write(given)
    except TemplateError as error:
        answer = orjson.dumps({"problems": _told(error.problems)})
    except MemoryError:
        answer = orjson.dumps({"problems": _told([TOO_MUCH])})
    if what == "read" and len(answer) > MAX_ANSWER_BYTES:
        answer = orjson.dumps({"problems": _told([TOO_MUCH])})  # the server never sees the rest
    sys.stdout.buffer.write(answer)


def _read(data: bytes) -> bytes:
    # Here and below: only this process may load what reads spreadsheets.
    from cairn_server.worksheets.xlsform.reader import read_xlsform

    reading = read_xlsform(data)
    template = reading.template.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    words = {language: dict(texts) for language, texts in reading.translations.items()}
    return orjson.dumps({"template": template, "words": words, "notes": _told(reading.warnings)})


def _write(request: bytes) -> bytes:
    from cairn_server.worksheets.template import Template
    from cairn_server.worksheets.xlsform.writer import write_xlsform

    asked = orjson.loads(request)
    return write_xlsform(Template.model_validate(asked["template"]), asked["words"])


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
