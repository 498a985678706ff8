from __future__ import annotations

import pytest

from cairn_sync.errors import MalformedError
from cairn_sync.sequence import Epoch, format_sequence, next_epoch, resume_from

# Restored once after 7 changes of the first life, and once after 12 of the second.
EPOCHS = [Epoch("aa", 7), Epoch("bb", 12), Epoch("cc", None)]


@pytest.mark.parametrize(
    ("since", "after"),
    [
        pytest.param("", 0, id="nothing"),
        pytest.param("0", 0, id="the start"),
        pytest.param("now", 20, id="the end"),
        pytest.param("15-cc", 15, id="a place of this life"),
        pytest.param("99-cc", 20, id="a place not reached yet"),
        pytest.param("5-aa", 5, id="a place of an earlier life"),
        pytest.param("9-aa", 7, id="a place lost in the first restore"),
        pytest.param("14-bb", 12, id="a place lost in the second restore"),
        pytest.param("15-zz", 0, id="a life never heard of"),
        pytest.param("15", 0, id="no life at all"),
        pytest.param("15-", 0, id="an empty life"),
    ],
)
def test_a_peer_resumes_from_what_both_still_hold(since: str, after: int) -> None:
    assert resume_from(since, EPOCHS, last_number=20) == after


@pytest.mark.parametrize("since", ["-", "-cc", "x-cc", "-1-cc", "1.5-cc", "٣-cc", "9" * 19, " 1"])
def test_what_is_no_sequence_is_malformed(since: str) -> None:
    with pytest.raises(MalformedError, match="not a sequence"):
        resume_from(since, EPOCHS, last_number=20)


def test_a_place_printed_is_a_place_read() -> None:
    assert resume_from(format_sequence(15, EPOCHS), EPOCHS, last_number=20) == 15


def test_a_new_epoch_remembers_how_far_the_last_one_got() -> None:
    *earlier, begun = next_epoch(EPOCHS, last_number=20)

    assert earlier == [*EPOCHS[:2], Epoch("cc", 20)]
    assert begun.last_kept is None
    assert begun.epoch_id not in {"aa", "bb", "cc"}
