from __future__ import annotations

from typing import Any

import pytest

from cairn_server.plain.telling import cost_lines
from cairn_server.plain.words import words_in


@pytest.mark.parametrize(
    ("service", "lines"),
    [
        ({"cost_options": [{"option": "Free", "amount": 0}]}, ["Gratis"]),
        ({"fees_description": "free."}, ["Gratis"]),
        ({"cost_options": [{"amount": 0}]}, ["Gratis"]),
        ({"fees_description": "Free for families"}, ["Free for families"]),
        ({"cost_options": [{"option": "Visit", "amount": 5}]}, ["Visit: $5.00"]),
        ({}, []),
    ],
    ids=str,
)
def test_what_costs_nothing_is_said_in_the_readers_language(
    service: dict[str, Any], lines: list[str]
) -> None:
    assert cost_lines(service, words_in("es")) == lines
