"""The laws of the merge, for registers such as nobody honest makes too."""

from __future__ import annotations

import random

import pytest

from cairn_server.worksheets.group import Register, join, merge, register_of
from cairn_sync.canonical import canonical_json

ROW = "steps/01900000-0000-7000-8000-000000000001"
PLACES = ("aim", "who", f"{ROW}/n", f"{ROW}/time", ROW)
VALUES = ("rest", "care", 2, ["adv", "lead"], None, True)


def any_register(chance: random.Random) -> Register:
    def entry() -> dict[str, object]:
        seen = {by: chance.randint(1, 4) for by in "abc" if chance.random() < 0.5}
        return {
            "value": chance.choice(VALUES),
            "by": chance.choice("abc"),
            "dot": chance.randint(1, 4),
            "seen": seen,
        }

    answers = {place: [entry(), entry()] for place in PLACES if chance.random() < 0.7}
    return register_of({"member": chance.choice(("ana", "ben")), "answers": answers})


def bytes_of(register: Register) -> bytes:
    merged = merge(register)
    answers = {p: [[g.value, list(g.members)] for g in all_] for p, all_ in merged.answers.items()}
    rows = {q: [[row.row_id, row.is_asked] for row in found] for q, found in merged.rows.items()}
    return canonical_json([answers, rows, {p: repr(told) for p, told in register.items()}])


@pytest.mark.parametrize("seed", range(200))
def test_joining_is_commutative_associative_and_idempotent_to_the_byte(seed: int) -> None:
    chance = random.Random(seed)
    a, b, c = (any_register(chance) for _ in range(3))

    assert bytes_of(join(a, b)) == bytes_of(join(b, a))
    assert bytes_of(join(join(a, b), c)) == bytes_of(join(a, join(b, c)))
    assert bytes_of(join(a, a)) == bytes_of(a)
    assert bytes_of(join(a, {})) == bytes_of(a)
