"""Fill the shared space with the demo's page about its made-up program."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from importlib.resources import files

import orjson

from cairn_server.access import Member, gate_for, replicated_databases
from cairn_server.body import check_body
from cairn_server.shared_space.check import PROGRAM_ID
from cairn_sync.document import Document, new_edit
from cairn_sync.store import Databases

__all__ = ["demo_program", "seed_shared_space"]


async def seed_shared_space(
    databases: Databases, collaborative: str, *, today: date | None = None
) -> int:
    """Write what was never there; return how many documents were written.

    Idempotent, and never overwrites: what was edited or deleted stays so.
    """
    commons = replicated_databases(collaborative)[1]
    store = await databases.open(commons)
    document = demo_program(today or datetime.now(UTC).date())
    if await store.leaves(document.doc_id):
        return 0
    coordinator = Member(
        member_id="00000000-0000-0000-0000-000000000000",  # nobody's: it signs nothing
        name="demo",
        display_name="Demo",
        roles=frozenset({"coordinator"}),
        collaborative=collaborative,
    )
    [outcome] = await store.bulk_docs([document], gate=gate_for(coordinator, commons, check_body))
    if outcome.error is not None:
        raise outcome.error
    return 1


def demo_program(today: date) -> Document:
    """Return the page about the program, changed some days before `today`."""
    entry = files("cairn_server.demo") / "entries" / "program.json"
    facts = orjson.loads(entry.read_bytes())
    changed = today - timedelta(days=facts.pop("changed_days_ago"))
    body = {"type": "program", "schema": 1, **facts, "updated_on": changed.isoformat()}
    return new_edit(PROGRAM_ID, body)
