from __future__ import annotations

import json
import re

from tests.server.cli.conftest import Cairn

URL = "https://dana:hunter2@hills.example.org/hsds"


def test_a_directory_is_added_listed_and_removed_without_its_password(deployed: Cairn) -> None:
    number = deployed("network", "add", "Northern Hills", URL).stdout.strip()
    listed = deployed("network", "list").stdout
    removed = deployed("network", "remove", number).stdout
    after = deployed("network", "list").stdout

    assert re.fullmatch(r"[0-9a-f-]{36}", number)
    assert number in listed
    assert "Northern Hills" in listed
    assert "https://hills.example.org/hsds" in listed
    assert "never" in listed
    assert "hunter2" not in listed
    assert removed == "It is removed.\n"
    assert "Hills" not in after


def test_the_address_is_asked_for_unseen(deployed: Cairn) -> None:
    result = deployed("network", "add", "Northern Hills", answers=f"{URL}\n")

    assert "hunter2" not in result.output


def test_what_is_wrong_is_said_in_a_sentence(deployed: Cairn) -> None:
    wrong = deployed("network", "add", "Hills", "hills.example.org", code=1)
    unknown = deployed("network", "fetch", "42", code=1)

    assert "must begin with https://" in wrong.output
    assert "There is no directory '42'" in unknown.output


def test_a_private_address_is_not_asked(deployed: Cairn) -> None:
    number = deployed("network", "add", "Inside", "https://127.0.0.1:9/hsds").stdout.strip()

    failed = deployed("network", "fetch", number, code=1)

    assert "may not ask there" in failed.output
    assert json.dumps(failed.output).count("127.0.0.1") == 0
