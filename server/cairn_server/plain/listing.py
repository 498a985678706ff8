"""The rows of the public directory, kept up with its read model."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import anyio
from anyio.lowlevel import checkpoint

from cairn_server.directory.publishing.public_directory import PublicDirectory
from cairn_server.directory.publishing.read_model import ReadModel
from cairn_server.plain.row import Row, made_from, row_of

__all__ = ["Listing", "PlainDirectory"]

MADE = 25  # rows between two looks at what else is to be done


@dataclass(frozen=True, slots=True)
class Listing:
    """Every public service, as it is now."""

    model: ReadModel
    digest: int
    rows: Sequence[Row]  # in their order
    row_by_number: dict[str, Row]
    areas: Sequence[tuple[str, int]]  # towns and areas, with how many services, by name
    languages: Sequence[str]  # tags, the most common first

    def shows(self, model: ReadModel) -> bool:
        """Tell whether this is what is public now."""
        return self.model is model and self.digest == model.digest

    def of_organization(self, number: str) -> list[Row]:
        """Return the services of an organization."""
        return [row for row in self.rows if row.organization_id == number]


class PlainDirectory:
    """One directory as pages. Nothing is held until somebody asks."""

    def __init__(self, directory: PublicDirectory) -> None:
        self._directory = directory
        self._listing: Listing | None = None
        self._lock = anyio.Lock()

    async def look(self) -> Listing:
        """Return the directory as it is now, or was half a second ago.

        Raises:
            UnavailableError: the store is out of reach, so nobody knows what is public still.
        """
        model = await self._directory.look()
        if self._listing is None or not self._listing.shows(model):
            async with self._lock:
                while self._listing is None or not self._listing.shows(model):
                    self._listing = await self._list(model)
        return self._listing

    async def _list(self, model: ReadModel) -> Listing:
        """List what there is; what changes meanwhile is seen by its digest."""
        digest, known = model.digest, self._listing
        before = known.row_by_number if known is not None else {}
        rows: dict[str, Row] = {}
        made = 0
        for number in list(model.sorted_ids("services")):
            service = model.services.get(number)
            if service is None:  # hidden while others were served
                continue
            old = before.get(number)
            if old is not None and old.made == made_from(model, service):
                rows[number] = old
                continue
            rows[number] = row_of(model, service)
            made += 1
            if made % MADE == 0:
                await checkpoint()
        return _listing(model, digest, rows)


def _listing(model: ReadModel, digest: int, rows: dict[str, Row]) -> Listing:
    ordered = sorted(rows.values(), key=lambda row: row.order)
    areas = Counter(area for row in ordered for area in row.areas)
    spoken = Counter(tag for row in ordered for tag in row.languages)
    return Listing(
        model,
        digest,
        ordered,
        rows,
        sorted(areas.items()),
        [tag for tag, _ in spoken.most_common()],
    )
