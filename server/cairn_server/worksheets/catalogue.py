"""The templates that come with Cairn, read from their files."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import orjson
from pydantic import ValidationError

from cairn_server.worksheets.check import (
    TOO_LARGE,
    check_template,
    describe_error,
    is_too_large,
)
from cairn_server.worksheets.template import Template

__all__ = ["FOLDER", "TemplateError", "parse_template", "templates"]

FOLDER = Path(__file__).parent / "templates"


class TemplateError(ValueError):
    """A template cannot be used. `problems` has one sentence for each reason."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


def parse_template(name: str, data: bytes) -> Template:
    """Read one template; `name` stands in the errors.

    Raises:
        TemplateError: it is no JSON, its parts are malformed, or they do not fit together.
    """
    try:
        raw = orjson.loads(data)
    except orjson.JSONDecodeError as error:
        raise TemplateError([f"template {name}: not JSON: {error}"]) from None
    if isinstance(raw, dict) and is_too_large(raw):
        raise TemplateError([f"template {name}, {TOO_LARGE}"])
    try:
        template = Template.model_validate_json(data, strict=True)
    except ValidationError as error:
        raise TemplateError(describe_error(name, raw, error)) from None
    problems = check_template(template)
    if template.id != name:
        problems.append(f"template {name}, field id: the file says {template.id!r}")
    if problems:
        raise TemplateError(problems)
    return template


@cache
def templates() -> dict[str, Template]:
    """Return every template that comes with Cairn, by ID; raise TemplateError for a bad one."""
    files = sorted(FOLDER.glob("*.json"))
    return {file.stem: parse_template(file.stem, file.read_bytes()) for file in files}
