"""The `couchdb` package from PyPI, last released in 2018, works against the surface."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import couchdb
import pytest

from cairn_sync.http import BasicGuard, create_app
from cairn_sync.stores.sqlite import SqliteDatabases
from tests.peers import served


@pytest.fixture
def server(tmp_path: Path) -> Iterator[couchdb.Server]:
    guard = BasicGuard("hub", "three-geese")
    with served(create_app(SqliteDatabases(tmp_path / "databases"), guard=guard)) as url:
        yield couchdb.Server(url.replace("://", "://hub:three-geese@"))


def test_a_directory_is_made_edited_and_read(server: couchdb.Server) -> None:
    database = server.create("directory-demo")

    doc_id, first = database.save({"_id": "service:casa-luz", "name": "Casa Luz"})
    _, second = database.save({"_id": doc_id, "_rev": first, "name": "Casa Luz, moved"})

    assert database[doc_id].rev == second
    assert database[doc_id]["name"] == "Casa Luz, moved"
    assert (list(server), len(database)) == (["directory-demo"], 1)
    assert [row.id for row in database.view("_all_docs")] == [doc_id]


def test_an_edit_of_an_old_revision_conflicts(server: couchdb.Server) -> None:
    database = server.create("directory-demo")
    doc_id, first = database.save({"_id": "service:casa-luz", "name": "Casa Luz"})
    database.save({"_id": doc_id, "_rev": first, "name": "Casa Luz, moved"})

    with pytest.raises(couchdb.ResourceConflict):
        database.save({"_id": doc_id, "_rev": first, "name": "Casa Luz, closed"})


def test_a_deleted_document_is_gone_and_in_the_feed(server: couchdb.Server) -> None:
    database = server.create("directory-demo")
    doc_id, _ = database.save({"_id": "service:casa-luz", "name": "Casa Luz"})

    database.delete(database[doc_id])

    assert doc_id not in database
    (row,) = database.changes()["results"]
    assert (row["id"], row["deleted"]) == (doc_id, True)


def test_a_batch_is_written_with_a_row_for_each(server: couchdb.Server) -> None:
    database = server.create("directory-demo")

    rows = database.update([{"_id": "service:a"}, {"_id": "service:b"}, {"_id": "service:a"}])

    assert [ok for ok, _, _ in rows] == [True, True, False]


def test_databases_are_made_once_and_deleted(server: couchdb.Server) -> None:
    server.create("directory-demo")

    with pytest.raises(couchdb.PreconditionFailed):
        server.create("directory-demo")
    server.delete("directory-demo")
    assert "directory-demo" not in server


def test_without_the_right_password_nothing_is_told(server: couchdb.Server) -> None:
    address = server.resource.url

    with pytest.raises(couchdb.Unauthorized):
        list(couchdb.Server(address))
