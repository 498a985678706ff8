from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from cairn_server.answers import DROPPED, refuse_dropped_answer
from cairn_server.merging import DIRECTORY_RULES
from cairn_sync.document import Document, new_edit
from cairn_sync.merge import EDITS, merge_bodies, record_edit
from tests.server.conftest import DIRECTORY, SERVICE, Cairn, service
from tests.server.routes.test_couchdb import client_of, push

FIRST = new_edit(SERVICE, service())
AT = "2026-11-20T18:30:00Z"


def saved(before: Mapping[str, Any], by: str, parent: Document, **changes: Any) -> dict[str, Any]:
    """Return what the app makes of an edit."""
    decided = changes.pop("decided", ())
    return record_edit(
        before,
        {**before, **changes},
        DIRECTORY_RULES,
        by=by,
        at=AT,
        parent=str(parent.revision),
        decided=decided,
    )


TWO_NAMES = merge_bodies(
    [
        saved(service(), "elena", FIRST, name="Bent River Line"),
        saved(service(), "carmen", FIRST, name="Night Line of Bent River"),
    ],
    DIRECTORY_RULES,
)
TWO_LISTS = merge_bodies(
    [
        saved(service(), "elena", FIRST, phones=[{"number": "555-0134"}]),
        saved(service(), "carmen", FIRST, phones=[{"number": "555-0135"}]),
    ],
    DIRECTORY_RULES,
)
UNDECIDED = new_edit(SERVICE, TWO_NAMES, parent=FIRST.path)


def without(body: Mapping[str, Any], *names: str) -> dict[str, Any]:
    return {name: value for name, value in body.items() if name not in names}


@pytest.mark.parametrize(
    ("before", "after", "refused"),
    [
        (TWO_NAMES, without(TWO_NAMES, EDITS), True),
        (TWO_NAMES, without(TWO_NAMES, EDITS) | {"name": "A third"}, True),
        (TWO_NAMES, TWO_NAMES | {EDITS: {}}, True),
        (TWO_NAMES, TWO_NAMES | {EDITS: "none"}, True),
        (TWO_NAMES, TWO_NAMES | {"name": "A third"}, False),
        (TWO_NAMES, saved(TWO_NAMES, "elena", UNDECIDED, alert="Closed today"), False),
        (TWO_NAMES, saved(TWO_NAMES, "elena", UNDECIDED, decided=["name"]), False),
        (TWO_LISTS, without(TWO_LISTS, EDITS), False),  # both numbers are shown
        (service(), service(name="A third"), False),
    ],
)
def test_what_would_drop_an_answer_that_nobody_read_is_refused(
    before: dict[str, Any], after: dict[str, Any], refused: bool
) -> None:
    live = new_edit(SERVICE, before, parent=FIRST.path)
    new = new_edit(SERVICE, after, parent=live.path)

    assert refuse_dropped_answer([live], new, after) == (DROPPED if refused else None)


def test_an_end_and_an_edit_of_another_version_are_not_held_to_it() -> None:
    end = new_edit(SERVICE, {}, parent=UNDECIDED.path, deleted=True)
    beside = new_edit(SERVICE, service(name="A third"), parent=FIRST.path)

    assert refuse_dropped_answer([UNDECIDED], end, {}) is None
    assert refuse_dropped_answer([UNDECIDED], beside, service(name="A third")) is None


def test_a_stock_client_hears_why_and_both_answers_stay(cairn: Cairn) -> None:
    client = client_of(cairn, "elena")
    for edit in (FIRST, UNDECIDED):
        assert push(client, DIRECTORY, edit) is None
    third = service(name="A third")

    answer = client.put(
        f"/couchdb/{DIRECTORY}/{SERVICE}", json=third | {"_rev": str(UNDECIDED.revision)}
    )

    assert (answer.status_code, answer.json()["reason"]) == (403, DROPPED)
    assert client.get(f"/couchdb/{DIRECTORY}/{SERVICE}").json()[EDITS] == TWO_NAMES[EDITS]
