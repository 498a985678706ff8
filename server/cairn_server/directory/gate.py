"""The rule for what the program itself writes into a directory: an editor's, no more."""

from __future__ import annotations

from cairn_server.access import Member, gate_for, replicated_databases
from cairn_server.directory.models import check_document
from cairn_sync.store import Gate

__all__ = ["SERVER_ID", "directory_gate"]

SERVER_ID = "00000000-0000-0000-0000-000000000000"  # nobody's who signs in


def directory_gate(collaborative: str) -> Gate:
    """Return the gate that imports and what partners say pass: the same as an editor's edits."""
    editor = Member(
        member_id=SERVER_ID,
        name="import",
        display_name="Import",
        roles=frozenset({"editor"}),
        collaborative=collaborative,
    )
    return gate_for(editor, replicated_databases(collaborative)[0], check_document)
