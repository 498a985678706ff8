"""How a subscription stands: kept beside its entries, in a document that never replicates."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any

from cairn_server.network.fault import SENTENCES, Fault

__all__ = ["LOCAL_ID", "Standing", "listed", "read_standing", "standing_body"]

LOCAL_ID = "network-standing"
MAX_LISTED = 200  # IDs of what was left out


@dataclass(frozen=True, slots=True)
class Standing:
    """What the last tries came to. Moments are as `format_time` prints them; "": never."""

    tried_at: str = ""
    success_at: str = ""
    whole_at: str = ""  # the last time that all of it was looked at
    next_at: str = ""
    failures: int = 0  # in a row
    fault: Fault | None = None
    tag: str = ""  # what the source calls the state that was taken in last
    whole_tag: str = ""  # likewise, when all of it was looked at
    entries: int = 0  # services
    refused: tuple[str, ...] = ()  # the source's IDs of what could not be taken in
    hidden: tuple[str, ...] = ()  # and of places that came in without their address
    must_wipe: bool = False  # the files may still hold bytes of what went
    would_go: int = 0  # services that are gone there and kept here until somebody accepts it


def listed(ids: Iterable[str]) -> tuple[str, ...]:
    """Return IDs as a list that people may read."""
    return tuple(sorted(set(ids))[:MAX_LISTED])


def standing_body(standing: Standing) -> dict[str, Any]:
    """Return what is kept."""
    return {k: v for k, v in asdict(standing).items() if v not in ("", 0, None, ())}


def read_standing(kept: Mapping[str, Any] | None) -> Standing:
    """Read what is kept; what cannot be read counts as never tried."""
    known = {one.name for one in fields(Standing)}
    told = {name: value for name, value in (kept or {}).items() if name in known}
    for name in ("refused", "hidden"):
        if isinstance(told.get(name), list):
            told[name] = tuple(str(one) for one in told[name])
    if told.get("fault") not in SENTENCES:
        told.pop("fault", None)
    return Standing(**told)
