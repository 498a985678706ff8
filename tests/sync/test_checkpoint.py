from __future__ import annotations

from typing import Any

import pytest

from cairn_sync.checkpoint import (
    HISTORY_LIMIT,
    START,
    Checkpoint,
    ReplicationLog,
    find_common_ancestry,
    replication_id,
)


def log(*entries: str) -> ReplicationLog:
    """Write a log oldest first: ``monday:3`` is sequence 3, recorded by the run `monday`."""
    written = ReplicationLog()
    for entry in entries:
        session, _, sequence = entry.partition(":")
        written = written.add(Checkpoint(session, sequence))
    return written


@pytest.mark.parametrize(
    ("source", "target", "sequence"),
    [
        pytest.param([], [], START, id="first meeting"),
        pytest.param(["mon:3"], [], START, id="target was made anew"),
        pytest.param([], ["mon:3"], START, id="source was made anew"),
        pytest.param(["mon:3"], ["mon:3"], "3", id="all went well"),
        pytest.param(["mon:3"], ["mon:3", "tue:5"], "3", id="died between the two writes"),
        pytest.param(["mon:3"], ["mon:3", "mon:5"], "3", id="died so within one run"),
        pytest.param(["mon:3", "tue:5"], ["mon:3"], "3", id="target restored to monday"),
        pytest.param(["mon:3", "mon:5"], ["mon:3"], "3", id="target restored within a run"),
        pytest.param(["mon:3", "tue:5"], ["mon:3", "wed:5"], "3", id="restored, run elsewhere"),
        pytest.param(["mon:3"], ["tue:3"], START, id="no run in common"),
    ],
)  # fmt: skip
def test_the_newest_entry_that_both_logs_hold_is_where_to_go_on(
    source: list[str], target: list[str], sequence: str
) -> None:
    assert find_common_ancestry(log(*source), log(*target)) == sequence


def test_a_log_reads_back_as_it_was_written() -> None:
    written = ReplicationLog(
        (Checkpoint("monday", "7-abc", "Mon, 07 Dec 2026 08:00:00 GMT", "later", 9, 8, 1),),
        read_only_source="directory/epoch",
    )

    assert ReplicationLog.parse(written.to_body()) == written


def test_a_log_has_the_fields_that_couchdb_gives_it() -> None:
    body = log("mon:3", "tue:5").to_body()

    assert (body["session_id"], body["source_last_seq"]) == ("tue", "5")
    assert body["replication_id_version"] == 4
    assert [(entry["session_id"], entry["recorded_seq"]) for entry in body["history"]] == [
        ("tue", "5"),
        ("mon", "3"),
    ]


ONE = {"session_id": "a", "recorded_seq": "1"}


@pytest.mark.parametrize(
    "body",
    [
        None,
        {},
        {"history": "none"},
        {"session_id": "a", "source_last_seq": "1", "history": []},
        {"session_id": "a", "source_last_seq": "1", "history": [7, {"session_id": 7}]},
        {"session_id": "a", "source_last_seq": "2", "history": [ONE]},
    ],
)
def test_a_log_that_makes_no_sense_counts_as_none(body: Any) -> None:
    assert not ReplicationLog.parse(body)


def test_a_history_never_grows_beyond_its_limit() -> None:
    written = log(*(f"run-{run}:{run}" for run in range(120)))

    assert len(written.history) == HISTORY_LIMIT
    assert written.history[0].recorded_seq == "119"


def test_a_long_run_leaves_room_for_the_runs_before_it() -> None:
    written = log("mon:1", "tue:2", *(f"wed:{sequence}" for sequence in range(3, 200)))

    assert [entry.recorded_seq for entry in written.history[-2:]] == ["2", "1"]
    assert len(written.history) == HISTORY_LIMIT // 2 + 2


def test_of_an_earlier_run_only_the_last_entry_stays() -> None:
    written = log("mon:1", "mon:2", "mon:3", "tue:4")

    assert [entry.recorded_seq for entry in written.history] == ["4", "3"]


def test_every_pair_of_peers_and_each_direction_has_its_own_log() -> None:
    ids = {
        replication_id("a", "b"),
        replication_id("b", "a"),
        replication_id("a", "c"),
        replication_id("a", "b", filter_name="design"),
    }

    assert len(ids) == 4


def test_a_replication_id_is_the_same_in_every_release() -> None:
    assert replication_id("phone", "hub") == "15722b5add3184c366fbb31ec77ccc80"
