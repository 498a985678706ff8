from __future__ import annotations

from cairn_server.directory.importing.draft import Draft
from cairn_server.directory.importing.hand_edit import fingerprints
from cairn_server.directory.importing.plan import Verdict, plan_draft
from cairn_server.merging import DIRECTORY_RULES
from cairn_sync.document import new_edit
from cairn_sync.merge import conflicts_of, merge_bodies, record_edit
from tests.server.conftest import SERVICE, service


def test_an_import_and_an_edit_made_meanwhile_are_merged_without_a_question() -> None:
    first = new_edit(SERVICE, service(fees_description="Free"))
    draft = Draft("service", "7", service(fees_description="Five dollars"))

    planned = plan_draft(
        draft, SERVICE, now=first, last=fingerprints(first.parsed_body()), unseen=()
    )
    edited = record_edit(
        first.parsed_body(),
        service(fees_description="Free", name="Casa de la Luz"),
        DIRECTORY_RULES,
        by="elena",
        at="2026-11-20T18:30:00Z",
        parent=str(first.revision),
    )

    assert planned.verdict is Verdict.CHANGED and planned.edit is not None
    merged = merge_bodies([planned.edit.parsed_body(), edited], DIRECTORY_RULES)
    assert (merged["fees_description"], merged["name"]) == ("Five dollars", "Casa de la Luz")
    assert conflicts_of(merged, DIRECTORY_RULES) == {}
