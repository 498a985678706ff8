from __future__ import annotations

import io
import zipfile

import pytest
from starlette.testclient import TestClient

from tests.server.conftest import ORIGIN, Cairn


@pytest.mark.parametrize(
    ("form", "ending", "start"),
    [
        ("json", "json", b"{"),
        ("package", "zip", b"PK"),
        ("xlsx", "xlsx", b"PK"),
        ("text", "txt", b""),
    ],
)
def test_an_editor_gets_the_directory_as_a_file(
    cairn: Cairn, form: str, ending: str, start: bytes
) -> None:
    answer = cairn.phone_of("elena").get(f"/api/directory/export?format={form}")

    assert answer.status_code == 200, answer.text
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["content-disposition"].endswith(f'.{ending}"')
    assert answer.content.startswith(start)


def test_the_package_is_whole(cairn: Cairn) -> None:
    data = cairn.phone_of("elena").get("/api/directory/export?format=package&public=1").content

    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        assert "datapackage.json" in archive.namelist()


def test_who_is_no_editor_is_refused(cairn: Cairn) -> None:
    answer = cairn.phone_of("dana").get("/api/directory/export?format=json")

    assert answer.status_code == 403
    assert answer.json()["reason"] == "Only editors may take the directory out."


def test_who_is_not_signed_in_is_refused(cairn: Cairn) -> None:
    assert (
        TestClient(cairn.app, base_url=ORIGIN).get("/api/directory/export?format=json").status_code
        == 401
    )


@pytest.mark.parametrize("query", ["format=doc", "format=text&language=fr"])
def test_a_form_that_there_is_not_is_refused(cairn: Cairn, query: str) -> None:
    assert cairn.phone_of("elena").get(f"/api/directory/export?{query}").status_code == 400
