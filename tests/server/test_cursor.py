from __future__ import annotations

import zlib

import orjson
import pytest

from cairn_server.accounts.encoding import to_base64url
from cairn_server.cursor import DICTIONARY, HIDING_RULE, print_cursor, read_cursor


def packed(text: bytes) -> str:
    packer = zlib.compressobj(9, zlib.DEFLATED, -15, zdict=DICTIONARY)
    return to_base64url(packer.compress(text) + packer.flush())


def test_a_cursor_reads_as_it_was_printed() -> None:
    places = {"directory-prairie": "12-ab", "commons-prairie": "0-cd"}

    assert read_cursor(print_cursor(places)) == places


@pytest.mark.parametrize(
    "text",
    [
        "",
        "no cursor",
        "é",
        "AAAA",
        None,
        7,
        [],
        {"v": 1},
        "=" * 9,
        packed(b" " * 10_000_000),
        to_base64url(b"[]"),
        packed(b"[]"),
        packed(b"7"),
        packed(b'[1,1,"x"]'),
        packed(orjson.dumps([2, HIDING_RULE, {"directory-prairie": "9-ab"}])),
        packed(orjson.dumps([1, HIDING_RULE + 1, {"directory-prairie": "9-ab"}])),
    ],
)
def test_a_cursor_that_cannot_be_read_means_the_start(text: object) -> None:
    assert read_cursor(text) == {}


def test_a_place_that_is_no_text_is_left_out() -> None:
    text = packed(orjson.dumps([1, HIDING_RULE, {"a": 7, "b": "9-ab"}]))

    assert read_cursor(text) == {"b": "9-ab"}
