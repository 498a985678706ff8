"""Take a place out of the record, once its address must not be known.

Its own versions go. Of everything else those go whole that lead to it or repeat its address: what
was said is cut out of what an entry says now, but an old version is nothing that anybody needs.
That there was one, whose and when, stays.

Rule: all in one transaction. Addresses that only old versions of the place tell are looked for
elsewhere before these versions go, so a server that is killed has done all of it or nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import orjson

from cairn_server.directory.checking.secrets import Secret, secrets_of, stands_in
from cairn_server.directory.door import leads_to_door
from cairn_server.erasing.scrub import without_secrets
from cairn_server.history.file import History

__all__ = ["forget_place", "places_kept"]

OWN = "SELECT body FROM version WHERE database = ? AND doc_id = ? AND body IS NOT NULL"
OTHERS = """
    SELECT version_id, doc_id, body FROM version
    WHERE database = ? AND doc_id <> ? AND body IS NOT NULL"""
LEADING = "SELECT DISTINCT doc_id FROM version WHERE database = ? AND instr(body, ?) > 0"
ERASE = "UPDATE version SET state = 'erased', body = NULL WHERE version_id = ?"
DELETE = "DELETE FROM version WHERE database = ? AND doc_id = ?"
PLACES = "SELECT DISTINCT database, doc_id FROM version WHERE doc_id LIKE 'location:%'"


def forget_place(history: History, database: str, doc_id: str, known: Iterable[Secret]) -> bool:
    """Erase a place and all that tells of it; False: the file is being read, so call again.

    `known` are addresses that are known besides those that the record tells itself.
    """
    if not history.path.exists():
        return True
    number = doc_id.partition(":")[2]
    with history.changing() as connection:
        own = [orjson.loads(text) for (text,) in connection.execute(OWN, (database, doc_id))]
        secrets = list(dict.fromkeys([*known, *_told(doc_id, own)]))
        leading = {one for (one,) in connection.execute(LEADING, (database, number))}
        erased = [
            (version_id,)
            for version_id, other, text in connection.execute(OTHERS, (database, doc_id))
            if number in text or _tells(text, secrets, is_near=other in leading)
        ]
        connection.executemany(ERASE, erased)
        gone = connection.execute(DELETE, (database, doc_id)).rowcount
        if erased or gone:
            history.note_wipe(connection)
    return history.tidy()


def places_kept(history: History) -> list[tuple[str, str]]:
    """Return the database and the ID of every place of which there are versions."""
    if not history.path.exists():
        return []
    with history.reading() as connection:
        return connection.execute(PLACES).fetchall()


def _told(doc_id: str, bodies: Sequence[dict[str, Any]]) -> Iterator[Secret]:
    for body in bodies:
        yield from secrets_of(doc_id, body)


def _tells(text: str, secrets: Sequence[Secret], *, is_near: bool) -> bool:
    """Tell whether a version tells where the place is, or may: `is_near` led to it at some time."""
    folded = text.lower().encode()
    if any(stands_in(secret, folded) for secret in secrets):
        return True
    body = orjson.loads(text)
    if secrets and without_secrets(body, secrets) != body:
        return True
    return is_near and any(map(leads_to_door, _texts(body)))


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for one in value.values() if isinstance(value, dict) else value:
            yield from _texts(one)
