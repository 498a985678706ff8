"""The rows of tables as drafts: which file holds what, and what no part of a mapping takes."""

from __future__ import annotations

from collections.abc import Callable, Container, Mapping
from dataclasses import replace

from cairn_server.directory.importing.draft import Draft, draft_row
from cairn_server.directory.importing.files import absent_fields, assign_tables, match_columns
from cairn_server.directory.importing.finding import Finding, Result
from cairn_server.directory.importing.mapping import LocationMap, ObjectMap, ServiceMap
from cairn_server.directory.importing.mapping import Mapping as FieldMapping
from cairn_server.directory.importing.report import Report, Source
from cairn_server.directory.importing.table import Table, read_table
from cairn_server.directory.said import said

__all__ = ["draft_table", "read_tables", "rows_of", "tell_strangers", "unseen_fields"]


def read_tables(
    mapping: FieldMapping, files: Mapping[str, bytes], report: Report
) -> Mapping[str, Table]:
    """Return the table for each kind."""
    tables = [read_table(name, data) for name, data in files.items()]
    assigned = assign_tables(mapping, tables)
    report.ignored_files = [t.file for t in tables if not any(t is u for u in assigned.values())]
    return assigned


def rows_of(part: ObjectMap, table: Table) -> Table:
    """Return the table with those rows only that are about this type."""
    if part.rows is None:
        return table
    column = match_columns(part, table)[part.rows.column]
    wanted = {value.casefold() for value in part.rows.equals}
    rows = tuple(row for row in table.rows if row.cells.get(column, "").casefold() in wanted)
    # What is wrong with a row that cannot be read is told once.
    findings = table.findings if part.tells_faults else ()
    told = table.told if part.tells_faults else ()
    blank = table.blank * bool(findings)
    return replace(table, rows=rows, findings=findings, told=told, blank=blank)


def draft_table(
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
    report.findings += [*table.findings, *table.told]
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


def tell_strangers(mapping: FieldMapping, assigned: Mapping[str, Table], report: Report) -> None:
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


def unseen_fields(
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
