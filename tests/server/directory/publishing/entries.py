"""A small public directory: an office, a shelter that must not be found, and what is private."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from cairn_server.directory.models import check_document
from cairn_server.directory.publishing.read_model import ReadModel
from cairn_sync.document import Document, new_edit
from cairn_sync.store import Change

__all__ = [
    "AIDE",
    "ALDER",
    "BEDS",
    "HALL",
    "LINE",
    "OFFICE",
    "SHELTER",
    "Directory",
    "location",
    "organization",
    "service",
]

ALDER, AIDE = (f"0a000000-0000-4000-8000-00000000000{n}" for n in (1, 2))
LINE, BEDS = (f"0b000000-0000-4000-8000-00000000000{n}" for n in (1, 2))
OFFICE, SHELTER, HALL = (f"0c000000-0000-4000-8000-00000000000{n}" for n in (1, 2, 3))


def organization(**more: Any) -> dict[str, Any]:
    return {
        "type": "organization",
        "schema": 1,
        "name": "Alder House",
        "description": "Help in three counties. Our office is at 214 Mill Street.",
        "public": True,
    } | more


def service(**more: Any) -> dict[str, Any]:
    return {
        "type": "service",
        "schema": 1,
        "organization_id": ALDER,
        "name": "Night Line",
        "status": "active",
        "public": True,
    } | more


def location(**more: Any) -> dict[str, Any]:
    return {
        "type": "location",
        "schema": 1,
        "location_type": "physical",
        "name": "Walk-in office",
        "organization_id": ALDER,
        "public": True,
    } | more


class Directory:
    """A read model, and documents that are edited one after the other."""

    def __init__(self) -> None:
        self.model = ReadModel(check_document)
        self._leaves: dict[str, list[Document]] = {}
        self._sequence = 0

    def put(self, kind: str, number: str, body: dict[str, Any]) -> None:
        """Store and show one edit of the document."""
        doc_id = f"{kind}:{number}"
        before = self._leaves.get(doc_id)
        edit = new_edit(doc_id, body, parent=before[0].path if before else ())
        self.show(doc_id, [edit])

    def delete(self, kind: str, number: str) -> None:
        doc_id = f"{kind}:{number}"
        path = self._leaves[doc_id][0].path
        self.show(doc_id, [new_edit(doc_id, {}, parent=path, deleted=True)])

    def show(self, doc_id: str, leaves: Iterable[Document], *, settle: bool = True) -> None:
        """Let the model see these leaves of a document, the winner first."""
        self._leaves[doc_id] = list(leaves)
        self._sequence += 1
        change = Change(str(self._sequence), doc_id, (), tuple(self._leaves[doc_id]))
        self.model.apply([change])
        while settle and self.model.settle(10):
            pass
