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


async def test_days_numbers_and_languages_are_said_in_the_language(tmp_path: Path) -> None:
    service = f"service:{number(8)}"
    weekly = {"freq": "WEEKLY", "byday": "MO,TU", "opens_at": "09:00", "closes_at": "17:00"}
    told = {
        "schedules": [weekly | {"exceptions": [{"date": "2099-12-25"}]}],
        "phones": [{"number": "988", "type": "text"}],
        "languages": [{"code": "nv", "name": "Navajo"}],
        "assured_date": "2026-11-01",
    }
    store = await store_with(RICH | {service: RICH[service] | told})

    await export_entries(await look(store), tmp_path / "all.txt", "text", language="es")

    text = (tmp_path / "all.txt").read_text("utf-8")
    for said in (
        "Horario: Lunes a Martes: 9:00 a. m. a 5:00 p. m.",
        "25 de diciembre de 2099: cerrado",
        "Teléfono: Mandar mensaje al 988",
        "Idiomas: Navajo",
        "Última revisión: 1 de noviembre de 2026",
    ):
        assert said in text, said
