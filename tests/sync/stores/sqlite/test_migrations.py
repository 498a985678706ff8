from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from importlib.resources import files
from pathlib import Path

import pytest

from cairn_sync import StoreError
from cairn_sync.stores.sqlite.migrations import MIGRATIONS, create_schema, migrate, schema_version


@pytest.fixture
def connection(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(tmp_path / "old.sqlite3", isolation_level=None)) as connection:
        yield connection


def add_note(connection: sqlite3.Connection) -> None:
    connection.execute("ALTER TABLE meta ADD COLUMN note TEXT")


def fail_half_way(connection: sqlite3.Connection) -> None:
    add_note(connection)
    raise ZeroDivisionError


def test_an_empty_file_becomes_the_newest_version(connection: sqlite3.Connection) -> None:
    migrate(connection)

    assert schema_version(connection) == len(MIGRATIONS)
    assert connection.execute("SELECT last_number FROM meta").fetchall() == [(0,)]


def test_a_file_of_the_newest_version_is_left_alone(connection: sqlite3.Connection) -> None:
    migrate(connection)
    before = connection.execute("SELECT uuid FROM meta").fetchall()

    migrate(connection)

    assert connection.execute("SELECT uuid FROM meta").fetchall() == before


def test_an_older_file_takes_only_the_steps_it_lacks(connection: sqlite3.Connection) -> None:
    migrate(connection, migrations=[create_schema])
    before = connection.execute("SELECT uuid FROM meta").fetchall()

    migrate(connection, migrations=[create_schema, add_note])

    assert connection.execute("SELECT uuid FROM meta").fetchall() == before
    assert connection.execute("SELECT note FROM meta").fetchall() == [(None,)]
    assert schema_version(connection) == 2


def test_a_step_that_fails_leaves_the_version_before_it(connection: sqlite3.Connection) -> None:
    with pytest.raises(ZeroDivisionError):
        migrate(connection, migrations=[create_schema, fail_half_way])

    assert schema_version(connection) == 1
    migrate(connection, migrations=[create_schema, add_note])
    assert schema_version(connection) == 2


def test_a_file_of_a_newer_version_is_refused(connection: sqlite3.Connection) -> None:
    connection.execute("PRAGMA user_version = 99")

    with pytest.raises(StoreError, match="schema 99; this one knows 1"):
        migrate(connection)


def test_every_table_is_strict_and_every_column_explained(connection: sqlite3.Connection) -> None:
    migrate(connection)
    schema = files("cairn_sync.stores.sqlite").joinpath("schema.sql").read_text("utf-8")
    columns = [line for line in schema.splitlines() if re.match(r"    [a-z_]+ +[A-Z]", line)]

    loose = "SELECT name FROM pragma_table_list WHERE NOT strict AND name NOT LIKE 'sqlite_%'"

    assert connection.execute(loose).fetchall() == []
    assert columns
    assert [line for line in columns if "--" not in line] == []
