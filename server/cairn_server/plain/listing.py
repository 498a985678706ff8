"""The rows of the public directory, kept up with its read model."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property

import anyio
from anyio.lowlevel import checkpoint

from cairn_server.directory.publishing.public_directory import PublicDirectory
from cairn_server.directory.publishing.read_model import ReadModel
from cairn_server.plain.finding import vocabulary_of
from cairn_server.plain.mistakes import Beginnings, Vocabulary
from cairn_server.plain.openings import Book, Openings
from cairn_server.plain.row import Row, made_from, row_of

__all__ = ["Listing", "PlainDirectory"]

TOLD = 250  # hours, likewise: 5 ms at most
MADE = 25  # rows between two looks at what else is to be done


@dataclass(frozen=True)
class Listing:
    """Every public service, as it is now."""

    model: ReadModel
    digest: int
    rows: Sequence[Row]  # in their order
    row_by_number: dict[str, Row]
    areas: Sequence[tuple[str, int]]  # towns and areas, with how many services, by name
    languages: Sequence[str]  # tags, the most common first

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """Return the words that it is found by; made when somebody first mistypes one."""
        return vocabulary_of(self.rows)

    def shows(self, model: ReadModel) -> bool:
        """Tell whether this is what is public now."""
        return self.model is model and self.digest == model.digest

    def of_organization(self, number: str) -> list[Row]:
        """Return the services of an organization."""
        return [row for row in self.rows if row.organization_id == number]


class PlainDirectory:
    """One directory as pages. Nothing is held until somebody asks."""

    def __init__(
        self,
        directory: PublicDirectory,
        *,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._directory = directory
        self._clock = clock
        self._listing: Listing | None = None
        self._book = Book()
        self._beginnings = Beginnings()
        self._openings = Openings(None)
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

    def is_there(self, start: str) -> bool:
        """Tell whether a word in any entry may begin so."""
        return self._beginnings.has(start)

    def openings(self, listing: Listing) -> Openings:
        """Return what is open at this minute."""
        if self._openings.home != listing.model.home_zone:
            self._openings = Openings(listing.model.home_zone)
        self._openings.turn_to(self._clock())
        return self._openings

    async def tell_all(self, openings: Openings) -> None:
        """Tell of every kind of hours whether it is open, in slices between other answers."""
        for n, times in enumerate(self._book.all_times, 1):
            openings.of(times)
            if n % TOLD == 0:
                await checkpoint()

    async def _list(self, model: ReadModel) -> Listing:
        """List what there is; what changes meanwhile is seen by its digest."""
        digest, known = model.digest, self._listing
        if known is None or known.model is not model:  # the collaborative's clock may differ
            known, self._book, self._beginnings = None, Book(), Beginnings()
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
            row = rows[number] = row_of(model, service, self._book)
            self._beginnings.add(row.words.split())
            self._beginnings.add(service.text.split())
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
