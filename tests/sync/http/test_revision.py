from __future__ import annotations

from typing import Any

import pytest
from starlette.testclient import TestClient


def test_only_what_is_missing_is_named(directory: TestClient) -> None:
    directory.put("/directory-demo/a", params={"new_edits": "false"}, json={"_rev": "1-a"})

    offered = {"a": ["1-a", "2-b"], "b": ["1-x"]}
    response = directory.post("/directory-demo/_revs_diff", json=offered)

    assert response.json() == {
        "a": {"missing": ["2-b"], "possible_ancestors": ["1-a"]},
        "b": {"missing": ["1-x"]},
    }


def test_what_is_known_is_left_out(directory: TestClient) -> None:
    directory.put("/directory-demo/a", params={"new_edits": "false"}, json={"_rev": "1-a"})

    assert directory.post("/directory-demo/_revs_diff", json={"a": ["1-a"]}).json() == {}


def test_old_clients_get_the_old_form(directory: TestClient) -> None:
    response = directory.post("/directory-demo/_missing_revs", json={"a": ["1-a"]})

    assert response.json() == {"missing_revs": {"a": ["1-a"]}}


@pytest.mark.parametrize("body", [[], {"a": "1-a"}, {"a": ["one"]}, {"a": [1]}, "a"])
def test_what_is_no_list_of_revisions_is_refused(directory: TestClient, body: Any) -> None:
    response = directory.post("/directory-demo/_revs_diff", json=body)

    assert (response.status_code, response.json()["error"]) == (400, "bad_request")
