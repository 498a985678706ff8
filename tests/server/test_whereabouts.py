"""The rules alone; who is asked them, and when, is in test_access.py."""

from __future__ import annotations

from typing import Any

import pytest

from cairn_server.whereabouts import (
    is_marked,
    names_confidential_address,
    refuse_reopening,
    refuse_whereabouts,
    without_whereabouts,
)
from cairn_sync.document import new_edit
from tests.server.conftest import SERVICE, SHELTER

ROAD: dict[str, Any] = {"addresses": [{"address_1": "12 Elm St"}]}
LISTED = new_edit(SHELTER, ROAD)
HIDDEN = new_edit(SHELTER, {"confidential": True})
PLAIN = new_edit(SHELTER, {"name": "Harbor House"})


@pytest.mark.parametrize("mark", [True, 1, "yes", "false", [0]])
def test_a_mark_counts_however_it_is_written(mark: Any) -> None:
    assert is_marked({"confidential": mark})
    assert names_confidential_address({"confidential": mark, **ROAD})


@pytest.mark.parametrize("depth", [1, 5, 240])
def test_no_depth_hides_an_address_or_a_mark(depth: int) -> None:
    address: Any = {"address_1": "12 Elm St"}
    mark: Any = {"confidential": True}
    for _ in range(depth):
        address, mark = [{"inside": address}], [{"inside": mark}]

    for body in ({"confidential": True, "more": address}, {"more": mark}):
        reason = refuse_whereabouts([], new_edit(SHELTER, {}), body)
        assert reason is not None
        assert "Elm" not in reason


def test_what_another_leaf_marks_is_shown_only_where_it_does_not_lead_to_the_door() -> None:
    assert without_whereabouts([LISTED, HIDDEN, PLAIN]) == [HIDDEN, PLAIN]
    assert without_whereabouts([LISTED, PLAIN]) == [LISTED, PLAIN]


def test_only_places_stay_closed_once_they_ended() -> None:
    ended = new_edit(SHELTER, {}, parent=LISTED.path, deleted=True)

    assert refuse_reopening([ended], LISTED, ROAD)
    assert refuse_reopening([], LISTED, ROAD) is None
    assert refuse_reopening([ended], new_edit(SERVICE, {}), ROAD) is None


@pytest.mark.parametrize(
    "field",
    [
        "additional_urls",
        "attention",
        "attributes",
        "contacts",
        "coordinates",
        "extent",
        "external_identifier",
        "schedule_link",
    ],
)
def test_whatever_may_lead_to_a_door_counts_at_any_depth(field: str) -> None:
    leads = {"confidential": True, "phones": [{field: ["somewhere"]}]}

    assert names_confidential_address(leads)
    assert without_whereabouts([new_edit(SHELTER, {field: ["somewhere"]}), HIDDEN]) == [HIDDEN]
