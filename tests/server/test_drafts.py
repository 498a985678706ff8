from __future__ import annotations

from typing import Any

import pytest

from cairn_server.drafts import is_draft, refuse_unbooked_draft, was_never_listed, withheld
from cairn_server.merging import DIRECTORY_RULES
from cairn_sync.document import Document, new_edit
from cairn_sync.merge import merge_bodies, record_edit
from tests.server.conftest import SERVICE, SUGGESTION, service, suggestion
from tests.server.test_exchange import DANA

DRAFT = service(state="draft")
KEY = b"of this server"


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
    assert not is_draft([published, *withheld([draft], KEY)])


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


def edited(before: Document, after: dict[str, Any]) -> Document:
    """Return an edit as a phone makes it, its record of changes carried on."""
    body = record_edit(
        before.parsed_body(),
        after,
        DIRECTORY_RULES,
        by=DANA.member_id,
        at="2026-11-20T18:30:00Z",
        parent=str(before.revision),
    )
    return new_edit(before.doc_id, body, parent=before.path)


LISTED = new_edit(SERVICE, service())
BORN = new_edit(SERVICE, DRAFT)
CHANGED = edited(BORN, DRAFT | {"name": "Safe house"})


@pytest.mark.parametrize("draft", [BORN, CHANGED, edited(CHANGED, DRAFT)])
def test_of_a_draft_that_was_never_listed_nothing_is_shown(draft: Document) -> None:
    assert was_never_listed(draft)
    assert withheld([draft], KEY) == []


def test_a_listed_entry_that_became_a_draft_ends_on_what_was_listed() -> None:
    newer = edited(LISTED, service(name="Bent River Line"))
    draft = edited(newer, DRAFT)
    later = edited(edited(draft, DRAFT | {"name": "Safe house"}), DRAFT | {"name": "Our house"})

    [end] = withheld([draft], KEY)

    assert (end.deleted, end.body, end.path[1:]) == (True, b"{}", newer.path)
    assert end.revision.generation == draft.revision.generation
    assert end.revision != draft.revision
    assert withheld([later], KEY) == [end]  # what is done to the draft is not to be seen
    assert withheld([draft], b"another key") != [end]


def test_a_draft_without_a_record_of_changes_may_have_been_listed() -> None:
    draft = new_edit(SERVICE, DRAFT, parent=LISTED.path)

    [end] = withheld([draft], KEY)

    assert end.path[1:] == LISTED.path and end.revision != draft.revision


def test_a_listed_version_beside_a_draft_is_ended_too() -> None:
    beside = edited(LISTED, service(name="Bent River Line"))
    draft = edited(LISTED, DRAFT)

    ends = withheld([draft, beside], KEY)

    assert sorted(end.path[1:] for end in ends) == sorted([beside.path, LISTED.path])


def test_ends_that_were_there_stay_beside_the_draft_that_was_listed() -> None:
    ended = new_edit(SERVICE, {}, parent=LISTED.path, deleted=True)
    draft = edited(LISTED, DRAFT)

    assert ended in withheld([draft, ended], KEY)
    assert withheld([CHANGED, ended], KEY) == []


@pytest.mark.parametrize(
    ("live", "after", "refused"),
    [
        (edited(LISTED, service(name="Bent River Line")), {"state": "draft"}, True),
        (edited(LISTED, service(name="Bent River Line")), {"state": "draft", "edits": None}, False),
        (LISTED, {"state": "draft"}, False),
        (CHANGED, {"name": "Our house"}, False),
    ],
)
def test_a_listed_entry_is_not_made_a_draft_behind_its_record_of_changes(
    live: Document, after: dict[str, Any], refused: bool
) -> None:
    body = {k: v for k, v in {**live.parsed_body(), **after}.items() if v is not None}
    new = new_edit(SERVICE, body, parent=live.path)

    assert (refuse_unbooked_draft([live], new, body) is not None) is refused
