"""Find out where a confidential place is, as somebody with the disk in hand would try to."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from cairn_server.directory.checking.carve import carve
from cairn_server.directory.checking.files import read_files
from cairn_server.directory.checking.finding import Finding, Matter
from cairn_server.directory.checking.secrets import Secret, secrets_of, stands_in
from cairn_server.whereabouts import is_marked, names_confidential_address
from cairn_sync.canonical import dump_json
from cairn_sync.document import Document, new_edit
from cairn_sync.errors import MalformedError
from cairn_sync.revision import Revision

__all__ = ["Place", "confidential_places", "find_whereabouts"]

SQLITE = b"SQLite format 3\0"
UUID = re.compile(rb"[0-9A-Fa-f]{8}-(?:[0-9A-Fa-f]{4}-){3}[0-9A-Fa-f]{12}")
HIDDEN = "the place is confidential, and where it is "


class Place:
    """A confidential place: how to know an old version of it."""

    def __init__(self, leaves: Sequence[Document], bodies: Iterable[Mapping[str, Any]]) -> None:
        self.doc_id = leaves[0].doc_id
        self._paths = [leaf.path for leaf in leaves]
        self._names = {mark for body in bodies if (mark := _names(body)) is not None}

    def was(self, body: Mapping[str, Any]) -> bool:
        """Tell whether a body is an old version of this, or tells of the same place."""
        return _names(body) in self._names or any(self._is_in(path, body) for path in self._paths)

    def _is_in(self, path: tuple[Revision, ...], body: Mapping[str, Any]) -> bool:
        """Tell whether the body's signature stands in the history, which is never wrong."""
        try:
            return any(
                new_edit(self.doc_id, body, parent=path[n + 1 :]).revision == revision
                for n, revision in enumerate(path)
            )
        except MalformedError:
            return False


def _names(body: Mapping[str, Any]) -> tuple[str, str] | None:
    name = body.get("name")
    if not isinstance(name, str):
        return None
    return unicodedata.normalize("NFKC", name).casefold(), str(body.get("organization_id", ""))


def confidential_places(documents: Iterable[Sequence[Document]]) -> list[Place]:
    """Return every place that any version of it marks."""
    places = []
    for leaves in documents:
        if not leaves or not leaves[0].doc_id.startswith("location:"):
            continue
        bodies = [leaf.parsed_body() for leaf in leaves]
        if any(map(is_marked, bodies)):
            places.append(Place(leaves, bodies))
    return places


def find_whereabouts(
    folders: list[Path],
    documents: Sequence[tuple[str, Sequence[Document]]],
    places: Sequence[Place],
    *,
    more: Sequence[Secret] = (),
    is_erased: Callable[[str], bool] = lambda doc_id: False,
) -> Iterator[Finding]:
    """Yield where in the files, and in which documents, a confidential place is told.

    `documents` are those of all databases, with the database's file; `more` are addresses that
    somebody who knows them asks for. `is_erased` tells an ID that was erased for good: a file that
    names one was made before, and the address may stand in it.
    """
    secrets = dict.fromkeys(more)
    old: dict[tuple[str, str], None] = {}
    judged: dict[bytes, list[Place]] = {}  # by body: the confidential places that it tells of
    for file, data in read_files(folders):
        if data is None:
            yield Finding(Matter.UNREADABLE, file, "the file could not be read", file)
            continue
        for body in carve(data):
            text = dump_json(body)
            if text not in judged:
                tells = any(secrets_of("", body))
                judged[text] = [one for one in places if one.was(body)] if tells else []
            for place in judged[text]:
                secrets |= dict.fromkeys(secrets_of(place.doc_id, body))
                old[place.doc_id, file] = None
    for doc_id, file in old:
        yield Finding(
            Matter.WHEREABOUTS, doc_id, f"{HIDDEN}still stands in an old version of it", file
        )
    for file, leaves in documents:
        for leaf in leaves:
            yield from _in_document(file, leaf, list(secrets))
    for file, data in read_files(folders):
        yield from _from_before(file, data or b"", is_erased)
        folded = (data or b"").lower()
        for subject in {one.subject for one in secrets if stands_in(one, folded)}:
            if (subject, file) not in old:
                yield Finding(Matter.WHEREABOUTS, subject, f"{HIDDEN}stands in the file", file)


def _from_before(file: str, data: bytes, is_erased: Callable[[str], bool]) -> Iterator[Finding]:
    """Yield a finding for each erased entry that a file names beside what may be an address."""
    if data.startswith(SQLITE) or file.endswith(("-wal", "-journal")):
        return  # a database names it rightly: in the fact that it was erased
    for number in sorted({found.decode().lower() for found in UUID.findall(data)}):
        if is_erased(f"location:{number}"):
            told = "it names an entry that was erased since: where the place is may stand there"
            yield Finding(Matter.WHEREABOUTS, f"location:{number}", told, file)


def _in_document(file: str, leaf: Document, secrets: Sequence[Secret]) -> Iterator[Finding]:
    body = leaf.parsed_body()
    if leaf.doc_id.startswith("location:") and names_confidential_address(body):
        yield Finding(Matter.WHEREABOUTS, leaf.doc_id, f"{HIDDEN}stands in the entry itself", file)
    folded = leaf.body.lower()
    for subject in {one.subject for one in secrets if stands_in(one, folded)}:
        told = "the entry tells where a confidential place is"
        about = "" if subject == leaf.doc_id else f": {subject}"
        yield Finding(Matter.WHEREABOUTS, leaf.doc_id, f"{told}{about}", file)
