from __future__ import annotations

import pytest

from cairn_server.worksheets import Template, templates
from cairn_server.worksheets.template import Change
from cairn_server.worksheets.versions import digest, problems_of, read_recorded

ID = "c-tech-safety"


def changed(template: Template, **update: object) -> Template:
    return template.model_copy(update=update)


def test_no_built_in_worksheet_changed_without_saying_so() -> None:
    assert problems_of(templates(), read_recorded()) == []


@pytest.mark.parametrize(
    "update",
    [{"title": "Phones"}, {"sections": templates()[ID].sections[1:]}],
    ids=["a word", "a part"],
)
def test_content_that_changes_asks_for_another_version(update: dict[str, object]) -> None:
    before = templates()[ID]
    recorded = {ID: {str(before.version): digest(before)}}

    (problem,) = problems_of({ID: changed(before, **update)}, recorded)

    assert problem.startswith(f"{ID}: its content changed and its version is still")


def test_another_version_must_say_what_it_changed_and_be_recorded() -> None:
    before = templates()[ID]
    recorded = {ID: {str(before.version): digest(before)}}
    version = before.version + 1
    after = changed(before, title="Phones", version=version)

    assert len(problems_of({ID: after}, recorded)) == 2
    noted = changed(after, changes=(Change(version=version, on="2026-11-20", changed=("",)),))
    recorded[ID][str(version)] = digest(noted)
    assert problems_of({ID: noted}, recorded) == []


def test_a_flag_is_not_content() -> None:
    before = templates()[ID]
    section = before.sections[0]
    question = section.questions[0]
    flagged = question.model_copy(update={"flags": (*question.flags, "nosave")})
    sections = (
        section.model_copy(update={"questions": (flagged, *section.questions[1:])}),
        *before.sections[1:],
    )

    assert digest(changed(before, sections=sections)) == digest(before)
