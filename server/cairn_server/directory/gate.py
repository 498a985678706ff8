"""The rule for what the program itself writes into a directory: an editor's, no more."""

from __future__ import annotations

from cairn_server.access import Member, gate_for, replicated_databases
from cairn_server.directory.models import check_document
from cairn_sync.store import Gate

__all__ = ["directory_gate"]


def directory_gate(collaborative: str) -> Gate:
    """Return the gate that imports and demo entries pass: the same as an editor's edits."""
    editor = Member(
        member_id="00000000-0000-0000-0000-000000000000",  # nobody's: it signs nothing
        name="import",
        display_name="Import",
        roles=frozenset({"editor"}),
        collaborative=collaborative,
    )
    return gate_for(editor, replicated_databases(collaborative)[0], check_document)
