"""An answer is kept while it holds: never longer than asking anew would say the same."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from cairn_server.directory.opening.open_now import Clock, open_now, zone_named
from cairn_server.plain.openings import Book, Openings

VECTORS = json.loads(
    (Path(__file__).parents[2] / "vectors" / "open-now.json").read_text(encoding="utf-8")
)
HOME = "America/Chicago"
CLOCKS = {
    "ours": Clock((HOME,)),
    "another": Clock(("America/Phoenix",), is_said=True),
    "two": Clock((HOME, "America/Denver"), is_said=True),
    "none": Clock(),
}


@pytest.mark.parametrize("begin", ["2026-10-31", "2026-11-26", "2026-03-07"])  # clocks, a holiday
@pytest.mark.parametrize("clock", list(CLOCKS))
def test_what_is_kept_is_what_asking_anew_would_say(begin: str, clock: str) -> None:
    home = None if clock == "none" else HOME
    openings = Openings(home)
    sets = [[one] for one in VECTORS["schedules"].values()]
    sets.append([VECTORS["schedules"]["weekdays"], VECTORS["schedules"]["nights"]])
    book = Book()
    place = {"time_zone": "America/Denver"}
    told = {
        "ours": ({}, []),
        "another": ({"time_zone": "America/Phoenix"}, []),
        "two": ({}, [place, {"time_zone": HOME}]),
        "none": ({}, []),
    }[clock]
    kept = [book.times(schedules, *told, home) for schedules in sets]
    now = datetime.fromisoformat(f"{begin}T05:00:00").replace(tzinfo=UTC)

    for _ in range(2 * 24 * 6):
        openings.turn_to(now)
        own = None if home is None else zone_named(home, now)
        for times in kept:
            fresh = open_now(times.schedules, now, times.clock, own=own)
            assert openings.of(times) == fresh, (now, times)
        now += timedelta(minutes=10)


def test_entries_with_the_same_hours_share_one_answer_and_words_do_not_part_them() -> None:
    book = Book()
    hours = {"freq": "WEEKLY", "byday": "MO", "opens_at": "09:00", "closes_at": "17:00"}

    first = book.times([hours], {}, [], HOME)

    assert book.times([hours | {"description": "Ring twice"}], {}, [], HOME) is first
    assert book.times([hours | {"byday": "TU"}], {}, [], HOME) is not first
    assert book.times([hours], {"time_zone": "America/Denver"}, [], HOME) is not first
