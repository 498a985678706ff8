"""What takes the place of an entry that is no longer offered, as far as everybody may know."""

from __future__ import annotations

from dataclasses import dataclass

from cairn_server.directory.publishing.read_model import ReadModel

__all__ = ["Gone", "gone_entry"]

MOST_STEPS = 5  # from one replacement to the next, as on the phone


@dataclass(frozen=True, slots=True)
class Gone:
    """A retired entry that was public."""

    replacement: str  # the UUID of the public entry to use instead; "": there is none


def gone_entry(model: ReadModel, kind: str, number: str) -> Gone | None:
    """Return how a retired service or organization is told of; None: nobody is told of it.

    Entries may replace each other in a ring: that leads nowhere.
    """
    replacement = model.retired.get(f"{kind}:{number}")
    if replacement is None:
        return None
    shown = model.services if kind == "service" else model.organizations
    for _ in range(MOST_STEPS):
        there = replacement.partition(":")[2]
        if there in shown:
            return Gone(there)
        replacement = model.retired.get(replacement, "")
        if not replacement:
            break
    return Gone("")
