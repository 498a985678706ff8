"""The record of versions, read beside a running server: does one tell what it must not?"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from pathlib import Path

from cairn_server.directory.checking.finding import Finding, Matter
from cairn_server.directory.checking.secrets import Secret, secrets_of
from cairn_server.history.file import FILE_NAME
from cairn_sync.document import Document
from cairn_sync.revision import Revision
from cairn_sync.stores.sqlite.connection import connect_reader

__all__ = ["check_versions", "read_versions", "secrets_in"]

VERSIONS = "SELECT doc_id, revision, body FROM version WHERE body IS NOT NULL ORDER BY version_id"
LEFT = "the place is confidential, and a version of it from before is still kept"


def read_versions(data: Path) -> list[Document]:
    """Return every version that is kept in a data folder.

    Raises:
        sqlite3.Error: the file is damaged.
    """
    path = data / FILE_NAME
    if not path.exists():
        return []
    with closing(connect_reader(path)) as connection:
        try:
            rows = connection.execute(VERSIONS).fetchall()
        except sqlite3.OperationalError as exc:
            if "no such table" in str(exc):  # made at this very moment
                return []
            raise
    return [
        Document(doc_id, (Revision.parse(revision),), deleted=False, body=body.encode())
        for doc_id, revision, body in rows
    ]


def check_versions(
    versions: Iterable[Document], is_hidden: Callable[[str], bool]
) -> Iterator[Finding]:
    """Yield a finding for each confidential place of which a version tells where it is."""
    for doc_id in sorted({one.doc_id for one in versions if _told(one, is_hidden)}):
        yield Finding(Matter.WHEREABOUTS, doc_id, LEFT, FILE_NAME)


def secrets_in(versions: Iterable[Document], is_hidden: Callable[[str], bool]) -> Iterator[Secret]:
    """Yield what these versions tell of where confidential places are."""
    for one in versions:
        yield from _told(one, is_hidden)


def _told(version: Document, is_hidden: Callable[[str], bool]) -> list[Secret]:
    if not version.doc_id.startswith("location:") or not is_hidden(version.doc_id):
        return []
    return list(secrets_of(version.doc_id, version.parsed_body()))
