"""Which surveys there are, who may still answer, and their sums: what the doors ask.

A survey is a document of the shared space. A worksheet that counts some of its answers needs
no document: its counting place has an ID that follows from the collaborative and the template.
"""

from __future__ import annotations

import hashlib
import logging
import secrets
import sqlite3
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from ipaddress import ip_address, ip_network
from typing import Any, Literal
from uuid import NAMESPACE_URL, UUID, uuid5

import anyio
import orjson
from pydantic import ValidationError

from cairn_server.access import replicated_databases
from cairn_server.accounts.throttle import Throttle
from cairn_server.shared_space.check import PROGRAM_ID, worksheet_id
from cairn_server.shared_space.models import SMALLEST_CELL
from cairn_server.surveys.answer import read_answer
from cairn_server.surveys.form import COUNT_SMALLEST, Form, counting_form, survey_form
from cairn_server.surveys.tallies import Seen, Tallies
from cairn_server.worksheets.catalogue import templates
from cairn_server.worksheets.check import check_template
from cairn_server.worksheets.template import Template
from cairn_sync.errors import SyncError
from cairn_sync.store import Databases

__all__ = ["Found", "SurveyDesk", "TooManyAnswersError", "counting_id", "is_survey_id"]

COUNTING = uuid5(NAMESPACE_URL, "cairn:count")
ANSWERS_AN_HOUR = 300  # from one address: a community meeting on one line, or a helper's phone
IPV6_LINE_BITS = 64
LATE_DAYS = 15  # after the last day, for what waits on a helper's phone; and time zones
YEAR_DAYS = 366
SWEEP_SECONDS = 3600

logger = logging.getLogger(__name__)

Stage = Literal["not_yet", "open", "closed"]


class TooManyAnswersError(Exception):
    """One address sent more than a meeting does."""

    def __init__(self, retry_after_seconds: float) -> None:
        super().__init__("Many answers came from here just now. Please try again in an hour.")
        self.retry_after_seconds = max(1, round(retry_after_seconds))


@dataclass(frozen=True, slots=True)
class Found:
    """A survey, or a worksheet's counting place, as it stands today."""

    survey_id: str  # a UUID
    template: Template
    written: Mapping[str, Any] | None  # the template's document, unless it comes with Cairn
    form: Form
    smallest: int
    stage: Stage
    takes: bool  # answers, late ones too
    area: str = ""
    is_count: bool = False


def counting_id(collaborative: str, template_id: str) -> str:
    """Return where a collaborative adds up what may be counted of a worksheet."""
    return str(uuid5(COUNTING, f"{collaborative}/{template_id}"))


def is_survey_id(text: str) -> bool:
    """Tell whether `text` is a UUID, written the one way that IDs are."""
    try:
        return str(UUID(text)) == text
    except ValueError:
        return False


class SurveyDesk:
    """Finds surveys, takes answers, shows sums."""

    def __init__(
        self,
        databases: Databases,
        collaborative: str,
        tallies: Tallies,
        *,
        clock: Callable[[], datetime],
        monotonic: Callable[[], float],
    ) -> None:
        self._databases = databases
        self._collaborative = collaborative
        self._commons = replicated_databases(collaborative)[1]
        self._tallies = tallies
        self._clock = clock
        # In memory for an hour, under a key that ends with this process.
        self._throttle = Throttle(monotonic, allowed=ANSWERS_AN_HOUR, window_seconds=3600)
        self._key = secrets.token_bytes(32)

    async def find(self, survey_id: str) -> Found | None:
        """Return the survey or counting place with this ID; None: there is none."""
        live = await self._live(f"survey:{survey_id}")
        if live:
            return await self._survey(survey_id, live)
        for template_id in templates():
            if counting_id(self._collaborative, template_id) == survey_id:
                return await self._counting_place(survey_id, template_id)
        return None

    async def counted(self) -> list[Found]:
        """Return every counting place."""
        places = [
            await self._counting_place(counting_id(self._collaborative, name), name)
            for name in templates()
        ]
        return [place for place in places if place]

    async def line_24h(self) -> Mapping[str, Any] | None:
        """Return the program's own line, as coordinators wrote it down."""
        live = await self._live(PROGRAM_ID)
        line = live[0].get("line_24h") if live else None
        return line if isinstance(line, dict) else None

    async def take(
        self, found: Found, said: Mapping[str, object], *, once: str, address: str
    ) -> None:
        """Add one answer to the sums; durable on return. A repeat changes nothing.

        Raises:
            TooManyAnswersError: nothing was added; the same answer may be sent later.
        """
        caller = hashlib.blake2b(_line_of(address).encode(), key=self._key).hexdigest()
        if (seconds := self._throttle.wait_seconds(caller)) > 0:
            raise TooManyAnswersError(seconds)
        self._throttle.count_failure(caller)
        answer = read_answer(found.form, said)
        if answer.is_blank:
            return

        def add() -> None:
            self._tallies.add(
                found.survey_id, found.form, answer, once=once, smallest=found.smallest
            )

        await anyio.to_thread.run_sync(add)

    async def see(self, found: Found) -> Seen:
        """Return what coordinators may see."""
        return await anyio.to_thread.run_sync(self._tallies.see, found.survey_id, found.smallest)

    async def sweep(self) -> None:
        """Erase the sums of surveys that were removed, or ended years ago."""
        for survey_id in await anyio.to_thread.run_sync(self._tallies.surveys):
            if await self._is_over(survey_id):
                await anyio.to_thread.run_sync(self._tallies.erase, survey_id)

    async def keep_swept(self) -> None:
        """Sweep again and again. What fails is tried at the next round, and told."""
        while True:
            try:
                await self.sweep()
            except (sqlite3.Error, OSError, SyncError) as exc:
                logger.warning("old survey totals could not be erased: %s", type(exc).__name__)
            await anyio.sleep(SWEEP_SECONDS)

    async def _is_over(self, survey_id: str) -> bool:
        """Tell whether sums are to go. Only an explicit end is one: absence never means it."""
        live = await self._live(f"survey:{survey_id}")
        if not live:
            store = await self._databases.open(self._commons)
            return bool(await store.leaves(f"survey:{survey_id}"))  # it was removed
        found = await self.find(survey_id)
        terms = found.template.survey if found else None
        if terms is None:
            return False  # nobody can tell how long they were promised to last
        ends = max((_day(body, "closes_on") for body in live), default=date.max)
        return ends < date.max and (self._today() - ends).days > terms.years * YEAR_DAYS

    async def _survey(self, survey_id: str, live: list[Mapping[str, Any]]) -> Found | None:
        template, written = await self._template(str(live[0].get("template")))
        if template is None or template.survey is None:
            return None
        wanted = [body.get("smallest") for body in live]
        smallest = max(
            [SMALLEST_CELL, template.survey.smallest, *(n for n in wanted if isinstance(n, int))]
        )
        ends = _day(live[0], "closes_on")
        return Found(
            survey_id,
            template,
            written,
            survey_form(template),
            smallest,
            _stage(live[0], self._today()),
            takes=ends == date.max or self._today() <= ends + timedelta(days=LATE_DAYS),
            area=str(live[0].get("area") or ""),
        )

    async def _counting_place(self, survey_id: str, template_id: str) -> Found | None:
        template, written = await self._template(template_id)
        form = counting_form(template) if template else None
        if template is None or form is None:
            return None
        return Found(
            survey_id, template, written, form, COUNT_SMALLEST, "open", takes=True, is_count=True
        )

    async def _template(self, template_id: str) -> tuple[Template | None, Mapping[str, Any] | None]:
        """Return a template, and its document if the collaborative wrote it itself.

        One that was taken out of the list still asks what its surveys ask.
        """
        live = await self._live(worksheet_id(template_id))
        if live:
            try:
                template = Template.model_validate_json(orjson.dumps(live[0].get("template")))
            except ValidationError:
                return templates().get(template_id), None
            if not check_template(template):
                return template, live[0]
        return templates().get(template_id), None

    async def _live(self, doc_id: str) -> list[Mapping[str, Any]]:
        """Return the bodies of a document's live leaves, the winner's first."""
        store = await self._databases.open(self._commons)
        return [leaf.parsed_body() for leaf in await store.leaves(doc_id) if not leaf.deleted]

    def _today(self) -> date:
        return self._clock().date()


def _line_of(address: str) -> str:
    """Return what one line has: of IPv6 half the address, because the rest is its own to choose."""
    try:
        number = ip_address(address)
    except ValueError:
        return address
    if number.version == 4:
        return address
    return str(number.ipv4_mapped or ip_network((number, IPV6_LINE_BITS), strict=False))


def _day(body: Mapping[str, Any], field: str) -> date:
    """Return the day a document names; far ahead, where it names none."""
    try:
        return date.fromisoformat(body.get(field, ""))
    except (TypeError, ValueError):
        return date.max


def _stage(body: Mapping[str, Any], today: date) -> Stage:
    """Return where a survey stands. The last day lasts until it has ended everywhere."""
    opens, closes = _day(body, "opens_on"), _day(body, "closes_on")
    if body.get("state") != "open" or (closes < date.max and today > closes + timedelta(days=1)):
        return "closed"
    return "not_yet" if opens < date.max and today < opens else "open"
