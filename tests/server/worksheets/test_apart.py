from __future__ import annotations

import io
import subprocess
import sys
import zipfile

import pytest

from cairn_server.worksheets.apart import Limits, read_apart
from cairn_server.worksheets.catalogue import TemplateError
from tests.server.worksheets.xlsform.spreadsheets import Form

pytestmark = pytest.mark.anyio


def bomb() -> bytes:
    """Return a file of some kB whose first sheet holds 8 million empty cells."""
    file = io.BytesIO()
    row = b"<row>%s</row>" % (b"<c/>" * 16_000)
    with (
        zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as parts,
        zipfile.ZipFile(io.BytesIO(Form().data())) as whole,
    ):
        for name in whole.namelist():
            data = whole.read(name)
            if name == "xl/worksheets/sheet1.xml":
                data = data.replace(b"<sheetData>", b"<sheetData>" + row * 500)
            parts.writestr(name, data)
    return file.getvalue()


@pytest.mark.parametrize(
    "limits",
    [Limits(cpu_seconds=2), Limits(seconds=2.0), Limits(memory_bytes=64 * 1024**2)],
    ids=["computing", "waiting", "memory"],
)
async def test_a_file_that_takes_too_much_is_refused(limits: Limits) -> None:
    assert len(bomb()) < 200_000

    # What the libraries make of memory that ends inside them depends on where it ends.
    with pytest.raises(TemplateError, match="takes more time or memory|is missing|is damaged"):
        await read_apart(bomb(), limits)


async def test_a_small_file_does_not_become_a_large_answer() -> None:
    """One text, named by each of a thousand cells: the server would hold all of them."""
    form = Form()
    for number in range(1_000):
        form.add(type="note", name=f"n{number}", label="x" * 9_000)
    assert len(form.data()) < 200_000

    with pytest.raises(TemplateError, match="takes more time or memory"):
        await read_apart(form.data())


def test_the_server_loads_nothing_that_reads_spreadsheets() -> None:
    code = "import sys, cairn_server.app; print(*sys.modules)"

    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True).stdout

    assert not {b"openpyxl", b"pyxform", b"babel"} & set(loaded.split())
