"""The import itself: files in, a report out, and documents written unless it is a dry run.

::

    files --table_drafts, hsds_drafts--> drafts --link--> drafts --plan--> edits --writing--> store
                                                                     `--telling--> report

Written batch by batch through ``Store.bulk_docs`` and the same gate as everybody's edits. What
is remembered from one import to the next is in ``memory``.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from cairn_server.directory.importing.adopt import adopt, places_in
from cairn_server.directory.importing.draft import Draft, document_id
from cairn_server.directory.importing.files import join_rows
from cairn_server.directory.importing.fixing import (
    Fixes,
    find_fixes,
    fix_objects,
    fix_tables,
)
from cairn_server.directory.importing.hand_edit import Fingerprints
from cairn_server.directory.importing.hsds_drafts import draft_hsds, link_hsds, places_of
from cairn_server.directory.importing.hsds_files import Objects, read_objects
from cairn_server.directory.importing.link import link, stand_in
from cairn_server.directory.importing.mapping import Mapping as FieldMapping
from cairn_server.directory.importing.memory import (
    read_adopted,
    read_memory,
    read_trust,
    remember_adopted,
    remember_trusted,
)
from cairn_server.directory.importing.plan import Planned, plan_draft
from cairn_server.directory.importing.protect import Drafts, protect
from cairn_server.directory.importing.report import Report
from cairn_server.directory.importing.table import Table
from cairn_server.directory.importing.table_drafts import (
    draft_table,
    read_tables,
    rows_of,
    tell_strangers,
    unseen_fields,
)
from cairn_server.directory.importing.telling import sum_up
from cairn_server.directory.importing.writing import BATCH_SIZE, Progress, write_planned
from cairn_server.directory.tabular.tables import DOCUMENTS
from cairn_server.whereabouts import is_marked
from cairn_sync.document import Document
from cairn_sync.store import Gate, Store

__all__ = ["Progress", "import_files"]

LOOK_AT = 100  # rows between two calls of `looked`


def _silent(done: int, total: int) -> None:
    pass


class _Steps:
    """Rows looked at: each counts half when it is read, half when it is decided on."""

    def __init__(self, looked: Progress, total: int, halves: int) -> None:
        self._looked, self._total, self._halves, self._done = looked, total, halves, 0
        looked(0, total)

    def step(self) -> None:
        self._done += 1
        if self._done % LOOK_AT == 0 or self._done >= self._halves:
            self._looked(self._total * min(self._done, self._halves) // self._halves, self._total)


async def import_files(
    store: Store,
    mapping: FieldMapping,
    files: Mapping[str, bytes],
    *,
    gate: Gate,
    dry_run: bool = False,
    public: bool = False,
    trusted: Collection[str] = (),
    tables: Mapping[str, Table] | None = None,
    found: Objects | None = None,
    adopted: Mapping[str, str] = MappingProxyType({}),
    fixes: Fixes = MappingProxyType({}),
    as_drafts: bool = False,
    at: str | None = None,
    looked: Progress = _silent,
    progress: Progress = _silent,
) -> Report:
    """Bring `files`, by file name, into the directory in `store`.

    `tables`, by type, or `found`, of HSDS, are taken in place of `files` where they were read
    already. `looked` hears of rows while they are looked at, `progress` of documents written.

    `public` marks every entry for the public API, but where the mapping says which are.
    `trusted` are IDs, as in the files, of places that look like shelters and may be listed
    with their address; they are remembered for this source. So is `adopted`: rows, by the ID
    of the service that each would be, which are the entry with the other ID. `fixes` are cells
    that a person put right, by ``file:row``, or what `find_fixes` makes of these. `as_drafts` makes
    what is added a draft; `at` is now, for ``last_modified``.

    Idempotent: rows that say what the directory holds already write nothing. What an
    editor changed by hand since the last import stays, and is reported.

    Raises:
        TableError: a file has no usable header; nothing was written.
        UnavailableError: the store stopped answering; run it again.
    """
    report = Report(dry_run)
    drafts = Drafts()
    trust = await read_trust(store, mapping, trusted)
    assigned: Mapping[str, Table] = {}
    if mapping.format == "hsds":
        objects = read_objects(files) if found is None else found
        objects = fix_objects(objects, find_fixes(objects, fixes)) if fixes else objects
        steps = _Steps(looked, len(objects.found), 2 * len(objects.found))
        in_order = draft_hsds(mapping, objects, drafts, report, step=steps.step)
    else:
        assigned = read_tables(mapping, files, report) if tables is None else tables
        assigned = fix_tables(assigned, fixes) if fixes else assigned
        parts = {kind: rows_of(mapping.objects[kind], table) for kind, table in assigned.items()}
        # One file may be read several times over: its rows are told once.
        rows: dict[str, int] = {}
        for table in parts.values():
            rows[table.file] = max(rows.get(table.file, 0), len(table.rows))
        halves = 2 * sum(len(table.rows) for table in parts.values())
        steps = _Steps(looked, sum(rows.values()), halves)
        in_order = [
            draft
            for kind, table in parts.items()
            for draft in draft_table(mapping, kind, table, drafts.of(kind), report, step=steps.step)
        ]
        join_rows(mapping, assigned, drafts)
        tell_strangers(mapping, assigned, report)
    chosen = await read_adopted(store, mapping)
    chosen |= adopted
    wanted = [*_doc_ids(mapping, in_order), *places_of(in_order), *chosen.values()]
    held = await _read_held(store, list(dict.fromkeys(wanted)))
    live = {doc_id: document for doc_id, document in held.items() if not document.deleted}
    if chosen:
        entries = [live[one].parsed_body() for one in chosen.values() if one in live]
        places = await _read_held(store, [one for body in entries for one in places_in(body)])
        live |= {doc_id: document for doc_id, document in places.items() if not document.deleted}
        chosen = adopt(mapping, drafts, chosen, live)
    for source_id, location in drafts.locations.items():
        there = live.get(document_id(mapping, "location", source_id))
        location.is_kept_secret = there is not None and is_marked(there.parsed_body())
    if mapping.format == "hsds":
        memory = await read_memory(store, mapping, "location")
        trust = replace(trust, places=trust.places | _listed(mapping, drafts, live, memory))
    if mapping.format == "hsds":
        stand_ins = stand_in(mapping, drafts, live)
        protect(drafts, link_hsds(mapping, drafts, known=live), trust)
    else:
        stand_ins = link(mapping, drafts, known=live, trust=trust)
    held |= await _read_held(store, _doc_ids(mapping, stand_ins))

    if public:
        _mark_public(mapping, (*stand_ins, *in_order))
    planned: list[Planned] = []
    memories: dict[str, dict[str, Fingerprints]] = {}
    for kind in DOCUMENTS:
        memory = memories[kind] = await read_memory(store, mapping, kind)
        unseen = unseen_fields(mapping, kind, assigned)
        for draft in (one for one in (*stand_ins, *in_order) if one.kind == kind):
            doc_id = draft.adopted or document_id(mapping, kind, draft.source_id)
            now, last = held.get(doc_id), memory.get(doc_id)
            planned.append(
                plan_draft(
                    draft,
                    doc_id,
                    now=now,
                    last=last,
                    unseen=unseen,
                    at=at,
                    brought_by="" if mapping.own else mapping.source,
                    as_draft=as_drafts,
                )
            )
            if draft.file:
                steps.step()
    if not dry_run and trust.places:
        await remember_trusted(store, mapping, trust)
    if not dry_run and adopted:
        await remember_adopted(store, mapping, chosen)
    if not dry_run:
        planned = await write_planned(
            store, mapping, planned, memories, gate=gate, progress=progress
        )
    sum_up(report, planned)
    return report


def _listed(
    mapping: FieldMapping,
    drafts: Drafts,
    live: Mapping[str, Document],
    memory: Mapping[str, Fingerprints],
) -> frozenset[str]:
    """Return the places that people, no import, have listed right where the file says they are."""
    found = set()
    for source_id, location in drafts.locations.items():
        doc_id = document_id(mapping, "location", source_id)
        there = live.get(doc_id)
        if there is not None and doc_id not in memory:
            body = there.parsed_body()
            where = ("addresses", "latitude", "longitude", "description", "transportation", "url")
            if not is_marked(body) and all(
                location.body.get(name, body.get(name)) == body.get(name) for name in where
            ):
                found.add(source_id)
    return frozenset(found)


def _mark_public(mapping: FieldMapping, drafts: Sequence[Draft]) -> None:
    for draft in drafts:
        part = mapping.objects.get(draft.kind)
        if draft.kind != "taxonomy_term" and (part is None or "public" not in part.fields):
            draft.body["public"] = True


def _doc_ids(mapping: FieldMapping, drafts: Sequence[Draft]) -> list[str]:
    """Return the IDs of the drafts and of all they refer to, each once."""
    doc_ids: dict[str, None] = {}
    for draft in drafts:
        if draft.source_id:
            doc_ids[document_id(mapping, draft.kind, draft.source_id)] = None
        if draft.organization:
            doc_ids[document_id(mapping, "organization", draft.organization)] = None
        if draft.kind == "service" and draft.linked:
            doc_ids |= {document_id(mapping, "location", one): None for one in draft.linked}
    return list(doc_ids)


async def _read_held(store: Store, doc_ids: Sequence[str]) -> dict[str, Document]:
    held: dict[str, Document] = {}
    for start in range(0, len(doc_ids), BATCH_SIZE):
        some = doc_ids[start : start + BATCH_SIZE]
        for document in await store.bulk_get([(doc_id, None) for doc_id in some]):
            if document is not None:
                held[document.doc_id] = document
    return held
