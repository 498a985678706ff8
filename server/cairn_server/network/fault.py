"""What can go wrong with another collaborative's directory, in words."""

from __future__ import annotations

from typing import Literal

__all__ = ["SENTENCES", "Fault", "FetchError"]

Fault = Literal[
    "unreachable",
    "forbidden",
    "missing",
    "rubbish",
    "too_large",
    "not_allowed",
    "too_slow",
    "broken_off",
    "redirects",
    "own_fault",
]

SENTENCES: dict[Fault, str] = {
    "unreachable": "It does not answer. It is tried again by itself.",
    "forbidden": "It does not let us in: the name or the password is not right.",
    "missing": "There is nothing at this address.",
    "rubbish": "What it answers is no directory.",
    "too_large": "It is larger than Cairn takes.",
    "not_allowed": "This server may not ask there: the address must be public and begin "
    "with https.",
    "too_slow": "It took too long. It is tried again by itself.",
    "broken_off": "It broke off midway. It is tried again by itself.",
    "redirects": "It sends from one address to the next without end.",
    "own_fault": "Something went wrong on this server. It is tried again by itself.",
}
"""What coordinators are told. The app has the same in its own words, by the fault's name."""


class FetchError(Exception):
    """Nothing was taken in. Never holds anything that the other server said, nor its address."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(SENTENCES[fault])
        self.fault: Fault = fault
