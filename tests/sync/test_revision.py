from __future__ import annotations

import pytest

from cairn_sync.errors import MalformedError
from cairn_sync.revision import Revision


@pytest.mark.parametrize("text", ["1-a", "3-967a00dff5e02add41819138abb3284d", "9999999999-!~[]"])
def test_a_revision_is_printed_as_it_was_read(text: str) -> None:
    assert str(Revision.parse(text)) == text


@pytest.mark.parametrize(
    "text",
    ["", "a", "1", "1-", "-a", "0-a", "01-a", "+1-a", "1.0-a", "٣-a", "10000000000-a"]
    + ["1-a b", "1-a\n", "1-a,b", '1-a"', "1-a\\", "1-\x00", "1-é", "1-" + "a" * 65]
    + [None, 1, b"1-a", ["1-a"]],
)
def test_anything_else_is_malformed(text: object) -> None:
    with pytest.raises(MalformedError, match="not a revision"):
        Revision.parse(text)


def test_revisions_order_by_generation_then_by_signature() -> None:
    texts = ["2-B", "10-a", "2-a", "9-z", "2-ab"]

    ordered = sorted(map(Revision.parse, texts))

    assert [str(revision) for revision in ordered] == ["2-B", "2-a", "2-ab", "9-z", "10-a"]
