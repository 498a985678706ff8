"""Fetch other directories: in turn, on a timer, and whenever a coordinator asks.

::

    due? -> source: objects or a fault -> read_listing -> plan -> store, standing

Rule 1: a fetch is all or nothing up to the plan: what came half is not looked at.
Rule 2: whatever happens is kept as a standing, in words that name no address.
Rule 3: two servers of one fleet, or a command beside a server, may fetch the same at the same
time: their edits are the same, and the later one changes nothing.
"""

from __future__ import annotations

import logging
import random
import traceback
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

import anyio
import anyio.to_thread

from cairn_server.access import BodyCheck, Subscriber, gate_for
from cairn_server.accounts.account import format_time, parse_time
from cairn_server.directory.errors import TableError
from cairn_server.network.fault import FetchError
from cairn_server.network.listing import Listing, read_listing
from cairn_server.network.origin import origin_body
from cairn_server.network.plan import ORIGIN, Plan, plan_fetch
from cairn_server.network.register import Register
from cairn_server.network.standing import (
    LOCAL_ID,
    Standing,
    listed,
    read_standing,
    standing_body,
)
from cairn_server.network.subscription import Subscription
from cairn_server.whereabouts import is_marked
from cairn_sync.document import Document, new_edit
from cairn_sync.errors import NotFoundError, SyncError
from cairn_sync.retry import Backoff
from cairn_sync.store import Databases, Store

if TYPE_CHECKING:
    import httpx2

    from cairn_server.network.hsds_source import Told

__all__ = ["NetworkDesk"]

QUICK_HOURS = 1.0  # between two looks at what has changed
WHOLE_HOURS = 24.0  # between two looks at everything: HSDS does not tell what is gone
OVERLAP_HOURS = 24.0  # clocks differ, and what is told twice changes nothing
RUN_SECONDS = 600.0
TICK_SECONDS = 60.0
RETRY = Backoff(first_seconds=120.0, cap_seconds=6 * 3600.0)
BATCH_SIZE = 200  # documents a write
ROWS = 1000  # of what is here at a time

logger = logging.getLogger(__name__)

Transport = Callable[[], "httpx2.AsyncBaseTransport"]


class NetworkDesk:
    """The subscriptions of one deployment, and the fetching of them."""

    def __init__(
        self,
        databases: Databases,
        collaborative: str,
        register: Register,
        check: BodyCheck,
        *,
        clock: Callable[[], datetime],
        allows_private: bool = False,
        transport: Transport | None = None,
        sleep: Callable[[float], Awaitable[None]] = anyio.sleep,
        jitter: Callable[[], float] = random.random,
    ) -> None:
        self.register = register
        self._databases = databases
        self._collaborative = collaborative
        self._check = check
        self._clock = clock
        self._allows_private = allows_private
        self._transport = transport or self._guarded
        self._sleep = sleep
        self._jitter = jitter
        self._locks: dict[str, anyio.Lock] = {}  # by number
        self._asked_for: set[str] = set()  # numbers

    def is_fetching(self, one: Subscription) -> bool:
        """Tell whether this process fetches it at this moment, or is about to."""
        lock = self._locks.get(one.number)
        return one.number in self._asked_for or (lock is not None and lock.locked())

    def ask_for(self, one: Subscription) -> bool:
        """Note that it will be fetched now; False: it is being fetched already."""
        if self.is_fetching(one):
            return False
        self._asked_for.add(one.number)
        return True

    async def standing(self, one: Subscription) -> Standing:
        """Return what the last tries came to."""
        try:
            store = await self._databases.open(one.database)
        except NotFoundError:
            return Standing()
        return read_standing(await store.read_local(LOCAL_ID))

    async def keep_fetching(self) -> None:
        """Fetch whatever is due, until cancelled."""
        while True:
            try:
                await self.register.refresh()
                await self.register.drop_ended()
                for one in self.register.all():
                    standing = await self.standing(one)
                    if not one.is_paused and standing.next_at <= format_time(self._clock()):
                        await self.fetch(one)
            except SyncError as exc:
                logger.warning("fetching other directories waits: %s", exc)
            except Exception:
                # The task's outermost edge: a bug of ours must not end fetching for good.
                logger.exception("fetching other directories failed")
            await self._sleep(TICK_SECONDS)

    async def fetch(
        self, one: Subscription, *, whole: bool = False, accepts_loss: bool = False
    ) -> Standing:
        """Fetch now; return how it stands then. One fetch of a directory at a time.

        Raises:
            SyncError: our own store failed.
        """
        lock = self._locks.setdefault(one.number, anyio.Lock())
        async with lock:
            self._asked_for.discard(one.number)
            await self.register.refresh()
            if self.register.find(one.number) is None:
                return Standing()  # it was removed meanwhile
            store = await self._databases.open(one.database)
            before = read_standing(await store.read_local(LOCAL_ID))
            now = self._clock()
            whole = whole or one.kind == "couchdb" or _is_due(before.whole_at, WHOLE_HOURS, now)
            whole = whole or before.would_go > 0
            try:
                with anyio.fail_after(RUN_SECONDS):
                    after = await self._run(one, store, before, whole, accepts_loss)
            except TimeoutError:
                after = replace(before, fault="too_slow")
            except FetchError as exc:
                after = replace(before, fault=exc.fault)
            except (TableError, RecursionError):
                after = replace(before, fault="rubbish")
            except SyncError:
                raise
            except Exception as exc:
                # Whatever one directory sends, the others are fetched, and this one after a while.
                # Without the message, which may repeat what it sent.
                trace = "".join(traceback.format_tb(exc.__traceback__))
                logger.error("fetching failed: %s\n%s", type(exc).__name__, trace)
                after = replace(before, fault="own_fault")
            after = replace(self._timed(after, now), must_wipe=await _wipe(store))
            if after.fault is not None:
                logger.warning("%s was not fetched: %s", one.database, after.fault)
            await store.write_local(LOCAL_ID, standing_body(after))
            await self._tell_origin(store, one, after.success_at)
            return after

    def _timed(self, standing: Standing, now: datetime) -> Standing:
        """Return the standing with its moments, and when to try again."""
        tried_at = format_time(now)
        if standing.fault is None:
            wait = QUICK_HOURS * 3600 * (0.9 + 0.2 * self._jitter())
            next_at = format_time(now + timedelta(seconds=wait))
            return replace(
                standing, tried_at=tried_at, success_at=tried_at, failures=0, next_at=next_at
            )
        failures = standing.failures + 1
        wait = RETRY.wait_seconds(failures, jitter=self._jitter())
        next_at = format_time(now + timedelta(seconds=wait))
        return replace(standing, tried_at=tried_at, failures=failures, next_at=next_at)

    async def _run(
        self, one: Subscription, store: Store, before: Standing, whole: bool, accepts_loss: bool
    ) -> Standing:
        told = await self._read_source(one, before, whole, accepts_loss)
        whole_at = format_time(self._clock()) if whole else before.whole_at
        if told.objects is None:
            return replace(before, fault=None, whole_at=whole_at)
        held = await _read_held(store)

        def decide(objects: dict[str, list[Any]]) -> tuple[Listing, Plan]:
            bodies = {doc_id: document.parsed_body() for doc_id, document in held.items()}
            listing = read_listing(one.number, objects, bodies)
            return listing, plan_fetch(held, listing, whole=whole, accepts_loss=accepts_loss)

        # Seconds of work for thousands of services: phones are answered meanwhile.
        listing, plan = await anyio.to_thread.run_sync(decide, told.objects)
        refused = await self._write(one, store, plan, held)
        counted = _counted(before, listing, refused, whole=whole)
        is_done = plan.would_go == 0
        return replace(
            counted,
            fault=None,
            entries=plan.entries,
            would_go=plan.would_go,
            whole_at=whole_at,
            tag=told.tag if is_done else "",
            whole_tag=(told.tag if is_done else "") if whole else before.whole_tag,
        )

    async def _read_source(
        self, one: Subscription, before: Standing, whole: bool, accepts_loss: bool
    ) -> Told:
        # Imported here: an HTTP client costs 0.1 s to load, and most servers subscribe to nobody.
        from cairn_server.network.couch_source import read_couchdb
        from cairn_server.network.hsds_source import read_hsds_api
        from cairn_server.network.line import Line

        known_tag = "" if accepts_loss else before.whole_tag if whole else before.tag
        transport = self._transport()
        if one.kind == "couchdb":
            return await read_couchdb(one.url, transport, self._check, known_tag=known_tag)
        line = Line(one.url, transport)
        after = ""
        if not whole:
            since = parse_time(before.success_at) - timedelta(hours=OVERLAP_HOURS)
            after = format_time(since)
        try:
            return await read_hsds_api(line, known_tag=known_tag, modified_after=after)
        finally:
            with anyio.CancelScope(shield=True):
                await line.close()

    def _guarded(self) -> httpx2.AsyncBaseTransport:
        # Imported here, as above.
        from cairn_server.network.line import GuardedTransport

        return GuardedTransport(allows_private=self._allows_private)

    async def _write(
        self, one: Subscription, store: Store, plan: Plan, held: Mapping[str, Document]
    ) -> list[str]:
        """Write the edits; return the IDs of what our rules refuse, of which nothing stays."""
        gate = gate_for(Subscriber(self._collaborative, one.database), one.database, self._check)
        hidden = _hidden_now(plan.edits, held)
        if hidden or any(edit.deleted for edit in plan.edits):
            await _note_wipe(store)
        edits = await _erase_what_was_open(store, plan.edits, hidden)
        refused: list[str] = []
        for start in range(0, len(edits), BATCH_SIZE):
            batch = edits[start : start + BATCH_SIZE]
            outcomes = await store.bulk_docs(batch, new_edits=True, gate=gate)
            refused += [outcome.doc_id for outcome in outcomes if outcome.error is not None]
        for doc_id in refused:
            for leaf in await store.leaves(doc_id):
                if not leaf.deleted:
                    await _note_wipe(store)
                    end = new_edit(doc_id, {}, parent=leaf.path, deleted=True)
                    await store.bulk_docs([end], new_edits=True, gate=gate)
        return refused

    async def _tell_origin(self, store: Store, one: Subscription, received_at: str) -> None:
        """Tell phones whose entries these are, and the day that they were last looked at."""
        doc_id = f"{ORIGIN}:{one.number}"
        [held] = await store.bulk_get([(doc_id, None)])
        body = origin_body(one.name, received_at)
        if held is None or held.deleted or held.parsed_body() != body:
            gate = gate_for(
                Subscriber(self._collaborative, one.database), one.database, self._check
            )
            edit = new_edit(doc_id, body, parent=held.path if held is not None else ())
            await store.bulk_docs([edit], new_edits=True, gate=gate)


def _hidden_now(edits: Sequence[Document], held: Mapping[str, Document]) -> set[str]:
    """Return the IDs of places that are confidential from now on."""
    return {
        one.doc_id
        for one in edits
        if one.doc_id in held
        and is_marked(one.parsed_body())
        and not is_marked(held[one.doc_id].parsed_body())
    }


async def _erase_what_was_open(
    store: Store, edits: Sequence[Document], hidden: set[str]
) -> list[Document]:
    """Take out for good what a place said before it was confidential; return the edits anew.

    Phones get the place as it is now, and drop what they had.
    """
    if not hidden:
        return list(edits)
    await store.purge(sorted(hidden))
    return [
        new_edit(one.doc_id, one.parsed_body()) if one.doc_id in hidden else one for one in edits
    ]


async def _note_wipe(store: Store) -> None:
    """Note, before it is done, that something goes of which no byte should stay in a file."""
    standing = read_standing(await store.read_local(LOCAL_ID))
    if not standing.must_wipe:
        await store.write_local(LOCAL_ID, standing_body(replace(standing, must_wipe=True)))


async def _wipe(store: Store) -> bool:
    """Wipe the files of what went; True while they are being read, so that it must be done yet."""
    if not read_standing(await store.read_local(LOCAL_ID)).must_wipe:
        return False
    return not await store.purge([])


def _is_due(at: str, hours: float, now: datetime) -> bool:
    return not at or now - parse_time(at) >= timedelta(hours=hours)


def _counted(before: Standing, listing: Listing, refused: list[str], *, whole: bool) -> Standing:
    """Return the standing with what was left out, added to what was known after a quick look."""
    unread = [*listing.refused.values(), *refused]
    kept = () if whole else (before.refused, before.hidden)
    return replace(
        before,
        refused=listed([*unread, *(kept[0] if kept else ())]),
        hidden=listed([*listing.hidden.values(), *(kept[1] if kept else ())]),
    )


async def _read_held(store: Store) -> dict[str, Document]:
    """Return what is here, live, by ID."""
    held: dict[str, Document] = {}
    start = ""
    while True:
        page = await store.all_docs(start=start, limit=ROWS)
        held |= {one.doc_id: one for one in page}
        if len(page) < ROWS:
            return held
        start = page[-1].doc_id + "\x00"
