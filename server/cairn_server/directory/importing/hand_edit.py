"""Bring a row's new values into a document that people may have edited meanwhile.

Three values are compared for each field: what the last import wrote (only its
fingerprint is kept), what the document holds now, and what the row says today::

    now = today                 nothing to do
    now = last import           the source changed, or nobody touched it: today's value
    otherwise                   an editor changed it by hand: theirs stays, and is reported

Pure: it reads no store and no clock.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Container, Mapping
from dataclasses import dataclass
from typing import Any

from cairn_server.directory.confidential import strip_confidential
from cairn_sync.canonical import canonical_json
from cairn_sync.merge import EDITS

__all__ = ["UNDONE", "Fingerprints", "Merged", "fingerprints", "merge_import"]

Fingerprints = dict[str, str]
"""By field, a short hash of what the last import wrote."""

ABSENT = ""
UNDONE = "(undone)"  # in place of a field: an import was taken back, which is no editor's deletion
TOGETHER = {"longitude": "latitude"}  # decided as one, so that halves never mix
FIXED = frozenset({"type", "schema"})


@dataclass(frozen=True, slots=True)
class Merged:
    """The document as it should be now."""

    body: dict[str, Any]
    kept: tuple[str, ...]  # fields where an editor's value stayed, sorted
    stripped: tuple[str, ...]  # fields taken out because the place is confidential by hand


def fingerprints(body: Mapping[str, Any]) -> Fingerprints:
    """Return a fingerprint for each field of `body` but the fixed ones."""
    names = [name for name in body if name not in FIXED and name not in TOGETHER]
    return {name: _fingerprint(body, name) for name in names}


def merge_import(
    now: Mapping[str, Any],
    today: Mapping[str, Any],
    last: Mapping[str, str],
    *,
    unseen: Container[str] = (),
) -> Merged:
    """Return `now` with the changes of `today` that no editor's hand stands against.

    `unseen` names fields that this import cannot know, their file not being given. What
    was confidential stays so: only an editor may decide otherwise.
    """
    body = {name: value for name, value in now.items() if name != EDITS}
    kept = []
    for name in sorted({*last, *fingerprints(today)}):
        if name in unseen:
            continue
        held, wanted = _fingerprint(now, name), _fingerprint(today, name)
        if held == wanted:
            continue
        if held != last.get(name, ABSENT) or (name == "confidential" and held != ABSENT):
            kept.append(name)
            continue
        for part in (name, *(twin for twin, head in TOGETHER.items() if head == name)):
            body.pop(part, None)
            if part in today:
                body[part] = today[part]
    stripped: list[str] = []
    if body.get("confidential") is True:
        body, stripped = strip_confidential(body)
    if EDITS in now and (now.get("confidential") is True or not body.get("confidential")):
        body[EDITS] = now[EDITS]  # of a place that is hidden only now, they would tell too much
    return Merged(body, tuple(kept), tuple(stripped))


def _fingerprint(body: Mapping[str, Any], name: str) -> str:
    parts = [name, *(twin for twin, head in TOGETHER.items() if head == name)]
    held = [body.get(part) for part in parts]
    if held[0] is None:
        return ABSENT
    digest = hashlib.sha256(canonical_json(held)).digest()
    return base64.urlsafe_b64encode(digest[:6]).decode()  # 48 bits: an accident is not to be met
