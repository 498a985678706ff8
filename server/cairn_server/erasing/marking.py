"""What this process knows of places that are being marked: in memory, and nowhere else.

The old address is known for as long as the write that takes it away: from then on no file
holds it. So that it can be found where other entries repeat it, it is remembered until the
erasure is done. A server that is killed in between forgets it, and `hiding` then goes by what
looks like an address.
"""

from __future__ import annotations

from collections.abc import Sequence
from threading import Lock

from cairn_server.directory.checking.secrets import Secret, secrets_of
from cairn_sync.document import Document
from cairn_sync.stores.bell import Bell

__all__ = ["Markings"]


class Markings:
    """Old addresses by document ID, and the bell that calls the eraser. Thread-safe."""

    def __init__(self) -> None:
        self.bell = Bell()
        self._lock = Lock()
        self._secrets: dict[tuple[str, str], dict[Secret, None]] = {}
        self._is_new = False

    def note(self, database: str, old: Sequence[Document]) -> None:
        """Remember what the leaves say of where the place is, and that there is work."""
        doc_id = old[0].doc_id
        found = [one for leaf in old for one in secrets_of(doc_id, leaf.parsed_body())]
        with self._lock:
            self._secrets.setdefault((database, doc_id), {}).update(dict.fromkeys(found))
            self._is_new = True

    def ring(self) -> None:
        """Call the eraser, if something was noted since."""
        with self._lock:
            is_new, self._is_new = self._is_new, False
        if is_new:
            self.bell.ring()

    def secrets(self, database: str, doc_id: str) -> list[Secret]:
        with self._lock:
            return list(self._secrets.get((database, doc_id), ()))

    def forget(self, database: str, doc_id: str) -> None:
        with self._lock:
            self._secrets.pop((database, doc_id), None)
