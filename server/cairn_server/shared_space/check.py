"""What is wrong with a document of the shared space, as a sentence.

The shape of each type is its model's. Beside it: IDs that follow from what a document
holds, so that two phones that make the same one make one; a published worksheet that must
be sound; and answers that must be such as a group may share.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

import orjson
from pydantic import ValidationError

from cairn_server.directory.wording import sentence
from cairn_server.shared_space.field import SharedBody
from cairn_server.shared_space.models import (
    GroupSheet,
    GroupWorksheet,
    Program,
    Survey,
    Worksheet,
    WorksheetDraft,
)
from cairn_server.worksheets.catalogue import templates
from cairn_server.worksheets.check import (
    TOO_LARGE,
    check_template,
    describe_error,
    is_too_large,
)
from cairn_server.worksheets.template import Question, QuestionType, Template

__all__ = ["PROGRAM_ID", "check_shared", "group_sheet_id", "worksheet_id"]

PROGRAM_ID = "program:00000000-0000-4000-8000-000000000001"  # one for a collaborative
WORKSHEETS = uuid5(NAMESPACE_URL, "cairn:worksheet")
UNANSWERED = {QuestionType.NOTE, QuestionType.TALK}

MODELS: dict[str, type[SharedBody]] = {
    "program": Program,
    "worksheet": Worksheet,
    "worksheet_draft": WorksheetDraft,
    "group_worksheet": GroupWorksheet,
    "group_sheet": GroupSheet,
    "survey": Survey,
}


def worksheet_id(template_id: str) -> str:
    """Return the ID of the document that holds a collaborative's worksheet."""
    return f"worksheet:{uuid5(WORKSHEETS, template_id)}"


def group_sheet_id(worksheet: str, member_id: str) -> str:
    """Return the ID of a member's sheet in the group worksheet with this UUID."""
    return f"group_sheet:{uuid5(UUID(worksheet), member_id)}"


def check_shared(doc_id: str, body: Mapping[str, Any]) -> str | None:
    """Return None for a document that the shared space may hold, else the sentence why not."""
    kind = doc_id.partition(":")[0]
    model = MODELS.get(kind)
    if model is None:
        return f"The shared space holds no documents of type {kind!r}."
    try:
        document = model.model_validate(dict(body))
    except ValidationError as exc:
        return sentence(kind.replace("_", " "), exc)
    return _CHECKS[kind](doc_id, document) if kind in _CHECKS else None


def _check_program(doc_id: str, _document: Any) -> str | None:
    if doc_id != PROGRAM_ID:
        return "A collaborative has one page about its program, and this is another."
    return None


def _check_worksheet(doc_id: str, document: Any) -> str | None:
    raw = document.template
    name = raw.get("id")
    if not isinstance(name, str) or doc_id != worksheet_id(name):
        return "A worksheet's ID must follow from its template's."
    if document.state == "retired":
        return None  # must be possible, however old what is withdrawn
    problems = template_problems(raw) or _newly_shared(raw)
    return f"This worksheet cannot be published: {problems[0]}." if problems else None


def _newly_shared(raw: Mapping[str, Any]) -> list[str]:
    """Return which answers a group would share here that every sheet is refused for.

    A sheet names its template by ID alone, so what the one that comes with Cairn only talks
    about is refused with all that stands beside it, and the group's work would never arrive.
    """
    built_in = templates().get(str(raw.get("id")))
    if built_in is None or built_in.about != "group":
        return []
    kept_back = {q.id for q in built_in.questions if not _may_be_shared(q)}
    shared = [q.id for q in Template.model_validate(raw).questions if _may_be_shared(q)]
    return [
        f"question {name}: it is only for talking about in the worksheet it replaces, so give"
        " the worksheet or the question another ID"
        for name in shared
        if name in kept_back
    ]


def template_problems(raw: Mapping[str, Any]) -> list[str]:
    """Return every problem of a template, each naming its place; `[]` means sound."""
    if is_too_large(raw):
        return [f"template {raw.get('id', '')}, {TOO_LARGE}"]
    try:
        template = Template.model_validate_json(orjson.dumps(raw), strict=True)
    except ValidationError as error:
        return describe_error(str(raw.get("id", "")), raw, error)
    return check_template(template)


def _check_group_worksheet(_doc_id: str, document: Any) -> str | None:
    return _refuse_template(document.template)


def _check_group_sheet(doc_id: str, document: Any) -> str | None:
    if doc_id != group_sheet_id(document.worksheet, document.member):
        return "A sheet's ID must follow from its group worksheet's and its member's."
    if refusal := _refuse_template(document.template):
        return refusal
    # A collaborative's own version may ask more; what it asks the phone looks after.
    built_in = templates().get(document.template)
    asked = {q.id: q for q in built_in.questions} if built_in else {}
    for place in document.answers:
        question = asked.get(place.partition("/")[0])
        if question is not None and not _may_be_shared(question):
            return f"The answer to {question.id!r} is only for talking about, not for sharing."
    return None


def _may_be_shared(question: Question) -> bool:
    is_asked = question.type not in UNANSWERED and "nosave" not in question.flags
    return is_asked and question.sensitivity == 0


def _refuse_template(template_id: str) -> str | None:
    built_in = templates().get(template_id)
    if built_in is not None and built_in.about != "group":
        return f"The worksheet {template_id!r} is not one that a group fills in."
    return None


_CHECKS: dict[str, Callable[[str, Any], str | None]] = {
    "program": _check_program,
    "worksheet": _check_worksheet,
    "group_worksheet": _check_group_worksheet,
    "group_sheet": _check_group_sheet,
}
