"""What replication promises between any two stores: here, between two in memory."""

from __future__ import annotations

import copy
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

import anyio
import anyio.lowlevel
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cairn_sync.checkpoint import ReplicationLog, find_common_ancestry, replication_id
from cairn_sync.document import Document
from cairn_sync.errors import ForbiddenError, MalformedError, NotFoundError, UnavailableError
from cairn_sync.replicator import replicate
from cairn_sync.revision import Revision
from cairn_sync.store import DatabaseInfo, Gate, Outcome
from cairn_sync.stores.memory import MemoryStore
from cairn_sync.stores.sqlite import SqliteDatabases
from tests.examples import examples
from tests.sync.documents import dump, revision, service

pytestmark = pytest.mark.anyio

CASA, LEGAL = "service:casa-luz", "service:legal-aid"


class Pulled:
    """A store on a line that is pulled: `calls` answers come through, and no more.

    What is pulled at the call itself never reached the store. What is pulled `after`
    it was done there, but the answer is lost: the harder case.
    """

    def __init__(self, store: MemoryStore, line: Line) -> None:
        self._store = store
        self._line = line

    @property
    def name(self) -> str:
        return self._store.name

    def __getattr__(self, method: str) -> Any:
        async def call(*args: Any, **kwargs: Any) -> Any:
            self._line.before()
            answer = await getattr(self._store, method)(*args, **kwargs)
            await self._line.after()
            return answer

        return call


class Line:
    """The line that two stores share, and the moment at which it is pulled."""

    def __init__(self, calls: int, *, answered: bool, cancels: bool) -> None:
        self.calls = calls
        self.answered = answered  # False: the last call is done, but its answer is lost
        self.cancels = cancels  # True: the task is cancelled instead
        self.scope = anyio.CancelScope()

    def before(self) -> None:
        if self.calls == 0 and self.answered:
            self._pull()
        self.calls -= 1

    async def after(self) -> None:
        if self.calls < 0 and not self.answered:
            self._pull()
        await anyio.lowlevel.checkpoint()  # where a cancelled task stops

    def _pull(self) -> None:
        if not self.cancels:
            raise UnavailableError("no route to host")
        self.scope.cancel()


async def directory(services: int) -> MemoryStore:
    """Return a source with `services` documents, some in conflict, some deleted."""
    store = MemoryStore("source")
    for number in range(services):
        doc_id = f"service:{number}"
        path = "2-b! 1-a" if number % 5 == 4 else "1-a"
        documents = [service(doc_id, path)]
        if number % 3 == 0:
            documents.append(service(doc_id, "1-z", name="Casa Luz, moved"))
        await store.bulk_docs(documents)
    return store


async def test_everything_the_target_lacks_is_copied() -> None:
    source, target = await directory(12), MemoryStore("target")

    summary = await replicate(source, target, batch_size=5)

    assert await dump(target) == await dump(source)
    assert (summary.changes_read, summary.docs_written) == (12, 16)


async def test_a_database_on_disk_goes_on_where_it_was_when_opened_again(tmp_path: Path) -> None:
    source = await directory(6)
    databases = SqliteDatabases(tmp_path)
    await replicate(source, await databases.create("directory-demo"))
    await databases.close()
    await source.bulk_docs([service(CASA, "1-a")])

    databases = SqliteDatabases(tmp_path)
    target = await databases.open("directory-demo")
    summary = await replicate(source, target)

    assert summary.changes_read == 1
    assert await dump(target) == await dump(source)
    await databases.close()


async def test_a_second_run_finds_nothing_to_do() -> None:
    source, target = await directory(3), MemoryStore("target")
    first = await replicate(source, target)

    second = await replicate(source, target)

    assert (second.changes_read, second.docs_written) == (0, 0)
    assert second.last_sequence == first.last_sequence


async def test_conflicts_travel_whole_and_both_sides_show_the_same_winner() -> None:
    hub, replica = MemoryStore("hub"), MemoryStore("replica")
    await hub.bulk_docs([service(CASA, "2-b 1-a", name="at the hub")])
    await replica.bulk_docs([service(CASA, "2-c 1-a", name="at the replica")])

    await replicate(hub, replica)
    await replicate(replica, hub)

    assert await dump(hub) == await dump(replica)
    leaves = await hub.leaves(CASA)
    assert [str(leaf.revision) for leaf in leaves] == ["2-c", "2-b"]


async def test_deletions_travel() -> None:
    source, target = MemoryStore("source"), MemoryStore("target")
    await source.bulk_docs([service(CASA, "1-a")])
    await replicate(source, target)
    await source.bulk_docs([service(CASA, "2-b! 1-a")])

    await replicate(source, target)

    assert (await target.info()).doc_del_count == 1
    assert [leaf.deleted for leaf in await target.leaves(CASA)] == [True]


async def test_ancestors_travel_with_a_revision() -> None:
    source, target = MemoryStore("source"), MemoryStore("target")
    await source.bulk_docs([service(CASA, "3-c 2-b 1-a")])

    await replicate(source, target)

    (leaf,) = await target.leaves(CASA)
    assert leaf.path == (revision("3-c"), revision("2-b"), revision("1-a"))


async def test_a_refused_document_is_listed_and_the_others_arrive() -> None:
    def no_legal_aid(leaves: Sequence[Document], new: Document) -> str | None:
        return "Not in this directory." if new.doc_id == LEGAL else None

    source, target = MemoryStore("source"), MemoryStore("target")
    await source.bulk_docs([service(LEGAL, "1-a"), service(CASA, "1-a")])

    summary = await replicate(source, target, gate=no_legal_aid)

    assert [(one.doc_id, one.reason) for one in summary.failures] == [
        (LEGAL, "Not in this directory.")
    ]
    assert (summary.docs_written, summary.doc_write_failures) == (1, 1)
    assert list(await dump(target)) == [CASA]


async def test_a_document_the_source_cannot_hand_over_is_listed_with_the_reason() -> None:
    class HoldsOneUnreadable(MemoryStore):
        async def bulk_get(
            self, wanted: Sequence[tuple[str, Revision | None]]
        ) -> list[Document | None]:
            readable = [one for one in wanted if one[0] != LEGAL]
            found = dict(zip(readable, await super().bulk_get(readable), strict=True))
            return [found.get(one) for one in wanted]

        async def leaves(self, doc_id: str) -> list[Document]:
            if doc_id == LEGAL:
                raise MalformedError("the number 1e999 is not finite")
            return await super().leaves(doc_id)

    source, target = HoldsOneUnreadable("source"), MemoryStore("target")
    await source.bulk_docs([service(LEGAL, "1-a"), service(CASA, "1-a")])

    summary = await replicate(source, target)

    assert [one.reason for one in summary.failures] == ["the number 1e999 is not finite"]
    assert list(await dump(target)) == [CASA]


async def test_a_document_edited_between_feed_and_fetch_is_no_failure() -> None:
    class EditedMeanwhile(MemoryStore):
        async def bulk_get(
            self, wanted: Sequence[tuple[str, Revision | None]]
        ) -> list[Document | None]:
            await self.bulk_docs([service(CASA, "2-b 1-a")])
            return await super().bulk_get(wanted)

    source, target = EditedMeanwhile("source"), MemoryStore("target")
    await source.bulk_docs([service(CASA, "1-a")])

    first = await replicate(source, target)
    await replicate(source, target)

    assert first.failures == ()
    assert [str(leaf.revision) for leaf in await target.leaves(CASA)] == ["2-b"]


async def test_what_is_only_unavailable_is_not_passed_over() -> None:
    class FullDisk(MemoryStore):
        async def bulk_docs(
            self,
            documents: Sequence[Document],
            *,
            new_edits: bool = False,
            gate: Gate | None = None,
        ) -> list[Outcome]:
            error = UnavailableError("no space left on device")
            return [Outcome(doc.doc_id, doc.revision, error) for doc in documents]

    source, target = await directory(2), FullDisk("target")

    with pytest.raises(UnavailableError):
        await replicate(source, target)

    summary = await replicate(source, MemoryStore("empty"))
    assert summary.changes_read == 2


@pytest.mark.parametrize("answered", [True, False], ids=["call lost", "answer lost"])
@pytest.mark.parametrize("cancels", [False, True], ids=["line cut", "cancelled"])
async def test_a_run_that_stops_at_any_call_is_finished_by_the_next(
    answered: bool, cancels: bool
) -> None:
    calls = 0
    while True:
        source, target = await directory(7), MemoryStore("target")
        line = Line(calls, answered=answered, cancels=cancels)
        finished = False
        with line.scope:
            try:
                await replicate(Pulled(source, line), Pulled(target, line), batch_size=3)
                finished = True
            except UnavailableError:
                pass
        await assert_checkpoint_trails(source, target)

        await replicate(source, target, batch_size=3)

        assert await dump(target) == await dump(source)
        if finished:
            break
        calls += 1
    assert calls > 15  # it was stopped at each of them


async def assert_checkpoint_trails(source: MemoryStore, target: MemoryStore) -> None:
    """Check that the target holds all that the next run will not look at again."""
    log_id = replication_id((await source.info()).uuid, (await target.info()).uuid)
    since = find_common_ancestry(
        ReplicationLog.parse(await source.read_local(log_id)),
        ReplicationLog.parse(await target.read_local(log_id)),
    )
    rest = {change.doc_id for change in (await source.changes(since, limit=1000)).changes}
    for doc_id, leaves in (await dump(source)).items():
        if doc_id not in rest:
            assert await target.revs_diff({doc_id: [leaf.revision for leaf in leaves]}) == {}


async def test_a_target_restored_from_a_backup_is_filled_up_again() -> None:
    source, target = await directory(4), MemoryStore("target")
    await replicate(source, target)
    backup = copy.deepcopy(target.__dict__ | {"_bell": None})
    await source.bulk_docs([service(CASA, "1-a")])
    await replicate(source, target)

    bell = target._bell
    target.__dict__.update(backup, _bell=bell)
    await target.start_epoch()
    await replicate(source, target)

    assert await dump(target) == await dump(source)


@pytest.mark.parametrize("keeps_checkpoints", [True, False])
async def test_a_target_restored_under_a_run_is_filled_up_by_the_next(
    *, keeps_checkpoints: bool
) -> None:
    class Restored(MemoryStore):
        """Goes back to nothing, in a new epoch, when `calls` batches were written."""

        calls = 2

        async def bulk_docs(
            self,
            documents: Sequence[Document],
            *,
            new_edits: bool = False,
            gate: Gate | None = None,
        ) -> list[Outcome]:
            self.calls -= 1
            if self.calls == 0:
                self._held, self._locals, self._last_number = {}, {}, 0
                await self.start_epoch()
            return await super().bulk_docs(documents, new_edits=new_edits, gate=gate)

    source = MemoryStore("source") if keeps_checkpoints else ReadOnly("source")
    target = Restored("target")
    await source.bulk_docs([service(f"service:{number}", "1-a") for number in range(6)])

    with pytest.raises(UnavailableError):
        await replicate(source, target, batch_size=2)
    await replicate(source, target, batch_size=2)

    assert await dump(target) == await dump(source)


async def test_a_batch_is_cut_by_its_bytes_too() -> None:
    class Counts(MemoryStore):
        sizes: list[int]

        async def bulk_docs(
            self,
            documents: Sequence[Document],
            *,
            new_edits: bool = False,
            gate: Gate | None = None,
        ) -> list[Outcome]:
            self.sizes.append(sum(len(document.body) for document in documents))
            return await super().bulk_docs(documents, new_edits=new_edits, gate=gate)

    source, target = MemoryStore("source"), Counts("target")
    target.sizes = []
    await source.bulk_docs(
        [service(f"service:{number}", "1-a", name="x" * 1000) for number in range(40)]
    )

    summary = await replicate(source, target, batch_bytes=5_000)

    assert summary.docs_written == 40
    assert max(target.sizes) <= 5_000
    assert len(target.sizes) <= 12


async def test_one_document_larger_than_a_batch_still_travels() -> None:
    source, target = MemoryStore("source"), MemoryStore("target")
    await source.bulk_docs([service(CASA, "1-a", name="x" * 10_000), service(LEGAL, "1-a")])

    summary = await replicate(source, target, batch_bytes=100)

    assert summary.docs_written == 2


class ReadOnly(MemoryStore):
    """A source that lets us read, and keep nothing."""

    async def write_local(self, local_id: str, body: Mapping[str, Any] | None) -> None:
        raise ForbiddenError("You are not allowed to write here.")


async def test_a_source_that_keeps_no_checkpoint_is_read_all_the_same() -> None:
    source, target = ReadOnly("source"), MemoryStore("target")
    await source.bulk_docs([service(CASA, "1-a")])

    first = await replicate(source, target)
    second = await replicate(source, target)

    assert first.source_is_read_only
    assert (first.changes_read, second.changes_read) == (1, 0)


async def test_a_restored_source_that_keeps_no_checkpoint_is_read_from_the_start() -> None:
    source, target = ReadOnly("source"), MemoryStore("target")
    await source.bulk_docs([service(CASA, "1-a")])
    await replicate(source, target)

    await source.start_epoch()
    again = await replicate(source, target)

    assert (again.changes_read, again.docs_written) == (1, 0)


async def test_progress_is_told_after_each_checkpoint() -> None:
    source, target = await directory(5), MemoryStore("target")
    told: list[int] = []

    await replicate(
        source, target, batch_size=2, on_progress=lambda summary: told.append(summary.changes_read)
    )

    assert told == [2, 4, 5]


async def test_a_database_that_is_not_there_is_said_to_be_missing() -> None:
    class Gone(MemoryStore):
        async def info(self) -> DatabaseInfo:
            raise NotFoundError("Database does not exist.")

    with pytest.raises(NotFoundError):
        await replicate(Gone("source"), MemoryStore("target"))


EDITS = st.lists(
    st.tuples(
        st.sampled_from(["hub", "replica"]),
        st.sampled_from([CASA, LEGAL]),
        st.sampled_from(["1-a", "1-z", "2-b 1-a", "2-c! 1-a", "3-d 2-b 1-a", "2-y! 1-z"]),
    ),
    max_size=8,
)


@settings(max_examples=examples(150), deadline=None)
@given(edits=EDITS, cuts=st.lists(st.integers(0, 14), max_size=3))
def test_peers_that_have_exchanged_everything_hold_the_same(
    edits: list[tuple[str, str, str]], cuts: list[int]
) -> None:
    async def run() -> None:
        stores = {"hub": MemoryStore("hub"), "replica": MemoryStore("replica")}
        hub, replica = stores.values()
        for place, doc_id, path in edits:
            await stores[place].bulk_docs([service(doc_id, path, name=path)])
        for calls in cuts:
            line = Line(calls, answered=calls % 2 == 0, cancels=False)
            with suppress(UnavailableError):
                await replicate(Pulled(hub, line), Pulled(replica, line), batch_size=1)
            await assert_checkpoint_trails(hub, replica)
        await replicate(hub, replica)
        await replicate(replica, hub)
        assert await dump(hub) == await dump(replica)

    anyio.run(run)
