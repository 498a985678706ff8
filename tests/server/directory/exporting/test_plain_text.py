from __future__ import annotations

from pathlib import Path

import pytest

from cairn_server.directory.exporting.export import export_entries
from tests.server.directory.exporting.stored import demo_store, look, store_with
from tests.server.directory.tabular.rich import RICH, number

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


@pytest.mark.parametrize(
    ("state", "words"), [("draft", "BORRADOR, SOLO PARA EDITORES"), ("retired", "YA NO SE OFRECE")]
)
async def test_a_draft_and_a_retired_service_say_so(tmp_path: Path, state: str, words: str) -> None:
    service = f"service:{number(8)}"
    store = await store_with(RICH | {service: RICH[service] | {"state": state}})

    await export_entries(await look(store), tmp_path / "all.txt", "text", language="es")

    assert words in (tmp_path / "all.txt").read_text("utf-8").splitlines()
