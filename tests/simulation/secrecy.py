"""A world in which places are marked, entries are drafts, and some are retired.

Two hubs as they are served, each with its ledger and its eraser, a CouchDB between them that their
replicators purge, phones of an editor and an advocate on each hub, and a neighbour who writes to
the CouchDB. A seed chooses who does what next; lines are cut, erasures stop half way. Smaller than
`world`, which has no secrets in it; what it holds is named in `Secrecy.hold`.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any

import orjson

from cairn_server.access import Member, Upstream, gate_for
from cairn_server.body import check_body
from cairn_server.deployment import create_databases
from cairn_server.drafts import is_draft
from cairn_server.erasing.eraser import Eraser
from cairn_server.erasing.fact import successor_of
from cairn_server.erasing.store import ErasingDatabases, guarded
from cairn_server.exchange import Exchange
from cairn_server.merger import settle_changes
from cairn_server.merging import DIRECTORY_RULES
from cairn_sync.document import Document, new_edit, parse_document, to_json_bytes
from cairn_sync.errors import UnavailableError
from cairn_sync.merge import record_edit
from cairn_sync.replicator import replicate
from cairn_sync.store import Databases, Store
from cairn_sync.stores.memory import MemoryDatabases
from tests.server.erasing.shelter import share_secret
from tests.simulation.hub import Violation

__all__ = ["Secrecy"]

DIRECTORY = "directory-prairie"
PLACES = [f"location:6f1c2d3e-0001-4a5b-8c6d-00000000000{n}" for n in range(3)]
SERVICES = [f"service:6f1c2d3e-0002-4a5b-8c6d-00000000000{n}" for n in range(3)]
ORGANIZATION = "6f1c2d3e-0003-4a5b-8c6d-000000000000"
KEY = b"of the deployment"
QUIET_ROUNDS = 8
ELENA = Member(
    "9a000000-0000-4000-8000-000000000001",
    "elena",
    "Elena",
    frozenset({"advocate", "editor"}),
    "prairie",
)
DANA = Member(
    "9a000000-0000-4000-8000-000000000002", "dana", "Dana", frozenset({"advocate"}), "prairie"
)


class Couch(MemoryDatabases):
    """A CouchDB that outlives its connections."""

    async def close(self) -> None:
        pass


class CutError(Exception):
    """The line broke."""


@dataclass
class Reader:
    """A phone, as far as what it holds goes."""

    member: Member
    hub: ErasingDatabases
    cursor: str = ""
    held: dict[str, Document] = field(default_factory=dict)
    outbox: list[Document] = field(default_factory=list)

    async def exchange(self, *, cut_after: int | None = None) -> None:
        """Send what waits and take what comes, up to a cut."""
        drafts = "all" if self.member is ELENA else "none"
        first = orjson.dumps({"protocol": 1, "cursor": self.cursor, "drafts": drafts})
        edits = [
            b'{"database":"%s","edit":%s}' % (DIRECTORY.encode(), to_json_bytes(e, revisions=True))
            for e in self.outbox
        ]
        trip = Exchange(self.hub, self.member, check_body, key=KEY, facts=self.hub.ledger.facts)
        await trip.take(_once([first, *edits]))
        taken: list[Document] = []
        erased: list[str] = []
        count = 0
        async for line in trip.answer():
            count += 1
            if cut_after is not None and count > cut_after:
                return
            told = orjson.loads(line)
            self._answered(told)
            taken += [parse_document(_plain(one)) for one in told.get("changes", ())]
            erased += told.get("erased", ())
            if "cursor" in told:
                for doc_id in erased:
                    self.held.pop(doc_id, None)
                    self.outbox = [one for one in self.outbox if one.doc_id != doc_id]
                self.held |= {one.doc_id: one for one in taken if one.doc_id not in erased}
                self.cursor, taken, erased = told["cursor"], [], []

    def _answered(self, told: dict[str, Any]) -> None:
        """Take what was accepted to be what the server holds; forget what was refused."""
        revisions = {rev for _, rev in told.get("accepted", ())}
        refused = {one.get("rev") for one in told.get("refused", ())}
        for edit in list(self.outbox):
            if str(edit.revision) in revisions:
                self.held[edit.doc_id] = edit
            if str(edit.revision) in revisions | refused:
                self.outbox.remove(edit)


async def _once(lines: list[bytes]) -> AsyncIterator[Sequence[bytes]]:
    yield lines


def _plain(fields: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if name != "_conflicts"}


class Secrecy:
    """One run."""

    def __init__(self, seed: int, folder: Path, *, moments: int = 60) -> None:
        self.dice = Random(seed)
        self.folder = folder
        self.moments = moments
        self.log: list[str] = []
        self.number = 0
        self.streets: dict[str, set[str]] = {}  # every street that a place ever had
        self.marked: set[str] = set()  # places that the hub took a mark of
        self.drafts: set[str] = set()  # texts that only editors may read

    async def run(self) -> None:
        """Play it.

        Raises:
            Violation: a promise was broken.
        """
        self.couch = Couch()
        self.between = await self.couch.create(DIRECTORY)
        self.hubs = [
            guarded(MemoryDatabases(), share_secret(self.folder / name)) for name in ("one", "two")
        ]
        for hub in self.hubs:
            await create_databases(hub, "prairie")
        self.phones = [Reader(who, hub) for hub in self.hubs for who in (ELENA, DANA)]
        for _ in range(self.moments):
            await self._moment()
            self._no_advocate_holds_a_draft()
        for _ in range(QUIET_ROUNDS):
            for hub in self.hubs:
                await self._erase(hub)
                await self._replicate(hub, pull=False)
                await self._replicate(hub, pull=True)
                await settle_changes(await hub.open(DIRECTORY), "0", check_body)
            for phone in self.phones:
                await phone.exchange()
        await self.hold()

    async def _moment(self) -> None:
        hub, phone = self.dice.choice(self.hubs), self.dice.choice(self.phones)
        does = self.dice.choices(
            ["edit", "exchange", "push", "pull", "erase", "merge", "neighbour", "restart"],
            [12, 12, 6, 6, 3, 3, 3, 1],
        )[0]
        self.log.append(does)
        match does:
            case "edit":
                await self._edit(self.dice.choice([p for p in self.phones if p.member is ELENA]))
            case "exchange":
                await phone.exchange(cut_after=self.dice.choice([None, None, 1, 2, 3]))
            case "push" | "pull":
                await self._replicate(hub, pull=does == "pull")
            case "erase":
                await self._erase(hub, reaches=self.dice.random() < 0.7)
            case "merge":
                await settle_changes(await hub.open(DIRECTORY), "0", check_body)
            case "neighbour":
                await self._neighbour()
            case _:
                await Eraser(hub, check_body).look_for_returned()

    # -- Who writes -----------------------------------------------------------

    async def _edit(self, phone: Reader) -> None:
        """Let an editor change an entry on a phone: its words, state, or whether it is private."""
        doc_id = self.dice.choice(PLACES + SERVICES)
        before = phone.held.get(doc_id)
        if any(one.doc_id == doc_id for one in phone.outbox) or (before and before.deleted):
            return
        was = before.parsed_body() if before else None
        body = dict(was) if was else self._begin(doc_id)
        what = self.dice.choice(["words", "words", "draft", "publish", "retire", "mark", "delete"])
        deleted = what == "delete" and was is not None
        self.number += 1
        match what:
            case "draft":
                body["state"] = "draft"
            case "publish":
                body.pop("state", None)
            case "retire":
                body["state"] = "retired"
            case "mark" if doc_id in PLACES:
                hidden = ("addresses", "description", "edits")
                body = {k: v for k, v in body.items() if k not in hidden} | {"confidential": True}
            case "mark":
                body["state"] = "draft"
        body["name"] = self._name(body)
        if deleted:
            body = {"type": doc_id.partition(":")[0], "schema": 1}
        elif was is not None and not (body.get("confidential") and not was.get("confidential")):
            assert before is not None
            at = f"2026-11-20T18:{self.number // 60:02}:{self.number % 60:02}Z"
            body = record_edit(
                was,
                body,
                DIRECTORY_RULES,
                by=ELENA.member_id,
                at=at,
                parent=str(before.revision),
            )
        edit = new_edit(doc_id, body, parent=before.path if before else (), deleted=deleted)
        phone.outbox.append(edit)
        self.log.append(f"  {what} {doc_id[-3:]} as {edit.revision}")

    def _begin(self, doc_id: str) -> dict[str, Any]:
        kind = doc_id.partition(":")[0]
        body: dict[str, Any] = {"type": kind, "schema": 1, "name": "x"}
        if kind == "service":
            return body | {"organization_id": ORGANIZATION, "status": "active"}
        street = f"{1000 + self.number} Larkspur{self.number} Lane"
        self.streets.setdefault(doc_id, set()).add(street)
        address = {
            "address_type": "physical",
            "address_1": street,
            "city": "Millbrook",
            "state_province": "ND",
            "postal_code": "58777",
            "country": "US",
        }
        return body | {"location_type": "physical", "addresses": [address]}

    def _name(self, body: dict[str, Any]) -> str:
        if body.get("state") != "draft":
            return f"Listed {self.number}"
        name = f"Withheld {self.number}"
        self.drafts.add(name)
        return name

    async def _neighbour(self) -> None:
        """Write to the CouchDB past all rules: an edit, or an erasure that nobody vouches for."""
        doc_id = self.dice.choice(PLACES + SERVICES)
        leaves = [leaf for leaf in await self.between.leaves(doc_id) if not leaf.deleted]
        if not leaves:
            return
        self.number += 1
        if doc_id in PLACES and self.dice.random() < 0.3:
            ended = {"type": "location", "schema": 1, "confidential": True}
            await self.between.bulk_docs([new_edit(doc_id, ended, deleted=True)])
            return
        body = leaves[0].parsed_body()
        body["name"] = self._name(body)
        await self.between.bulk_docs([new_edit(doc_id, body, parent=leaves[0].path)])

    # -- What servers do ------------------------------------------------------

    async def _replicate(self, hub: ErasingDatabases, *, pull: bool) -> None:
        here = await hub.open(DIRECTORY)
        gate = gate_for(Upstream("prairie"), DIRECTORY, check_body)
        if pull:
            await replicate(self.between, here, gate=gate)
        else:
            await replicate(here, self.between)

    async def _erase(self, hub: ErasingDatabases, *, reaches: bool = True) -> None:
        async def connect() -> Databases:
            if not reaches:
                raise UnavailableError("no route to host")
            return self.couch

        await Eraser(hub, check_body, connect).finish()

    # -- What must be so ------------------------------------------------------

    def _no_advocate_holds_a_draft(self) -> None:
        for phone in self.phones:
            told = {one.parsed_body().get("name") for one in phone.held.values()}
            if phone.member is DANA and (found := told & self.drafts):
                raise Violation(f"an advocate's phone holds {found}")

    async def hold(self) -> None:
        """Hold what must be so once all have exchanged everything.

        No hub, CouchDB or phone holds a street of a place that is private anywhere.
        No advocate's phone holds a draft, nor its revision.
        The hubs and the CouchDB show the same winners, and phones what they may of them.

        Raises:
            Violation: it is not so.
        """
        stores = [*[await hub.open(DIRECTORY) for hub in self.hubs], self.between]
        told = [await _winners(store) for store in stores]
        if any(one != told[0] for one in told):
            raise Violation(f"the winners differ: {told}")
        await self._no_street_is_left(stores)
        for phone in self.phones:
            store = await phone.hub.open(DIRECTORY)
            for doc_id in PLACES + SERVICES:
                await self._shows(phone, doc_id, await store.leaves(doc_id))

    async def _no_street_is_left(self, stores: Sequence[Store]) -> None:
        for place in PLACES:
            leaves = [leaf for store in stores for leaf in await store.leaves(place)]
            anew = [leaf for store in stores for leaf in await store.leaves(successor_of(place))]
            if not anew and not any(leaf.parsed_body().get("confidential") for leaf in leaves):
                continue
            if not anew and all(not leaf.parsed_body().get("vouched") for leaf in leaves):
                continue  # a forged end, beside what is listed
            held = [one for phone in self.phones for one in phone.held.values()]
            everything = [leaf for store in stores for leaf in await _leaves(store)]
            text = b"".join(one.body for one in (*held, *everything)).decode()
            if found := [one for one in self.streets.get(place, ()) if one in text]:
                raise Violation(f"{found} of {place} is left")

    async def _shows(self, phone: Reader, doc_id: str, leaves: list[Document]) -> None:
        live = [leaf for leaf in leaves if not leaf.deleted]
        held = phone.held.get(doc_id)
        shown = held if held is not None and not held.deleted else None
        if is_draft(live) and phone.member is DANA:
            names = {leaf.revision for leaf in live if is_draft([leaf])}
            if shown is not None or (held is not None and held.revision in names):
                raise Violation(f"an advocate's phone tells of the draft {doc_id}")
            return
        winner = (
            live[0].revision if live and check_body(doc_id, live[0].parsed_body()) is None else None
        )
        if (shown.revision if shown else None) != winner:
            raise Violation(f"{phone.member.name} is shown {shown} of {doc_id}, not {winner}")


async def _leaves(store: Store) -> list[Document]:
    rows = (await store.changes("0", limit=100_000)).changes
    return [leaf for row in rows for leaf in await store.leaves(row.doc_id)]


async def _winners(store: Store) -> dict[str, str | None]:
    """Return the live winner of each document."""
    rows = (await store.changes("0", limit=100_000, include_docs=True)).changes
    return {
        row.doc_id: str(row.documents[0].revision) for row in rows if not row.documents[0].deleted
    }
