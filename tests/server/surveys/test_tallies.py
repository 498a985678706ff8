"""The file of sums: it holds nothing of how they came."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

import pytest

from cairn_server.surveys.answer import Answer, read_answer
from cairn_server.surveys.form import Form, Tally
from cairn_server.surveys.tallies import FILE_NAME, Tallies

FORM = Form({"boss": Tally(("agree", "differ")), "who": Tally(("kin", "clinic"), several=True)})
SURVEY = "cedar"
NOW = datetime(2026, 11, 20, 18, 37, 41, tzinfo=UTC)
COUNTERS = ((24, 28), (92, 96))  # of a SQLite file's head: how often it was written
MADE = ((40, 44),)  # how often its tables were


def answers(count: int) -> list[Answer]:
    said: Iterator[dict[str, object]] = itertools.cycle(
        [{"boss": "agree", "who": ["kin"]}, {"boss": "differ"}, {"who": ["kin"]}]
    )
    return [read_answer(FORM, one) for one in itertools.islice(said, count)]


def fill(folder: Path, arrivals: Sequence[tuple[int, Answer]]) -> Path:
    folder.mkdir()
    tallies = Tallies(folder, lambda: NOW)
    for number, answer in arrivals:
        tallies.add(SURVEY, FORM, answer, once=f"{number:032x}", smallest=10)
    return folder / FILE_NAME


def content(file: Path) -> bytes:
    """Return the file without the counters of its writes."""
    data = bytearray(file.read_bytes())
    for start, end in COUNTERS + MADE:
        data[start:end] = bytes(end - start)
    return bytes(data)


def test_the_file_is_the_same_in_whatever_order_the_answers_came(tmp_path: Path) -> None:
    arrivals = list(enumerate(answers(9)))

    one = fill(tmp_path / "one", arrivals)
    other = fill(tmp_path / "other", arrivals[::-1])

    assert content(one) == content(other)


def test_nothing_beside_the_file_and_no_hour_on_it(tmp_path: Path) -> None:
    file = fill(tmp_path / "data", list(enumerate(answers(12))))

    for left in file.parent.iterdir():
        assert left == file or left.stat().st_size == 0
        assert datetime.fromtimestamp(left.stat().st_mtime, UTC).time().isoformat() == "00:00:00"
    assert file.stat().st_mode & 0o077 == 0


def test_sums_survive_a_restart(tmp_path: Path) -> None:
    file = fill(tmp_path / "data", list(enumerate(answers(12))))

    seen = Tallies(file.parent, lambda: NOW).see(SURVEY, 10)

    assert seen.numbers is not None
    assert seen.numbers.answered == 10


def test_an_option_taken_from_the_worksheet_stays_in_the_table(tmp_path: Path) -> None:
    """A table with a cell less would tell what was in it."""
    file = fill(tmp_path / "data", list(enumerate(answers(12))))
    smaller = Form({"boss": Tally(("agree",))})

    tallies = Tallies(file.parent, lambda: NOW)
    before = tallies.see(SURVEY, 10).numbers
    assert before is not None
    for number in range(100, 110):  # up to the next step
        answer = read_answer(smaller, {"boss": "agree"})
        tallies.add(SURVEY, smaller, answer, once=f"{number:032x}", smallest=10)
    after = tallies.see(SURVEY, 10).numbers

    assert after is not None
    assert after.tables["boss"].cells.keys() == before.tables["boss"].cells.keys()


def test_an_option_added_to_the_worksheet_shows_nothing_that_was_hidden(tmp_path: Path) -> None:
    """Nobody has picked it yet, as its author knows: it can hide no other cell."""
    three = Form({"boss": Tally(("a", "b", "c"))})
    four = Form({"boss": Tally(("a", "b", "c", "new"))})
    tallies = Tallies(tmp_path, lambda: NOW)
    for number, pick in enumerate("a" * 3 + "b" * 3 + "c" * 4):
        answer = read_answer(three, {"boss": pick})
        tallies.add(SURVEY, three, answer, once=f"{number:032x}", smallest=5)
    before = tallies.see(SURVEY, 5).numbers

    assert before is not None
    late = read_answer(four, {"boss": "c"})
    tallies.add(SURVEY, four, late, once="f" * 32, smallest=5)
    assert tallies.see(SURVEY, 5).numbers == before


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ({"boss": "agree"}, {("boss", "agree")}),
        ({"boss": ["agree", "differ"]}, set()),
        ({"boss": "other"}, set()),
        ({"boss": {"agree": 1}}, set()),
        ({"who": ["kin", "clinic", "kin"]}, {("who", "kin"), ("who", "clinic")}),
        ({"unknown": "agree"}, set()),
    ],
)
def test_only_what_is_asked_is_counted(said: dict[str, object], kept: set[object]) -> None:
    assert read_answer(FORM, said).picks == kept


def test_words_are_kept_short_and_without_control_characters() -> None:
    form = Form({}, frozenset({"idea"}))

    (found,) = read_answer(form, {"idea": " Rides\n\u202eand\x00 " + "x" * 2000}).texts

    assert found[1].startswith("Rides  and")
    assert len(found[1]) == 1000
