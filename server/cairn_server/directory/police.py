"""Police, by what they are called: nobody is led to them who has not asked for them.

The phone's `police.ts` decides the same; both are held to `tests/vectors/police.json`.
"""

from __future__ import annotations

import re

from cairn_server.directory.publishing.folding import fold

__all__ = ["asks_for_police", "is_police_name"]

POLICE = ("police", "sheriff", "sheriffs", "policia", "alguacil", "marshal")
POLICE_WORD = re.compile(rf"\b({'|'.join(POLICE)}|law enforcement)\b")
WORD = re.compile(r"[^\W_]+")
LEAST = 4  # letters: "poli", "sher"; fewer begin other words


def is_police_name(names: str) -> bool:
    """Tell whether a service that is called so is the police's."""
    return POLICE_WORD.search(fold(names)) is not None


def asks_for_police(text: str) -> bool:
    """Tell whether one of the words that were typed means the police, if only its beginning."""
    words = WORD.findall(fold(text))
    return any(len(word) >= LEAST and name.startswith(word) for word in words for name in POLICE)
