from __future__ import annotations

from cairn_server.directory.checking.carve import carve

BODY = b'{"name":"A {brace} and a \\"quote\\"","type":"location","addresses":[{"city":"X"}]}'


def test_bodies_are_found_in_the_midst_of_anything() -> None:
    found = list(carve(b"\x00\xff{" + BODY + b"}\x00\x01" + BODY.replace(b"X", b"Y")))

    assert [one["addresses"][0]["city"] for one in found] == ["X", "Y"]


def test_a_body_cut_off_is_passed_over() -> None:
    assert list(carve(BODY[:-10])) == []
    assert list(carve(b'"type":"location"')) == []


def test_a_body_inside_another_text_is_read_by_itself() -> None:
    [found] = carve(b'{"rows":[' + BODY + b"]}")

    assert found["type"] == "location"
