from __future__ import annotations

import re
from datetime import date, timedelta

import pytest

from cairn_server.demo.shared_space import demo_program, seed_shared_space
from cairn_server.shared_space.check import PROGRAM_ID, check_shared
from cairn_server.shared_space.models import Program
from cairn_sync.document import new_edit
from cairn_sync.stores.memory import MemoryDatabases

pytestmark = pytest.mark.anyio

TODAY = date(2026, 11, 20)


async def test_the_page_about_the_program_is_written_once_and_never_overwrites() -> None:
    databases = MemoryDatabases()
    store = await databases.create("commons-demo")

    first = await seed_shared_space(databases, "demo", today=TODAY)
    [leaf] = await store.leaves(PROGRAM_ID)
    await store.bulk_docs([new_edit(PROGRAM_ID, {}, parent=leaf.path, deleted=True)])
    second = await seed_shared_space(databases, "demo", today=TODAY + timedelta(days=9))

    assert (first, second) == (1, 0)
    assert all(leaf.deleted for leaf in await store.leaves(PROGRAM_ID))


def test_every_fact_is_filled_in_both_languages_and_allowed() -> None:
    body = demo_program(TODAY).parsed_body()
    unsaid = set(Program.model_fields) - {"schema_", "updated_by"} - body.keys()

    assert check_shared(PROGRAM_ID, body) is None
    assert not unsaid
    for fact in ("name", "must_report", "how_long", "confidentiality"):
        assert body[fact].keys() == {"en", "es"}
    for line in ("line_24h", "interpreter_line"):
        assert body[line]["note"].keys() == {"en", "es"}
        assert re.fullmatch(r"701-555-01\d\d", body[line]["number"])


def test_it_says_that_it_is_made_up() -> None:
    facts = demo_program(TODAY).parsed_body()

    assert "made-up" in facts["name"]["en"]
    assert "inventado" in facts["name"]["es"]
    assert facts["must_report"]["en"].startswith("This text is made up")
