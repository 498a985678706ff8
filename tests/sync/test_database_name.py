from __future__ import annotations

import pytest

from cairn_sync.database_name import is_database_name, require_database_name
from cairn_sync.errors import MalformedError


@pytest.mark.parametrize("name", ["a", "directory-demo", "a1_$()+-/b", "z" * 238])
def test_a_name_by_couchdbs_rule_is_one(name: str) -> None:
    assert require_database_name(name) == name


@pytest.mark.parametrize(
    "name", ["", "A", "1a", "_users", "_replicator", "a.b", "a b", "a\n", "é", "../x", "z" * 239]
)
def test_any_other_name_is_refused(name: str) -> None:
    with pytest.raises(MalformedError, match="Only lowercase characters"):
        require_database_name(name)


def test_what_is_not_even_text_is_no_name() -> None:
    assert not is_database_name(7)
