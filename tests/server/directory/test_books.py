from __future__ import annotations

from typing import Any

import pytest

from cairn_server.directory.models import check_document
from tests.server.conftest import SERVICE, SHELTER, service
from tests.server.test_merging import HIDDEN

DOT = f"1-{'a' * 32}"
ENDLESS: Any = 1
for _ in range(20):
    ENDLESS = {"a": ENDLESS}
DEEP = [{"number": "555-0130", "languages": [{"code": "es"}]}]


@pytest.mark.parametrize(
    "entry",
    [
        {"dot": DOT, "by": "carmen", "at": "2026-11-20T18:30:00Z", "was": "Casa", "over": [DOT]},
        {"dot": DOT, "new": True},
        {"claims": [{"dot": DOT, "value": DEEP}, {"dot": DOT, "gone": True}], "over": [DOT]},
    ],
)
def test_books_as_edits_and_merges_leave_them_are_taken(entry: dict[str, Any]) -> None:
    assert check_document(SERVICE, service() | {"edits": {"phones": entry}}) is None


@pytest.mark.parametrize(
    "books",
    [
        "none",
        {"name": "Casa"},
        {"name": {"dot": "1-a"}},
        {"name": {"dot": DOT, "note": "more"}},
        {"name": {"dot": DOT, "was": ""}},
        {"name": {"dot": DOT, "was": ENDLESS}},
        {"name": {"claims": [{"dot": DOT, "value": "One"}]}},
        {"name": {"dot": DOT, "at": "yesterday"}},
    ],
)
def test_nothing_else_can_be_put_there(books: Any) -> None:
    assert check_document(SERVICE, service() | {"edits": books}) is not None


@pytest.mark.parametrize(
    "books",
    [
        {
            "addresses": {
                "dot": DOT,
                "was": [{"address_type": "physical", "address_1": "1 Main St"}],
            }
        },
        {"name": {"claims": [{"dot": DOT, "value": "12 Elm Street"}, {"dot": DOT, "value": "A"}]}},
        {"latitude": {"dot": DOT}},
        {"notes": {"dot": DOT}},
    ],
)
def test_the_books_of_a_confidential_place_tell_no_more_than_the_place(books: Any) -> None:
    reason = check_document(SHELTER, HIDDEN | {"edits": books})

    assert reason is not None
    assert "Main" not in reason and "Elm" not in reason


def test_the_books_of_a_confidential_place_may_tell_of_its_phones() -> None:
    books = {"phones": {"dot": DOT, "was": [{"number": "555-0134"}]}}

    assert check_document(SHELTER, HIDDEN | {"edits": books}) is None
