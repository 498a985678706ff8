from __future__ import annotations

from pathlib import Path

import pytest

from cairn_server.directory.exporting.export import export_entries
from tests.server.directory.exporting.stored import demo_store, look

pytestmark = pytest.mark.anyio


@pytest.mark.parametrize(
    ("language", "word"),
    [("en", "the address is confidential: call"), ("es", "la dirección es confidencial: llame")],
)
async def test_a_confidential_place_says_to_call(tmp_path: Path, language: str, word: str) -> None:
    await export_entries(
        await look(await demo_store()), tmp_path / "demo.txt", "text", language=language
    )

    text = (tmp_path / "demo.txt").read_text("utf-8")
    assert f"Alder County, ND ({word})" in text
    assert "{" not in text and "None" not in text
