from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from cairn_server.directory.importing.hand_edit import fingerprints, merge_import

IMPORTED = {"type": "service", "schema": 1, "name": "Food shelf", "alert": "Closed in May"}
VALUES = st.dictionaries(
    st.sampled_from(["name", "alert", "url", "latitude", "longitude"]), st.sampled_from("abc")
)


def merge(now: dict[str, Any], today: dict[str, Any]) -> tuple[dict[str, Any], tuple[str, ...]]:
    merged = merge_import(now, today, fingerprints(IMPORTED))
    return merged.body, merged.kept


def test_what_nobody_touched_follows_the_source() -> None:
    assert merge(IMPORTED, IMPORTED | {"name": "Food"}) == (IMPORTED | {"name": "Food"}, ())


def test_what_an_editor_changed_stays_and_is_told() -> None:
    now = IMPORTED | {"name": "Harvest Table"}

    assert merge(now, IMPORTED | {"name": "Food"}) == (now, ("name",))


def test_an_edit_of_one_field_does_not_hold_back_the_others() -> None:
    body, kept = merge(IMPORTED | {"name": "Harvest Table"}, IMPORTED | {"alert": "Open again"})

    assert (body["name"], body["alert"], kept) == ("Harvest Table", "Open again", ("name",))


def test_what_the_source_no_longer_says_goes() -> None:
    body, kept = merge(IMPORTED, {k: v for k, v in IMPORTED.items() if k != "alert"})

    assert "alert" not in body and not kept


def test_what_an_editor_took_out_stays_out() -> None:
    now = {k: v for k, v in IMPORTED.items() if k != "alert"}

    assert merge(now, IMPORTED) == (now, ("alert",))


def test_what_an_editor_added_stays_without_a_word() -> None:
    now = IMPORTED | {"assured_date": "2026-03-31"}

    assert merge(now, IMPORTED) == (now, ())


def test_an_editor_who_agrees_with_the_source_is_no_news() -> None:
    now = IMPORTED | {"name": "Food"}

    assert merge(now, IMPORTED | {"name": "Food"}) == (now, ())


def test_a_field_whose_file_was_not_given_is_left_alone() -> None:
    today = {k: v for k, v in IMPORTED.items() if k != "alert"}

    merged = merge_import(IMPORTED, today, fingerprints(IMPORTED), unseen={"alert"})

    assert merged.body == IMPORTED


def test_coordinates_are_taken_together_or_not_at_all() -> None:
    last = {"type": "location", "latitude": 1, "longitude": 2}
    now = last | {"longitude": 3}

    merged = merge_import(now, last | {"latitude": 4, "longitude": 5}, fingerprints(last))

    assert merged.body == now and merged.kept == ("latitude",)


def test_an_import_never_makes_a_confidential_place_public() -> None:
    last = {"type": "location", "name": "Lodge", "confidential": True}
    today = {"type": "location", "name": "Lodge", "latitude": 47.4, "longitude": -99.9}

    merged = merge_import(last, today, fingerprints(last))

    assert merged.body == last
    assert merged.stripped == ("latitude", "longitude")


@given(now=VALUES, today=VALUES, last=VALUES)
def test_a_second_import_of_the_same_changes_nothing(
    now: dict[str, str], today: dict[str, str], last: dict[str, str]
) -> None:
    once = merge_import(now, today, fingerprints(last))
    twice = merge_import(once.body, today, fingerprints(today))

    assert twice.body == once.body and set(twice.kept) <= set(once.kept)


def test_the_books_of_a_hidden_place_are_no_reason_to_import_it_again() -> None:
    hidden = {"type": "location", "schema": 1, "name": "House", "confidential": True}
    now = hidden | {"edits": {"name": {"dot": f"1-{'a' * 32}"}}}

    merged = merge_import(now, hidden, fingerprints(hidden))

    assert (merged.body, merged.stripped) == (now, ())


def test_a_place_that_is_hidden_by_an_import_loses_its_books() -> None:
    listed = {"type": "location", "schema": 1, "name": "House"}
    now = listed | {"edits": {"name": {"dot": f"1-{'a' * 32}"}}}

    merged = merge_import(now, listed | {"confidential": True}, fingerprints(listed))

    assert merged.body == listed | {"confidential": True}
