from __future__ import annotations

from typing import Any

import pytest

from cairn_server.directory.models import check_document
from cairn_server.directory.publishing.sifting import is_confidential_place, public_body
from cairn_server.merging import DIRECTORY_RULES
from cairn_sync.document import Document, new_edit
from cairn_sync.merge import merge_bodies, record_edit
from tests.server.directory.publishing.entries import LINE, OFFICE, location, service


def leaf(kind: str, number: str, body: dict[str, Any]) -> Document:
    return new_edit(f"{kind}:{number}", body)


def test_a_public_entry_is_shown_as_its_winner_says() -> None:
    winner, other = service(name="Night Line"), service(name="Day Line")

    shown = public_body([leaf("service", LINE, one) for one in (winner, other)], check_document)

    assert shown == winner


@pytest.mark.parametrize("mark", [False, "true", 1])
def test_only_true_is_a_mark(mark: Any) -> None:
    marked = leaf("service", LINE, service(public=mark, x={"public": True}))

    assert public_body([marked], check_document) is None


def test_a_mark_that_two_editors_differ_about_is_none() -> None:
    moment = "2026-11-20T18:30:00Z"
    before = service(name="Line")
    taken = {k: v for k, v in before.items() if k != "public"}
    sides = [
        record_edit(before, after, DIRECTORY_RULES, by=name, at=moment, parent="1-" + "a" * 32)
        for name, after in (("elena", taken), ("carmen", before | {"public": False}))
    ]
    for other in (sides[0], before):
        merged = merge_bodies([other, sides[1]], DIRECTORY_RULES)
        assert public_body([leaf("service", LINE, merged)], check_document) is None
    disputed = before | {"edits": {"public": {"claims": [{"value": True}, {"gone": True}]}}}
    assert public_body([leaf("service", LINE, disputed)], lambda doc_id, body: None) is None


@pytest.mark.parametrize("state", ["draft", "retired"])
def test_a_draft_and_a_retired_entry_are_not_shown_though_marked_public(state: str) -> None:
    kept_back = leaf("service", LINE, service(state=state))

    assert public_body([kept_back], check_document) is None
    assert public_body([leaf("service", LINE, service()), kept_back], check_document) is None


def test_an_entry_that_one_editor_publishes_and_another_retires_waits_for_a_decision() -> None:
    moment = "2026-11-20T18:30:00Z"
    draft = service(state="draft")
    sides = [
        record_edit(draft, after, DIRECTORY_RULES, by=name, at=moment, parent="1-" + "a" * 32)
        for name, after in (("elena", service()), ("carmen", service(state="retired")))
    ]
    merged = merge_bodies(sides, DIRECTORY_RULES)
    shown_as_published = {k: v for k, v in merged.items() if k != "state"}

    for body in (merged, shown_as_published):
        assert public_body([leaf("service", LINE, body)], lambda doc_id, body: None) is None


def test_of_a_confidential_place_the_record_of_changes_is_left_out() -> None:
    body = location(confidential=True, edits={"name": {"was": "412 Hidden Creek Road"}})

    shown = public_body([leaf("location", OFFICE, body)], check_document)

    assert shown is not None and "edits" not in shown


@pytest.mark.parametrize("mark", [True, 1, "yes"])
def test_a_mark_of_confidentiality_counts_however_it_is_written(mark: Any) -> None:
    leaves = [
        leaf("location", OFFICE, location()),
        leaf("location", OFFICE, location(confidential=mark)),
    ]

    assert is_confidential_place(leaves)
    assert not is_confidential_place(leaves[:1])
