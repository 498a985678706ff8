"""See what a store takes, and keep it: the rule around the rule that each write passes."""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass, field

import anyio
import anyio.to_thread

from cairn_server.directory.models import check_document
from cairn_server.history.file import History
from cairn_server.history.source import Door, Source, now_writing
from cairn_server.history.version import Step, forgotten_fields, is_kept, taken_away
from cairn_server.merging import DIRECTORY_RULES
from cairn_sync.document import Document
from cairn_sync.store import Gate, Outcome

__all__ = ["Recorder"]

UNCHECKED = frozenset({Door.UPSTREAM, Door.FOUND})  # what comes so is stored fit or not

logger = logging.getLogger(__name__)


@dataclass(slots=True)
class Recorder:
    """Watches one batch of writes to one directory."""

    history: History
    database: str
    rule: Gate | None
    source: Source = field(default_factory=now_writing)
    _steps: list[Step] = field(default_factory=list, init=False)
    _has_forgotten: bool = field(default=False, init=False)

    def gate(self, old: Sequence[Document], new: Document) -> str | None:
        """Ask the rule, and note what it lets in."""
        reason = self.rule(old, new) if self.rule is not None else None
        if reason is None and is_kept(step := Step(old, new, self.source)):
            self._steps.append(step)
            self._forget(step)
        return reason

    async def keep(self, outcomes: Sequence[Outcome]) -> None:
        """Keep what was written. The store has it: nothing here may undo or hold up that."""
        written = {(one.doc_id, one.revision) for one in outcomes if one.error is None}
        steps = [
            step
            for step in self._steps
            if (step.new.doc_id, step.new.revision) in written and self._is_fit(step)
        ]
        if not steps:
            return
        with anyio.CancelScope(shield=True):
            await anyio.to_thread.run_sync(self._record, steps)

    def _record(self, steps: Sequence[Step]) -> None:
        try:
            self.history.record(self.database, steps)
            if self._has_forgotten:
                self.history.tidy()
        except (sqlite3.Error, OSError) as exc:
            # It is found when the entry changes again, or when somebody looks.
            logger.warning("the record of changes could not be kept: %s", exc)

    def _is_fit(self, step: Step) -> bool:
        """Tell whether phones show what is written: the rest is not kept here either."""
        if step.new.deleted or step.source.door not in UNCHECKED:
            return True
        return check_document(step.new.doc_id, step.new.parsed_body()) is None

    def _forget(self, step: Step) -> None:
        """Erase here what an editor erases from the entry, before the store has it.

        That is, from its books, or a place's address.
        """
        base, new = step.base, step.new
        is_place = new.doc_id.startswith("location:")
        if base is None or new.deleted or not (is_place or b'"edits"' in base.body):
            return
        before, body = base.parsed_body(), new.parsed_body()
        for unit in {*forgotten_fields(before, body), *taken_away(before, body)}:
            names = DIRECTORY_RULES.together.get(unit, (unit,))
            now = {name: body[name] for name in names if name in body}
            self.history.forget_field(self.database, new.doc_id, names, now)
            self._has_forgotten = True
