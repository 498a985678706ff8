"""What is counted, as server and phone both decide it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import orjson
import pytest

from cairn_server.surveys.desk import counting_id
from cairn_server.surveys.form import Form, Tally, counting_form, survey_form
from cairn_server.worksheets import TemplateError, parse_template, templates
from cairn_server.worksheets.catalogue import FOLDER
from cairn_server.worksheets.template import Template

VECTORS: dict[str, list[dict[str, Any]]] = orjson.loads(
    (Path(__file__).parents[2] / "vectors" / "survey-form.json").read_bytes()
)
SELF_REVIEW = "i-collaborative-reflection"


def test_the_vectors_name_every_survey_and_every_count() -> None:
    surveys = {t.id for t in templates().values() if t.survey}
    counts = {t.id for t in templates().values() if counting_form(t)}

    assert {vector["template"] for vector in VECTORS["surveys"]} == surveys
    assert {vector["template"] for vector in VECTORS["counts"]} == counts


def test_a_survey_counts_what_the_vectors_say() -> None:
    for vector in VECTORS["surveys"]:
        template = templates()[vector["template"]]
        form = survey_form(template)
        counted = [q.id for q in template.questions if q.id in {*form.tallies, *form.texts}]
        assert counted == vector["counted"]


def test_of_a_worksheet_that_is_not_kept_only_flagged_picks_are_counted() -> None:
    for vector in VECTORS["counts"]:
        form = counting_form(templates()[vector["template"]])
        assert form is not None
        assert list(form.tallies) == vector["counted"]
        assert not form.texts


def test_a_counting_place_follows_from_collaborative_and_worksheet() -> None:
    for vector in VECTORS["counting_ids"]:
        assert counting_id(vector["collaborative"], vector["template"]) == vector["id"]


def test_nothing_about_a_person_is_asked_in_a_survey() -> None:
    for template in templates().values():
        if template.survey:
            form = survey_form(template)
            asked = {q.id: q for q in template.questions}
            assert all(asked[name].sensitivity <= 1 for name in {*form.tallies, *form.texts})


def test_a_form_that_grows_never_loses_a_cell_nor_changes_a_question() -> None:
    old = Form({"a": Tally(("x", "y")), "b": Tally(("p",))}, frozenset({"t"}))
    new = Form({"a": Tally(("y", "z")), "b": Tally(("q",), several=True), "c": Tally(("m",))})

    grown = old.grown_by(new)

    assert grown.tallies["a"].options == ("x", "y", "z")
    assert grown.tallies["b"] == Tally(("p",))
    assert grown.tallies["c"] == Tally(("m",))
    assert grown.texts == {"t"}
    assert Form.from_json(orjson.loads(orjson.dumps(grown.to_json()))) == grown


@pytest.mark.parametrize(
    ("asks", "problem"),
    [
        (["nothing"], "field survey: unknown question 'nothing'"),
        (["role"], "field survey: 'role' cannot be asked"),
        (["pay_see"], "field survey: 'pay_see' cannot be asked"),
    ],
)
def test_a_survey_that_asks_what_it_must_not_is_refused(asks: list[str], problem: str) -> None:
    raw = orjson.loads((FOLDER / f"{SELF_REVIEW}.json").read_bytes())
    raw["survey"]["asks"] = asks

    with pytest.raises(TemplateError, match=problem):
        parse_template(SELF_REVIEW, orjson.dumps(raw))


def test_what_is_dangerous_or_never_kept_is_not_counted() -> None:
    raw = orjson.loads((FOLDER / "h2-warm-referral.json").read_bytes())
    questions = {q["id"]: q for s in raw["sections"] for q in s["questions"]}
    questions["result"]["sensitivity"] = 3
    questions["again"]["flags"].append("nosave")

    assert counting_form(Template.model_validate(raw)) is None
