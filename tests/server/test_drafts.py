from __future__ import annotations

from typing import Any

import pytest

from cairn_server.drafts import is_draft, withheld
from cairn_server.merging import DIRECTORY_RULES
from cairn_sync.document import new_edit
from cairn_sync.merge import merge_bodies, record_edit
from tests.server.conftest import SERVICE, SUGGESTION, service, suggestion
from tests.server.test_exchange import DANA

DRAFT = service(state="draft")


@pytest.mark.parametrize(
    ("body", "is_one"),
    [
        (service(), False),
        (DRAFT, True),
        (service(state="retired"), False),
        (service(state="Draft"), True),
        (service(state="of a newer server"), True),
        (service(state=["draft"]), True),
        (service(addresses=[{"state": "draft"}]), False),
    ],
)
def test_only_what_is_published_or_retired_is_no_draft(body: dict[str, Any], is_one: bool) -> None:
    assert is_draft([new_edit(SERVICE, body)]) is is_one


def test_one_draft_among_the_live_versions_is_enough() -> None:
    published, draft = new_edit(SERVICE, service()), new_edit(SERVICE, DRAFT)

    assert is_draft([published, draft])
    assert not is_draft([published, withheld(draft)])


def test_a_report_has_a_state_too_and_is_no_draft() -> None:
    assert not is_draft([new_edit(SUGGESTION, suggestion(DANA))])


@pytest.mark.parametrize("shown", [None, {"state": "retired"}])
def test_while_editors_differ_about_a_draft_it_is_one(shown: dict[str, Any] | None) -> None:
    sides = [
        record_edit(
            service(),
            after,
            DIRECTORY_RULES,
            by=by,
            at="2026-11-20T18:30:00Z",
            parent="1-" + "a" * 32,
        )
        for by, after in (("elena", DRAFT), ("carmen", service(state="retired")))
    ]
    merged = merge_bodies(sides, DIRECTORY_RULES)
    # Whichever of the answers is shown.
    body = {k: v for k, v in merged.items() if k != "state"} | (shown or {})

    assert is_draft([new_edit(SERVICE, body)])
    assert is_draft([new_edit(SERVICE, service(edits={"state": {"claims": ["?"]}}))])


def test_what_stands_for_a_draft_says_nothing() -> None:
    draft = new_edit(SERVICE, DRAFT)

    shown = withheld(draft)

    assert (shown.deleted, shown.body, shown.path) == (True, b"{}", draft.path)
