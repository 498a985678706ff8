"""What there is to export, as HSDS objects: of the whole directory, or of its public part.

Read page by page and given on one by one; between two pages only IDs are held.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Collection, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

import orjson
from anyio.lowlevel import checkpoint

from cairn_server.access import BodyCheck
from cairn_server.directory.publishing.compose import compose_service
from cairn_server.directory.publishing.read_model import ReadModel
from cairn_server.directory.publishing.vocabulary import TAXONOMIES, TERMS
from cairn_server.directory.tabular.objects import to_object
from cairn_server.directory.tabular.tables import DOCUMENTS
from cairn_server.whereabouts import is_marked, without_whereabouts
from cairn_sync.document import Document
from cairn_sync.store import Store

__all__ = ["Entries", "Entry", "PublicEntries", "StoredEntries"]

RENDERED = 25  # public entries between two looks at what else is to be done
PAGE = 50  # documents at a time
OWN = {"taxonomy": TAXONOMIES, "taxonomy_term": TERMS}  # Cairn's, in no document

Entry = tuple[str, dict[str, Any]]
"""A kind of document, and the object that stands for one."""


class Entries(Protocol):
    """A directory that can be read through, as often as wanted."""

    @property
    def known(self) -> Mapping[str, Collection[str]]:
        """By table, the IDs that there are."""

    @property
    def unfit(self) -> list[str]:
        """IDs of documents that are not exported: they break the rules."""

    def read(self) -> AsyncIterator[Entry]:
        """Yield every entry, each after what it refers to."""


@dataclass(slots=True)
class StoredEntries:
    """Everything that the directory holds, but for what no directory may."""

    store: Store
    check: BodyCheck  # what a document must look like
    members: Collection[str] = ()  # what names people who use Cairn
    known: dict[str, set[str]] = field(default_factory=dict)
    unfit: list[str] = field(default_factory=list)
    _hidden: dict[str, str] = field(default_factory=dict)  # confidential place -> organization
    _sheltering: set[str] = field(default_factory=set)  # organizations

    @classmethod
    async def look(
        cls, store: Store, check: BodyCheck, *, members: Collection[str] = ()
    ) -> StoredEntries:
        """Read everything once, to know what is there and which places must not be found."""
        made = cls(store, check, members)
        made.known = {kind: set() for kind in (*DOCUMENTS, "program")}
        made.known["taxonomy"] |= TAXONOMIES.keys()
        made.known["taxonomy_term"] |= TERMS.keys()
        for kind in DOCUMENTS:
            async for number, body in made._bodies(kind, note=made.unfit.append):
                made._note(kind, number, body)
        made._sheltering.discard("")
        return made

    async def read(self) -> AsyncIterator[Entry]:
        """Yield every entry, Cairn's own taxonomies first."""
        for kind in DOCUMENTS:
            own = OWN.get(kind, {})
            for told in own.values():
                yield kind, dict(told)
            async for number, body in self._bodies(kind):
                await checkpoint()
                if number in self.known[kind] and number not in own:
                    guarded = self._is_guarded(kind, number, body)
                    yield (
                        kind,
                        to_object(kind, number, body, guarded=guarded, members=self.members),
                    )

    def _note(self, kind: str, number: str, body: Mapping[str, Any]) -> None:
        self.known[kind].add(number)
        if kind == "organization":
            self.known["program"] |= {one["id"] for one in body.get("programs", ())}
        elif kind == "location" and is_marked(body):
            self._hidden[number] = body.get("organization_id", "")
            self._sheltering.add(self._hidden[number])
        elif kind == "service":
            places = {one["location_id"] for one in body.get("service_at_locations", ())}
            if "shelter" in body.get("categories", ()) or not places.isdisjoint(self._hidden):
                self._sheltering.add(body["organization_id"])

    def _is_guarded(self, kind: str, number: str, body: Mapping[str, Any]) -> bool:
        if kind == "organization":
            return number in self._sheltering
        return kind == "service" and body["organization_id"] in self._sheltering

    async def _bodies(
        self, kind: str, *, note: Callable[[str], object] = lambda doc_id: None
    ) -> AsyncIterator[tuple[str, dict[str, Any]]]:
        start, end = f"{kind}:", f"{kind}:￿"
        while page := await self.store.all_docs(start=start, end=end, limit=PAGE):
            for document in page:
                shown = await self._shown(kind, document)
                if shown is None or self.check(document.doc_id, shown) is not None:
                    note(document.doc_id)
                    continue
                yield document.doc_id.partition(":")[2], shown
            start = f"{page[-1].doc_id}\0"

    async def _shown(self, kind: str, document: Document) -> dict[str, Any] | None:
        """Return the body; of a place that somebody hid beside another edit, the hidden one."""
        if kind == "location":
            leaves = [one for one in await self.store.leaves(document.doc_id) if not one.deleted]
            bodies = [leaf.parsed_body() for leaf in without_whereabouts(leaves)]
            marked = [body for body in bodies if is_marked(body)]
            return next(iter([*marked, *bodies]), None)
        return document.parsed_body()


class PublicEntries:
    """What everybody may see, as the API shows it."""

    unfit: list[str]

    def __init__(self, model: ReadModel) -> None:
        self._model = model
        self.unfit = []
        programs = {one for o in model.organizations.values() for one in o.programs}
        self.known: Mapping[str, Collection[str]] = {
            "taxonomy": model.taxonomies.keys(),
            "taxonomy_term": model.terms.keys(),
            "organization": model.organizations.keys(),
            "location": model.locations.keys(),
            "service": model.services.keys(),
            "program": programs,
        }

    async def read(self) -> AsyncIterator[Entry]:
        """Yield every public entry."""
        model = self._model
        for taxonomy in list(model.taxonomies.values()):
            yield "taxonomy", dict(taxonomy)
        for term in list(model.terms.values()):
            yield "taxonomy_term", dict(term)
        for number in model.sorted_ids("organizations"):
            organization = model.organizations[number]
            yield "organization", _object(organization.scalars, organization.parts)
        for n, number in enumerate(sorted(model.locations)):
            if n % RENDERED == 0:
                await checkpoint()
            location = model.locations[number]
            told = _object(location.scalars, location.parts)
            if location.organization_id in model.organizations:
                told["organization_id"] = location.organization_id
            yield "location", told
        for n, number in enumerate(list(model.sorted_ids("services"))):
            if n % RENDERED == 0:
                await checkpoint()
            told = orjson.loads(compose_service(model, model.services[number], full=True))
            for nested in ("organization", "program"):
                told.pop(nested, None)
            for place in told.get("service_at_locations", ()):
                place.pop("location", None)
            yield "service", _without_terms(told)


def _object(*members: bytes) -> dict[str, Any]:
    told = orjson.loads(b"{%s}" % b",".join(filter(None, members)))
    return {k: _without_terms(v) for k, v in told.items()}


def _without_terms(value: Any) -> Any:
    """Take the terms out of attributes: they are entries of their own."""
    if isinstance(value, dict):
        return {k: _without_terms(v) for k, v in value.items() if k != "taxonomy_term"}
    return [_without_terms(one) for one in value] if isinstance(value, list) else value
