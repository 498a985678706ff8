from __future__ import annotations

from cairn_sync.document import new_edit
from tests.server.conftest import (
    DIRECTORY,
    SERVICE,
    Cairn,
    exchange,
    pick,
    request_body,
    service,
)


def test_an_editors_edit_reaches_an_advocate(cairn: Cairn) -> None:
    edit = new_edit(SERVICE, service())

    sent = exchange(cairn.phone_of("elena"), request_body(edit))
    got = exchange(cairn.phone_of("dana"), request_body())

    assert sent[1] == {"database": DIRECTORY, "accepted": [[SERVICE, str(edit.revision)]]}
    assert not pick(sent, "changes")
    [[doc]] = pick(got, "changes")
    assert (doc["_id"], doc["_rev"], doc["name"]) == (
        SERVICE,
        str(edit.revision),
        "Bent River Night Line",
    )
