from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cairn_server.worksheets import TemplateError, templates
from cairn_server.worksheets.xlsform import read_xlsform, write_xlsform
from tests.examples import examples
from tests.server.worksheets.xlsform.field_staff import ride_form
from tests.server.worksheets.xlsform.spreadsheets import Form, problems_of, spreadsheet


def test_a_plain_form_becomes_a_template() -> None:
    template = Form().read().template

    assert (template.id, template.version, template.title) == ("check-in", 3, "Check-in")
    assert [(q.id, q.type, q.sensitivity) for q in template.questions] == [
        ("safe", "choice", 3),
        ("kind", "multi", 3),
        ("more", "longtext", 3),
    ]


def test_a_sensitivity_that_is_not_given_is_the_most_careful_and_said() -> None:
    (warning,) = Form().read().warnings

    assert "cairn::sensitivity: blank in row 3, 4, 5, and taken as 3" in warning


def test_translations_are_named_by_their_place() -> None:
    form = Form()
    form.survey[1]["label::Spanish (es)"] = "¿Es un buen momento?"
    form.choices[1]["label::Spanish (es)"] = "No, gracias"
    form.settings["cairn::title::Spanish (es)"] = "Charla"

    assert form.read().translations == {
        "es": {
            "check-in#title": "Charla",
            "check-in/start/safe#text": "¿Es un buen momento?",
            "check-in/start/safe/no#text": "No, gracias",
        }
    }


def test_columns_without_a_language_are_in_the_default_one() -> None:
    form = Form()
    form.settings["default_language"] = "Spanish (es)"

    problems = form.problems()

    assert "sheet survey, row 2, column label: is written in 'es' and not in English" in problems


def test_the_older_spelling_of_a_scale_is_read() -> None:
    form = Form()
    form.add(type="integer", name="sure", label="Sure?", constraint=". >= 0 and . <= 5",
             cairn__labels="steps")  # fmt: skip
    form.choices += [{"list_name": "steps", "name": n, "label": f"Step {n}"} for n in range(6)]

    (*_, scale) = form.read().template.questions
    assert (scale.type, scale.labels[5]) == ("scale", "Step 5")


def test_selected_of_a_question_with_one_answer_is_equals() -> None:
    form = Form()
    form.survey[2]["relevant"] = "selected(${safe}, 'yes')"

    assert form.read().template.questions[1].show_if == "safe == 'yes'"


def edit(row: int, **cells: object) -> Callable[[Form], None]:
    """Return a change of one row of the survey, numbered as the spreadsheet does."""
    return lambda form: form.survey[row - 2].update(
        {key.replace("__", "::"): value for key, value in cells.items()}
    )


def add(**cells: object) -> Callable[[Form], None]:
    return lambda form: form.add(**{"name": "x", "label": "X", **cells})


def setting(name: str, value: object) -> Callable[[Form], None]:
    return lambda form: form.settings.update({name: value})


def nest(kind: str) -> Callable[[Form], None]:
    def change(form: Form) -> None:
        form.add(type=f"begin {kind}", name="in", label="In")
        form.add(type="text", name="x", label="X")
        form.add(type=f"end {kind}")

    return change


def choice(row: int, **cells: object) -> Callable[[Form], None]:
    return lambda form: form.choices[row - 2].update(cells)


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        (edit(4, relevant="${safe} > 3"), "row 4, column relevant: '${safe} > 3'"),
        (edit(4, relevant="${more} != ''"), "row 4, column relevant: 'more' comes later"),
        (edit(4, relevant="${safe} = 'yse'"), "row 4, column relevant: 'safe' has no option 'yse'"),
        (edit(5, relevant="${kind} = 'a'"), "row 5, column relevant: '==' cannot be asked of"),
        (edit(5, constraint=". > 3"), "row 5, column constraint: '. > 3' cannot be kept to"),
        (edit(5, calculation="1 + 1"), "row 5, column calculation: '1 + 1' cannot be kept to"),
        (edit(5, required="yes"), "row 5, column required: 'yes' cannot be kept to: every"),
        (edit(5, default="x"), "row 5, column default: "),
        (edit(5, cairn__sensitivity=4), "row 5, column cairn::sensitivity: 4 is not 0, 1, 2"),
        (edit(5, cairn__flags="nosave secret"), "row 5, column cairn::flags: 'secret' is not a fl"),
        (edit(5, cairn__flags="max2"), "row 5, column cairn::flags: max2 needs a multi"),
        (edit(5, cairn__type="scale"), "row 5, column cairn::type: 'scale': a text can be text or"),
        (edit(5, cairn__max_rows=3), "row 5, column cairn::max_rows: only a repeat has rows"),
        (edit(5, name="Say More"), "row 5, column name: 'Say More' is not small letters"),
        (edit(5, name=None), "row 5, column name: is blank"),
        (edit(5, name="safe"), "row 5, column name: used twice"),
        (edit(5, label=None), "row 5, column label: is blank"),
        (edit(5, label="Hi ${safe}"), "row 5, column label: Cairn puts no answers into a text"),
        (edit(5, type="geopoint"), "row 5, column type: 'geopoint': Cairn takes no recordings"),
        (edit(5, type="deviceid"), "row 5, column type: 'deviceid' records who, when or where"),
        (edit(5, type="rank kinds"), "row 5, column type: 'rank kinds' is none of text, note"),
        (edit(5, type="select_one yn or_other"), "row 5, column type: add the choice 'other'"),
        (edit(5, type="select_one gone"), "row 5, column type: there is no list 'gone'"),
        (edit(5, type="range", parameters="start=1 end=10"), "row 5, column parameters: 'start=1"),
        (edit(5, type="range", parameters="start=0 end=5"), "column parameters: needs a list of"),
        (edit(5, type="integer"), "row 5, column constraint: an integer is a scale of 0 to 5"),
        (edit(5, cairn__labels="yn"), "row 5, column cairn::labels: only a scale has them"),
        (edit(2, hint="Hm"), "row 2, column hint: a section has none"),
        (edit(2, label=None), "row 2, column label: is blank: it needs words"),
        (edit(6, type="end repeat"), "row 6, column type: there is no repeat to end here"),
        (edit(6, type="note", name="n", label="N"), "row 2, column type: begin group has no end"),
        (edit(2, type="note"), "row 3, column type: stands outside any group"),
        (nest("group"), "row 6, column type: a group within another"),
        (add(type="note", cairn__type="talk"), "row 6, column cairn::flags: a talk is never"),
        (add(type="note", cairn__type="intro"), "row 6, column cairn::type: an intro comes once"),
        (add(type="text", label__Klingon="Q"), "column label::Klingon: end it with the language's"),
        (add(type="text", **{"label::X (qqx)": "Q"}), "column label::X (qqx): end it with"),
        (add(type="text", cairn__flag="nosave"), "row 1, column cairn::flag: Cairn has no"),
        (choice(3, name="unsure"), "row 3, column type: 'unsure' is what the app adds itself"),
        (choice(3, name=None), "sheet choices, row 3, column name: is blank"),
        (choice(3, label=None), "sheet choices, row 3, column label: is blank"),
        (choice(3, name="yes"), "sheet choices, row 3, column name: used twice"),
        (choice(3, cairn_needs="magic"), "sheet choices, row 3, column cairn::needs: 'magic'"),
        (setting("form_id", "Check In"), "sheet settings, row 2, column form_id: 'Check In'"),
        (setting("form_title", None), "sheet settings, row 2, column form_title: is blank"),
        (setting("cairn::about", "people"), "column cairn::about: 'people' is not person"),
        (setting("cairn::basis", None), "sheet settings, row 2, column cairn::basis: is blank"),
        (setting("version", "v2"), "sheet settings, row 2, column version: 'v2' is not a whole"),
        (setting("default_language", "English"), "column default_language: 'English' has no code"),
    ],
    ids=lambda value: value.split("column ")[-1] if isinstance(value, str) else "",
)  # fmt: skip
def test_a_problem_names_sheet_row_and_column(change: Callable[[Form], None], problem: str) -> None:
    form = Form()
    change(form)

    problems = form.problems()

    assert any(problem in found for found in problems), problems
    assert all(found.startswith("sheet ") for found in problems)


def test_all_problems_are_said_at_once() -> None:
    form = Form()
    for change in (edit(3, relevant="1"), edit(4, type="audio"), edit(5, cairn__sensitivity="x")):
        change(form)
    form.settings["form_id"] = None

    places = [problem.split(":")[0] for problem in form.problems()]

    assert sorted(places) == [
        "sheet settings, row 2, column form_id",
        "sheet survey, row 3, column relevant",
        "sheet survey, row 4, column type",
        "sheet survey, row 5, column cairn",
    ]


def test_a_repeat_holds_only_simple_fields() -> None:
    form = Form()
    form.add(type="begin repeat", name="steps", label="Steps")  # row 6
    form.add(type="select_multiple kinds", name="x", label="X")
    form.add(type="text", name="y", label="Y", relevant="${safe} = 'yes'", cairn__flags="id")
    form.add(type="begin repeat", name="z", label="Z")
    form.add(type="text", name="w", label="W")
    form.add(type="end repeat")
    form.add(type="end repeat")

    assert [
        problem.split(": ")[0].removeprefix("sheet survey, ") for problem in form.problems()
    ] == [
        "row 7, column type",
        "row 8, column cairn::flags",
        "row 8, column relevant",
        "row 9, column type",
    ]


def test_a_rule_may_not_ask_about_one_row_of_a_repeat() -> None:
    form = Form()
    form.add(type="begin repeat", name="steps", label="Steps")
    form.add(type="text", name="y", label="Y")
    form.add(type="end repeat")
    form.add(type="note", name="n", label="N", relevant="${y} != ''")

    assert any("no question ${y} outside the repeats" in problem for problem in form.problems())


def test_what_is_left_out_is_warned_of() -> None:
    form = Form()
    form.survey[1]["appearance"] = "minimal"
    form.add(type="note", name="n", label="N", image="cat.png", lable="N", cairn__sensitivity=0)
    form.choices.append({"list_name": "spare", "name": "a", "label": "A"})
    sheets: dict[str, Any] = {"survey": form.survey, "choices": form.choices, "Draft": [{"a": 1}],
                              "settings": [form.settings, {"form_title": "Other"}]}  # fmt: skip

    warnings = " ".join(read_xlsform(spreadsheet(sheets)).warnings)

    assert "row 3, column appearance: 'minimal' is left out" in warnings
    assert "column image: Cairn makes no use of it" in warnings
    assert "column lable: unknown, so it is left out; is it 'label'?" in warnings
    assert "sheet Draft: Cairn does not read it" in warnings
    assert "no question uses the list 'spare'" in warnings
    assert "only the first row of settings is read" in warnings


def test_what_only_the_converter_refuses_is_said_in_its_words() -> None:
    form = Form()
    form.survey[4 - 1]["name"] = "meta"

    (problem,) = form.problems()
    assert problem.startswith("the XLSForm converter says: [row : 5]")


def test_a_file_without_its_sheets_is_refused() -> None:
    assert problems_of(spreadsheet({"Sheet1": [{"a": "b"}]})) == [
        "sheet survey: is missing, or has no rows",
        "sheet settings: is missing, or has no rows",
    ]


# -- Whatever comes ---------------------------------------------------------------------------

SOUND = write_xlsform(templates()["h1-disclosure-pocket-guide"], {})

WORDS = st.sampled_from(
    "text note date range integer select_one select_multiple begin end group repeat yn kinds"
    " ${safe} ${x} = != '' 'yes' ( ) and or selected( , start safe meta 0 -1 3.5 nosave".split()
)
CELLS = st.one_of(
    st.none(), st.integers(), st.booleans(), st.floats(allow_nan=False), st.datetimes(),
    st.lists(WORDS, max_size=5).map(" ".join),
    st.text(st.characters(codec="utf-8", exclude_categories=["C"]), max_size=20),
)  # fmt: skip
HEADERS = st.sampled_from(
    "type name label hint relevant parameters constraint required cairn::type cairn::id"
    " cairn::flags cairn::sensitivity cairn::stop cairn::max_rows label::Spanish_(es) list_name"
    " label::English_(en) form_id version cairn::about cairn::needs default_language".split()
).map(lambda header: header.replace("_(", " ("))


@settings(max_examples=examples(60), deadline=None)
@given(st.data())
def test_no_cell_breaks_the_reader(data: st.DataObject) -> None:
    form = Form()
    rows: list[dict[str, object]] = [*form.survey, *form.choices, form.settings]
    for _ in range(data.draw(st.integers(1, 6))):
        data.draw(st.sampled_from(rows))[data.draw(HEADERS)] = data.draw(CELLS)

    assert all(isinstance(problem, str) for problem in form.problems())


@settings(max_examples=examples(60), deadline=None)
@given(st.data())
def test_no_damaged_file_breaks_the_reader(data: st.DataObject) -> None:
    spoiled = bytearray(SOUND)
    for _ in range(data.draw(st.integers(1, 20))):
        spoiled[data.draw(st.integers(0, 6_000))] = data.draw(st.integers(0, 255))

    cut = data.draw(st.one_of(st.none(), st.integers(0, 7_000)))

    problems_of(bytes(spoiled[:cut]))


@given(st.binary(max_size=200))
def test_what_is_no_spreadsheet_is_refused_in_a_sentence(data: bytes) -> None:
    with pytest.raises(TemplateError, match="is not an .xlsx spreadsheet, or is damaged"):
        read_xlsform(data)


def test_a_form_made_for_other_tools_is_a_worksheet_once_it_is_read() -> None:
    reading = read_xlsform(ride_form())

    template = reading.template
    assert (template.id, template.about, template.title) == ("ride-plan", "person", "Ride plan")
    assert [section.show_if for section in template.sections] == [None, "needs_ride == 'yes'"]
    assert template.questions[0].help == "To court, to a clinic, or anywhere else."
    assert {question.sensitivity for question in template.questions} == {3}
    assert reading.translations["es"]["ride-plan/ride/needs_ride/yes#text"] == "Sí"
    notes = " ".join(reading.warnings)
    assert "column cairn::about: is blank, and taken as 'person'" in notes
    assert "'ride_plan' is taken as 'ride-plan'" in notes
