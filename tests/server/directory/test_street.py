from __future__ import annotations

import time

import pytest

from cairn_server.directory.street import has_street, without_streets


@pytest.mark.parametrize(
    "text",
    [
        "412 Hidden Creek Road",
        "Come to 18 2nd St. after dark",
        "1038 Harvin Way, Suite 100",
        "20000 NW 47th Avenue",
        "Calle Robles 12",
        "Avenida del Río n.º 4",
        "at 47.41234, -99.93121",
        "12 County Road 7",
    ],
)
def test_a_street_is_found(text: str) -> None:
    assert has_street(text)


@pytest.mark.parametrize(
    "text",
    [
        "P.O. Box 726, Homewood",
        "Call 701-555-0130 day or night",
        "Open 24 hours, 7 days a week",
        "Help for people 18 and over",
        "Alder County",
    ],
)
def test_other_numbers_are_no_street(text: str) -> None:
    assert not has_street(text)


def test_what_is_left_says_that_something_went() -> None:
    assert without_streets("Ring at 9 Mill Lane, then wait.") == (
        "Ring at (address left out), then wait."
    )


@pytest.mark.parametrize(
    "text",
    [
        "1.000" + " " * 9_990 + "x",
        "1" + " " * 9_990,
        "1 a" * 3_300,
        "1 Mill St." + " " * 100_000 + "x",
    ],
)
def test_no_text_takes_long_to_look_through(text: str) -> None:
    began = time.process_time()

    has_street(text)

    assert time.process_time() - began < 0.5
