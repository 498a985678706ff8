from __future__ import annotations

import pytest

from cairn_sync.errors import MalformedError
from cairn_sync.local import dump_local, require_local_id


def test_the_protocols_fields_are_left_out() -> None:
    assert dump_local({"_id": "_local/x", "_rev": "0-1", "n": 1, "": 2}) == b'{"n":1,"":2}'


def test_what_is_no_json_is_refused() -> None:
    with pytest.raises(MalformedError, match="must be JSON"):
        dump_local({"n": object()})


def test_an_id_is_any_unicode_text() -> None:
    assert require_local_id("línea") == "línea"
    with pytest.raises(MalformedError, match="Unicode"):
        require_local_id("half-\ud800")
