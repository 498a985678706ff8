"""Sound or not: the same answers as the phone's, from the same cases."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

import pytest

from cairn_server.shared_space.check import template_problems
from cairn_server.worksheets import TemplateError, parse_template

VECTORS = json.loads(
    (Path(__file__).parents[2] / "vectors" / "template-checks.json").read_text("utf-8")
)


def changed(case: dict[str, Any]) -> dict[str, Any]:
    """Return the template after the case's changes."""
    template: dict[str, Any] = copy.deepcopy(VECTORS["template"])
    for pointer, value in case.get("set", {}).items():
        part, key = part_at(template, pointer)
        part[key] = spelled_out(value)
    for pointer in case.get("remove", []):
        part, key = part_at(template, pointer)
        del part[key]
    return template


def part_at(template: Any, pointer: str) -> tuple[Any, Any]:
    *path, last = pointer.split("/")[1:]
    for step in path:
        template = template[int(step) if isinstance(template, list) else step]
    return template, int(last) if isinstance(template, list) else last


def spelled_out(value: Any) -> Any:
    is_long = isinstance(value, dict) and "repeat" in value
    return value["repeat"] * value["times"] + value["then"] if is_long else value


@pytest.mark.parametrize("case", VECTORS["cases"], ids=lambda case: str(case["name"]))
def test_a_template_is_sound_or_not(case: dict[str, Any]) -> None:
    template = changed(case)

    problems = template_problems(template)

    assert (problems == []) is case["sound"], problems
    try:
        parse_template(str(template.get("id")), json.dumps(template).encode())
    except TemplateError:
        assert not case["sound"]
