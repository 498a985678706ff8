from __future__ import annotations

from cairn_server.directory.gate import directory_gate
from cairn_sync.document import new_edit

DOC_ID = "service:0b0e7f8a-1d5c-4f7e-9c3b-2a6d8e4f1c90"
BODY = {"type": "service", "schema": 1, "name": "Food shelf", "status": "active"}
WHOLE = BODY | {"organization_id": "5d2f9c1b-7a34-4e68-8b0d-9f1e2c3a4b5d"}


def test_what_an_editor_may_write_passes() -> None:
    assert directory_gate("demo")([], new_edit(DOC_ID, WHOLE)) is None


def test_what_no_directory_may_hold_is_refused_with_the_reason() -> None:
    refusal = directory_gate("demo")([], new_edit(DOC_ID, BODY))

    assert refusal == "The service's organization_id is missing."


def test_it_opens_no_other_database() -> None:
    refusal = directory_gate("demo")([], new_edit("member:x", {"type": "member", "schema": 1}))

    assert refusal is not None
