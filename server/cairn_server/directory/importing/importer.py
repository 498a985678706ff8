"""The import itself: files in, a report out, and documents written unless it is a dry run.

Written batch by batch through ``Store.bulk_docs`` and the same gate as everybody's edits.
After each batch the fingerprints of what went in are kept in a ``_local`` document, which
never replicates: phones need not carry them. A crash between the two only makes the next
import ask an editor once more than needed; it never overwrites one.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Container, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from cairn_server.directory.importing.adopt import ADOPTED, adopt, places_in
from cairn_server.directory.importing.draft import Draft, document_id, draft_row
from cairn_server.directory.importing.files import (
    absent_fields,
    assign_tables,
    join_rows,
    match_columns,
)
from cairn_server.directory.importing.finding import Finding, Result
from cairn_server.directory.importing.hand_edit import Fingerprints
from cairn_server.directory.importing.hsds_drafts import draft_hsds, link_hsds, places_of
from cairn_server.directory.importing.hsds_files import Objects, read_objects
from cairn_server.directory.importing.link import Drafts, Trust, link, protect, stand_in
from cairn_server.directory.importing.mapping import LocationMap, ObjectMap, ServiceMap
from cairn_server.directory.importing.mapping import Mapping as FieldMapping
from cairn_server.directory.importing.plan import Planned, Verdict, plan_draft
from cairn_server.directory.importing.report import Count, Report, Source
from cairn_server.directory.importing.table import Table, read_table
from cairn_server.directory.said import said
from cairn_server.directory.tabular.tables import DOCUMENTS
from cairn_server.whereabouts import is_marked
from cairn_sync.document import Document
from cairn_sync.store import Gate, Store

__all__ = ["Progress", "import_files"]

BATCH_SIZE = 200  # documents a write; small enough that a bar moves

LOOK_AT = 100  # rows between two calls of `looked`

Progress = Callable[[int, int], None]
"""Called with how much is done, and of how much; it may raise to stop the import."""


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
    of the service that each would be, which are the entry with the other ID. `as_drafts` makes
    what is added a draft; `at` is now, for ``last_modified``.

    Idempotent: rows that say what the directory holds already write nothing. What an
    editor changed by hand since the last import stays, and is reported.

    Raises:
        TableError: a file has no usable header; nothing was written.
        UnavailableError: the store stopped answering; run it again.
    """
    report = Report(dry_run)
    drafts = Drafts()
    trust = await _read_trust(store, mapping, trusted)
    assigned: Mapping[str, Table] = {}
    if mapping.format == "hsds":
        objects = read_objects(files) if found is None else found
        steps = _Steps(looked, len(objects.found), 2 * len(objects.found))
        in_order = draft_hsds(mapping, objects, drafts, report, step=steps.step)
    else:
        assigned = _read_tables(mapping, files, report) if tables is None else tables
        parts = {kind: _rows_of(mapping.objects[kind], table) for kind, table in assigned.items()}
        # One file may be read several times over: its rows are told once.
        rows: dict[str, int] = {}
        for table in parts.values():
            rows[table.file] = max(rows.get(table.file, 0), len(table.rows))
        halves = 2 * sum(len(table.rows) for table in parts.values())
        steps = _Steps(looked, sum(rows.values()), halves)
        in_order = [
            draft
            for kind, table in parts.items()
            for draft in _draft_table(
                mapping, kind, table, drafts.of(kind), report, step=steps.step
            )
        ]
        join_rows(mapping, assigned, drafts)
        _tell_strangers(mapping, assigned, report)
    chosen = dict((await store.read_local(_memory_id(mapping, ADOPTED)) or {}).get("entries", {}))
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
        memory = await _read_memory(store, mapping, "location")
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
        memory = memories[kind] = await _read_memory(store, mapping, kind)
        unseen = _unseen_fields(mapping, kind, assigned)
        for draft in (one for one in (*stand_ins, *in_order) if one.kind == kind):
            doc_id = draft.adopted or document_id(mapping, kind, draft.source_id)
            now, last = held.get(doc_id), memory.get(doc_id)
            planned.append(
                plan_draft(
                    draft, doc_id, now=now, last=last, unseen=unseen, at=at, as_draft=as_drafts
                )
            )
            if draft.file:
                steps.step()
    if not dry_run and trust.places:
        await store.write_local(_memory_id(mapping, "trusted"), {"places": sorted(trust.places)})
    if not dry_run and adopted:
        await store.write_local(_memory_id(mapping, ADOPTED), {"entries": chosen})
    if not dry_run:
        planned = await _write(store, mapping, planned, memories, gate=gate, progress=progress)
    _sum_up(report, planned)
    return report


# -- Reading ------------------------------------------------------------------


def _read_tables(
    mapping: FieldMapping, files: Mapping[str, bytes], report: Report
) -> Mapping[str, Table]:
    """Return the table for each kind."""
    tables = [read_table(name, data) for name, data in files.items()]
    assigned = assign_tables(mapping, tables)
    report.ignored_files = [t.file for t in tables if not any(t is u for u in assigned.values())]
    return assigned


async def _read_trust(store: Store, mapping: FieldMapping, trusted: Collection[str]) -> Trust:
    """Return which places may be listed: those named now, and at any import before."""
    kept = await store.read_local(_memory_id(mapping, "trusted"))
    places = {*trusted, *(kept or {}).get("places", ())}
    return Trust(frozenset(places), mapping.own, tuple(mapping.shelter_terms))


def _draft_table(
    mapping: FieldMapping,
    kind: str,
    table: Table,
    by_id: dict[str, Draft],
    report: Report,
    *,
    step: Callable[[], None],
) -> list[Draft]:
    """Return a draft for every row, the rejected ones too; `by_id` gets those that go on."""
    part = mapping.objects[kind]
    columns = match_columns(part, table)
    count = report.count_for(kind)
    count.blank += table.blank
    count.rejected += len(table.findings)
    report.findings += table.findings
    rows = len(table.rows) + table.blank + len(table.findings)
    report.sources.append(Source(table.file, kind, table.encoding, rows))
    drafts = []
    for row in table.rows:
        step()
        draft = draft_row(mapping, kind, row, file=table.file, columns=columns)
        first = by_id.get(draft.source_id)
        if first is not None and part.repeats:
            count.repeated += 1
            continue
        if first is not None:
            draft.note(
                Result.REJECTED,
                said("row {row} has this ID already", row=first.row),
                column=part.id,
                value=draft.source_id,
                fix=said("Give every row an ID of its own."),
            )
        elif draft.source_id and not draft.is_rejected:
            by_id[draft.source_id] = draft
        drafts.append(draft)
    return drafts


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


def _unseen_fields(
    mapping: FieldMapping, kind: str, assigned: Mapping[str, Table]
) -> Container[str]:
    """Return the fields of `kind` that stand in a file which was not given this time."""
    unseen: set[str] = set()
    service, location = mapping.service, mapping.location
    if kind == "service" and isinstance(location, LocationMap) and "location" not in assigned:
        unseen |= set(location.service_fields)
        unseen |= {"service_at_locations"} if location.services is not None else set()
    if kind == "location" and isinstance(service, ServiceMap) and "service" not in assigned:
        unseen |= {"latitude" if name == "position" else name for name in service.location_fields}
    if kind in assigned:
        unseen |= absent_fields(mapping.objects[kind], assigned[kind])
    return unseen


def _rows_of(part: ObjectMap, table: Table) -> Table:
    """Return the table with those rows only that are about this type."""
    if part.rows is None:
        return table
    column = match_columns(part, table)[part.rows.column]
    wanted = {value.casefold() for value in part.rows.equals}
    rows = tuple(row for row in table.rows if row.cells.get(column, "").casefold() in wanted)
    # What is wrong with a row that cannot be read is told once.
    findings = table.findings if part.tells_faults else ()
    return replace(table, rows=rows, findings=findings, blank=table.blank * bool(findings))


def _tell_strangers(mapping: FieldMapping, assigned: Mapping[str, Table], report: Report) -> None:
    """Reject the rows that no part of the mapping takes."""
    conditions = [part.rows for part in mapping.objects.values()]
    conditions += [mapping.join.rows] if mapping.join is not None else []
    tables = list({id(table): table for table in assigned.values()}.values())
    if len(tables) != 1 or None in conditions:
        return
    wanted = {
        (one.column.casefold(), value.casefold())
        for one in conditions
        if one is not None
        for value in one.equals
    }
    for row in tables[0].rows:
        held = {(name.casefold(), cell.casefold()): name for name, cell in row.cells.items()}
        if wanted.isdisjoint(held):
            column = next(one.column for one in conditions if one is not None)
            report.count_for("service").rejected += 1
            report.findings.append(
                Finding(
                    Result.REJECTED,
                    said("the row is of no kind that the mapping reads"),
                    file=tables[0].file,
                    row=row.number,
                    column=column,
                    value=row.cells.get(column, ""),
                    fix=said("Use one of: {known}.", known=", ".join(v for _, v in sorted(wanted))),
                )
            )


# -- Writing ------------------------------------------------------------------


def _memory_id(mapping: FieldMapping, kind: str) -> str:
    return f"import-{mapping.source}-{kind}"


async def _read_memory(store: Store, mapping: FieldMapping, kind: str) -> dict[str, Fingerprints]:
    """Return what the last import of this source wrote, by document ID and field."""
    kept = await store.read_local(_memory_id(mapping, kind))
    memory: dict[str, Fingerprints] = (kept or {}).get("fingerprints", {})
    return memory


async def _write(
    store: Store,
    mapping: FieldMapping,
    planned: Sequence[Planned],
    memories: dict[str, dict[str, Fingerprints]],
    *,
    gate: Gate,
    progress: Progress,
) -> list[Planned]:
    """Write the edits; return what was planned, with what the store refused as rejected."""
    total = sum(one.edit is not None for one in planned)
    done: list[Planned] = []
    written = 0
    progress(0, total)
    for start in range(0, len(planned), BATCH_SIZE):
        batch = planned[start : start + BATCH_SIZE]
        edits = [one.edit for one in batch if one.edit is not None]
        refused: dict[str, str] = {}
        if edits:
            for outcome in await store.bulk_docs(edits, new_edits=True, gate=gate):
                if outcome.error is not None:
                    refused[outcome.doc_id] = str(outcome.error)
        done += [_settle(one, refused) for one in batch]
        await _remember(store, mapping, done[start:], memories)
        written += len(edits)
        progress(written, total)
    return done


def _settle(planned: Planned, refused: Mapping[str, str]) -> Planned:
    reason = refused.get(planned.doc_id)
    if reason is None or planned.edit is None:
        return planned
    planned.draft.note(
        Result.REJECTED,
        said("the directory refused it: {reason}", reason=reason),
        fix=said("If somebody edited it at this very moment, import again."),
    )
    return replace(planned, verdict=Verdict.REJECTED, edit=None, fingerprints=None)


async def _remember(
    store: Store,
    mapping: FieldMapping,
    batch: Sequence[Planned],
    memories: dict[str, dict[str, Fingerprints]],
) -> None:
    touched = set()
    for one in batch:
        if one.fingerprints is not None:
            memories[one.draft.kind][one.doc_id] = one.fingerprints
            touched.add(one.draft.kind)
    for kind in sorted(touched):
        await store.write_local(_memory_id(mapping, kind), {"fingerprints": memories[kind]})


# -- Telling ------------------------------------------------------------------


def _sum_up(report: Report, planned: Sequence[Planned]) -> None:
    for one in planned:
        count = report.count_for(one.draft.kind)
        results = {finding.result for finding in one.draft.findings}
        if one.draft.file:
            _add(count, one.verdict)
        elif one.verdict is not Verdict.UNCHANGED:
            count.made += 1
        if one.verdict is not Verdict.REJECTED:
            count.repaired += bool(results & {Result.REPAIRED, Result.LEFT_OUT})
            count.tidied += Result.TIDIED in results
            count.kept += Result.KEPT in results
            count.confidential += Result.CONFIDENTIAL in results
        report.findings += _findings(one)


def _add(count: Count, verdict: Verdict) -> None:
    match verdict:
        case Verdict.ADDED:
            count.added += 1
        case Verdict.CHANGED:
            count.changed += 1
        case Verdict.UNCHANGED:
            count.unchanged += 1
        case Verdict.REJECTED:
            count.rejected += 1


def _findings(planned: Planned) -> list[Finding]:
    """Return the draft's findings; of a rejected row only why, the rest being moot."""
    findings = planned.draft.findings
    if planned.verdict is Verdict.REJECTED:
        findings = [one for one in findings if one.result is Result.REJECTED]
    return list(dict.fromkeys(findings))
