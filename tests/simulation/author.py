"""What a person writes into a form: of an entry that is there, a field or two."""

from __future__ import annotations

from random import Random
from typing import Any

from cairn_server.merging import DIRECTORY_RULES
from cairn_sync.merge import conflicts_of
from tests.simulation.books import is_merged
from tests.simulation.disk import Key

__all__ = ["write"]

NAMES = ("Casa Luz", "Bent River Night Line", "Prairie Legal Aid", "Open Door", "Tres Ríos")
PHONES = [{"number": f"555-013{n}"} for n in range(4)]


def write(
    key: Key, shown: dict[str, Any] | None, text: int, dice: Random
) -> tuple[dict[str, Any], list[str]]:
    """Return what somebody makes of what they see, and what they decide by the way."""
    told: dict[str, Any] = {
        "name": "" if dice.random() < 0.05 else dice.choice(NAMES),
        # Long ones travel last, and so meet what others did to the document meanwhile.
        "note": "x" * dice.choice([0, 0, 300, 900]) + str(text),
        "phones": dice.sample(PHONES, dice.randint(1, 3)),
        "edit": text,
        "state": "retired",
    }
    kind = key[1].partition(":")[0]
    if shown is None or not is_merged(*key):
        del told["state"]
        return {"type": kind, "schema": 1, **told}, []
    fields = dice.sample(sorted(told), dice.randint(1, 2))
    undecided = sorted(conflicts_of(shown, DIRECTORY_RULES))
    decided = undecided if dice.random() < 0.5 else []
    return shown | {name: told[name] for name in fields}, decided
