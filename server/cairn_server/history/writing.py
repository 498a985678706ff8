"""A directory's versions, inside the transaction that adds to them."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from typing import Any

import orjson

from cairn_server.directory.models import check_document
from cairn_server.history.source import Door, Source
from cairn_server.history.version import Step, changed_fields, people_told, said
from cairn_sync.canonical import dump_json
from cairn_sync.document import Document

__all__ = ["BODY", "Writer"]

INSERT = """
    INSERT INTO version (database, doc_id, number, revision, at, made, door, source, people,
                         fields, base, state, body)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"""
NUMBERS = "SELECT revision, number FROM version WHERE database = ? AND doc_id = ? ORDER BY number"
BODY = "SELECT state, body FROM version WHERE database = ? AND doc_id = ? AND number = ?"
RENAME = "UPDATE version SET revision = ? WHERE database = ? AND doc_id = ? AND number = ?"
CUT = "DELETE FROM version WHERE database = ? AND doc_id = ? AND number <= ?"


@dataclass(slots=True)
class Writer:
    """What adds to the versions of one database, one document after another."""

    connection: sqlite3.Connection
    database: str
    at: str
    most: int

    def keep(self, step: Step) -> None:
        new = step.new
        numbers = self._numbers(new.doc_id)
        if str(new.revision) in numbers:
            return
        winner, base = next(iter(step.found), None), step.base
        for one in (winner, base):
            if one is not None and str(one.revision) not in numbers and _is_fit(one):
                self._insert(numbers, one, Source(Door.FOUND), fields=[], base=None)
        # Written apart from others' changes, it follows a version that is no leaf any more.
        followed = next((str(one) for one in new.path[1:] if str(one) in numbers), None)
        if followed is None and base is not None:
            followed = str(base.revision)
        bodies = {str(leaf.revision): leaf for leaf in step.found}
        if followed in bodies:
            before = said(bodies[followed].parsed_body())
        else:
            before = self._body(new.doc_id, numbers.get(followed or ""))
        self._follow(numbers, new, step.source, before, numbers.get(followed or ""))

    def find(self, now: Document) -> None:
        numbers = self._numbers(now.doc_id)
        if str(now.revision) in numbers:
            return
        number = max(numbers.values(), default=None)
        before = self._body(now.doc_id, number)
        self._follow(numbers, now, Source(Door.FOUND), before, number)

    def _follow(
        self,
        numbers: dict[str, int],
        new: Document,
        source: Source,
        before: dict[str, Any],
        number: int | None,
    ) -> None:
        """Keep a version as a change of another, if there was one."""
        after = {} if new.deleted else new.parsed_body()
        fields = changed_fields(before, after) if before else []
        if before and not fields and not new.deleted:
            # A decision, or a merge that adds nothing: the same version by another name.
            name = (str(new.revision), self.database, new.doc_id, number)
            self.connection.execute(RENAME, name)
            return
        self._insert(numbers, new, source, fields=[] if new.deleted else fields, base=number)

    def _insert(
        self,
        numbers: dict[str, int],
        document: Document,
        source: Source,
        *,
        fields: list[str],
        base: int | None,
    ) -> None:
        body = document.parsed_body()
        told, made = people_told(body, fields or None)
        people = [source.by] if source.by else told
        number = max(numbers.values(), default=0) + 1
        numbers[str(document.revision)] = number
        self.connection.execute(
            INSERT,
            (
                self.database,
                document.doc_id,
                number,
                str(document.revision),
                self.at,
                made,
                source.door,
                source.name,
                orjson.dumps(people).decode(),
                orjson.dumps(fields).decode(),
                base,
                "removed" if document.deleted else "kept",
                None if document.deleted else dump_json(said(body)).decode(),
            ),
        )
        if len(numbers) > self.most:
            cut = (self.database, document.doc_id, number - self.most)
            self.connection.execute(CUT, cut)

    def _body(self, doc_id: str, number: int | None) -> dict[str, Any]:
        row = self.connection.execute(BODY, (self.database, doc_id, number or 0)).fetchone()
        found: dict[str, Any] = orjson.loads(row[1]) if row and row[1] else {}
        return found

    def _numbers(self, doc_id: str) -> dict[str, int]:
        return dict(self.connection.execute(NUMBERS, (self.database, doc_id)))


def _is_fit(document: Document) -> bool:
    """Tell whether phones are shown it: what came from elsewhere is stored fit or not."""
    return check_document(document.doc_id, document.parsed_body()) is None
