"""One row as the beginning of a document: its own fields, and what it refers to."""

from __future__ import annotations

from collections.abc import Mapping as Dictionary
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID, uuid5

from cairn_server.directory.errors import DirectoryError
from cairn_server.directory.importing.cell import CellReader
from cairn_server.directory.importing.finding import Finding, Result
from cairn_server.directory.importing.mapping import (
    LocationMap,
    Mapping,
    ObjectMap,
    ServiceMap,
)
from cairn_server.directory.importing.table import Row
from cairn_server.directory.models import SCHEMA, validate_body
from cairn_server.directory.said import said

__all__ = ["Draft", "document_id", "draft_row", "leave_out_invalid"]

NAMESPACE = UUID("6d8a3c1e-52c7-5f0b-9a64-0c1f7d2b9e35")  # of imported IDs; never changes

REQUIRED = {  # without these there is nothing to list
    "organization": ("name",),
    "service": ("name",),
    "location": (),
}
FILLER = "00000000-0000-5000-8000-000000000000"


@dataclass(slots=True)
class Draft:
    """A document on its way in. Links and confidentiality are added by ``link``."""

    kind: str
    source_id: str
    body: dict[str, Any]
    file: str = ""  # "" for one that stands in for what no file lists
    row: int = 0
    key: str = ""  # of an object of HSDS: `Found.key`
    adopted: str = ""  # the entry that it fills in; "": its own
    organization: str = ""  # source ID
    organization_name: str = ""
    linked: list[str] = field(default_factory=list)  # source IDs: a service's locations or back
    about_linked: dict[str, Any] = field(default_factory=dict)  # fields for what is linked
    is_hidden: bool = False  # the source says that its address is not for the public
    is_kept_secret: bool = False  # the directory has it as a place that must not be found
    is_at_organization: bool = True  # a location at its organization's own address
    terms: list[str] = field(default_factory=list)  # names and codes that classify it
    findings: list[Finding] = field(default_factory=list)

    @property
    def is_rejected(self) -> bool:
        return any(finding.result is Result.REJECTED for finding in self.findings)

    def note(
        self,
        result: Result,
        reason: str,
        *,
        column: str = "",
        value: str = "",
        fix: str = "",
        became: str = "",
    ) -> None:
        """Add a finding about this row."""
        self.findings.append(
            Finding(
                result,
                reason,
                file=self.file,
                row=self.row,
                column=column,
                value=value,
                fix=fix,
                became=became,
                key=self.key,
            )
        )


def document_id(mapping: Mapping, kind: str, source_id: str) -> str:
    """Return the ID that this thing of this source has for ever."""
    if mapping.format == "hsds":
        try:
            return f"{kind}:{UUID(source_id)}"  # HSDS's own IDs are unique everywhere
        except ValueError:
            pass
    return f"{kind}:{uuid5(NAMESPACE, f'{mapping.source}/{kind}/{source_id}')}"


def draft_row(
    mapping: Mapping, kind: str, row: Row, *, file: str, columns: Dictionary[str, str]
) -> Draft:
    """Read one row.

    `columns` gives, by the mapping's name for a column, the file's own. A draft with a
    finding of ``Result.REJECTED`` must not go in.
    """
    part = mapping.objects[kind]
    draft = Draft(kind, "", {"type": kind, "schema": SCHEMA}, file=file, row=row.number)
    reader = CellReader(
        mapping.keywords, row, columns=columns, note=draft.note, private=part.private_columns
    )
    source_id = draft.source_id = reader.cell(part.id)
    if not source_id:
        draft.note(
            Result.REJECTED,
            said("the row has no ID"),
            column=part.id,
            fix=said("Give every row an ID of its own, or delete the row."),
        )
        return draft
    draft.body |= reader.read_fields(kind, part.fields)
    _set_defaults(draft.body, kind)
    draft.is_hidden = reader.holds(part.no_public_address)
    _read_links(draft, part, reader)
    for name in REQUIRED[kind]:
        if name not in draft.body:
            column = next((s.column for s in part.fields.get(name, [])), "")
            draft.note(
                Result.REJECTED,
                said("the name is empty"),  # the one field that is required
                column=column,
                fix=said("Fill it in."),
            )
    if draft.organization:
        organization_id = document_id(mapping, "organization", draft.organization)
        draft.body["organization_id"] = organization_id.partition(":")[2]
    elif isinstance(part, ServiceMap):
        draft.note(
            Result.REJECTED,
            said("the service names no organization"),
            column=part.organization,
            fix=said("Give the ID of the organization that offers it."),
        )
    if not draft.is_rejected:
        leave_out_invalid(draft, part)
    return draft


def _set_defaults(body: dict[str, Any], kind: str) -> None:
    """Fill what HSDS requires and spreadsheets leave out."""
    if kind == "service":
        body.setdefault("status", "active")
    elif kind == "location":
        body.setdefault("location_type", "physical")


def _read_links(draft: Draft, part: ObjectMap, reader: CellReader) -> None:
    if isinstance(part, ServiceMap | LocationMap):
        draft.organization = reader.cell(part.organization) if part.organization else ""
        if part.organization_name:
            draft.organization_name = reader.cell(part.organization_name)
    if isinstance(part, ServiceMap):
        draft.linked = reader.pieces(part.locations)
        draft.about_linked = reader.read_fields("location", part.location_fields)
    elif isinstance(part, LocationMap):
        draft.linked = reader.pieces(part.services)
        draft.about_linked = reader.read_fields("service", part.service_fields)
        draft.is_at_organization = part.at_organization is None or reader.holds(
            part.at_organization
        )


def leave_out_invalid(draft: Draft, part: ObjectMap | None) -> None:
    """Take out the fields that no directory may hold, or reject the draft.

    Each value that is left out is a finding of its own; the rest of the row stays. What a
    confidential place must not hold is taken out later, by ``link.protect``.
    """
    mark = draft.body.pop("confidential", None)
    try:
        _leave_out(draft, part)
    finally:
        if mark is not None:
            draft.body["confidential"] = mark


def _leave_out(draft: Draft, part: ObjectMap | None) -> None:
    try:
        validate_body(draft.body)
        return
    except DirectoryError as exc:
        whole = exc.reason
    skeleton = {"type": draft.kind, "schema": SCHEMA, "name": "-", "status": "active"}
    skeleton |= {"location_type": "physical", "organization_id": FILLER}
    skeleton = {k: v for k, v in skeleton.items() if k in draft.body or k in ("type", "schema")}
    for name in [name for name in draft.body if name not in ("type", "schema")]:
        try:
            validate_body(skeleton | {name: draft.body[name]} | _partner(draft.body, name))
        except DirectoryError as exc:
            sources = part.fields.get(name, []) if part is not None else []
            own = name if draft.key else ""  # HSDS names its columns as the directory does
            column = next((source.column for source in sources if source.column), own)
            if name in (
                *REQUIRED.get(draft.kind, ("name",)),
                "organization_id",
                "status",
                "location_type",
            ):
                draft.note(
                    Result.REJECTED, exc.reason, column=column, fix=said("Correct the cell.")
                )
                return
            del draft.body[name]
            draft.note(Result.LEFT_OUT, exc.reason, column=column, fix=said("Correct the cell."))
    try:
        validate_body(draft.body)
    except DirectoryError:
        draft.note(Result.REJECTED, whole, fix=said("Correct the row."))


PARTNERS = {"latitude": "longitude", "longitude": "latitude"}


def _partner(body: dict[str, Any], name: str) -> dict[str, Any]:
    partner = PARTNERS.get(name)
    return {partner: body[partner]} if partner in body else {}
