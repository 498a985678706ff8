"""Hours that two people change at once are one week, as long as they change different days."""

from __future__ import annotations

from typing import Any

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from cairn_sync.canonical import canonical_json
from cairn_sync.merge import MergeRules, conflicts_of, merge_bodies, record_edit
from tests.examples import examples

RULES = MergeRules(weekly=frozenset({"schedules"}))
DAYS = "MO TU WE TH FR SA SU".split()
HOURS = ["09:00", "10:00", "18:00"]
MONTHLY = {"freq": "MONTHLY", "byday": "1MO", "opens_at": "09:00"}

Week = dict[str, frozenset[str]]  # when it opens, by day
Body = dict[str, Any]

weeks = st.dictionaries(
    st.sampled_from(DAYS), st.frozensets(st.sampled_from(HOURS), max_size=2), max_size=7
)


def schedules_of(week: Week, *more: Body) -> list[Body]:
    """Write a week as an editor's form does: one schedule for all days with the same hours."""
    days = {opens: [day for day in DAYS if opens in week.get(day, ())] for opens in HOURS}
    weekly = [
        {"freq": "WEEKLY", "byday": ",".join(named), "opens_at": opens}
        for opens, named in days.items()
        if named
    ]
    return [*weekly, *more]


def week_of(body: Body) -> Week:
    """Read the days on which there are hours."""
    found: dict[str, set[str]] = {}
    for schedule in body.get("schedules", []):
        for day in schedule["byday"].split(",") if schedule["freq"] == "WEEKLY" else ():
            found.setdefault(day, set()).add(schedule["opens_at"])
    return {day: frozenset(opens) for day, opens in found.items()}


def told(schedules: list[Body]) -> Body:
    return {"type": "service", "schema": 1, **({"schedules": schedules} if schedules else {})}


def edited(before: Body, schedules: list[Body], by: str) -> Body:
    at = "2026-11-20T18:30:00Z"
    return record_edit(before, told(schedules), RULES, by=by, at=at, parent="1-a")


def open_days(week: Week) -> Week:
    return {day: hours for day, hours in week.items() if hours}


@given(weeks, weeks, weeks)
@settings(max_examples=examples(200), deadline=None)
def test_changes_of_different_days_are_both_kept_and_nobody_is_asked(
    week: Week, hers: Week, his: Week
) -> None:
    before = told(schedules_of(week))
    his = {day: hours for day, hours in his.items() if day not in hers}
    assume(open_days(week | hers) and open_days(week | his))  # who takes all away is asked about

    leaves = [
        edited(before, schedules_of(week | change), by)
        for by, change in (("carmen", hers), ("elena", his))
    ]
    merged = merge_bodies(leaves, RULES)

    assert week_of(merged) == open_days(week | hers | his)
    assert conflicts_of(merged, RULES) == {}
    assert merge_bodies([merged, *leaves], RULES) == merged


@given(weeks, st.sampled_from(DAYS), st.permutations(HOURS))
@settings(max_examples=examples(100), deadline=None)
def test_different_hours_of_one_day_are_asked_about(week: Week, day: str, hours: list[str]) -> None:
    was, hers, his = (frozenset({one}) for one in hours)
    before = told(schedules_of(week | {day: was}))

    merged = merge_bodies(
        [
            edited(before, schedules_of(week | {day: hers}), "carmen"),
            edited(before, schedules_of(week | {day: his}), "elena"),
        ],
        RULES,
    )

    assert list(conflicts_of(merged, RULES)) == ["schedules"]


def test_a_season_and_a_rule_of_the_month_are_things_of_their_own() -> None:
    winter = {"freq": "WEEKLY", "byday": "MO", "opens_at": "10:00", "valid_to": "2027-03-01"}
    week: Week = {"MO": frozenset({"09:00"})}
    before = told(schedules_of(week, MONTHLY))
    later = {**MONTHLY, "opens_at": "11:00"}

    merged = merge_bodies(
        [
            edited(before, [*schedules_of(week), winter, MONTHLY], "carmen"),
            edited(before, schedules_of(week, later), "elena"),
        ],
        RULES,
    )

    assert conflicts_of(merged, RULES) == {}
    both = [*schedules_of(week), winter, later]
    assert sorted(map(canonical_json, merged["schedules"])) == sorted(map(canonical_json, both))


def test_what_nobody_touched_stays_as_it_was_written() -> None:
    odd = {"freq": "WEEKLY", "byday": "FR,MO", "opens_at": "09:00", "id": "a", "x_note": 1}
    before = told([odd])
    tuesday = {"freq": "WEEKLY", "byday": "TU", "opens_at": "10:00"}
    sunday = {"freq": "WEEKLY", "byday": "SU", "opens_at": "10:00"}

    merged = merge_bodies(
        [edited(before, [odd, tuesday], "carmen"), edited(before, [odd, sunday], "elena")], RULES
    )

    assert odd in merged["schedules"]
    assert week_of(merged).keys() == {"MO", "FR", "TU", "SU"}


def test_one_schedule_that_would_stand_twice_under_its_id_is_asked_about() -> None:
    known = {"freq": "WEEKLY", "byday": "MO,TU", "opens_at": "09:00", "id": "a"}
    other = {"freq": "WEEKLY", "byday": "SU", "opens_at": "09:00"}  # has none: so days decide
    before = told([known, other])

    merged = merge_bodies(
        [
            edited(before, [{**known, "opens_at": "10:00"}, other], "carmen"),
            edited(before, [{**known, "byday": "MO,TU,SA"}, other], "elena"),
        ],
        RULES,
    )

    assert list(conflicts_of(merged, RULES)) == ["schedules"]


def test_what_an_older_merger_left_to_be_decided_is_still_asked_and_nothing_is_lost() -> None:
    week: Week = {"MO": frozenset({"09:00"}), "TU": frozenset({"09:00"})}
    before = told(schedules_of(week))
    leaves = [
        edited(before, schedules_of(week | {day: frozenset({"18:00"})}), by)
        for day, by in (("MO", "carmen"), ("TU", "elena"))
    ]
    old = merge_bodies(leaves, MergeRules())  # whole lists
    assert list(conflicts_of(old, MergeRules())) == ["schedules"]

    assert list(conflicts_of(old, RULES)) == ["schedules"]
    at = "2026-11-20T19:00:00Z"
    again = record_edit(old, {**old, "name": "Beds"}, RULES, by="elena", at=at, parent="2-a")

    assert week_of(again) == {"MO": frozenset({"18:00"}), "TU": frozenset({"18:00"})}
    assert merge_bodies([old, *leaves], RULES)["schedules"] == again["schedules"]
    one_day = record_edit(
        old, {**old, "schedules": schedules_of(week)}, RULES, by="elena", at=at, parent="2-a"
    )
    # Of the two she saw one, and took that back; the other stays.
    assert sorted(map(sorted, week_of(one_day).values())) == [["09:00"], ["18:00"]]
