from __future__ import annotations

import pytest

from cairn_server.routes.byte_range import byte_range


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("bytes=0-", range(10)),
        ("bytes=0-1", range(2)),
        ("bytes=4-99", range(4, 10)),
        ("bytes=-3", range(7, 10)),
        ("bytes=-99", range(10)),
        ("bytes=10-", range(0)),
        ("bytes=5-4", range(5, 5)),
        ("", None),
        ("bytes=-", None),
        ("bytes=0-1,4-5", None),
        ("lines=1-2", None),
    ],
)
def test_a_range_is_one_run_of_bytes_or_all(header: str, expected: range | None) -> None:
    assert byte_range(header, 10) == expected
