"""The whole check: of a data folder, and of folders with copies and exports."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from datetime import date
from pathlib import Path

from cairn_server.directory.checking.database import is_sound, read_documents
from cairn_server.directory.checking.entries import check_entries
from cairn_server.directory.checking.finding import Finding, Matter
from cairn_server.directory.checking.secrets import Secret
from cairn_server.directory.checking.versions import check_versions, read_versions, secrets_in
from cairn_server.directory.checking.whereabouts import confidential_places, find_whereabouts
from cairn_server.erasing.fact import looks_like_fact
from cairn_server.erasing.ledger import FILE_NAME, Ledger, Stage
from cairn_server.history.file import FILE_NAME as HISTORY
from cairn_sync.document import Document
from cairn_sync.stores.sqlite.connection import connect_writer, wipe

__all__ = ["check_deployment", "clean", "read_lines"]


def check_deployment(
    data: Path, *, today: date, beside: Sequence[Path] = (), known: Sequence[Secret] = ()
) -> list[Finding]:
    """Return every finding, the most urgent first. Changes nothing; the server may be running.

    `beside` are more folders to look through: exports, backups. `known` are addresses to look
    for besides those that are found.
    """
    ledger = Ledger(data)
    found: list[Finding] = []
    everything: list[tuple[str, Sequence[Document]]] = []
    places = []
    for path in sorted(data.glob("*.sqlite3")):
        if not is_sound(path):
            sentence = "the file is damaged: restore it from a backup"
            found.append(Finding(Matter.UNREADABLE, path.name, sentence, path.name))
        try:
            documents = list(read_documents(path))
        except (sqlite3.Error, ValueError, TypeError):
            found.append(Finding(Matter.UNREADABLE, path.name, "it is no database", path.name))
            continue
        everything += [(path.name, leaves) for leaves in documents]
        if path.name.startswith("directory-"):
            places += confidential_places(documents)
            found += _unvouched(documents, ledger, path.name)
            found += check_entries(documents, file=path.name, today=today)
    directories = [name for name in _database_names(data) if name.startswith("directory-")]
    found += _unfinished(ledger)

    def is_erased(doc_id: str) -> bool:
        return any(ledger.is_listed(name, doc_id) for name in directories)

    def is_hidden(doc_id: str) -> bool:
        return doc_id in marked or is_erased(doc_id)

    marked = {place.doc_id for place in places}
    versions = _read_versions(data, found)
    found += check_versions(versions, is_hidden)
    found += find_whereabouts(
        [data, *beside],
        [*everything, *((HISTORY, [one]) for one in versions)],
        places,
        more=[*known, *secrets_in(versions, is_hidden)],
        is_erased=is_erased,
    )
    order = list(Matter)
    return sorted(set(found), key=lambda one: (order.index(one.matter), one.subject, one.file))


def _read_versions(data: Path, found: list[Finding]) -> list[Document]:
    try:
        return read_versions(data)
    except (sqlite3.Error, ValueError):
        found.append(Finding(Matter.UNREADABLE, HISTORY, "it is no record of versions", HISTORY))
        return []


def _database_names(data: Path) -> list[str]:
    return [path.stem.replace(".", "/") for path in sorted(data.glob("*.sqlite3"))]


def _unvouched(
    documents: Sequence[Sequence[Document]], ledger: Ledger, file: str
) -> Iterator[Finding]:
    """Yield ends that claim to be erasures, and that no key here vouches for."""
    told = "it claims an erasure that no server of this directory vouches for; nothing was erased"
    for leaf in (leaf for leaves in documents for leaf in leaves):
        if leaf.deleted and looks_like_fact(leaf) and not ledger.facts.is_fact(leaf):
            yield Finding(Matter.UNVOUCHED, leaf.doc_id, told, file)


def _unfinished(ledger: Ledger) -> Iterator[Finding]:
    """Yield what the ledger says is still to be erased."""
    for erasure in ledger.under_way():
        if erasure.stage < Stage.WIPED:
            told = "it is still to be erased: start the server, or run this with --clean"
            yield Finding(Matter.WHEREABOUTS, erasure.doc_id, told, FILE_NAME)
        elif not erasure.is_done_upstream:
            told = "it was erased here; a CouchDB that this server replicates with may hold it"
            yield Finding(Matter.UPSTREAM, erasure.doc_id, told, FILE_NAME)


def clean(data: Path) -> list[str]:
    """Write every database anew without what SQLite has forgotten; return those not done.

    What documents say stays as it is. The server may be running: it waits a moment.
    """
    undone = []
    for path in [*sorted(data.glob("*.sqlite3")), *data.glob(HISTORY)]:
        try:
            with closing(connect_writer(path)) as connection:
                is_wiped = wipe(connection)
        except sqlite3.Error:
            is_wiped = False
        if not is_wiped:
            undone.append(path.name)
    return undone


def read_lines(path: Path) -> list[Secret]:
    """Return each line of a file as something to look for, known by the line's number."""
    lines = path.read_text("utf-8").splitlines()
    return [
        Secret(f"line {number} of {path.name}", (line.strip(),))
        for number, line in enumerate(lines, start=1)
        if len(line.strip()) >= 4
    ]
