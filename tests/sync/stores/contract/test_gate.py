"""The gate: the access rule that a write passes."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from cairn_sync.document import Document, new_edit
from cairn_sync.errors import ForbiddenError
from cairn_sync.revision import Revision
from cairn_sync.store import Store
from tests.sync.stores.contract.sample import (
    HOTLINE,
    SHELTER,
    changed_ids,
    document,
    leaf_texts,
    path,
    write,
)

pytestmark = pytest.mark.anyio


class Gatekeeper:
    """Notes what it was asked, and refuses what it was told to."""

    def __init__(self, refused: str | None = None) -> None:
        self.refused = refused
        self.asked: list[tuple[list[str], str]] = []

    def __call__(self, old: Sequence[Document], new: Document) -> str | None:
        self.asked.append(([str(leaf.revision) for leaf in old], str(new.revision)))
        return "Only editors may." if str(new.revision) == self.refused else None


async def test_the_gate_sees_every_live_leaf_the_winner_first_then_what_ended(
    store: Store,
) -> None:
    await write(store, document("2-b 1-a"), document("2-d 1-a"), document("3-x! 2-y 1-a"))
    gate = Gatekeeper()

    await store.bulk_docs([document("3-e 2-b 1-a")], gate=gate)

    assert gate.asked == [(["2-d", "2-b", "3-x"], "3-e")]


async def test_the_gate_sees_bodies_even_of_what_the_same_batch_brought(store: Store) -> None:
    await write(store, document("1-a", body=b'{"n":1}'))
    seen: list[list[bytes]] = []

    def gate(live: Sequence[Document], new: Document) -> str | None:
        seen.append([leaf.body for leaf in live])
        return None

    await store.bulk_docs(
        [document("2-b 1-a", body=b'{"n":2}'), document("3-c 2-b 1-a")], gate=gate
    )

    assert seen == [[b'{"n":1}'], [b'{"n":2}']]


async def test_what_the_gate_refuses_is_not_written_and_says_why(store: Store) -> None:
    gate = Gatekeeper(refused="1-a")

    refused, written = await store.bulk_docs([document("1-a"), document("1-z", HOTLINE)], gate=gate)

    assert isinstance(refused.error, ForbiddenError)
    assert str(refused.error) == "Only editors may."
    assert written.error is None
    assert await changed_ids(store) == [HOTLINE]


async def test_the_gate_is_not_asked_about_what_is_known(store: Store) -> None:
    await write(store, document("2-b 1-a"))
    gate = Gatekeeper()

    outcomes = await store.bulk_docs([document("2-b 1-a"), document("1-a")], gate=gate)

    assert gate.asked == []
    assert [outcome.error for outcome in outcomes] == [None, None]


async def test_a_known_revision_with_forged_ancestry_ends_no_leaf_behind_the_gate(
    store: Store,
) -> None:
    await write(store, document("3-c"), document("2-b 1-a"))

    await store.bulk_docs([document("3-c 2-b 1-a")], gate=Gatekeeper())

    assert await leaf_texts(store) == ["3-c", "2-b"]


async def test_the_gate_sees_an_edit_on_its_whole_path(store: Store) -> None:
    await write(store, document("2-b! 1-a"))
    paths: list[tuple[Revision, ...]] = []

    def gate(live: Sequence[Document], new: Document) -> str | None:
        paths.append(new.path[1:])
        return None

    await store.bulk_docs([new_edit(SHELTER, {})], new_edits=True, gate=gate)

    assert paths == [path("2-b 1-a")]


async def test_a_gate_that_breaks_fails_its_own_batch_and_nobody_elses(store: Store) -> None:
    def gate(live: Sequence[Document], new: Document) -> str | None:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await store.bulk_docs([document("1-a")], gate=gate)
    await write(store, document("1-z", HOTLINE))

    assert await changed_ids(store) == [HOTLINE]
