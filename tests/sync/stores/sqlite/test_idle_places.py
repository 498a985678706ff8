from __future__ import annotations

import os
import sqlite3
import time
from contextlib import closing
from pathlib import Path

import pytest

from cairn_sync import NotFoundError
from cairn_sync.stores.sqlite.connection import connect_writer
from cairn_sync.stores.sqlite.idle_places import IdlePlaces
from cairn_sync.stores.sqlite.migrations import migrate


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Return a database that was last changed an hour ago."""
    path = tmp_path / "vault-1.sqlite3"
    path.touch()
    with closing(connect_writer(path)) as connection:
        migrate(connection)
    age(path)
    return path


def age(path: Path) -> None:
    an_hour_ago = time.time() - 3600
    os.utime(path, (an_hour_ago, an_hour_ago))


def change(path: Path, number: int) -> None:
    with closing(connect_writer(path)) as connection:
        connection.execute("UPDATE meta SET last_number = ?", (number,))


def test_a_place_is_read_once_and_then_remembered(path: Path) -> None:
    places = IdlePlaces()
    assert places.remembered(path) is None

    read = places.read(path)

    assert read is not None
    assert places.remembered(path) == read


def test_a_change_by_anybody_ends_the_memory(path: Path) -> None:
    places = IdlePlaces()
    places.read(path)

    change(path, 7)

    assert places.remembered(path) is None
    place = places.read(path)
    assert place is not None
    assert place.last_number == 7


def test_a_file_in_somebodys_hands_is_not_remembered(path: Path) -> None:
    places = IdlePlaces()
    places.read(path)

    with closing(connect_writer(path)) as connection:
        connection.execute("UPDATE meta SET last_number = 7")
        assert places.remembered(path) is None
        place = places.read(path)
        assert place is not None
        assert place.last_number == 7
        assert places.remembered(path) is None


def test_a_file_changed_just_now_is_read_again_each_time(path: Path) -> None:
    places = IdlePlaces()
    ahead = time.time() + 60  # as if its clock stood still until then
    os.utime(path, (ahead, ahead))

    assert places.read(path) is not None
    assert places.remembered(path) is None


def test_a_file_that_must_be_migrated_first_is_left_to_others(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA user_version = 0")

    assert IdlePlaces().read(path) is None


def test_what_is_gone_is_not_remembered(path: Path) -> None:
    places = IdlePlaces()
    places.read(path)
    path.unlink()

    assert places.remembered(path) is None
    with pytest.raises(NotFoundError):
        places.read(path)


def test_what_is_forgotten_is_not_remembered(path: Path) -> None:
    places = IdlePlaces()
    places.read(path)

    places.forget(path)

    assert places.remembered(path) is None
