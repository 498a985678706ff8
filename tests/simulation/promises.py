"""The promises that hold in every run: some at every moment, some once all have exchanged."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING

import orjson

from cairn_server.cursor import read_cursor
from cairn_sync.checkpoint import ReplicationLog, find_common_ancestry, replication_id
from cairn_sync.document import Document
from cairn_sync.revision import Revision
from cairn_sync.store import Change, Store
from tests.simulation.books import claimed, is_merged, overwritten
from tests.simulation.disk import Saved
from tests.simulation.hub import DATABASES, Hub, Violation
from tests.simulation.outbox import Stored
from tests.simulation.phone import Phone
from tests.sync.documents import dump

if TYPE_CHECKING:
    from tests.simulation.world import World

__all__ = [
    "hold_after",
    "hold_at_the_end",
    "overwrites_what_was_seen",
    "places",
    "stands_on_what_was_seen",
]

EVERYTHING = 100_000  # rows; more than a run makes


async def hold_after(world: World, actor: str) -> None:
    """Look at what must be so at every moment, of the phone or hub that has just moved.

    What others do meanwhile cannot make its cursor or its checkpoints lead.

    Raises:
        Violation: it is not so.
    """
    for phone in world.phones:
        if actor.startswith(phone.name):
            for member in phone.members:
                await _cursor_does_not_lead(phone, member, world.hub_of[phone.name])
    for hub in world.hubs:
        if actor.startswith(hub.name):
            await _checkpoints_do_not_lead(world, hub)


async def hold_at_the_end(world: World) -> None:
    """Look at what must be so once everybody has exchanged everything.

    Raises:
        Violation: it is not.
    """
    for hub in world.hubs:
        for database in DATABASES:
            here, there = await hub.store(database), world.replica.databases.copied[database]
            await _same(f"{database} of {hub.name} and of the replica", here, there)
    for phone in world.phones:
        await _shows_the_winners(phone, world.hub_of[phone.name])
    for saved in world.saved:
        await _is_accounted_for(world, saved)
    await _nothing_said_is_lost(world)


def stands_on_what_was_seen(phone: Phone, saved: Saved) -> None:
    """Look at an edit as it is saved: it must not fork from what its author had on the screen.

    Raises:
        Violation: it does, though the phone knows a leaf that stands on that.
    """
    stored = phone.shared.documents.get((saved.database, saved.document.doc_id))
    known = [stored.winner, *stored.conflicts] if stored else []
    parent = saved.document.path[1:2]
    for leaf in known:
        # On another branch it may stand: the one that was seen may have ended for a while.
        is_below = not parent or parent[0] in leaf.path
        if saved.seen in leaf.path and saved.seen not in saved.document.path and is_below:
            raise Violation(f"{phone.name} was looking at {saved.seen}, and saved a fork of it")


def overwrites_what_was_seen(phone: Phone, saved: Saved) -> None:
    """Look at an edit as it is saved: it must overwrite nothing that its author had not seen.

    Raises:
        Violation: it does, and that would be lost when the two meet.
    """
    if saved.document.deleted or not is_merged(saved.database, saved.document.doc_id):
        return
    if saved.seen_body is None:
        return  # the app begins a document under an ID that nobody else can have thought of
    key = (saved.database, saved.document.doc_id)
    entry, stored = phone.own[saved.member].outbox.get(key), phone.shared.documents.get(key)
    shown = [
        replace(saved.document, body=orjson.dumps(body or {}))
        for body in (saved.seen_body, saved.folded_base)
    ]
    mine = [*shown, *(entry.sent if entry else ()), *([saved.folded] if saved.folded else ())]
    known = [stored.winner, *stored.conflicts] if stored else []
    seen = {told for edit in mine for told in claimed(edit)}
    before = {told for edit in (*mine, *known) for told in overwritten(edit)}
    if unseen := set(overwritten(saved.document)) - seen - before:
        raise Violation(f"{phone.name} overwrote {unseen}, which nobody there had seen")


async def places(world: World) -> list[str]:
    """Return where every store and phone stands: the same again means that nothing happens."""
    stores: list[Store] = [
        await hub.store(database) for hub in world.hubs for database in DATABASES
    ]
    stores += world.replica.databases.copied.values()
    told = [(await store.info()).last_sequence for store in stores]
    return told + [phone.cursor(member) for phone in world.phones for member in phone.members]


async def covered(store: Store, since: str) -> list[Change]:
    """Return the documents that have not changed after `since`."""
    everything = await store.changes("0", limit=EVERYTHING, include_docs=True)
    later = await store.changes(since or "0", limit=EVERYTHING)
    changed = {change.doc_id for change in later.changes}
    return [change for change in everything.changes if change.doc_id not in changed]


async def _cursor_does_not_lead(phone: Phone, member: str, hub: Hub) -> None:
    since = read_cursor(phone.cursor(member))
    for database in DATABASES:
        store = await hub.store(database)
        for change in await covered(store, since.get(database, "0")):
            held = phone.shared.documents.get((database, change.doc_id))
            if _brief(held) != _told(change):
                raise Violation(
                    f"{phone.name} has the cursor of {member}, but {_brief(held)} of "
                    f"{change.doc_id} where {hub.name} has {_told(change)}"
                )


async def _checkpoints_do_not_lead(world: World, hub: Hub) -> None:
    for database in DATABASES:
        here, there = await hub.store(database), world.replica.databases.copied[database]
        await _checkpoint_does_not_lead(here, there)
        await _checkpoint_does_not_lead(there, here)


async def _checkpoint_does_not_lead(source: Store, target: Store) -> None:
    log_id = replication_id((await source.info()).uuid, (await target.info()).uuid)
    logs = [ReplicationLog.parse(await store.read_local(log_id)) for store in (source, target)]
    for change in await covered(source, find_common_ancestry(*logs)):
        leaves = [branch.leaf for branch in change.branches]
        if lacking := await target.revs_diff({change.doc_id: leaves}):
            raise Violation(f"the checkpoint leads: {target.name} lacks {lacking}")


async def _same(what: str, one: Store, other: Store) -> None:
    here, there = await dump(one), await dump(other)
    for doc_id in sorted(here.keys() | there.keys()):
        if here.get(doc_id) != there.get(doc_id):
            raise Violation(
                f"{what} differ in {doc_id}: {_leaves(here.get(doc_id, ()))} and "
                f"{_leaves(there.get(doc_id, ()))}"
            )


async def _shows_the_winners(phone: Phone, hub: Hub) -> None:
    for own in phone.own.values():
        if own.outbox:
            raise Violation(f"{phone.name} never got rid of {own.outbox}")
    for database in DATABASES:
        rows = (
            await (await hub.store(database)).changes(limit=EVERYTHING, include_docs=True)
        ).changes
        for change in rows:
            held = phone.shared.documents.get((database, change.doc_id))
            if held is None or _brief(held) != _told(change):
                raise Violation(
                    f"{phone.name} holds {_brief(held)} of {change.doc_id}, "
                    f"{hub.name} {_told(change)}"
                )
        known = {doc_id for name, doc_id in phone.shared.documents if name == database}
        if extra := known - {change.doc_id for change in rows}:
            raise Violation(f"{phone.name} holds {extra}, which {hub.name} does not know")


async def _is_accounted_for(world: World, saved: Saved) -> None:
    """Find the edit, or what its author put in its place, in every tree or where it is kept."""
    revision = _last_of_fold(world.saved, saved)
    phone = next(phone for phone in world.phones if phone.name == saved.phone)
    refused = {
        edit.revision
        for (database, doc_id, _), kept in phone.own[saved.member].refused.items()
        if (database, doc_id) == (saved.database, saved.document.doc_id)
        for edit in kept.edits
    }
    if revision in refused or revision in world.discarded:
        return
    stores: list[Store] = [await hub.store(saved.database) for hub in world.hubs]
    for store in (*stores, world.replica.databases.copied[saved.database]):
        if await store.revs_diff({saved.document.doc_id: [revision]}):
            raise Violation(
                f"{saved.phone} saved {saved.document.revision} of {saved.document.doc_id}; "
                f"{revision} is neither in {store.name} nor among what was refused"
            )


async def _nothing_said_is_lost(world: World) -> None:
    """Find every change of a field: said still, to be decided, or overwritten by who saw it."""
    store = await world.hubs[0].store(DATABASES[0])
    heard = [
        saved.document
        for saved in world.saved
        if is_merged(saved.database, saved.document.doc_id)
        and not saved.document.deleted
        and not await store.revs_diff({saved.document.doc_id: [saved.document.revision]})
    ]
    leaves = [
        leaf for doc_id in {edit.doc_id for edit in heard} for leaf in await _live(store, doc_id)
    ]
    for doc_id, live in groupby(sorted(leaves, key=_by_id), key=_by_id):
        if len(list(live)) > 1:
            raise Violation(f"{doc_id} still has two live leaves")
    kept = {(leaf.doc_id, *told) for leaf in [*leaves, *world.ended] for told in claimed(leaf)}
    seen = {
        (edit.doc_id, *told)
        for edit in [*heard, *world.written, *leaves, *world.ended]
        for told in overwritten(edit)
    }
    for edit in heard:
        for field, dot in claimed(edit):
            if (edit.doc_id, field, dot) not in kept | seen:
                raise Violation(f"{field} as {edit.revision} of {edit.doc_id} has it is lost")


async def _live(store: Store, doc_id: str) -> list[Document]:
    return [leaf for leaf in await store.leaves(doc_id) if not leaf.deleted]


def _by_id(document: Document) -> str:
    return document.doc_id


def _last_of_fold(everything: Iterable[Saved], saved: Saved) -> Revision:
    """Follow an edit that never left its phone to the one its author put in its place."""
    revision = saved.document.revision
    for later in everything:
        is_same = (later.phone, later.member, later.database, later.document.doc_id) == (
            saved.phone,
            saved.member,
            saved.database,
            saved.document.doc_id,
        )
        if is_same and later.folded is not None and later.folded.revision == revision:
            revision = later.document.revision
    return revision


def _brief(held: Stored | None) -> tuple[str, ...]:
    """Return the winner's revision, then the conflicts', sorted."""
    return _leaves((held.winner, *held.conflicts)) if held else ()


def _told(change: Change) -> tuple[str, ...]:
    winner, *others = change.documents
    return _leaves((winner, *(other for other in others if not other.deleted)))


def _leaves(documents: Iterable[Document]) -> tuple[str, ...]:
    winner, *others = [
        f"{document.revision}{'!' if document.deleted else ''}" for document in documents
    ] or [""]
    return (winner, *sorted(others))
