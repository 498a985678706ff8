"""What every importer keeps to, whatever is sent: see `hostile` for what that is."""

from __future__ import annotations

import io
import os
import signal
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from cairn_server.directory.bringing.guess import guess_columns
from cairn_server.directory.bringing.known import FOLDER, HSDS
from cairn_server.directory.bringing.one_list import prepare
from cairn_server.directory.bringing.upload import read_upload
from cairn_server.directory.bringing.uploaded import Uploaded
from cairn_server.directory.errors import DirectoryError
from cairn_server.directory.gate import directory_gate
from cairn_server.directory.importing.importer import import_files
from cairn_server.directory.importing.mapping import Mapping
from cairn_server.directory.importing.report import Report
from cairn_sync.stores.memory import MemoryStore
from tests.server.directory.importing.hostile import hostile_file

pytestmark = pytest.mark.anyio

FOUND = (424, 593, 729, 1236, 9053, 9897)  # what others than the first ones brought to light
SEEDS = [*range(int(os.environ.get("CAIRN_SEEDS", "150"))), *FOUND]  # more of them by hand
SECONDS = 20
GATE = directory_gate("demo")
SHIPPED = [Mapping.parse(one.read_text("utf-8")) for one in sorted(FOLDER.glob("*.toml"))]


@pytest.fixture(autouse=True)
def no_hang() -> Iterator[None]:
    def ring(*_: object) -> None:
        raise AssertionError(f"it took longer than {SECONDS} seconds")

    before = signal.signal(signal.SIGALRM, ring)
    signal.alarm(SECONDS)
    yield
    signal.alarm(0)
    signal.signal(signal.SIGALRM, before)


@pytest.mark.parametrize("seed", SEEDS)
async def test_the_app_reads_it_or_says_why_not(seed: int) -> None:
    name, data = hostile_file(seed)
    try:
        upload = read_upload(io.BytesIO(data), name, lambda rows, of: None)
    except DirectoryError as error:
        assert str(error).endswith(".")
        return
    for mapping, given in readings(upload):
        store = MemoryStore("directory-demo")
        try:
            dry = await import_files(store, mapping, {}, gate=GATE, dry_run=True, **given)
        except DirectoryError as error:
            assert str(error).endswith(".")
            continue
        assert await store.all_docs() == []
        check_told(dry)
        if upload.objects is None:
            await import_files(store, mapping, {}, gate=GATE, **given)
            nothing_more(await import_files(store, mapping, {}, gate=GATE, **given))


@pytest.mark.parametrize("seed", SEEDS)
async def test_the_command_line_reads_it_or_says_why_not(seed: int) -> None:
    name, data = hostile_file(seed)
    files = {Path(name).name: data}
    for mapping in SHIPPED:
        store = MemoryStore("directory-demo")
        try:
            check_told(await import_files(store, mapping, files, gate=GATE))
            nothing_more(await import_files(store, mapping, files, gate=GATE))
        except DirectoryError as error:
            assert str(error).endswith(".")


def readings(upload: Uploaded) -> Iterator[tuple[Mapping, dict[str, Any]]]:
    if upload.objects is not None:
        yield HSDS, {"found": upload.objects}
    for table in upload.tables[:2]:
        columns = guess_columns(table)
        if "service.name" in columns.values():
            prepared = prepare(table, columns, source="hostile")
            yield prepared.mapping, {"tables": prepared.tables}


def check_told(report: Report) -> None:
    for one in report.findings:
        told = one.for_the_app()
        assert told["reason"]
        assert one.result.value != "rejected" or one.file, one


def nothing_more(report: Report) -> None:
    for kind, count in report.counts.items():
        assert (count.added, count.changed) == (0, 0), kind
