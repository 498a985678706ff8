from __future__ import annotations

import cairn_sync


def test_all_names_everything_public_in_order() -> None:
    public = [n for n, v in vars(cairn_sync).items() if n[0] != "_" and hasattr(v, "__module__")]

    assert cairn_sync.__all__ == sorted(public)


def test_the_public_names_are_what_a_user_of_the_engine_needs() -> None:
    for name in ("Document", "Revision", "Store", "Databases", "SyncError", "new_edit"):
        assert name in cairn_sync.__all__
