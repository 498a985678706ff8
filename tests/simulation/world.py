"""The world: phones, hubs and a replica, and what a seed lets befall them.

A run is a number of moments. In each, one actor moves on by one step, or something new
begins: a person saves, a phone exchanges, crashes or comes back, a hub is killed, a
replication starts or its line goes down. Then all faults end, everybody exchanges until
nothing is new, and `promises` looks at what came of it.
"""

from __future__ import annotations

import uuid
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from random import Random
from typing import Any

import orjson

from cairn_server.access import BodyCheck, Member, Upstream, gate_for
from cairn_server.exchange import Exchange
from cairn_server.merger import settle_changes
from cairn_sync.document import Document
from cairn_sync.errors import SyncError
from cairn_sync.replicator import replicate
from cairn_sync.revision import Revision
from cairn_sync.store import Store
from tests.simulation import promises
from tests.simulation.author import write
from tests.simulation.disk import Key, Saved
from tests.simulation.hub import DATABASES, Hub, MemoryHub, SqliteHub, Violation, check_body
from tests.simulation.outsiders import Outsider, editor_settles, neighbour_saves
from tests.simulation.phone import Phone
from tests.simulation.replica import Replica, fate_of, unsteady
from tests.simulation.turnstile import Actor, Turnstile
from tests.simulation.wire import BadWire, GoodWire

__all__ = ["Parts", "World"]

COLLABORATIVE = "prairie"
SERVICES = [f"service:6f1c2d3e-0001-4a5b-8c6d-00000000000{n}" for n in range(3)]
DRAFTS = [f"worksheet_draft:6f1c2d3e-0002-4a5b-8c6d-00000000000{n}" for n in range(1)]
KEYS = [(DATABASES[0], doc_id) for doc_id in SERVICES] + [
    (DATABASES[1], doc_id) for doc_id in DRAFTS
]
QUIET_ROUNDS = 12  # after which everything must have settled


@dataclass(frozen=True)
class Parts:
    """The classes under test; a planted bug puts in another one."""

    phone: type[Phone] = Phone
    exchange: type[Exchange] = Exchange
    settle_changes: Callable[[Store, str, BodyCheck], Awaitable[str]] = settle_changes
    wrap_target: Callable[[Store], Store] = lambda store: store


@dataclass
class Looked:
    """What somebody has on the screen."""

    key: Key
    revision: Revision
    body: dict[str, Any]


@dataclass
class World:
    """One run."""

    seed: int
    folder: Path | None  # None: the hubs are in memory
    parts: Parts = Parts()
    moments: int = 1000
    saved: list[Saved] = field(default_factory=list)
    log: list[str] = field(default_factory=list)

    async def run(self) -> None:
        """Play the seed to its end and hold every promise.

        Raises:
            Violation: naming what was broken; `log` tells how it came about.
        """
        self._set_up()
        try:
            await self._open()
            for _ in range(self.moments):
                await self._moment()
            await self._settle()
            await promises.hold_at_the_end(self)
        finally:
            for actor in self.turnstile.resting:
                await self.turnstile.let_on(actor, stopped=True)
            for hub in self.hubs:
                await hub.close()
            await self.replica.close()

    def _set_up(self) -> None:
        self.dice = Random(self.seed)
        self.turnstile = Turnstile()
        self.line_is_up = True
        self.texts = 0
        self.looked: dict[str, Looked] = {}  # by phone
        self.discarded: set[Revision] = set()
        self.written: list[Document] = []  # by others than phones
        self.ended: list[Document] = []  # leaves as they were when somebody deleted them
        self.hubs: list[Hub] = [self._make_hub(n) for n in range(self.dice.choice([1, 2]))]
        self.replica = Replica(by_http=self.dice.random() < 0.3)
        dana, elena, carmen, irene = (
            _member(name, roles)
            for name, roles in [
                ("dana", {"advocate"}),
                ("elena", {"advocate", "editor"}),
                ("carmen", {"coordinator", "editor"}),
                ("irene", {"coordinator", "editor"}),
            ]
        )
        owners = [[elena, dana], [carmen], [irene], [carmen, irene]]
        self.phones = [
            self.parts.phone(
                f"phone-{n}", members, rest=self.turnstile.rest, on_saved=self._note_saved
            )
            for n, members in enumerate(owners)
        ]
        # A phone knows one address; the hub behind it never changes.
        self.hub_of = {
            phone.name: self.hubs[n % len(self.hubs)] for n, phone in enumerate(self.phones)
        }

    def _make_hub(self, number: int) -> Hub:
        name, rest = f"hub-{number}", self.turnstile.rest
        hub = SqliteHub(name, rest, self.folder) if self.folder else MemoryHub(name, rest)
        hub.exchange = self.parts.exchange
        return hub

    async def _open(self) -> None:
        for hub in self.hubs:
            await hub.open()
        await self.replica.connect()

    # -- One moment -----------------------------------------------------------

    async def _moment(self) -> None:
        resting = self.turnstile.resting
        if resting and self.dice.random() < 0.88:
            actor = self.dice.choice(resting)
            await self.turnstile.let_on(actor)
            await promises.hold_after(self, actor.name)
            return
        phone = self.dice.choice(self.phones)
        match (
            self.dice.choices(
                ["look", "save", "exchange", "crash", "person", "evict", "discard"],
                [8, 16, 16, 2, 2, 1, 1],
            )[0]
            if self.dice.random() < 0.65
            else "elsewhere"
        ):
            case "look":
                self._look(phone)
            case "save":
                self._save(phone)
            case "exchange":
                wire = BadWire(self.hub_of[phone.name], self.dice, self.turnstile.rest)
                self._enter(f"{phone.name} exchanges", partial(phone.exchange, wire))
            case "crash":
                await self._stop(f"{phone.name} ")
                phone.restart()
            case "person":
                if not self._is_busy(phone):
                    phone.user = self.dice.choice(sorted(phone.members))
                    self.looked.pop(phone.name, None)
            case "evict":
                await self._stop(f"{phone.name} ")
                phone.restart()
                phone.lose_documents()
                self.looked.pop(phone.name, None)
            case "discard":
                self._discard(phone)
            case _:
                await self._elsewhere()
        await promises.hold_after(self, phone.name)

    async def _elsewhere(self) -> None:
        hub = self.dice.choice(self.hubs)
        match self.dice.choices(
            [
                "replicate",
                "kill hub",
                "line",
                "neighbour",
                "settle",
                "back up",
                "restore",
                "break off",
                "merge",
            ],
            [30, 4, 4, 8, 8, 3, 1, 2, 8],
        )[0]:
            case "replicate":
                database, pull = self.dice.choice(DATABASES), self.dice.random() < 0.5
                name = f"{hub.name} {'pulls' if pull else 'pushes'} {database}"
                if name not in [actor.name for actor in self.turnstile.resting]:
                    self._enter(name, partial(self._replicate, hub, database, pull=pull))
            case "kill hub":
                self.log.append(f"{hub.name} is killed")
                await hub.kill()
            case "line":
                self.line_is_up = not self.line_is_up or self.dice.random() < 0.7
                self.log.append(f"the line is {'up' if self.line_is_up else 'down'}")
            case "neighbour":
                await self._outsider(neighbour_saves, by_replica=True)
            case "settle":
                await self._outsider(editor_settles, by_replica=False)
            case "back up":
                self.replica.back_up()
            case "restore":
                self.log.append("the replica is restored")
                await self.replica.restore()
                for hub in self.hubs:
                    await promises.hold_after(self, hub.name)
            case "break off":
                await self._stop("hub-")
            case "merge":
                if f"{hub.name} merges" not in [actor.name for actor in self.turnstile.resting]:
                    self._enter(f"{hub.name} merges", partial(self._merge, hub))

    def _enter(self, name: str, work: Callable[[], Awaitable[str]]) -> None:
        async def play() -> None:
            outcome = await work()
            self.log.append(f"{name}: {outcome}")

        self.log.append(name)
        self.turnstile.enter(name, play)

    async def _stop(self, prefix: str) -> None:
        for actor in self._actors(prefix):
            self.log.append(f"{actor.name}: stopped")
            await self.turnstile.let_on(actor, stopped=True)

    def _actors(self, prefix: str) -> list[Actor]:
        return [actor for actor in self.turnstile.resting if actor.name.startswith(prefix)]

    def _is_busy(self, phone: Phone) -> bool:
        return bool(self._actors(f"{phone.name} "))

    # -- What people do -------------------------------------------------------

    def _look(self, phone: Phone) -> None:
        key = self.dice.choice(KEYS)
        shown = phone.look(key)
        if shown is not None:
            self.looked[phone.name] = Looked(key, shown.revision, orjson.loads(shown.body))

    def _save(self, phone: Phone) -> None:
        looked = self.looked.get(phone.name)
        if looked is None or self.dice.random() < 0.3:
            key = self.dice.choice(KEYS)
            shown = phone.look(key)
            looked = Looked(key, shown.revision, orjson.loads(shown.body)) if shown else None
        else:
            key = looked.key
        seen = looked.revision if looked else None
        self.texts += 1
        deleted = seen is not None and self.dice.random() < 0.15
        body, decided = write(key, looked.body if looked else None, self.texts, self.dice)
        # As an editor's phone deletes: whoever changes it meanwhile is asked about.
        end = {"type": key[1].partition(":")[0], "schema": 1} if self.dice.random() < 0.5 else {}
        what = "deletes" if deleted else "saves"
        text = f"{phone.name} {what} {key[1][-1]} of {key[0]} on {seen} as {self.texts}"
        self._enter(
            text,
            partial(
                phone.save,
                key,
                end if deleted else body,
                deleted=deleted,
                seen=seen,
                seen_body=looked.body if looked else None,
                at=f"2026-11-20T18:{self.texts // 60 % 60:02}:{self.texts % 60:02}Z",
                decided=decided,
            ),
        )

    def _note_saved(self, saved: Saved) -> None:
        phone = next(phone for phone in self.phones if phone.name == saved.phone)
        promises.stands_on_what_was_seen(phone, saved)
        promises.overwrites_what_was_seen(phone, saved)
        self.saved.append(saved)
        if saved.document.deleted and saved.seen_body is not None:
            body = orjson.dumps(saved.seen_body)
            self.ended.append(replace(saved.document, deleted=False, body=body))

    def _discard(self, phone: Phone) -> None:
        refused = phone.own[phone.user].refused
        for key in sorted(refused, key=str)[:1]:
            self.discarded |= {edit.revision for edit in refused.pop(key).edits}

    async def _outsider(self, does: Outsider, *, by_replica: bool) -> None:
        """Let somebody write who is not on one of the phones."""
        database, doc_id = self.dice.choice(KEYS)
        stores = [await hub.store(database) for hub in self.hubs]
        if by_replica:
            stores.append(self.replica.databases.copied[database])
        self.texts += 1
        store = self.dice.choice(stores)
        before = await store.leaves(doc_id)
        edits = await does(store, doc_id, self.texts, self.dice)
        paths = {edit.path[1:2] for edit in edits if edit.deleted}
        self.ended += [leaf for leaf in before if leaf.path[:1] in paths]
        self.written += [edit for edit in edits if not edit.deleted]
        self.log.append(f"{does.__name__}: {[str(edit.revision) for edit in edits]} of {doc_id}")

    # -- Replication ----------------------------------------------------------

    async def _replicate(self, hub: Hub, database: str, *, pull: bool) -> str:
        rest = self.turnstile.rest
        fate = fate_of(self.dice, is_up=lambda: self.line_is_up)
        here, there = await hub.store(database), await self.replica.store(database)
        source, target = (there, here) if pull else (here, there)
        gate = gate_for(Upstream(COLLABORATIVE), database, check_body) if pull else None
        try:
            summary = await replicate(
                unsteady(source, rest, fate, self.replica),
                self.parts.wrap_target(unsteady(target, rest, fate, self.replica)),
                batch_size=self.dice.choice([1, 2, 5]),
                batch_bytes=self.dice.choice([100, 1000]),
                gate=gate,
            )
        except SyncError as exc:
            return str(exc)
        return f"{summary.docs_written} written"

    async def _merge(self, hub: Hub) -> str:
        """Do what the hub's merging task does when something has changed."""
        store = unsteady(
            await hub.store(DATABASES[0]), self.turnstile.rest, lambda: "well", self.replica
        )
        try:
            await self.parts.settle_changes(store, "0", check_body)
        except SyncError as exc:
            return str(exc)
        return "merged"

    # -- The end --------------------------------------------------------------

    async def _settle(self) -> None:
        """End what is under way, then exchange everything until nothing is new."""
        self.log.append("-- all is well from here")
        await self._stop("")
        for phone in self.phones:
            phone.restart()
        before: list[str] = []
        for _ in range(QUIET_ROUNDS):
            for phone in self.phones:
                for user in phone.members:
                    phone.user = user
                    outcome = await phone.exchange(GoodWire(self.hub_of[phone.name]))
                    if outcome != "done":
                        raise Violation(f"{phone.name} cannot exchange: {outcome}")
            for hub in self.hubs:
                for database in DATABASES:
                    here, there = await hub.store(database), await self.replica.store(database)
                    gate = gate_for(Upstream(COLLABORATIVE), database, check_body)
                    await replicate(here, there)
                    await replicate(there, here, gate=gate)
                await self.parts.settle_changes(await hub.store(DATABASES[0]), "0", check_body)
            after = await promises.places(self)
            if after == before:
                return
            before = after
        raise Violation("it never comes to rest")


def _member(name: str, roles: set[str]) -> Member:
    member_id = str(uuid.uuid5(uuid.NAMESPACE_DNS, name))
    return Member(member_id, name, name.title(), frozenset(roles), COLLABORATIVE)
